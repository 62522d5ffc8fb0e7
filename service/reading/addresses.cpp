#include "service/reading/addresses.h"

#include <fmt/format.h>

#include <array>
#include <cstdint>
#include <vector>

#include "crypto/hash.h"

namespace tellsafe::reading {

std::string front_path(std::string_view language) {
  return fmt::format("/{}/numbers", language);
}

std::string page_path(std::string_view language, const release::Period& period) {
  return fmt::format("/{}/numbers/{}", language, release::to_string(period));
}

std::string feed_path(std::string_view language) {
  return fmt::format("/{}/numbers/feed.atom", language);
}

std::string file_path(const release::Period& period, std::string_view name) {
  return fmt::format("/numbers/{}/{}", release::to_string(period), name);
}

std::string address_of(std::string_view url, std::string_view path) {
  while (url.ends_with('/')) url.remove_suffix(1);
  return fmt::format("{}{}", url, path);
}

std::string urn_of(crypto::ByteView name_space, std::string_view name) {
  std::vector<std::uint8_t> hashed(name_space.begin(), name_space.end());
  hashed.insert(hashed.end(), name.begin(), name.end());
  auto digest = crypto::sha256(hashed);
  digest[6] = static_cast<std::uint8_t>((digest[6] & 0x0FU) | 0x80U);  // the version
  digest[8] = static_cast<std::uint8_t>((digest[8] & 0x3FU) | 0x80U);  // the variant
  const auto digits = crypto::hex(digest);
  const std::string_view all = digits;
  return fmt::format("urn:uuid:{}-{}-{}-{}-{}", all.substr(0, 8), all.substr(8, 4), all.substr(12, 4),
                     all.substr(16, 4), all.substr(20, 12));
}

std::string urn_of(std::string_view name) {
  static constexpr std::array<std::uint8_t, 16> public_numbers = {
      0xf0, 0xeb, 0x49, 0xbf, 0x5d, 0xad, 0x42, 0x18, 0xa5, 0xbc, 0x2a, 0x45, 0x65, 0xcd, 0x94, 0x82};
  return urn_of(public_numbers, name);
}

}  // namespace tellsafe::reading
