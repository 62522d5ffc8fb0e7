#include <fmt/format.h>

#include <thread>

#include "service/app/commands/demo.h"
#include "service/app/demo_plan.h"
#include "service/app/progress.h"
#include "service/app/vault_access.h"
#include "service/app/web_resident.h"
#include "service/demo/clock_file.h"
#include "service/demo/feeder.h"
#include "service/demo/journal.h"
#include "service/runtime/clock.h"

namespace tellsafe::app {
namespace {

Outcome<> check_demo(const runtime::Config& config) {
  const auto demo = is_demo(config);
  if (demo.has_error()) return demo.error();
  if (!*demo) {
    return Failure{ExitCode::refused,
                   "this vault belongs to a real city: made-up reports are never sent to it. "
                   "Make a demonstration with `tellsafe init FOLDER --demo`"};
  }
  if (config.clock.empty()) {
    return Failure{ExitCode::refused,
                   "the configuration has no entry [demo] clock: past days cannot be filled without it"};
  }
  return {};
}

// The clock goes back to the real day however the feeding ends.
Outcome<> send_all(const std::vector<demo::Report>& reports, demo::Journal& journal,
                   const runtime::Config& config, unsigned connections) {
  Progress progress("Sending reports");
  const std::size_t before = journal.count();
  demo::Feeding feeding;
  feeding.connect = web_residents(config);
  feeding.connections = connections;
  feeding.wait = [](std::chrono::seconds time) { std::this_thread::sleep_for(time); };
  feeding.progress = [&](std::size_t done) { progress.update(done - before, reports.size() - before); };
  demo::ClockFile clock(config.clock);
  const auto sent = demo::feed(reports, journal, clock, feeding);
  const auto cleared = clock.clear();
  if (sent.has_error()) {
    return Failure{ExitCode::server, fmt::format("{}\n{} of {} reports have their receipt. The same command "
                                                 "goes on where this one stopped.",
                                                 sent.error(), journal.count(), reports.size())};
  }
  if (cleared.has_error()) return Failure{ExitCode::disk, cleared.error()};
  return {};
}

}  // namespace

Outcome<> demo_feed(const FeedOptions& options) {
  const auto config = read_config(options.config);
  if (config.has_error()) return config.error();
  if (auto checked = check_demo(*config); checked.has_error()) return checked;

  const auto reports = plan_reports(options, *config, runtime::SystemClock().today());
  if (reports.has_error()) return reports.error();
  if (reports->empty()) return Failure{ExitCode::refused, "there is no report to send in these days"};
  auto journal = demo::Journal::open(options.config.parent_path() / "feed.journal", *reports);
  if (journal.has_error()) return Failure{ExitCode::refused, journal.error()};
  const std::size_t before = journal->count();
  if (before == reports->size()) {
    fmt::print("All {} reports were sent before; there is nothing to do.\n", before);
    return {};
  }
  fmt::print("{} reports from {} to {}{}\n", reports->size() - before,
             demo::to_string(reports->front().received), demo::to_string(reports->back().received),
             before == 0 ? "" : fmt::format(" are left of {}", reports->size()));
  if (auto sent = send_all(*reports, *journal, *config, options.connections); sent.has_error()) return sent;
  fmt::print("{} reports were sent, and each has its receipt.\n", reports->size() - before);
  return {};
}

}  // namespace tellsafe::app
