#include "service/app/staff_side.h"

#include <stdexcept>
#include <string>
#include <utility>

#include "service/http/server.h"
#include "service/pages/templates.h"
#include "service/reading/brief_press.h"
#include "service/reading/brief_view.h"
#include "service/reading/group_areas.h"
#include "service/runtime/config_formats.h"
#include "service/staff/room.h"

namespace tellsafe::app {
namespace {

Failure misconfigured(std::string message) {
  return {ExitCode::configuration, std::move(message)};
}

staff::PagesOptions pages_options(const runtime::Config& config, bool demo) {
  return {config.web, config.city, config.url, {config.header_color, config.button_color}, demo};
}

reading::BriefPressOptions press_options(const runtime::Config& config, bool demo) {
  return {config.web,
          {config.city, config.url, config.contact, config.licence, demo, config.signing_key},
          {config.header_color, config.button_color}};
}

http::ServerOptions server_options(const runtime::Config& config, const staff::Pages& pages) {
  http::ServerOptions options;
  options.address = config.staff_address;
  options.port = config.staff_port;
  options.certificate = config.staff_certificate;
  options.private_key = config.staff_private_key;
  options.client_authorities = config.staff_authorities;
  options.staff = true;
  // Few people, and nobody of them may take the machine from the residents.
  options.blocking_threads = 8;
  options.blocking_queue = 64;
  options.max_sessions = 200;
  options.sessions_per_address = 50;
  options.style_hash = pages.style_hash();
  return options;
}

access::SessionLimits session_limits(const runtime::Config& config) {
  access::SessionLimits limits;
  limits.idle = std::chrono::seconds(config.staff_idle_seconds);
  limits.longest = std::chrono::seconds(config.staff_longest_seconds);
  limits.fresh = std::chrono::seconds(config.staff_fresh_seconds);
  return limits;
}

Outcome<std::string> read_map(const runtime::Config& config, const schema::Areas& areas) {
  if (config.map.empty()) return std::string();
  try {
    std::string text = pages::read_text_file(config.map);
    if (const auto good = reading::check_map(text, areas); good.has_error())
      return misconfigured(config.map.string() + ": " + good.error());
    return text;
  } catch (const std::invalid_argument& wrong) {
    return misconfigured(wrong.what());
  }
}

}  // namespace

struct StaffSide::State {
  State(const StaffSideParts& given, schema::Areas the_areas, std::string the_map, staff::Pages made_pages,
        reading::BriefPress made_press)
      : parts(given),
        areas(std::move(the_areas)),
        pages(std::move(made_pages)),
        press(std::move(made_press)),
        group(parts.config.releases, parts.config.signing_key, parts.log),
        names(parts.labels),
        room(
            {parts.vault,
             parts.city,
             parts.steady,
             access::machine_time,
             pages,
             group,
             names,
             areas,
             press,
             [&config = parts.config] { return reading::brief_figures(config.releases, config.signing_key); },
             std::move(the_map),
             parts.config.releases,
             parts.config.signing_key,
             {std::string(runtime::host_of(parts.config.staff_url)), parts.config.city,
              parts.config.staff_url},
             session_limits(parts.config),
             !parts.config.staff_authorities.empty()}),
        server(
            server_options(parts.config, pages), handling::Router({"en"}, room.routes()),
            [this](std::string_view, unsigned status) { return pages.ready_error(status); }, parts.log) {}

  const StaffSideParts parts;
  const schema::Areas areas;
  const staff::Pages pages;
  const reading::BriefPress press;
  reading::GroupReleases group;
  const reading::Names names;
  staff::Room room;
  http::Server server;
  std::jthread thread;  // the last: joined before anything else goes
};

Outcome<std::unique_ptr<StaffSide>> StaffSide::open(const StaffSideParts& parts) {
  const runtime::Config& config = parts.config;
  if (config.staff_url.empty()) return std::unique_ptr<StaffSide>();
  auto areas = schema::load_areas(config.areas);
  if (areas.has_error()) return misconfigured(areas.error());
  auto map = read_map(config, *areas);
  if (map.has_error()) return map.error();
  auto pages = staff::Pages::load(pages_options(config, parts.demo));
  if (pages.has_error()) return misconfigured(pages.error());
  auto press = reading::BriefPress::load(press_options(config, parts.demo), parts.labels, parts.support);
  if (press.has_error()) return misconfigured(press.error());
  try {
    return std::unique_ptr<StaffSide>(new StaffSide(std::make_unique<State>(
        parts, std::move(*areas), std::move(*map), std::move(*pages), std::move(*press))));
  } catch (const std::runtime_error& error) {
    return misconfigured(std::string("[staff] ") + error.what());
  }
}

StaffSide::StaffSide(std::unique_ptr<State> state) : state_(std::move(state)) {}
StaffSide::~StaffSide() {
  stop();
}

std::uint16_t StaffSide::port() const {
  return state_->server.port();
}

void StaffSide::start() {
  state_->thread = std::jthread([this] { state_->server.run(); });
}

void StaffSide::stop() {
  state_->server.stop();
}

void StaffSide::refresh() {
  state_->group.refresh();
  state_->room.keep_house();
}

}  // namespace tellsafe::app
