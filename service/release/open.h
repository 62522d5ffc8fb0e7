// Opening: from sealed rows to coded answers, on several threads, in bounded memory.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "crypto/identity.h"
#include "schema/facts.h"
#include "schema/form.h"
#include "service/release/period.h"
#include "service/release/refusal.h"
#include "service/store/vault.h"

namespace tellsafe::release {

// A report that belongs to the period and is not left out of numbers on its reporter's wish.
struct OpenedReport {
  store::ReportId id = 0;
  std::size_t form = 0;            // index into the forms given
  const schema::Answers& answers;  // valid during the call only
  unsigned quarter = 0;            // of the year; 0: received late, so of none of its quarters
};

// The forms of the reports: `current` first, then each other form the vault has, by version.
// errors: damaged (a form that does not parse or is not what its version says), vault
Result<std::vector<schema::Form>> all_forms(schema::Form current, store::ReportSource& vault);

// Takes what one thread opens.
class Taker {
 public:
  virtual ~Taker() = default;
  virtual void take(const OpenedReport& report) = 0;
  // After the last report of a batch. Batches are numbered from 0 as the vault gives them, each goes to one
  // taker as a whole, and their reports come in the order of the vault.
  virtual Result<void> end_batch(std::uint64_t /*number*/) { return {}; }
};

// The rows of a batch, at most.
inline constexpr std::size_t batch_rows = 32'768;

enum class Rows { waiting, counted };

struct Opening {
  Period period;
  const std::vector<schema::Form>& forms;
  Rows rows = Rows::waiting;                  // those that no release has counted, or those that one has
  std::span<const store::ReportId> left_out;  // sorted; they are not even opened
  std::size_t batch = batch_rows;             // rows that are opened at a time, at most batch_rows
};

// Called now and then with rows read so far and in all.
using Progress = std::function<void(std::uint64_t done, std::uint64_t total)>;

// Gives each report of the period to one of the takers, each of which has its own thread; this one reads.
// Opens only the epochs in which a report of the period can have come. Stops at what does not open: which
// report is named does not depend on the threads.
// errors: wrong_key, damaged (names the epoch's day or the report), vault, what end_batch gives
Result<void> open_reports(const Opening& opening, store::ReportSource& vault,
                          const crypto::Identity& identity, const Progress& progress,
                          std::span<Taker* const> takers);

// The same for the waiting reports, one after the other.
Result<void> open_reports(const Period& period, store::ReportSource& vault, const crypto::Identity& identity,
                          const std::vector<schema::Form>& forms, const Progress& progress,
                          const std::function<void(const OpenedReport&)>& visit);

}  // namespace tellsafe::release
