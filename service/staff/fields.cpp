#include "service/staff/fields.h"

#include "schema/text.h"
#include "service/handling/form_body.h"

namespace tellsafe::staff {
namespace {

constexpr std::size_t most_fields = 200;

// With one line feed at the end of each line, as browsers do not send it.
crypto::WipedText with_plain_lines(std::string_view text) {
  crypto::WipedText plain;
  plain.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\r') {
      plain.push_back(text[i]);
    } else if (i + 1 == text.size() || text[i + 1] != '\n') {
      plain.push_back('\n');
    }
  }
  return plain;
}

}  // namespace

Fields::Fields(std::string_view encoded) {
  const auto body = handling::FormBody::decode(encoded, most_fields);
  if (!body) return;
  for (const auto& field : body->fields()) {
    if (!schema::count_characters(field.name) || !schema::count_characters(field.value)) {
      fields_.clear();
      return;
    }
    fields_.push_back({crypto::wiped(field.name), with_plain_lines(schema::trimmed(field.value))});
  }
}

std::string_view Fields::value(std::string_view name) const {
  for (const Field& field : fields_)
    if (crypto::text_of(field.name) == name) return crypto::text_of(field.value);
  return {};
}

std::vector<std::string_view> Fields::values(std::string_view name) const {
  std::vector<std::string_view> all;
  for (const Field& field : fields_)
    if (crypto::text_of(field.name) == name) all.push_back(crypto::text_of(field.value));
  return all;
}

bool Fields::has(std::string_view name) const {
  for (const Field& field : fields_)
    if (crypto::text_of(field.name) == name) return true;
  return false;
}

std::vector<schema::SentField> Fields::all() const {
  std::vector<schema::SentField> sent;
  for (const Field& field : fields_)
    sent.push_back({crypto::text_of(field.name), crypto::text_of(field.value)});
  return sent;
}

}  // namespace tellsafe::staff
