#include "service/reading/group_history.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace tellsafe::reading {

namespace {

using Json = nlohmann::json;

std::string period_name(const std::string& period, const Names& names) {
  const auto parsed = release::parse_period(period);
  return parsed ? names.period(*parsed) : period;
}

bool is_wanted(const store::PastCount& count, const HistoryFilter& filter) {
  if (!filter.period.empty() && count.period != filter.period) return false;
  return filter.question.empty() || count.question.empty() || count.question == filter.question;
}

// A row for all that is counted in any of the periods.
Json rows_of(const std::vector<const store::PastCount*>& counts, const std::set<std::string>& periods,
             const Names& names) {
  std::vector<std::pair<std::string, std::string>> seen;
  Json rows = Json::array();
  for (const auto* first : counts) {
    const std::pair what{first->question, first->code};
    if (std::ranges::count(seen, what) > 0) continue;
    seen.push_back(what);
    Json cells = Json::array();
    for (const auto& period : periods) {
      const auto found = std::ranges::find_if(counts, [&](const auto* count) {
        return count->period == period && count->question == what.first && count->code == what.second;
      });
      cells.push_back({{"count", found == counts.end() ? Json(false) : Json(names.number((*found)->count))}});
    }
    rows.push_back({{"question", first->question.empty() ? Json(false) : Json(names.question(what.first))},
                    {"what", first->code.empty() ? Json(false) : Json(names.code(what.first, what.second))},
                    {"counts", std::move(cells)}});
  }
  return rows;
}

}  // namespace

Json history_model(std::span<const store::PastSource> sources, const HistoryFilter& filter,
                   const Names& names) {
  Json all = Json::array();
  for (const auto& source : sources) {
    std::vector<const store::PastCount*> counts;
    for (const auto& count : source.counts)
      if (is_wanted(count, filter)) counts.push_back(&count);
    if (counts.empty()) continue;
    std::set<std::string> periods;
    for (const auto* count : counts) periods.insert(count->period);
    Json period_names = Json::array();
    for (const auto& period : periods) period_names.push_back(period_name(period, names));
    all.push_back({{"label", source.label},
                   {"note", source.note.empty() ? Json(false) : Json(source.note)},
                   {"police", source.kind == "police"},
                   {"state_tool", source.kind == "state_tool"},
                   {"survey", source.kind == "survey"},
                   {"periods", std::move(period_names)},
                   {"rows", rows_of(counts, periods, names)}});
  }
  const bool any = !all.empty();
  return {{"any", any}, {"sources", std::move(all)}};
}

Json history_document(std::span<const store::PastSource> sources) {
  Json all = Json::array();
  for (const auto& source : sources) {
    Json counts = Json::array();
    for (const auto& count : source.counts)
      counts.push_back({{"period", count.period},
                        {"question", count.question},
                        {"code", count.code},
                        {"count", count.count}});
    all.push_back({{"label", source.label},
                   {"kind", source.kind},
                   {"note", source.note},
                   {"counts", std::move(counts)}});
  }
  return {{"format", "tellsafe-history-1"}, {"sources", std::move(all)}};
}

}  // namespace tellsafe::reading
