// The target of a request: what it asks for.
#pragma once

#include <boost/system/result.hpp>
#include <string_view>

#include "crypto/memory.h"
#include "service/http/refusal.h"

namespace tellsafe::http {

// More than any address of the site, with room for what a mail program adds behind a "?".
inline constexpr std::size_t longest_target = 2048;

// "/es/report?x=1" → "/es/report": percent-decoded, without the query, which is never looked at.
// The error is the status to answer: 400 for what is not a path of a site ("*", "http://…", a bad escape, a
// control character, an escaped slash), 414 for one that is too long.
boost::system::result<crypto::WipedText, Refusal> decode_target(std::string_view target);

// The path of whatever came so far, escapes and all, so that even a refusal can be in the reader's language.
// Empty where no path can be made out.
std::string_view guess_path(std::string_view received);

}  // namespace tellsafe::http
