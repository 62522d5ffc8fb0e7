#include "service/access/accounts.h"

#include <fmt/format.h>

#include <algorithm>

#include "schema/text.h"
#include "service/access/access_error.h"
#include "service/access/sessions.h"
#include "service/access/token.h"
#include "service/access/visible.h"

namespace tellsafe::access {
namespace {

constexpr std::size_t longest_name = 100;        // characters
constexpr std::size_t longest_name_bytes = 200;  // less than a line of the audit log holds

std::string words_of(std::chrono::sys_days day) {
  const std::chrono::year_month_day date(day);
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                     static_cast<unsigned>(date.day()));
}

std::string described(const store::Person& person) {
  return fmt::format("{:016x}, {}, until {}, {}, of {}", person.id, person.role,
                     words_of(person.agreement_ends), in_quotes(person.name), in_quotes(person.organization));
}

store::Sha256 hash_of(const crypto::WipedText& invitation) {
  return token_hash(TokenKind::invitation, crypto::text_of(invitation)).value();
}

}  // namespace

std::string person_subject(const store::Person& person) {
  return fmt::format("{:016x} {}", person.id, in_quotes(person.name));
}

bool is_name(std::string_view text) {
  if (text.size() > longest_name_bytes || schema::trimmed(text) != text) return false;
  std::u32string characters;
  while (!text.empty()) {
    const auto character = schema::next_code_point(text);
    if (!character) return false;
    characters += *character;
  }
  for (std::size_t at = 0; at < characters.size(); ++at)
    if (is_hidden(characters[at]) && !is_joiner_in_place(characters, at)) return false;
  return std::ranges::any_of(characters, is_visible) && characters.size() <= longest_name;
}

std::string_view state_words(const store::Person& person, const std::vector<store::StoredPasskey>& passkeys,
                             std::chrono::sys_days today) {
  if (person.stopped) return "stopped";
  if (today > person.agreement_ends) return "agreement ended";
  const bool enrolled = std::ranges::any_of(passkeys, [](const auto& passkey) { return !passkey.revoked; });
  return enrolled ? "may sign in" : "invited";
}

store::Result<Invited> invite(const Accounts& accounts, std::string_view actor, const NewPerson& person,
                              std::chrono::seconds lifetime) {
  const store::Person made{store::random_id(),    person.name,
                           person.organization,   std::string(name_of(person.role)),
                           person.agreement_ends, false};
  if (!is_name(made.name) || !is_name(made.organization)) return make_error_code(AccessErrc::not_a_name);
  if (const auto role = standing_of(made, accounts.city.today()); role.has_error()) return role.error();
  const auto recorded = accounts.recorder.record(actor, Action::invited, described(made));
  if (recorded.has_error()) return recorded.error();
  Invited invited{made.id, new_token(TokenKind::invitation)};
  const auto added = accounts.people.add(made, hash_of(invited.token), accounts.now() + lifetime);
  if (added.has_error()) return added.error();
  return invited;
}

store::Result<Invited> invite_again(const Accounts& accounts, std::string_view actor, store::PersonId id,
                                    std::chrono::seconds lifetime) {
  const auto person = accounts.people.person(id);
  if (person.has_error()) return person.error();
  if (const auto role = standing_of(*person, accounts.city.today()); role.has_error()) return role.error();
  const auto recorded = accounts.recorder.record(actor, Action::invited_again, person_subject(*person));
  if (recorded.has_error()) return recorded.error();
  Invited invited{id, new_token(TokenKind::invitation)};
  const auto added = accounts.people.invite_again(id, hash_of(invited.token), accounts.now() + lifetime);
  if (added.has_error()) return added.error();
  return invited;
}

store::Result<store::Person> invited_person(const Accounts& accounts, std::string_view token) {
  const auto hash = token_hash(TokenKind::invitation, token);
  if (!hash) return make_error_code(AccessErrc::unknown_invitation);
  const auto invitation = accounts.people.invitation(*hash);
  if (invitation.has_error() && invitation.error() == store::Errc::not_found) {
    return make_error_code(AccessErrc::unknown_invitation);
  }
  if (invitation.has_error()) return invitation.error();
  if (accounts.now() >= invitation->expires) return make_error_code(AccessErrc::invitation_expired);
  auto person = accounts.people.person(invitation->person);
  if (person.has_error()) return person.error();
  if (const auto role = standing_of(*person, accounts.city.today()); role.has_error()) return role.error();
  return person;
}

store::Result<store::Person> enrol(const Accounts& accounts, std::string_view token,
                                   store::StoredPasskey passkey) {
  auto person = invited_person(accounts, token);
  if (person.has_error()) return person;
  if (!is_name(passkey.label)) return make_error_code(AccessErrc::not_a_name);
  const auto recorded =
      accounts.recorder.record(person_actor(*person), Action::enrolled, in_quotes(passkey.label));
  if (recorded.has_error()) return recorded.error();
  passkey.person = person->id;
  const auto invitation = token_hash(TokenKind::invitation, token).value();
  const auto added = accounts.people.add_first_passkey(passkey, invitation);
  if (added.has_error() && added.error() == store::Errc::not_found) {
    return make_error_code(AccessErrc::unknown_invitation);
  }
  if (added.has_error()) return added.error();
  return person;
}

store::Result<void> add_passkey(const Accounts& accounts, const Visitor& visitor,
                                store::StoredPasskey passkey) {
  const store::Person& person = visitor.person;
  if (!is_name(passkey.label)) return make_error_code(AccessErrc::not_a_name);
  if (const auto role = standing_of(person, accounts.city.today()); role.has_error()) return role.error();
  const auto recorded =
      accounts.recorder.record(person_actor(person), Action::passkey_added, in_quotes(passkey.label));
  if (recorded.has_error()) return recorded.error();
  passkey.person = person.id;
  const auto added = accounts.people.add_passkey(passkey, visitor.session);
  if (added.has_error() && added.error() == store::Errc::not_found) {
    return make_error_code(AccessErrc::unknown_session);
  }
  return added;
}

store::Result<void> revoke_passkey(const Accounts& accounts, std::string_view actor, crypto::ByteView id) {
  const auto passkey = accounts.people.passkey(id);
  if (passkey.has_error()) return passkey.error();
  const auto person = accounts.people.person(passkey->person);
  if (person.has_error()) return person.error();
  const auto recorded =
      accounts.recorder.record(actor, Action::passkey_revoked,
                               fmt::format("{}, {}", person_subject(*person), in_quotes(passkey->label)));
  if (recorded.has_error()) return recorded.error();
  return accounts.people.revoke_passkey(id);
}

store::Result<void> revoke_own_passkey(const Accounts& accounts, const store::Person& person,
                                       const store::StoredPasskey& passkey) {
  const auto recorded =
      accounts.recorder.record(person_actor(person), Action::passkey_revoked,
                               fmt::format("{}, {}", person_subject(person), in_quotes(passkey.label)));
  if (recorded.has_error()) return recorded;
  return accounts.people.revoke_own_passkey(passkey.id);
}

store::Result<void> change_person(const Accounts& accounts, std::string_view actor,
                                  const store::Person& before, const store::Person& now) {
  if (!is_name(now.name) || !is_name(now.organization)) return make_error_code(AccessErrc::not_a_name);
  if (!parse_role(now.role)) return make_error_code(AccessErrc::unknown_role);
  const auto present = accounts.people.person(before.id);
  if (present.has_error()) return present.error();
  if (described(*present) != described(before)) return make_error_code(store::Errc::changed);
  const auto recorded = accounts.recorder.record(actor, Action::person_changed, described(now));
  if (recorded.has_error()) return recorded.error();
  return accounts.people.change(before, now);
}

store::Result<void> stop_person(const Accounts& accounts, std::string_view actor, store::PersonId id) {
  const auto person = accounts.people.person(id);
  if (person.has_error()) return person.error();
  const auto recorded = accounts.recorder.record(actor, Action::person_stopped, person_subject(*person));
  if (recorded.has_error()) return recorded.error();
  return accounts.people.set_stopped(id, true);
}

store::Result<void> start_person(const Accounts& accounts, std::string_view actor, store::PersonId id) {
  const auto person = accounts.people.person(id);
  if (person.has_error()) return person.error();
  const auto recorded = accounts.recorder.record(actor, Action::person_changed,
                                                 fmt::format("let in again, {}", person_subject(*person)));
  if (recorded.has_error()) return recorded.error();
  return accounts.people.set_stopped(id, false);
}

}  // namespace tellsafe::access
