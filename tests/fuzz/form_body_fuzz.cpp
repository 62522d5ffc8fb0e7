// Bytes as the body of a posted form: decoded, encoded again, and checked against the real form.
#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <string_view>

#include "crypto/memory.h"
#include "schema/facts.h"
#include "schema/form.h"
#include "schema/validate.h"
#include "service/handling/form_body.h"

namespace {

using tellsafe::handling::FormBody;
namespace schema = tellsafe::schema;

constexpr std::size_t max_fields = 1000;

void require(bool condition) {
  if (!condition) std::abort();
}

const schema::Form& form() {
  static const schema::Form loaded = [] {
    tellsafe::crypto::start();
    const std::filesystem::path source = TELLSAFE_SOURCE_DIR;
    auto result = schema::Form::load(source / "schema", source / "deploy/demo/areas.json");
    require(result.has_value());
    return std::move(*result);
  }();
  return loaded;
}

void append_encoded(std::string& body, std::string_view text) {
  constexpr char digits[] = "0123456789ABCDEF";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    body += '%';
    body += digits[byte >> 4U];
    body += digits[byte & 15U];
  }
}

bool same(const schema::SentField& a, const schema::SentField& b) {
  return a.name == b.name && a.value == b.value;
}

void encodes_back(const FormBody& decoded) {
  std::string body;
  for (const auto& field : decoded.fields()) {
    append_encoded(body, field.name);
    body += '=';
    append_encoded(body, field.value);
    body += '&';
  }
  const auto again = FormBody::decode(body, max_fields);
  require(again && std::ranges::equal(again->fields(), decoded.fields(), same));
}

void checks_and_packs(const FormBody& decoded) {
  const auto checked = schema::check(
      form(), decoded.fields(),
      std::chrono::year_month_day{std::chrono::year{2026}, std::chrono::month{1}, std::chrono::day{31}});
  if (!checked.errors.empty()) return;
  schema::Answers unpacked;
  require(schema::unpack(form(), schema::pack(form(), checked.answers), unpacked));
  require(unpacked == checked.answers);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view body(reinterpret_cast<const char*>(data), size);
  const auto decoded = FormBody::decode(body, max_fields);
  if (!decoded) return 0;
  std::size_t decoded_size = 0;
  for (const auto& field : decoded->fields()) decoded_size += field.name.size() + field.value.size();
  require(decoded_size <= size);
  encodes_back(*decoded);
  checks_and_packs(*decoded);
  return 0;
}
