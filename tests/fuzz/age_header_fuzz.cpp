// Any bytes: an age header is refused or has the one spelling that we would give it.
#include <cstdlib>
#include <string>

#include "crypto/age_header.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace tellsafe::crypto;
  const ByteView file(data, size);
  const auto header = parse_age_header(file);
  if (!header) return 0;
  const std::string text = age_header_text(header->stanzas);
  const std::string end = age_header_end(header->mac);
  const std::string_view given(reinterpret_cast<const char*>(data), size);
  if (text.size() != header->covered || !given.starts_with(text + end)) std::abort();
  if (text.size() + end.size() != header->size || header->size > age_header_limit) std::abort();
  return 0;
}
