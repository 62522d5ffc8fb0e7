// Counts that others made in the past, kept beside our own and never added to them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "service/store/vault.h"

namespace tellsafe::store {

struct PastCount {
  std::string period;    // "2019", "2019-Q3"
  std::string question;  // of the form; empty: all
  std::string code;      // an option or a category of it; empty: all
  std::uint64_t count = 0;
};

struct PastSource {
  std::string label;  // "Springfield Police, annual report"
  std::string kind;   // "police", "state_tool", "survey", "other"
  std::string note;   // how it was counted; may be empty
  std::vector<PastCount> counts;
};

// Thread safe.
class History {
 public:
  virtual ~History() = default;
  virtual Result<std::vector<PastSource>> sources() = 0;  // by label
  // errors: duplicate (a source of that label is there)
  virtual Result<void> add(const PastSource& source) = 0;
  virtual Result<void> remove(std::string_view label) = 0;  // errors: not_found
};

}  // namespace tellsafe::store
