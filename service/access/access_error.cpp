#include "service/access/access_error.h"

#include <string>

namespace tellsafe::access {
namespace {

class Category final : public boost::system::error_category {
 public:
  const char* name() const noexcept override { return "tellsafe.access"; }
  std::string message(int code) const override {
    switch (static_cast<AccessErrc>(code)) {
      case AccessErrc::nobody:
        return "not signed in";
      case AccessErrc::unknown_session:
        return "a cookie that names no session";
      case AccessErrc::session_expired:
        return "the session has expired";
      case AccessErrc::other_agent:
        return "the session's cookie came from another browser; the session was ended";
      case AccessErrc::replayed_cookie:
        return "an old cookie of the session was used again; the session was ended";
      case AccessErrc::stopped:
        return "the account is stopped";
      case AccessErrc::agreement_ended:
        return "the agreement has ended";
      case AccessErrc::unknown_role:
        return "the account has a role that this Tellsafe does not know";
      case AccessErrc::not_permitted:
        return "the role may not do this";
      case AccessErrc::unknown_invitation:
        return "the invitation was used or replaced, or there never was one";
      case AccessErrc::invitation_expired:
        return "the invitation has expired";
      case AccessErrc::unknown_machine:
        return "a token or certificate that is not registered";
      case AccessErrc::machine_expired:
        return "the token or certificate has expired";
      case AccessErrc::machine_revoked:
        return "the token or certificate was revoked";
      case AccessErrc::wrong_scope:
        return "registered for something else";
      case AccessErrc::not_a_name:
        return "names are one line of 1 to 100 visible characters and at most 200 bytes";
    }
    return "unknown access error";
  }
};

}  // namespace

const boost::system::error_category& access_error_category() {
  static const Category category;
  return category;
}

boost::system::error_code make_error_code(AccessErrc code) {
  return {static_cast<int>(code), access_error_category()};
}

}  // namespace tellsafe::access
