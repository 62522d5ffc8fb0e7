// Bytes as a file of outside counts: what is accepted has cells of a period and at most two questions, and
// bounds that are bounds.
#include <cstdint>
#include <cstdlib>
#include <sstream>
#include <string>

#include "service/release/outside.h"

namespace {

void require(bool condition) {
  if (!condition) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::istringstream input(std::string(reinterpret_cast<const char*>(data), size));
  const auto counts = tellsafe::release::parse_outside(input);
  if (!counts) {
    require(!counts.error().message.empty());
    return 0;
  }
  for (const auto& count : *counts) {
    require(count.meaning.size() == count.questions.size() && count.questions.size() <= 2);
    require(tellsafe::release::parse_period(tellsafe::release::to_string(count.period)) == count.period);
    require(!count.high || count.low <= *count.high);
    require(!count.source.empty());
  }
  return 0;
}
