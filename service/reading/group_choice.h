// What a page of the dashboard was asked for, held against what there is. Addresses carry codes and periods
// only, so that they can be shared. Pure.
#pragma once

#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "service/reading/group_releases.h"
#include "service/reading/names.h"

namespace tellsafe::reading {

// As the address has it; empty: not asked for.
struct GroupQuery {
  std::string period;              // "2025", "2025-Q1"
  std::string compare;             // another
  std::string span;                // "quarter" or "year", for trends
  std::string table;               // of the release
  std::string category;            // "bias_targets.religion"
  std::string area;                // a group of areas
  std::vector<std::string> picks;  // rows of the table, see row_name()
  friend bool operator==(const GroupQuery&, const GroupQuery&) = default;
};

struct GroupChoice {
  std::shared_ptr<const GroupRelease> release;   // null: there is none
  std::shared_ptr<const GroupRelease> compared;  // may be null
  GroupQuery query;                              // what of it there is; the period always
  std::vector<std::string>
      unknown;  // what there is not: "period", "compare", "table", "category", "area", "row"
  // The parts of query.category.
  std::string question() const;
  std::string category() const;
};

// Of what is not there the newest release is taken, and nothing else.
GroupChoice choose(const GroupShelf& shelf, const GroupQuery& query);

// "/group?period=2025&table=place_kind"
std::string address_of(std::string_view path, const GroupQuery& query);

//   {"path": "/group", "periods": [{"value", "label", "selected"}], "compare": the same, "tables": the same,
//    "categories": [{"question", "options": the same}], "areas": the same}
// The first of "compare", "tables" and "areas", and of "categories" before its groups, is left to the
// template: everything.
nlohmann::json filters_model(const GroupShelf& shelf, const GroupChoice& choice, std::string_view path,
                             const Names& names);

}  // namespace tellsafe::reading
