// Parsing the header of an age file, strictly: what the specification does not allow is refused, so that a
// header has one reading and one spelling.
#pragma once

#include "crypto/age_format.h"
#include "crypto/result.h"

namespace tellsafe::crypto {

// Room for more than 500 recipients. The specification sets no bound; a reader of untrusted files needs one.
inline constexpr std::size_t age_header_limit = std::size_t{64} * 1024;

struct AgeHeader {
  std::vector<AgeStanza> stanzas;
  AgeMac mac{};
  std::size_t covered = 0;  // bytes that the MAC covers
  std::size_t size = 0;     // bytes of the whole header; the payload's nonce follows
};

// `file` begins with the header; what follows it is not looked at. Checks the syntax only: stanzas of any
// type pass. Thread safe. errors: bad_header (also when it is longer than age_header_limit or cut short)
Result<AgeHeader> parse_age_header(ByteView file);

}  // namespace tellsafe::crypto
