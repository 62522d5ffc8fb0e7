#include "service/app/operator_name.h"

#include <fmt/format.h>
#include <pwd.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>

namespace tellsafe::app {
namespace {

constexpr std::size_t longest_name = 64;

bool is_plain(std::string_view name) {
  constexpr std::string_view allowed = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-@";
  return !name.empty() && name.size() <= longest_name && name.front() != '-' &&
         name.find_first_not_of(allowed) == std::string_view::npos;
}

std::string name_of(uid_t user) {
  const passwd* entry = ::getpwuid(user);
  return entry == nullptr ? fmt::format("uid-{}", user) : std::string(entry->pw_name);
}

// Nothing for what no login began, such as a service's processes.
std::optional<std::string> session_login() {
  std::ifstream in("/proc/self/loginuid");
  uid_t user = 0;
  if (!(in >> user) || user == static_cast<uid_t>(-1)) return std::nullopt;
  return name_of(user);
}

}  // namespace

std::string operator_name(const std::string& effective, const std::optional<std::string>& session,
                          std::string_view sudo_user) {
  const std::string_view login = session ? std::string_view(*session) : sudo_user;
  return is_plain(login) && login != effective ? fmt::format("{} ({})", effective, login) : effective;
}

std::string this_operator() {
  const char* const sudo_user = std::getenv("SUDO_USER");
  return operator_name(name_of(::geteuid()), session_login(), sudo_user == nullptr ? "" : sudo_user);
}

}  // namespace tellsafe::app
