#include "crypto/base64.h"

#include <algorithm>

#include "crypto/lines.h"

namespace tellsafe::crypto {
namespace {

int variant(Base64 form) {
  switch (form) {
    case Base64::padded:
      return sodium_base64_VARIANT_ORIGINAL;
    case Base64::unpadded:
      return sodium_base64_VARIANT_ORIGINAL_NO_PADDING;
    case Base64::url:
      break;
  }
  return sodium_base64_VARIANT_URLSAFE_NO_PADDING;
}

}  // namespace

std::string base64_encode(ByteView bytes, Base64 form) {
  std::string text(sodium_base64_encoded_len(bytes.size(), variant(form)), '\0');
  sodium_bin2base64(text.data(), text.size(), bytes.data(), bytes.size(), variant(form));
  text.pop_back();
  return text;
}

std::optional<Bytes> base64_decode(std::string_view text, Base64 form) {
  // libsodium 1.0.18 takes some bytes beyond ASCII for symbols.
  if (!is_plain_line(text)) return std::nullopt;
  Bytes bytes(text.size() / 4 * 3 + 3);
  std::size_t size = 0;
  if (sodium_base642bin(bytes.data(), bytes.size(), text.data(), text.size(), nullptr, &size, nullptr,
                        variant(form)) != 0) {
    return std::nullopt;
  }
  bytes.resize(size);
  return bytes;
}

bool base64_decode(std::string_view text, Base64 form, std::span<std::uint8_t> bytes) {
  const auto decoded = base64_decode(text, form);
  if (!decoded || decoded->size() != bytes.size()) return false;
  std::copy(decoded->begin(), decoded->end(), bytes.begin());
  return true;
}

}  // namespace tellsafe::crypto
