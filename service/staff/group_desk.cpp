#include "service/staff/group_desk.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <utility>

#include "service/reading/group_areas.h"
#include "service/reading/group_choice.h"
#include "service/reading/group_history.h"
#include "service/reading/group_overview.h"
#include "service/reading/group_trend.h"
#include "service/release/format.h"
#include "service/staff/download.h"
#include "service/staff/programs.h"

namespace tellsafe::staff {
namespace {

using nlohmann::json;
using reading::GroupChoice;
using reading::GroupQuery;
using reading::GroupRelease;
using reading::GroupShelf;

enum class Page { overview, trend, areas };

constexpr std::size_t most_picks = 100;

constexpr std::array<std::pair<std::string_view, std::string_view>, 7> words_for_unknown = {{
    {"period", "the period"},
    {"compare", "the period to compare with"},
    {"span", "the kind of period"},
    {"table", "the table"},
    {"category", "the category"},
    {"area", "the part of the city"},
    {"row", "a chosen row"},
}};

GroupQuery query_of(const Fields& fields) {
  const auto text = [&](std::string_view name) { return std::string(fields.value(name)); };
  GroupQuery query{
      text("period"), text("compare"), text("span"), text("table"), text("category"), text("area"), {}};
  for (const auto pick : fields.values("pick"))
    if (query.picks.size() < most_picks) query.picks.emplace_back(pick);
  return query;
}

handling::Response document(std::string_view text, handling::ContentType type) {
  handling::Response response;
  response.type = type;
  response.body = crypto::wiped(text);
  return response;
}

handling::Response document(std::shared_ptr<const handling::ReadyPage> bytes, handling::ContentType type) {
  handling::Response response;
  response.type = type;
  response.body = std::move(bytes);
  return response;
}

handling::ContentType type_of(std::string_view name) {
  if (name.ends_with(".json")) return handling::ContentType::json;
  if (name.ends_with(".csv")) return handling::ContentType::csv;
  return handling::ContentType::text;
}

class Desk {
 public:
  Desk(GroupRoom room, const Pages& pages) : room_(std::move(room)), pages_(pages) {}

  handling::Response overview(const Asked& asked) const {
    const auto shelf = room_.releases.shelf();
    if (shelf->empty()) return nothing(Page::overview, asked);
    const auto sources = room_.history.sources();
    if (!sources) return pages_.error(503, &asked.visitor);
    const auto choice = reading::choose(*shelf, query_of(asked.query));
    auto title = fmt::format("Figures, {}", room_.names.period(choice.release->period()));
    if (choice.compared) title += fmt::format(" beside {}", room_.names.period(choice.compared->period()));
    auto model = frame(Page::overview, title, choice.unknown);
    model["yearly"] = yearly(*shelf, choice.release->period());
    model["view"] = reading::overview_model(choice, room_.names);
    model["with_numbers"] = with_numbers(*shelf);
    model["nothing"] = model["view"]["tables"].empty();
    model["all_address"] = reading::address_of("/group", {choice.query.period, {}, {}, {}, {}, {}, {}});
    model["filters"] = reading::filters_model(*shelf, choice, "/group", room_.names);
    model["has_areas"] = !model["filters"]["areas"].empty();
    model["compare_code"] = choice.query.compare;
    model["category_code"] = choice.query.category;
    model["area_code"] = choice.query.area;
    model["files"] = files_of(*choice.release);
    model["history"] = reading::history_model(*sources, {choice.query.period, {}}, room_.names);
    return pages_.page("group", model, &asked.visitor);
  }

  handling::Response trend(const Asked& asked) const {
    const auto shelf = room_.releases.shelf();
    if (shelf->empty()) return nothing(Page::trend, asked);
    const auto sources = room_.history.sources();
    if (!sources) return pages_.error(503, &asked.visitor);
    auto view = reading::trend_model(*shelf, query_of(asked.query), room_.names);
    const auto question = view.at("question").get<std::string>();
    auto model = frame(Page::trend, "Figures over time", view.at("unknown").get<std::vector<std::string>>());
    model["has_categories"] = !view["categories"].empty();
    model["history"] = reading::history_model(*sources, {{}, question}, room_.names);
    model["view"] = std::move(view);
    return pages_.page("group_trend", model, &asked.visitor);
  }

  handling::Response areas(const Asked& asked) const {
    const auto shelf = reading::with_areas(*room_.releases.shelf());
    if (shelf.empty()) return nothing(Page::areas, asked);
    auto query = query_of(asked.query);
    query.table.clear();
    query.picks.clear();
    const auto choice = reading::choose(shelf, query);
    auto model = frame(Page::areas, "Figures by part of the city", choice.unknown);
    model["view"] = reading::areas_model(choice, room_.areas, room_.names);
    model["filters"] = reading::filters_model(shelf, choice, "/group/area", room_.names);
    model["map"] = !room_.map.empty();
    return pages_.page("group_area", model, &asked.visitor);
  }

  handling::Response data(const Asked& asked) const {
    std::string_view name = asked.parts[0];
    if (name == "map.geojson" && !room_.map.empty())
      return document(room_.map, handling::ContentType::geojson);
    if (name == "history.json") {
      const auto sources = room_.history.sources();
      if (!sources) return pages_.error(503, &asked.visitor);
      return document(reading::history_document(*sources).dump(), handling::ContentType::json);
    }
    if (!name.ends_with(".json")) return pages_.error(404, &asked.visitor);
    name.remove_suffix(std::string_view(".json").size());
    const auto release = reading::find_release(*room_.releases.shelf(), name);
    if (!release) return pages_.error(404, &asked.visitor);
    return document(reading::drawn_figures(*release), handling::ContentType::json);
  }

  handling::Response file(const Asked& asked) const {
    const auto release = reading::find_release(*room_.releases.shelf(), asked.parts[0]);
    if (!release) return pages_.error(404, &asked.visitor);
    const auto found = release->files.find(asked.parts[1]);
    if (found == release->files.end()) return pages_.error(404, &asked.visitor);
    const auto& person = asked.visitor.person;
    const auto recorded = record_download(room_.recorder, asked.method, access::person_actor(person),
                                          fmt::format("working_group:{}/{}", asked.parts[0], found->first));
    if (!recorded) return pages_.error(503, &asked.visitor);
    auto response = document(found->second, type_of(found->first));
    response.file_name = found->first;
    return response;
  }

 private:
  json frame(Page page, const std::string& title, const std::vector<std::string>& unknown) const {
    json words = json::array();
    for (const auto& [name, text] : words_for_unknown)
      if (std::ranges::count(unknown, name) > 0) words.push_back(text);
    return {{"title", title},
            {"here", "/group"},
            {"scripts", {"group"}},
            {"on_overview", page == Page::overview},
            {"on_trend", page == Page::trend},
            {"on_areas", page == Page::areas},
            {"has_unknown", !words.empty()},
            {"unknown", std::move(words)}};
  }

  handling::Response nothing(Page page, const Asked& asked) const {
    auto model = frame(page, "Figures", {});
    model["scripts"] = json::array();
    return pages_.page("group_none", model, &asked.visitor);
  }

  // Where what a quarter is too short for is counted.
  json yearly(const GroupShelf& shelf, const release::Period& period) const {
    if (period.quarter == 0) return false;
    const release::Period year{period.year, 0};
    const auto code = release::to_string(year);
    json address = false;
    if (reading::find_release(shelf, code))
      address = reading::address_of("/group", {code, {}, {}, {}, {}, {}, {}});
    return {{"name", room_.names.period(year)}, {"address", std::move(address)}};
  }

  // The newest period that shows a number.
  json with_numbers(const GroupShelf& shelf) const {
    const auto rich =
        std::ranges::find_if(shelf, [](const auto& release) { return reading::shows_a_number(*release); });
    if (rich == shelf.end()) return false;
    const auto& period = (*rich)->period();
    return {{"name", room_.names.period(period)},
            {"address", reading::address_of("/group", {release::to_string(period), {}, {}, {}, {}, {}, {}})}};
  }

  static json files_of(const GroupRelease& release) {
    const auto period = release::to_string(release.period());
    json files = json::array();
    for (const auto& [name, bytes] : release.files)
      files.push_back({{"name", name}, {"address", fmt::format("/group/files/{}/{}", period, name)}});
    return files;
  }

  const GroupRoom room_;
  const Pages& pages_;
};

}  // namespace

std::vector<StaffRoute> group_routes(GroupRoom room, const Pages& pages) {
  const auto desk = std::make_shared<const Desk>(std::move(room), pages);
  const auto route = [&](std::string pattern, handling::Response (Desk::*answer)(const Asked&) const) {
    return StaffRoute{std::move(pattern),
                      access::Permission::read_group,
                      [desk, answer](const Asked& asked) { return (*desk.*answer)(asked); },
                      {}};
  };
  return {route("/group", &Desk::overview), route("/group/trend", &Desk::trend),
          route("/group/area", &Desk::areas), route("/group/data/{}", &Desk::data),
          route("/group/files/{}/{}", &Desk::file)};
}

std::vector<handling::Route> group_machine_routes(GroupRoom room, access::Machines& machines) {
  const auto answer = [room = std::move(room), &machines](const handling::Request& request,
                                                          const handling::Address& address) {
    const auto machine = machines.admit(request.credentials.value(), access::Scope::read_group);
    if (machine.has_error()) return no(machine.error().status, machine.error().reason.message());
    const auto shelf = room.releases.shelf();
    const auto release = reading::find_release(*shelf, address.parts.front());
    if (!release) return no(404, "there is no release of that period");
    const auto recorded =
        record_download(room.recorder, request.method, access::machine_actor(machine->name),
                        fmt::format("{} working_group {}", address.parts.front(), release::tables_json_name));
    if (recorded.has_error()) return no(503, "try again in a moment");
    return document(release->files.find(release::tables_json_name)->second, handling::ContentType::json);
  };
  std::vector<handling::Route> routes;
  routes.push_back({"/api/group/{}", answer, {}, handling::Cost::blocking});
  return routes;
}

}  // namespace tellsafe::staff
