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

//   {"any": true, "sources": [{"label", "note" or false, "police": true, "state_tool": false,
//                              "survey": false, "periods": ["2024", "2025"],
//                              "rows": [{"question" or false: of none, "what" or false: all,
//                                        "counts": [{"count": "41" or false}]}]}]}
// A row of no question is all that they counted; of a question without "what", all who answered it: answers
// of several questions can be called the same. Sources without such counts are not there. Rows in the order
// of their source, periods the oldest first.
nlohmann::json history_model(std::span<const store::PastSource> sources, const HistoryFilter& filter,
                             const Names& names);

// All of it, for programs:
//   {"format": "tellsafe-history-1", "sources": [{"label", "kind", "note", "counts": [{"period", "question",
//    "code", "count"}]}]}
nlohmann::json history_document(std::span<const store::PastSource> sources);

}  // namespace tellsafe::reading
