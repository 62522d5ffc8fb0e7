#include "service/pages/assets.h"

#include <fmt/format.h>
#include <sodium.h>

#include <array>

#include "crypto/hash.h"
#include "service/pages/encodings.h"
#include "service/pages/templates.h"

namespace tellsafe::pages {

Script load_script(const std::filesystem::path& web, std::string_view name) {
  std::string content = read_text_file(web / fmt::format("{}.js", name));
  const auto digest = crypto::hex(crypto::sha256(crypto::bytes_of(content)));
  std::string integrity = integrity_of(content);
  return {{fmt::format("/assets/{}-{}.js", name, digest.substr(0, 16)), handling::ContentType::javascript,
           make_ready(std::move(content), Effort::best)},
          std::move(integrity)};
}

Scripts load_scripts(const std::filesystem::path& web) {
  return {load_script(web, "page"), load_script(web, "report"), load_script(web, "work")};
}

std::string integrity_of(std::string_view content) {
  const auto digest = crypto::sha256(crypto::bytes_of(content));
  std::array<char, sodium_base64_ENCODED_LEN(32, sodium_base64_VARIANT_ORIGINAL)> text{};
  sodium_bin2base64(text.data(), text.size(), digest.data(), digest.size(), sodium_base64_VARIANT_ORIGINAL);
  return fmt::format("sha256-{}", text.data());
}

}  // namespace tellsafe::pages
