// Pages with their encodings made ahead. Never for what holds something personal: a compressed length would
// tell what it says.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "service/handling/message.h"

namespace tellsafe::pages {

// How hard brotli looks: `best` takes some 20 times as long and gives a tenth less. For what people load
// first.
enum class Effort { quick, best };

// Throws std::runtime_error when a library fails.
std::shared_ptr<const handling::ReadyPage> make_ready(std::string plain, Effort effort = Effort::quick);

// The same for pages that must not be told apart by their lengths: all have one size in each encoding. Spaces
// are added to the plain text, a block that says nothing to brotli (RFC 7932, 9.2: metadata), a comment to
// gzip.
std::vector<std::shared_ptr<const handling::ReadyPage>> make_level(std::vector<std::string> plain);

// A page whose end is different each time it is sent. What stands before is compressed once; the end is added
// uncompressed, so that it costs a copy, and the size depends on nothing but the end's length. Immutable;
// thread safe.
class TailedPage {
 public:
  // With the best effort. Throws std::runtime_error when a library fails.
  explicit TailedPage(std::string head);

  // Throws std::length_error for a tail that is empty or of more than 65,535 bytes.
  std::shared_ptr<const handling::ReadyPage> with(std::string_view tail) const;

 private:
  std::string head_;
  std::string gzip_;    // up to a byte's end, with the last block to come
  std::string brotli_;  // the same
  std::uint32_t crc_ = 0;
};

}  // namespace tellsafe::pages
