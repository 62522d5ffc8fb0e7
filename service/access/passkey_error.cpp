#include "service/access/passkey_error.h"

#include <string>

namespace tellsafe::access {
namespace {

const char* text_for(PasskeyErrc code) {
  switch (code) {
    case PasskeyErrc::malformed:
      return "not what a browser sends for a passkey";
    case PasskeyErrc::wrong_type:
      return "made for another ceremony";
    case PasskeyErrc::wrong_challenge:
      return "answers another challenge";
    case PasskeyErrc::wrong_origin:
      return "made on another site";
    case PasskeyErrc::wrong_relying_party:
      return "made for another domain";
    case PasskeyErrc::user_not_verified:
      return "the authenticator did not verify its user";
    case PasskeyErrc::unsupported:
      return "an algorithm or attestation that is not supported";
    case PasskeyErrc::bad_signature:
      return "the signature does not fit";
    case PasskeyErrc::cloned:
      return "the signature counter did not rise";
    case PasskeyErrc::not_this_person:
      return "the passkey of somebody else";
  }
  return "unknown";
}

class Category final : public boost::system::error_category {
 public:
  const char* name() const noexcept override { return "tellsafe.passkey"; }
  std::string message(int code) const override { return text_for(static_cast<PasskeyErrc>(code)); }
};

}  // namespace

const boost::system::error_category& passkey_error_category() {
  static const Category category;
  return category;
}

boost::system::error_code make_error_code(PasskeyErrc code) {
  return {static_cast<int>(code), passkey_error_category()};
}

}  // namespace tellsafe::access
