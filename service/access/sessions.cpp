#include "service/access/sessions.h"

#include <sodium.h>

#include "service/access/access_error.h"
#include "service/access/session_token.h"

namespace tellsafe::access {
namespace {

// That somebody was there is written down no finer than this.
constexpr std::chrono::seconds seen_step{30};

crypto::WipedText cookie_of(const SessionToken& token) {
  crypto::WipedText cookie = crypto::wiped("__Host-tellsafe=");
  crypto::append(cookie, crypto::text_of(token.text()));
  crypto::append(cookie, "; Path=/; Secure; HttpOnly; SameSite=Strict");
  return cookie;
}

bool same(const crypto::Sha256& one, const crypto::Sha256& other) {
  return sodium_memcmp(one.data(), other.data(), one.size()) == 0;
}

template <class T>
store::Result<T> failed(boost::system::error_code reason) {
  return {boost::system::in_place_error, reason};
}

}  // namespace

// What was shown, of the values that a session's cookie has had.
enum class Sessions::Value { present, previous, other };

struct Sessions::Found {
  SessionToken token;
  store::Session session;
  Value value = Value::present;
};

store::Result<Role> standing_of(const store::Person& person, std::chrono::sys_days today) {
  if (person.stopped) return make_error_code(AccessErrc::stopped);
  if (today > person.agreement_ends) return make_error_code(AccessErrc::agreement_ended);
  const auto role = parse_role(person.role);
  if (!role) return make_error_code(AccessErrc::unknown_role);
  return *role;
}

crypto::WipedText no_cookie() {
  return crypto::wiped("__Host-tellsafe=; Path=/; Secure; HttpOnly; SameSite=Strict; Max-Age=0");
}

Sessions::Sessions(store::People& people, Recorder& recorder, WallClock now, const runtime::Clock& city,
                   SessionLimits limits)
    : people_(people), recorder_(recorder), now_(std::move(now)), city_(city), limits_(limits) {}

store::Result<crypto::WipedText> Sessions::begin(const store::Person& person, crypto::ByteView passkey,
                                                 const handling::Credentials& shown) {
  auto visitor = welcome(person, passkey, shown);
  if (visitor.has_error()) return visitor.error();
  return std::move(visitor->set_cookie);
}

store::Result<Visitor> Sessions::welcome(const store::Person& person, crypto::ByteView passkey,
                                         const handling::Credentials& shown) {
  if (const auto role = standing_of(person, city_.today()); role.has_error()) return role.error();
  const auto recorded = recorder_.record(person_actor(person), Action::signed_in, "");
  if (recorded.has_error()) return recorded.error();
  if (const auto before = find(shown); before.has_value()) {
    if (const auto ended = people_.end_session(before->session.name); ended.has_error()) return ended.error();
  }
  if (const auto forgotten = forget_old(); forgotten.has_error()) return forgotten.error();
  const store::Time now = now_();
  const SessionToken token = SessionToken::make();
  const store::Session session{token.id(), token.hash(), std::nullopt, person.id, token.agent(shown.agent),
                               now,        now,          now,          now};
  if (const auto added = people_.add_session(session, passkey); added.has_error()) return added.error();
  auto visitor = opened({token, session}, now);
  if (visitor.has_value()) visitor->set_cookie = cookie_of(token);
  return visitor;
}

store::Result<Sessions::Found> Sessions::find(const handling::Credentials& shown) {
  if (shown.session.empty()) return failed<Found>(AccessErrc::nobody);
  const auto token = SessionToken::parse(crypto::text_of(shown.session));
  if (!token) return failed<Found>(AccessErrc::unknown_session);
  auto session = people_.session(token->id());
  if (session.has_error() && session.error() == store::Errc::not_found) {
    return failed<Found>(AccessErrc::unknown_session);
  }
  if (session.has_error()) return session.error();
  const crypto::Sha256 hash = token->hash();
  Value value = Value::other;
  if (same(hash, session->token)) {
    value = Value::present;
  } else if (session->previous && same(hash, *session->previous)) {
    value = Value::previous;
  }
  return Found{*token, *session, value};
}

store::Result<void> Sessions::refuse(const Found& found, boost::system::error_code reason) {
  const auto person = people_.person(found.session.person);
  const std::string name = person.has_value() ? person->name : std::string();
  const auto recorded =
      recorder_.record(person_actor(found.session.person, name), Action::session_refused, reason.message());
  const auto ended = people_.end_session(found.session.name);
  if (ended.has_error()) return ended.error();
  if (recorded.has_error()) return recorded.error();
  return reason;
}

store::Result<void> Sessions::check(const Found& found, const handling::Credentials& shown, store::Time now) {
  const store::Session& session = found.session;
  // A time to come: the machine's clock was set back, and nobody knows for how long this has been open.
  const bool unknown_age = session.seen > now + limits_.grace || session.begun > now + limits_.grace;
  if (unknown_age) {
    if (const auto ended = people_.end_session(session.name); ended.has_error()) return ended.error();
    return make_error_code(AccessErrc::session_expired);
  }
  // It stays known for a while: the browser's other windows come with the same cookie.
  if (now - session.begun > limits_.longest || now - session.seen > limits_.idle)
    return make_error_code(AccessErrc::session_expired);
  if (!same(found.token.agent(shown.agent), session.agent)) return refuse(found, AccessErrc::other_agent);
  const bool good = found.value == Value::present ||
                    (found.value == Value::previous && now - session.rotated <= limits_.grace);
  // Its first half is secret: whoever has that without a good second half has an old cookie, and somebody
  // else may have the new one.
  if (!good) return refuse(found, AccessErrc::replayed_cookie);
  return {};
}

// Gives a new cookie where the old one has had its time.
store::Result<crypto::WipedText> Sessions::keep_alive(Found& found, store::Time now) {
  store::Session next = found.session;
  if (found.value != Value::present) return crypto::WipedText();
  if (now - next.rotated >= limits_.rotate_after) {
    SessionToken rotated = found.token.rotated();
    next.previous = next.token;
    next.token = rotated.hash();
    next.rotated = next.seen = now;
    if (const auto kept = people_.change_session(found.session.token, next); kept.has_error())
      return kept.error();
    found.token = std::move(rotated);
    found.session = next;
    return cookie_of(found.token);
  }
  if (now - next.seen >= seen_step) {
    next.seen = now;
    if (const auto kept = people_.change_session(found.session.token, next); kept.has_error())
      return kept.error();
    found.session = next;
  }
  return crypto::WipedText();
}

store::Result<Visitor> Sessions::opened(const Found& found, store::Time now) {
  auto person = people_.person(found.session.person);
  if (person.has_error()) return person.error();
  const auto role = standing_of(*person, city_.today());
  if (role.has_error()) {
    const auto recorded =
        recorder_.record(person_actor(*person), Action::session_refused, role.error().message());
    if (const auto ended = people_.end_sessions(person->id); ended.has_error()) return ended.error();
    if (recorded.has_error()) return recorded.error();
    return role.error();
  }
  Visitor open;
  open.person = std::move(*person);
  open.role = *role;
  open.session = found.session.name;
  open.csrf = found.token.csrf();
  open.since_proof = now - found.session.proven;
  open.fresh = limits_.fresh.count() > 0 && open.since_proof <= limits_.fresh;
  return open;
}

store::Result<Visitor> Sessions::open(const handling::Credentials& shown) {
  // A second round where another request of the same browser has replaced the cookie meanwhile.
  for (int round = 0;; ++round) {
    auto found = find(shown);
    if (found.has_error()) return found.error();
    const store::Time now = now_();
    if (const auto good = check(*found, shown, now); good.has_error()) return good.error();
    auto open = opened(*found, now);
    if (open.has_error()) return open;
    auto cookie = keep_alive(*found, now);
    if (cookie.has_error() && cookie.error() == store::Errc::not_found && round < 3) continue;
    if (cookie.has_error()) return cookie.error();
    open->set_cookie = std::move(*cookie);
    return open;
  }
}

store::Result<void> Sessions::prove(const Visitor& visitor) {
  // Again where another request has replaced the cookie meanwhile.
  for (int round = 0;; ++round) {
    auto session = people_.session(visitor.session);
    if (session.has_error() && session.error() == store::Errc::not_found) {
      return make_error_code(AccessErrc::unknown_session);
    }
    if (session.has_error()) return session.error();
    const crypto::Sha256 present = session->token;
    session->proven = now_();
    const auto kept = people_.change_session(present, *session);
    if (kept.has_error() && kept.error() == store::Errc::not_found && round < 3) continue;
    return kept;
  }
}

store::Result<void> Sessions::forget_old() {
  const store::Time long_ago = now_() - expired_kept;
  return people_.end_old_sessions(long_ago - limits_.longest, long_ago - limits_.idle);
}

store::Result<crypto::WipedText> Sessions::end(const Visitor& visitor) {
  const auto recorded = recorder_.record(person_actor(visitor.person), Action::signed_out, "");
  if (recorded.has_error()) return recorded.error();
  if (const auto ended = people_.end_session(visitor.session); ended.has_error()) return ended.error();
  return no_cookie();
}

}  // namespace tellsafe::access
