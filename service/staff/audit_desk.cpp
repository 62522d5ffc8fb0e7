#include "service/staff/audit_desk.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <deque>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>

#include "service/access/audit_log.h"
#include "service/access/wall_clock.h"
#include "service/staff/words.h"

namespace tellsafe::staff {
namespace {

using nlohmann::json;

constexpr std::size_t lines_shown = 100;

std::uint64_t before_of(const Fields& query) {
  const std::string_view text = query.value("before");
  std::uint64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  const bool whole = !text.empty() && error == std::errc() && end == text.data() + text.size();
  return whole ? number : ~std::uint64_t{0};
}

std::string spaced(std::string action) {
  std::ranges::replace(action, '_', ' ');
  return action;
}

// "person:00ab… Ana Diaz" is "Ana Diaz" and "person:00ab…"; "operator:root" is "root" and "operator".
std::pair<std::string, std::string> actor_of(const std::string& actor) {
  const auto colon = actor.find(':');
  if (colon == std::string::npos) return {actor, ""};
  const auto space = actor.find(' ', colon);
  if (actor.starts_with("person:") && space != std::string::npos)
    return {actor.substr(space + 1), actor.substr(0, space)};
  return {actor.substr(colon + 1), actor.substr(0, colon)};
}

json action_rows(const std::set<std::string>& actions, std::string_view chosen) {
  json rows = json::array();
  for (const std::string& action : actions)
    rows.push_back({{"name", action}, {"words", spaced(action)}, {"chosen", action == chosen}});
  return rows;
}

json row_of(const store::AuditLine& line) {
  auto [name, id] = actor_of(line.actor);
  return {{"number", fmt::format("{}", line.number)},
          {"time", access::utc_words(line.time)},
          {"actor", std::move(name)},
          {"actor_id", id.empty() ? json(false) : json(std::move(id))},
          {"action", spaced(line.action)},
          {"subject", line.subject}};
}

handling::Response show(const Asked& asked, store::Audit& audit, const Pages& pages) {
  const std::uint64_t before = before_of(asked.query);
  const std::string_view action = asked.query.value("action");
  std::deque<store::AuditLine> last;
  std::set<std::string> actions;
  bool older = false;
  access::AuditCheck check;
  const auto seal = audit.each([&](const store::AuditLine& line) {
    check.see(line);
    actions.insert(line.action);
    if (line.number >= before || (!action.empty() && line.action != action)) return true;
    last.push_back(line);
    if (last.size() > lines_shown) {
      last.pop_front();
      older = true;
    }
    return true;
  });
  if (seal.has_error()) return pages.error(503, &asked.visitor);
  const auto faults = check.faults(*seal);

  json lines = json::array();
  for (auto line = last.rbegin(); line != last.rend(); ++line) lines.push_back(row_of(*line));
  return pages.page("audit",
                    {{"title", "Audit log"},
                     {"here", "/audit"},
                     {"broken", faults.empty() ? json(false) : json(faults.front())},
                     {"actions", action_rows(actions, action)},
                     // Nothing of an action that is in no line goes into the links.
                     {"action", actions.contains(std::string(action)) ? json(action) : json(false)},
                     {"has_lines", !lines.empty()},
                     {"lines", std::move(lines)},
                     {"older", older},
                     {"before", older ? fmt::format("{}", last.front().number) : ""}},
                    &asked.visitor);
}

}  // namespace

std::vector<StaffRoute> audit_routes(store::Audit& audit, const Pages& pages) {
  return {{"/audit",
           access::Permission::read_audit,
           [&](const Asked& asked) { return show(asked, audit, pages); },
           {}}};
}

}  // namespace tellsafe::staff
