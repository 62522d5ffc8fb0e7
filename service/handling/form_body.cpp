#include "service/handling/form_body.h"

#include <algorithm>

namespace tellsafe::handling {
namespace {

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

// Appends the decoded text to `storage`, whose capacity suffices, and gives a view of it there.
std::string_view decode_into(crypto::WipedText& storage, std::string_view text) {
  const std::size_t begin = storage.size();
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '+') {
      storage.push_back(' ');
    } else if (text[i] == '%' && i + 2 < text.size() && hex_digit(text[i + 1]) >= 0 &&
               hex_digit(text[i + 2]) >= 0) {
      storage.push_back(static_cast<char>(hex_digit(text[i + 1]) * 16 + hex_digit(text[i + 2])));
      i += 2;
    } else {
      storage.push_back(text[i]);
    }
  }
  return {storage.data() + begin, storage.size() - begin};
}

}  // namespace

std::optional<FormBody> FormBody::decode(std::string_view body, std::size_t max_fields) {
  FormBody form;
  // Decoding never makes text longer, so no push_back moves the block that the views point into.
  form.storage_.reserve(body.size() + 1);
  while (!body.empty()) {
    const std::string_view pair = body.substr(0, body.find('&'));
    body.remove_prefix(std::min(pair.size() + 1, body.size()));
    if (pair.empty()) continue;
    if (form.fields_.size() == max_fields) return std::nullopt;
    const std::size_t equals = std::min(pair.find('='), pair.size());
    const std::string_view value = equals < pair.size() ? pair.substr(equals + 1) : std::string_view{};
    const std::string_view decoded_name = decode_into(form.storage_, pair.substr(0, equals));
    form.fields_.push_back({decoded_name, decode_into(form.storage_, value)});
  }
  return form;
}

std::string_view FormBody::value(std::string_view name) const {
  const auto field = std::find_if(fields_.begin(), fields_.end(),
                                  [&](const schema::SentField& sent) { return sent.name == name; });
  return field == fields_.end() ? std::string_view{} : field->value;
}

}  // namespace tellsafe::handling
