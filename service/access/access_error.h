// Why somebody is not let in, or an account is not made, as error codes. None of them carries input: messages
// are safe to log, and stand in the audit log.
#pragma once

#include <boost/system/error_code.hpp>

namespace tellsafe::access {

enum class AccessErrc {
  nobody = 1,          // shows nothing of themselves
  unknown_session,     // a cookie that names no session: ended, cleaned up, or made up
  session_expired,     // idle for too long, or too long altogether
  other_agent,         // the session's cookie from another browser; the session has ended
  replayed_cookie,     // a value that was replaced: there are two who have it; the session has ended
  stopped,             // by an administrator
  agreement_ended,     // the person's, or of a machine the owner's
  unknown_role,        // the vault names a role that this program does not know
  not_permitted,       // the role may not do this
  unknown_invitation,  // used, replaced, or made up
  invitation_expired,
  unknown_machine,  // a token or a certificate that nobody registered
  machine_expired,
  machine_revoked,
  wrong_scope,  // registered for something else
  not_a_name,   // not one line of 1 to 100 characters
};

const boost::system::error_category& access_error_category();
boost::system::error_code make_error_code(AccessErrc code);

}  // namespace tellsafe::access

template <>
struct boost::system::is_error_code_enum<tellsafe::access::AccessErrc> : std::true_type {};
