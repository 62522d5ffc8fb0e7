// Counts of others, shown beside our own and never added to them. Pure.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <span>
#include <string_view>

#include "service/reading/names.h"
#include "service/store/history.h"

namespace tellsafe::reading {

// Which of them; empty: any.
struct HistoryFilter {
  std::string_view period;    // "2025"
  std::string_view question;  // and those of no question
};

//   {"any": true, "sources": [{"label", "note" or false, "police": true, "state_tool": false, "survey":
//   false,
//                              "periods": ["2024", "2025"],
//                              "rows": [{"what" or false: all they counted, "counts": [{"count": "41" or
//                              false}]}]}]}
// Sources without such counts are not there. Rows in the order of their source, periods the oldest first.
nlohmann::json history_model(std::span<const store::PastSource> sources, const HistoryFilter& filter,
                             const Names& names);

// All of it, for programs:
//   {"format": "tellsafe-history-1", "sources": [{"label", "kind", "note", "counts": [{"period", "question",
//    "code", "count"}]}]}
nlohmann::json history_document(std::span<const store::PastSource> sources);

}  // namespace tellsafe::reading
