#include "service/app/serve.h"

#include <chrono>
#include <iostream>
#include <memory>
#include <mutex>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>

#include "service/access/audit_log.h"
#include "service/access/settings.h"
#include "service/app/audited_settings.h"
#include "service/app/routes.h"
#include "service/app/staff_side.h"
#include "service/app/vault_access.h"
#include "service/http/server.h"
#include "service/runtime/clock.h"
#include "service/runtime/event_log.h"
#include "service/runtime/hardening.h"
#include "service/runtime/steady_clock.h"
#include "service/runtime/stop_signals.h"
#include "service/runtime/ticker.h"

namespace tellsafe::app {
namespace {

using runtime::Event;

// A new day and a new release are noticed within this time.
constexpr std::chrono::seconds pause{1};

Failure misconfigured(std::string message) {
  return {ExitCode::configuration, std::move(message)};
}

http::ServerOptions server_options(const runtime::Config& config, const pages::Site& site) {
  http::ServerOptions options;
  options.address = config.address;
  options.port = config.port;
  options.certificate = config.certificate;
  options.private_key = config.private_key;
  options.network_threads = config.network_threads;
  options.blocking_threads = config.blocking_threads;
  options.max_sessions = config.max_sessions;
  options.style_hash = site.style_hash();
  return options;
}

pages::SiteOptions site_options(const runtime::Config& config, bool demo) {
  pages::SiteOptions options;
  options.web = config.web;
  options.city = config.city;
  options.office = config.office;
  options.contact = config.contact;
  options.leave_url = config.leave_url;
  options.onion = config.onion;
  for (const auto& recipient : config.review_recipients) options.review.push_back(recipient.to_string());
  options.colors = {config.header_color, config.button_color};
  options.demo = demo;
  return options;
}

reading::NumbersOptions numbers_options(const runtime::Config& config) {
  reading::NumbersOptions options;
  options.city = config.city;
  options.office = config.office;
  options.contact = config.contact;
  options.url = config.url;
  options.licence = config.licence;
  return options;
}

intake::LaneLimits lane_limits(const runtime::Config& config) {
  return {config.without_scripts_per_minute, config.without_scripts_at_once,
          std::chrono::seconds(config.shortest_seconds), std::chrono::hours(config.longest_hours)};
}

boost::system::result<std::vector<schema::Place>, std::string> load_support(const runtime::Config& config,
                                                                            const schema::Form& form) {
  if (config.support.empty()) return std::vector<schema::Place>{};
  return schema::load_support(config.support, form);
}

// What a day's beginning asks for, done each second: the new day's epoch, the old day's tallies, new
// releases.
class Housekeeping {
 public:
  Housekeeping(const runtime::Clock& clock, intake::EpochKeeper& epochs, reading::Numbers& numbers,
               reading::PublicBriefs* briefs, StaffSide* staff, runtime::EventLog& log)
      : clock_(clock),
        epochs_(epochs),
        numbers_(numbers),
        briefs_(briefs),
        staff_(staff),
        log_(log),
        day_(clock.today()) {}

  void operator()() {
    const auto today = clock_.today();
    if (today != day_) log_.write_tallies();
    day_ = today;
    const bool kept = epochs_.current().has_value();
    if (!kept && !failing_) log_.write(Event::store_failed);
    failing_ = !kept;
    if (briefs_ != nullptr) briefs_->refresh();
    numbers_.refresh(briefs_ == nullptr ? std::vector<reading::ListedBrief>() : briefs_->list());
    if (staff_ != nullptr) staff_->refresh();
  }

 private:
  const runtime::Clock& clock_;
  intake::EpochKeeper& epochs_;
  reading::Numbers& numbers_;
  reading::PublicBriefs* briefs_;  // may be none
  StaffSide* staff_;               // may be none
  runtime::EventLog& log_;
  std::chrono::sys_days day_;
  bool failing_ = false;
};

// Passes on the wish to stop, which may come before there is a server and while it is being destroyed. Staff
// are stopped by the residents' end. Thread safe.
class Stopper {
 public:
  void stop() {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
    if (server_ != nullptr) server_->stop();
  }
  void attach(http::Server* server) {
    const std::lock_guard lock(mutex_);
    server_ = server;
    if (stopping_ && server_ != nullptr) server_->stop();
  }

 private:
  std::mutex mutex_;
  bool stopping_ = false;
  http::Server* server_ = nullptr;
};

// Everything that lives while the server does. What is made first is destroyed last, so the epoch's key is
// wiped before the vault closes and the log ends.
Outcome<void> run(const runtime::Config& config, const schema::Form& form, const schema::Labels& labels,
                  bool demo, store::ReportSink& vault, store::StaffVault* staff_vault, runtime::EventLog& log,
                  Stopper& stopper) {
  const auto support = load_support(config, form);
  if (support.has_error()) return misconfigured(support.error());
  auto site = pages::Site::load(site_options(config, demo), labels, form, *support);
  if (site.has_error()) return misconfigured(site.error());

  const auto clock = runtime::make_clock(config.clock);
  intake::EpochKeeper epochs(*clock, vault, config.release_recipients.front(), [&](bool opened) {
    log.write(opened ? Event::epoch_opened : Event::epoch_wiped);
  });
  intake::Intake intake(form, *clock, epochs, vault, config.review_recipients);
  const runtime::RealSteadyClock steady;
  intake::Work work(steady, std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now()),
                    config.work);
  intake::Lanes lanes(steady, work, lane_limits(config));
  intake::Desk desk(intake, lanes, *site, config.languages, log);
  reading::Numbers numbers(config.releases, config.signing_key, *site, labels, log, numbers_options(config));
  std::optional<reading::PublicBriefs> briefs;
  if (staff_vault != nullptr) briefs.emplace(staff_vault->briefs());
  reading::PublicBriefs* const public_briefs = briefs ? &*briefs : nullptr;

  std::unique_ptr<http::Server> server;
  try {
    server = std::make_unique<http::Server>(
        server_options(config, *site),
        handling::Router(config.languages, routes(*site, desk, work, numbers, public_briefs)),
        [&](std::string_view language, unsigned status) { return site->error(language, status); }, log);
  } catch (const std::runtime_error& error) {
    return misconfigured(error.what());
  }
  std::unique_ptr<StaffSide> staff;
  if (staff_vault != nullptr) {
    auto opened =
        StaffSide::open({config, form, labels, *support, demo, *staff_vault, *clock, steady, *site, log});
    if (opened.has_error()) return opened.error();
    staff = std::move(*opened);
  }
  const runtime::Ticker ticker(pause, Housekeeping(*clock, epochs, numbers, public_briefs, staff.get(), log));
  if (staff) {
    staff->start();
    log.write(Event::listening_for_staff, {{runtime::Field::port, staff->port()}});
    std::cout << "staff https://" << config.staff_address << ':' << staff->port() << std::endl;
  }
  log.write(Event::listening, {{runtime::Field::port, server->port()}});
  std::cout << "listening https://" << config.address << ':' << server->port() << std::endl;
  stopper.attach(server.get());
  server->run();
  stopper.attach(nullptr);
  return {};
}

// The staff's file, after its log has been told what the server will do.
Outcome<std::unique_ptr<store::StaffVault>> open_staff_and_record(const runtime::Config& config) {
  auto vault = open_staff(config);
  if (vault.has_error()) return vault;
  access::AuditLog audit((*vault)->audit(), access::machine_time);
  const auto recorded = access::record_settings((*vault)->audit(), audit, audited_settings(config));
  if (recorded.has_error()) return staff_vault_failure(config, recorded.error());
  return vault;
}

}  // namespace

Outcome<void> serve(const std::filesystem::path& config_file) {
  runtime::harden_process();
  crypto::start();

  const auto config = read_config(config_file);
  if (config.has_error()) return config.error();
  auto form = schema::Form::load(config->schema, config->areas);
  if (form.has_error()) return misconfigured(form.error());
  auto labels = schema::Labels::load(config->schema / "labels", config->languages, *form, config->areas);
  if (labels.has_error()) return misconfigured(labels.error());

  const auto demo = is_demo(*config);
  if (demo.has_error()) return demo.error();
  if (!*demo && !config->clock.empty()) {
    return misconfigured(
        "[demo] clock is set, but the vault was not made as a demonstration. A real vault lives in real "
        "time: remove "
        "the entry from " +
        config_file.string() + ".");
  }
  runtime::EventLog log(runtime::lines_to_stderr());
  Stopper stopper;
  const runtime::StopSignals signals([&] {
    log.write(Event::stopping);
    stopper.stop();
  });
  const auto vault = open_sink(*config);
  if (vault.has_error()) return vault.error();
  if (auto kept = (*vault)->add_form(form->version(), form->canonical_json()); kept.has_error()) {
    return vault_failure(*config, kept.error());
  }
  log.write(Event::started);
  // Whatever has become of the staff's file, residents can report.
  const auto staff_vault = open_staff_and_record(*config);
  if (staff_vault.has_error()) {
    log.write(Event::staff_failed);
    std::cerr << "tellsafed: there is no reading room: " << staff_vault.error().message << std::endl;
  }
  auto served = run(*config, *form, *labels, *demo, **vault,
                    staff_vault.has_value() ? staff_vault->get() : nullptr, log, stopper);
  log.write_tallies();
  log.write(Event::stopped);
  return served;
}

}  // namespace tellsafe::app
