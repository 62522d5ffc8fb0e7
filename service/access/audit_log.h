// The audit log: what staff and operators did, in lines that can only be added to. Never about residents.
//
// Each line's chain is SHA-256 over the chain of the line before and the line. Beside it stands a seal that
// only goes forward: each line is authenticated with a key that is replaced by its own hash at once, and the
// tags are folded into one sum (forward-secure logging: Ma and Tsudik, "A New Approach to Secure Logging",
// 2009). Whoever takes the server over cannot change, take out or cut off lines that were there before; the
// first key is sealed to the custodian, who can check all of it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "crypto/hash.h"
#include "service/access/wall_clock.h"
#include "service/store/audit.h"
#include "service/store/people.h"

namespace tellsafe::access {

enum class Action {
  invited,
  invited_again,
  enrolled,
  signed_in,
  signed_out,
  sign_in_refused,
  session_refused,
  access_denied,
  passkey_added,
  passkey_revoked,
  person_changed,
  person_stopped,
  machine_added,
  machine_revoked,
  machine_refused,
  downloaded,
  brief_saved,
  brief_approved,
  brief_published,
  brief_printed,
  export_approved,
  export_made,
  released,
  rehearsed,
  key_used,
  report_opened,
  review_decided,
  history_imported,
  history_removed,
  settings_changed,
  audit_exported,
};

std::string_view name_of(Action action);

// Who did it, as it stands in the log.
std::string person_actor(store::PersonId id, std::string_view name);  // "person:00ab… Ana Diaz"
std::string person_actor(const store::Person& person);                // the same
std::string machine_actor(std::string_view name);                     // "machine:…"
std::string operator_actor(std::string_view name);                    // "operator:…"
inline constexpr std::string_view anybody = "anybody";                // nobody knows who
inline constexpr std::string_view the_server = "server";  // by itself: what it found when it started

// What somebody typed, for a subject: between quotation marks, those inside (and backslashes) behind a
// backslash. It stands after all that is not typed, so that it can neither look like that nor push it out.
std::string in_quotes(std::string_view text);

// One line that can be shown anywhere, of some 300 bytes at most: U+FFFD stands for what is not UTF-8 and
// for characters that do not show (visible.h), unless they are joiners in their place.
std::string one_line(std::string_view text);

// Where actions are recorded. Thread safe.
class Recorder {
 public:
  virtual ~Recorder() = default;
  // On disk when it returns. Record first, act then: what cannot be recorded must not be done. Actor and
  // subject are cut at some 300 bytes, and what cannot be shown in one line is replaced.
  virtual store::Result<void> record(std::string_view actor, Action action, std::string_view subject) = 0;
};

// The real one. `now` gives the machine's time. Both must outlive it.
class AuditLog final : public Recorder {
 public:
  AuditLog(store::Audit& audit, WallClock now);
  store::Result<void> record(std::string_view actor, Action action, std::string_view subject) override;

 private:
  store::Audit& audit_;
  WallClock now_;
};

// More than so many are not listed: the log is beyond repair.
inline constexpr std::size_t most_faults = 100;

// The same check as audit_faults(), for who walks the log anyway: show it every line, from the first on, then
// the seal of the same walk.
class AuditCheck {
 public:
  // False once there are most_faults: further lines are not looked at.
  bool see(const store::AuditLine& line);
  // What is wrong, a line each; empty: nothing.
  std::vector<std::string> faults(const store::AuditSeal& seal) const;

 private:
  std::vector<std::string> faults_;
  std::uint64_t number_ = 0;
  crypto::Sha256 before_{};
};

// What is wrong with the log, a line each; empty: nothing. Checks numbers, chain and the seal's count and
// end, which whoever has the vault's key can make fit; service/access/audit_check_open.h looks deeper.
// errors: the store's own
store::Result<std::vector<std::string>> audit_faults(store::Audit& audit);

}  // namespace tellsafe::access
