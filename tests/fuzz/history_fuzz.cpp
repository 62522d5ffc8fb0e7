// Bytes as a file of past counts: what is accepted says each count once, of periods, questions and codes that
// there are.
#include <cstdint>
#include <cstdlib>
#include <set>
#include <sstream>
#include <string>
#include <tuple>

#include "schema/form.h"
#include "service/reading/history.h"
#include "service/release/period.h"

namespace {

using namespace tellsafe;

void require(bool condition) {
  if (!condition) std::abort();
}

const schema::Form& form() {
  static const auto made =
      schema::Form::load(TELLSAFE_SOURCE_DIR "/schema", TELLSAFE_SOURCE_DIR "/deploy/demo/areas.json");
  return *made;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::istringstream input(std::string(reinterpret_cast<const char*>(data), size));
  const auto counts = reading::parse_history(input, form());
  if (!counts) {
    require(!counts.error().text.empty() && counts.error().line > 0);
    return 0;
  }
  require(!counts->empty() && counts->size() <= reading::most_past_counts);
  std::set<std::tuple<std::string, std::string, std::string>> seen;
  for (const auto& count : *counts) {
    const auto period = release::parse_period(count.period);
    require(period && release::to_string(*period) == count.period);
    require(count.question.empty() ? count.code.empty() : form().find(count.question) != nullptr);
    require(count.count <= 1'000'000'000);
    require(seen.emplace(count.period, count.question, count.code).second);
  }
  return 0;
}
