// The value of the session cookie: 32 bytes that stay for the whole session, then 32 that are replaced every
// few minutes; 86 characters of base 64 for addresses. The server keeps only a hash of both together and the
// name. What a session needs besides is derived from the first half, so that it needs no storage and outlives
// the replacements.
#pragma once

#include <optional>
#include <string_view>

#include "crypto/hash.h"
#include "crypto/memory.h"

namespace tellsafe::access {

class SessionToken {
 public:
  // Of a new session.
  static SessionToken make();
  // None for what no session's cookie is.
  static std::optional<SessionToken> parse(std::string_view text);
  // Of the same session, with a new second half.
  SessionToken rotated() const;

  crypto::WipedText text() const;
  // SHA-256 of "tellsafe session", a zero byte and the 64 bytes: by this the vault knows that it is the
  // present one.
  crypto::Sha256 hash() const;

  // HMAC-SHA256 with the first half as its key:
  // of "session": names the session, for its whole life, in the vault as well;
  crypto::Sha256 id() const;
  // of "agent", a zero byte and what the browser calls itself: the vault keeps that it is the same browser,
  // but not which;
  crypto::Sha256 agent(std::string_view agent) const;
  // of "csrf", as base 64 for addresses: what the session's forms carry.
  crypto::WipedText csrf() const;

 private:
  explicit SessionToken(crypto::WipedBytes bytes) : bytes_(std::move(bytes)) {}
  crypto::Sha256 keyed(std::string_view purpose, std::string_view text = {}) const;
  crypto::WipedBytes bytes_;
};

}  // namespace tellsafe::access
