// Strict base 64 (RFC 4648): one text for one value. For what is public: keys' public halves, ciphertexts,
// signatures.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "crypto/memory.h"

namespace tellsafe::crypto {

// `url` has the symbols of section 5, for addresses and file names, and no padding.
enum class Base64 { padded, unpadded, url };

std::string base64_encode(ByteView bytes, Base64 form);

// Nothing when a symbol, the padding or a left-over bit is wrong; white space is wrong too.
std::optional<Bytes> base64_decode(std::string_view text, Base64 form);

// Decodes exactly bytes.size() bytes; false for anything else, and `bytes` is then unspecified.
bool base64_decode(std::string_view text, Base64 form, std::span<std::uint8_t> bytes);

}  // namespace tellsafe::crypto
