// How the staff's pages write days, times and ids, and read them back. Pure, thread safe.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "service/store/people.h"

namespace tellsafe::staff {

inline constexpr std::string_view vault_was_busy = "The vault was busy. Try again in a moment.";
inline constexpr std::string_view access_has_ended =
    "Your agreement has ended, or your account was stopped. Ask your administrator.";

// "2026-11-21"
std::string words_of(std::chrono::sys_days day);

// Where somebody goes after signing in: `then` when it is an address on this site, one "/" and no more at its
// beginning, of printable ASCII without white space and backslashes, which browsers read as slashes; else
// "/".
std::string_view local_address(std::string_view then);
// "/?then=%2Fbrief%2F2026-11"; "/" for "/" and for what is no local address.
std::string sign_in_address(std::string_view then);

// For a value in an address (RFC 3986, 2.1 and 2.3).
std::string percent_encoded(std::string_view text);

// 16 hexadecimal digits, as the audit log and the command line write ids.
std::string id_of(std::uint64_t id);
std::optional<std::uint64_t> parse_id(std::string_view text);

}  // namespace tellsafe::staff
