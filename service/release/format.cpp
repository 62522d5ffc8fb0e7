#include "service/release/format.h"

#include <fmt/format.h>

namespace tellsafe::release {

std::string label_key(std::string_view question, std::string_view kind, std::string_view code) {
  if (kind == "total") return "page.numbers.total";
  if (kind == "unanswered") return "page.numbers.no_answer";
  return fmt::format("{}.{}.{}", kind, question, code);
}

}  // namespace tellsafe::release
