#include "service/access/audit_log.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "schema/text.h"
#include "service/access/audit_seal.h"
#include "service/access/visible.h"

namespace tellsafe::access {
namespace {

constexpr std::size_t longest_text = 300;  // bytes

}  // namespace

std::string_view name_of(Action action) {
  switch (action) {
    case Action::invited:
      return "invited";
    case Action::invited_again:
      return "invited_again";
    case Action::enrolled:
      return "enrolled";
    case Action::signed_in:
      return "signed_in";
    case Action::signed_out:
      return "signed_out";
    case Action::sign_in_refused:
      return "sign_in_refused";
    case Action::session_refused:
      return "session_refused";
    case Action::access_denied:
      return "access_denied";
    case Action::passkey_added:
      return "passkey_added";
    case Action::passkey_revoked:
      return "passkey_revoked";
    case Action::person_changed:
      return "person_changed";
    case Action::person_stopped:
      return "person_stopped";
    case Action::machine_added:
      return "machine_added";
    case Action::machine_revoked:
      return "machine_revoked";
    case Action::machine_refused:
      return "machine_refused";
    case Action::downloaded:
      return "downloaded";
    case Action::brief_saved:
      return "brief_saved";
    case Action::brief_approved:
      return "brief_approved";
    case Action::brief_published:
      return "brief_published";
    case Action::brief_printed:
      return "brief_printed";
    case Action::export_approved:
      return "export_approved";
    case Action::export_made:
      return "export_made";
    case Action::released:
      return "released";
    case Action::rehearsed:
      return "rehearsed";
    case Action::key_used:
      return "key_used";
    case Action::report_opened:
      return "report_opened";
    case Action::review_decided:
      return "review_decided";
    case Action::history_imported:
      return "history_imported";
    case Action::history_removed:
      return "history_removed";
    case Action::settings_changed:
      return "settings_changed";
    case Action::audit_exported:
      return "audit_exported";
  }
  return {};
}

std::string person_actor(store::PersonId id, std::string_view name) {
  return fmt::format("person:{:016x} {}", id, name);
}

std::string person_actor(const store::Person& person) {
  return person_actor(person.id, person.name);
}

std::string machine_actor(std::string_view name) {
  return fmt::format("machine:{}", name);
}

std::string operator_actor(std::string_view name) {
  return fmt::format("operator:{}", name);
}

std::string in_quotes(std::string_view text) {
  std::string marked = "\"";
  for (const char character : text) {
    if (character == '"' || character == '\\') marked += '\\';
    marked += character;
  }
  return marked + "\"";
}

std::string one_line(std::string_view text) {
  constexpr char32_t not_utf8 = 0;  // a control, and so hidden
  std::u32string characters;
  std::vector<std::string_view> bytes;  // of each
  while (!text.empty()) {
    const std::string_view before = text;
    const auto character = schema::next_code_point(text);
    if (!character) text = before.substr(1);
    characters += character.value_or(not_utf8);
    bytes.push_back(before.substr(0, before.size() - text.size()));
  }
  std::string shown;
  std::size_t at = 0;
  for (; at < characters.size() && shown.size() < longest_text; ++at) {
    const bool plain = !is_hidden(characters[at]) || is_joiner_in_place(characters, at);
    shown += plain ? bytes[at] : "\uFFFD";
  }
  if (at < characters.size()) shown += "…";
  return shown;
}

AuditLog::AuditLog(store::Audit& audit, WallClock now) : audit_(audit), now_(std::move(now)) {}

store::Result<void> AuditLog::record(std::string_view actor, Action action, std::string_view subject) {
  const auto written = audit_.append([&](store::AuditSeal& seal) {
    store::AuditLine line;
    line.time = now_();
    line.actor = one_line(actor);
    line.action = name_of(action);
    line.subject = one_line(subject);
    seal_line(seal, line);
    return line;
  });
  if (written.has_error()) return written.error();
  return {};
}

}  // namespace tellsafe::access
