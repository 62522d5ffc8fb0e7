// The vault: sealed rows in, sealed rows out. It never sees what it holds.
//
// Two small interfaces, because two programs use it: tellsafed appends (ReportSink), tellsafe reads and
// records releases (ReportSource, Ledger). Nothing above names SQLCipher.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "crypto/memory.h"
#include "crypto/receipt.h"
#include "schema/form.h"
#include "service/store/error.h"

namespace tellsafe::store {

using ReportId = std::uint64_t;  // random, 63 bits, never 0
using EpochId = std::uint64_t;   // random, 63 bits, never 0
using crypto::Bytes;
using crypto::ByteView;

struct Epoch {
  EpochId id = 0;
  std::chrono::sys_days day;  // the city's day
  Bytes sealed_key;           // an age file for the release recipient
};

struct NewReport {
  ReportId id = 0;
  EpochId epoch = 0;
  schema::FormVersion form{};
  Bytes facts;                 // sealed
  std::optional<Bytes> story;  // an age file
  crypto::ReceiptTag receipt{};
};

enum class ReceiptState { kept, counted };

// A random id that is not 0, from libsodium.
std::uint64_t random_id();

// The writing side. All functions are thread safe and may block for the store's busy time (bounded).
class ReportSink {
 public:
  virtual ~ReportSink() = default;
  // Returns after the commit is on disk. Reports of many callers are committed together.
  // errors: busy (the queue is full; nothing was stored), disk_full, io, duplicate (id or receipt tag in
  // use),
  //         unknown_epoch, unknown_form
  virtual Result<void> append(NewReport report) = 0;
  // errors: not_found and the store's own
  virtual Result<ReceiptState> find(const crypto::ReceiptTag& receipt) = 0;
  // Removes the report, its story and its receipt. errors: not_found, already_counted and the store's own
  virtual Result<void> withdraw(const crypto::ReceiptTag& receipt) = 0;
  // On disk when it returns. errors: duplicate and the store's own
  virtual Result<void> add_epoch(const Epoch& epoch) = 0;
  // Keeps a form so that its reports stay readable; nothing happens when it is there already.
  virtual Result<void> add_form(const schema::FormVersion& version, std::string_view canonical_json) = 0;
  // 32 bytes made with the vault: the key of receipt tags.
  virtual const crypto::SecretBytes& receipt_key() const = 0;
};

struct StoredReport {
  ReportId id = 0;
  EpochId epoch = 0;
  schema::FormVersion form{};
  ByteView facts;  // valid during the call only
  bool counted = false;
};

struct StoredStory {
  ReportId report = 0;
  std::chrono::sys_days day;
  ByteView file;  // valid during the call only
};

struct StoredForm {
  schema::FormVersion version{};
  std::string canonical_json;
};

// One line of the ledger of releases; `chain` is SHA-256 over the line before and this one.
struct LedgerLine {
  std::uint64_t number = 0;                  // 1, 2, 3 …
  std::string period;                        // "2025-Q1", "2025"
  std::array<std::uint8_t, 32> manifests{};  // SHA-256 over the manifests of the release
  std::array<std::uint8_t, 32> chain{};
};

// What reviewers decided about a report: an age file. Nothing outside it says which report is meant.
struct StoredDecision {
  std::uint64_t number = 0;  // 1, 2, 3 … in the order in which they were made; never used twice
  Bytes file;
};

using BlockId = std::uint64_t;  // random, 63 bits, never 0

// The facts of a released period, kept once more as sealed pieces. See crypto/FORMAT.md, "Column blocks".
struct StoredBlock {
  BlockId id = 0;
  std::string period;
  Bytes sealed_key;  // an age file for the release recipient
};

struct BlockPiece {
  std::uint64_t stripe = 0;
  std::uint64_t column = 0;
  ByteView sealed;  // valid during the call only
};

// A block to keep. The pieces are asked for while they are written, so that they need not all be in memory.
struct NewBlock {
  BlockId id = 0;
  Bytes sealed_key;
  std::function<void(const std::function<void(const BlockPiece&)>& keep)> each_piece;
};

// What a count was made from. When it is no longer so, the count must be made again.
struct Seen {
  std::uint64_t ledger_lines = 0;
  std::uint64_t last_decision = 0;  // 0: there was none
};

struct NewRelease {
  std::string_view period;
  std::array<std::uint8_t, 32> manifests{};
  std::span<const ReportId> counted;        // may hold reports that an earlier release counted as well
  const NewBlock* block = nullptr;          // none: the release keeps none
  std::optional<Seen> seen = std::nullopt;  // none: not looked at
  ByteView proof = {};                      // sealed by the caller, who also pads it; empty: there is none
};

// The reading side. Not thread safe: one object per thread.
class ReportSource {
 public:
  virtual ~ReportSource() = default;
  virtual Result<std::vector<Epoch>> epochs() = 0;
  virtual Result<std::vector<StoredForm>> forms() = 0;
  virtual Result<std::uint64_t> count_reports() = 0;
  // Streams every report in no meaningful order, from one snapshot; stops when `visit` returns false.
  virtual Result<void> each_report(const std::function<bool(const StoredReport&)>& visit) = 0;
  // The same for the reports that no release has counted. Fast also where nearly all have been.
  virtual Result<std::uint64_t> count_waiting() = 0;
  virtual Result<void> each_waiting(const std::function<bool(const StoredReport&)>& visit) = 0;
  // One report, shown to `visit`. errors: not_found
  virtual Result<void> report(ReportId report, const std::function<void(const StoredReport&)>& visit) = 0;
  virtual Result<void> each_story(const std::function<bool(const StoredStory&)>& visit) = 0;
  // errors: not_found
  virtual Result<Bytes> story(ReportId report) = 0;

  // In the order in which they were made.
  virtual Result<std::vector<StoredDecision>> decisions() = 0;
  // Adds one; on disk when it returns. Gives its number. errors: changed when the last decision is no longer
  // `last` (0: there was none): look at the new ones first
  virtual Result<std::uint64_t> add_decision(ByteView file, std::uint64_t last) = 0;
  // errors: not_found
  virtual Result<void> remove_decision(std::uint64_t number) = 0;

  virtual Result<std::vector<StoredBlock>> blocks() = 0;
  // errors: not_found
  virtual Result<Bytes> block_piece(BlockId block, std::uint64_t stripe, std::uint64_t column) = 0;
  // Keeps a block for a period that is in the ledger and has none.
  // errors: not_found (no such period), duplicate (it has one)
  virtual Result<void> add_block(std::string_view period, const NewBlock& block) = 0;

  virtual Result<std::vector<LedgerLine>> ledger() = 0;
  // The proof that was kept with the period's release. errors: not_found (no such release, or without one)
  virtual Result<Bytes> proof(std::string_view period) = 0;
  // In one transaction: appends the line (number and chain are computed here and given back), marks the
  // reports as counted, keeps the block and the proof.
  // errors: changed when one of the reports is no longer there (withdrawn while counting) or what was `seen`
  //         is no longer so: nothing was written, count again; period_exists
  virtual Result<LedgerLine> record_release(const NewRelease& release) = 0;
};

}  // namespace tellsafe::store
