// tellsafe staff: who may sign in to the reading room.
#pragma once

#include <filesystem>
#include <string>

#include "service/app/outcome.h"

namespace tellsafe::app {

struct InviteOptions {
  std::filesystem::path config;
  std::string person;  // for invite-again: 16 hexadecimal digits
  std::string role;    // for a new person: these four
  std::string name;
  std::string organization;
  std::string expires;  // the last day of the agreement, "2026-12-31"
  unsigned days_valid = 7;
  bool no_qr = false;
};

struct PersonOptions {
  std::filesystem::path config;
  std::string person;   // 16 hexadecimal digits
  std::string passkey;  // for revoke_passkey: the same
};

struct ChangeOptions {
  PersonOptions who;
  std::string role;  // empty: as it is
  std::string organization;
  std::string expires;
};

// All of them: errors: usage, configuration, vault, refused (no such person, the agreement has ended …)

// Prints the one-time link, and a QR code of it. errors: configuration also where [staff] url is missing
Outcome<> staff_invite(const InviteOptions& options);
// The same for who has lost all passkeys; they are revoked.
Outcome<> staff_invite_again(const InviteOptions& options);

Outcome<> staff_list(const std::filesystem::path& config);
Outcome<> staff_change(const ChangeOptions& options);
Outcome<> staff_stop(const PersonOptions& options);
Outcome<> staff_start(const PersonOptions& options);

// Lists the passkeys of a person.
Outcome<> staff_passkeys(const PersonOptions& options);
Outcome<> staff_revoke_passkey(const PersonOptions& options);

}  // namespace tellsafe::app
