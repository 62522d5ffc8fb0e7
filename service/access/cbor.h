// Reading CBOR (RFC 8949) as authenticators write it: the CTAP2 canonical encoding form (Client to
// Authenticator Protocol 2.1, section 8), in which lengths stand first and are as short as they can be, there
// are no tags and no floating-point numbers, and at most four levels of arrays and maps. The order of a map's
// keys is not checked, which some authenticators get wrong; that no key comes twice is for who reads the map
// to see.
//
// Nothing is allocated, so a length that lies costs nothing.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "crypto/memory.h"

namespace tellsafe::access {

// A place in CBOR that outlives it. Each function takes one item and goes on, or gives nothing where there is
// another, or none that is well formed, and leaves the reader anywhere.
class CborReader {
 public:
  explicit CborReader(crypto::ByteView cbor) : rest_(cbor) {}

  std::optional<std::int64_t> integer();
  std::optional<crypto::ByteView> bytes();
  std::optional<std::string_view> text();  // UTF-8 is not checked
  std::optional<std::uint64_t> map();      // so many pairs follow: no more than could
  // Any item whole, as its bytes.
  std::optional<crypto::ByteView> item();

  bool at_end() const { return rest_.empty(); }
  crypto::ByteView rest() const { return rest_; }
  // Whether an integer is next.
  bool integer_next() const { return !rest_.empty() && rest_.front() >> 5 <= 1; }

 private:
  struct Head {
    unsigned type;
    std::uint64_t value;
  };
  std::optional<Head> head();
  std::optional<std::uint64_t> head_of(unsigned type);
  std::optional<crypto::ByteView> string_of(unsigned type);
  bool skip(int levels);

  crypto::ByteView rest_;
};

}  // namespace tellsafe::access
