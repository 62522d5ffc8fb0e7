#include <charconv>
#include <utility>

#include "service/store/database.h"
#include "service/store/sqlcipher_vault.h"

namespace tellsafe::store {

std::string cipher_version() {
  return Database(":memory:").text("PRAGMA cipher_version");
}

Result<void> check_cipher(std::string_view version) {
  constexpr std::pair<unsigned, unsigned> oldest{4, 6};
  std::pair<unsigned, unsigned> found{};
  const char* end = version.data() + version.size();
  const auto major = std::from_chars(version.data(), end, found.first);
  if (major.ec != std::errc{} || major.ptr == end || *major.ptr != '.') return Errc::old_cipher;
  const auto minor = std::from_chars(major.ptr + 1, end, found.second);
  if (minor.ec != std::errc{} || found < oldest) return Errc::old_cipher;
  return {};
}

}  // namespace tellsafe::store
