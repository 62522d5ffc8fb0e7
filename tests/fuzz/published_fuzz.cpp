// Bytes as the two files of a release that everything else is made from (a NUL between them): what is
// accepted can be made into files, and those are read back as the same release.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "service/release/format.h"
#include "service/release/published.h"

namespace {

using namespace tellsafe::release;

void require(bool condition) {
  if (!condition) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view input(reinterpret_cast<const char*>(data), size);
  const auto end = input.find('\0');
  if (end == std::string_view::npos) return 0;
  Files files;
  files[std::string(manifest_name)] = input.substr(0, end);
  files[std::string(tables_json_name)] = input.substr(end + 1);
  const auto publication = read_published(files);
  if (!publication) {
    require(!publication.error().empty());
    return 0;
  }
  const auto made = documents(*publication);
  const auto again = read_published(made);
  require(again.has_value() && documents(*again) == made);
  return 0;
}
