// Bytes as a brief that was kept: what is accepted has one spelling, which is accepted again and says the
// same.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "service/reading/brief.h"

namespace {

using namespace tellsafe;

void require(bool condition) {
  if (!condition) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto text = reading::parse_brief({reinterpret_cast<const char*>(data), size});
  if (!text) {
    require(!text.error().empty());
    return 0;
  }
  require(reading::problems_of(*text).empty());
  require(schema::parse_month(reading::to_string(text->month)) == text->month);
  const auto json = reading::to_json(*text);
  const auto again = reading::parse_brief(json);
  require(again && reading::to_json(*again) == json);
  return 0;
}
