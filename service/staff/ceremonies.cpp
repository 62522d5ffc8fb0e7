#include "service/staff/ceremonies.h"

#include <nlohmann/json.hpp>
#include <utility>

#include "service/access/access_error.h"
#include "service/access/audit_log.h"
#include "service/access/client_data.h"
#include "service/access/passkey_options.h"

namespace tellsafe::staff {
namespace {

using access::Ceremony;
using access::Visitor;

constexpr std::string_view challenge_gone =
    "the challenge was answered before, is too old or was given to somebody else";

// The user.id of a passkey: random already, and nobody else's.
crypto::Bytes handle_of(store::PersonId id) {
  crypto::Bytes bytes;
  for (int shift = 56; shift >= 0; shift -= 8) bytes.push_back(static_cast<std::uint8_t>(id >> shift));
  return bytes;
}

NotTaken by_anybody(std::string reason) {
  return {std::string(access::anybody), std::move(reason)};
}

// What the store says, who it is being `actor`: not_found is a refusal, and all else is not theirs.
NotTaken by_store(std::string actor, std::string_view reason, const boost::system::error_code& error) {
  const bool refused = error == store::Errc::not_found;
  return {std::move(actor), refused ? std::string(reason) : error.message(),
          refused ? NotShown::refused : NotShown::busy};
}

Ceremony proof(const Visitor& visitor) {
  return {access::Purpose::step_up, crypto::hex(visitor.session)};
}

std::string label_of(const Fields& form) {
  const std::string_view label = form.value("label");
  return label.empty() ? "passkey" : std::string(label);
}

}  // namespace

Ceremonies::Ceremonies(CeremonyTools tools, access::RelyingParty site)
    : tools_(tools), site_(std::move(site)) {}

std::vector<crypto::Bytes> Ceremonies::passkeys_of(store::PersonId person) {
  std::vector<crypto::Bytes> ids;
  if (const auto passkeys = tools_.people.passkeys(person); passkeys.has_value()) {
    for (const auto& passkey : *passkeys)
      if (!passkey.revoked) ids.push_back(passkey.id);
  }
  return ids;
}

std::string Ceremonies::for_new(const store::Person& person, const Ceremony& ceremony) {
  return access::creation_options(site_, tools_.challenges.issue(ceremony),
                                  {handle_of(person.id), person.name}, passkeys_of(person.id));
}

std::string Ceremonies::for_any(const Ceremony& ceremony) {
  return access::request_options(site_, tools_.challenges.issue(ceremony), {});
}

Taken<Recognised> Ceremonies::recognise(const Fields& form, const Ceremony& ceremony) {
  const auto sent =
      access::read_sign_in({form.value("id"), form.value("client_data"), form.value("authenticator_data"),
                            form.value("signature"), form.value("user_handle")});
  if (sent.has_error()) return by_anybody(sent.error().message());
  const auto client = access::parse_client_data(sent->client_data);
  if (client.has_error()) return by_anybody(client.error().message());
  if (!tools_.challenges.good(client->challenge, ceremony)) return by_anybody(std::string(challenge_gone));

  const auto passkey = tools_.people.passkey(sent->id);
  if (passkey.has_error())
    return by_store(std::string(access::anybody), "an unknown passkey", passkey.error());
  auto person = tools_.people.person(passkey->person);
  if (person.has_error())
    return by_store(std::string(access::anybody), "a passkey of nobody", person.error());
  const auto verified = access::verify_assertion(
      site_, client->challenge, {passkey->id, passkey->public_key, passkey->counter, handle_of(person->id)},
      *sent);
  if (verified.has_error())
    return by_anybody(verified.error().message() + ", for a passkey of " + person->name);

  // From here on it is sure who it is.
  const std::string actor = access::person_actor(*person);
  if (!tools_.challenges.take(client->challenge, ceremony))
    return NotTaken{actor, std::string(challenge_gone)};
  if (passkey->revoked) return NotTaken{actor, "a revoked passkey"};
  if (const auto kept = tools_.people.set_counter(passkey->id, verified->counter); kept.has_error())
    return by_store(actor, "a passkey whose counter did not rise", kept.error());
  if (const auto role = access::standing_of(*person, tools_.city.today()); role.has_error())
    return NotTaken{actor, role.error().message()};
  return Recognised{std::move(*person), passkey->id};
}

Taken<store::StoredPasskey> Ceremonies::read_new(const Fields& form, const Ceremony& ceremony) {
  const auto sent = access::read_registration(form.value("client_data"), form.value("attestation"));
  if (sent.has_error()) return by_anybody(sent.error().message());
  const auto client = access::parse_client_data(sent->client_data);
  if (client.has_error()) return by_anybody(client.error().message());
  if (!tools_.challenges.good(client->challenge, ceremony)) return by_anybody(std::string(challenge_gone));
  auto made = access::verify_registration(site_, client->challenge, *sent);
  if (made.has_error()) return by_anybody(made.error().message());
  if (!tools_.challenges.take(client->challenge, ceremony)) return by_anybody(std::string(challenge_gone));
  return store::StoredPasskey{std::move(made->id), 0,    std::move(made->key), made->counter, label_of(form),
                              tools_.city.today(), false};
}

std::string Ceremonies::sign_in_options() {
  return for_any(to_sign_in());
}

NotShown Ceremonies::refuse(const std::string& actor, const NotTaken& passkey) {
  if (passkey.why == NotShown::refused)
    tools_.refusals.note(actor, access::Action::sign_in_refused, passkey.reason);
  return passkey.why;
}

boost::system::result<Visitor, NotShown> Ceremonies::sign_in(const Fields& form,
                                                             const handling::Credentials& shown) {
  const auto known = recognise(form, to_sign_in());
  if (known.has_error()) return refuse(known.error().actor, known.error());
  auto visitor = tools_.sessions.welcome(known->person, known->passkey, shown);
  if (visitor.has_value()) return std::move(*visitor);
  const std::string actor = access::person_actor(known->person);
  if (visitor.error().category() == access::access_error_category())
    return refuse(actor, {actor, visitor.error().message()});
  return refuse(actor, by_store(actor, "a passkey that was revoked meanwhile", visitor.error()));
}

nlohmann::json Ceremonies::options(const Visitor& visitor) {
  return nlohmann::json::parse(access::request_options(site_, tools_.challenges.issue(proof(visitor)),
                                                       passkeys_of(visitor.person.id)));
}

boost::system::result<void, NotShown> Ceremonies::prove(const Visitor& visitor, const Fields& form) {
  const std::string actor = access::person_actor(visitor.person);
  const auto shown = recognise(form, proof(visitor));
  if (shown.has_error()) return refuse(actor, shown.error());
  if (shown->person.id != visitor.person.id) return refuse(actor, {actor, "the passkey of somebody else"});
  const auto proven = tools_.sessions.prove(visitor);
  if (proven.has_value()) return {};
  if (proven.error().category() == access::access_error_category())
    return refuse(actor, {actor, proven.error().message()});
  return refuse(actor, by_store(actor, proven.error().message(), proven.error()));
}

}  // namespace tellsafe::staff
