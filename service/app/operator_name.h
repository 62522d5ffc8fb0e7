// Who runs a command, as far as the machine knows.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace tellsafe::app {

// "tellsafe (eli)": whose rights the program has, and behind it the login it came from where that is another:
// `session`, or without that what sudo says in `sudo_user`. Names that are not plain (1 to 64 of A-Z a-z 0-9
// . _ - @, not beginning with "-") are left out. Pure.
std::string operator_name(const std::string& effective, const std::optional<std::string>& session,
                          std::string_view sudo_user);

// The same of this process: its effective user, the login uid of its session (/proc/self/loginuid, see
// pam_loginuid(8)), SUDO_USER. Only root can set the second, and root and whoever runs the command the third:
// they tell colleagues apart and prove nothing against somebody who lies.
std::string this_operator();

}  // namespace tellsafe::app
