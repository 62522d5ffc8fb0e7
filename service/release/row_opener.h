// From one sealed row to coded answers, and to where the report belongs.
#pragma once

#include <optional>
#include <vector>

#include "schema/facts.h"
#include "schema/form.h"
#include "service/release/epoch_keys.h"
#include "service/release/period.h"

namespace tellsafe::release {

struct OpenedRow {
  std::size_t form = 0;              // index into the forms given
  const schema::Answers* answers{};  // valid until the next row
  bool left_out = false;             // its reporter wants it in no number
  Attribution belongs;
};

// Opens one row after the other; what it opened is wiped when it is destroyed. Not thread safe.
class RowOpener {
 public:
  // Both must stay as they are as long as the opener is used.
  RowOpener(const EpochKeys& keys, const std::vector<schema::Form>& forms);
  ~RowOpener() { sodium_memzero(answers_.values.data(), answers_.values.size() * sizeof(std::uint64_t)); }
  RowOpener(const RowOpener&) = delete;
  RowOpener& operator=(const RowOpener&) = delete;

  // None: the key of its epoch was not opened, so it is not asked for.
  // errors: wrong_key, damaged (names the report, or the day of its epoch, and what to do)
  Result<std::optional<OpenedRow>> open(const store::StoredReport& row);

 private:
  struct Positions {  // in the form
    std::optional<std::size_t> leave_out;
    std::optional<std::size_t> date;
  };
  const EpochKeys& keys_;
  const std::vector<schema::Form>& forms_;
  std::vector<Positions> positions_;
  crypto::WipedBytes facts_;
  schema::Answers answers_;
};

}  // namespace tellsafe::release
