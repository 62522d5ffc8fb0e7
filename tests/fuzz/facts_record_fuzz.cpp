// Any bytes as a facts record: what unpack() accepts, pack() gives back bit by bit.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <span>

#include "schema/facts.h"
#include "schema/form.h"

namespace {

using tellsafe::schema::Form;

Form load_form() {
  const std::filesystem::path source = TELLSAFE_SOURCE_DIR;
  auto form = Form::load(source / "schema", source / "deploy" / "demo" / "areas.json");
  if (!form) std::abort();
  return std::move(*form);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const Form form = load_form();
  const std::span record(data, size);
  tellsafe::schema::Answers answers;
  if (!unpack(form, record, answers)) return 0;
  const auto again = pack(form, answers);
  if (!std::ranges::equal(again, record)) std::abort();
  return 0;
}
