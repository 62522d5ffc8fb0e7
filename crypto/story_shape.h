// What a server that can open nothing can still say of a sealed story: whether it has the shape that
// FORMAT.md, "Story", gives it. Pure; thread safe.
#pragma once

#include <cstddef>
#include <optional>

#include "crypto/story.h"

namespace tellsafe::crypto {

// Bytes of the age file of a story padded to `bucket`, sealed to so many recipients.
std::size_t sealed_story_size(std::size_t bucket, std::size_t recipients);

// Whether `file` is an age file of one of the three sizes, with one X25519 stanza for each of `recipients`
// (at least one) and nothing else in its header, each in the one spelling it has. Who sealed it, to whom and
// what is in it can't be seen from here.
bool is_sealed_story(ByteView file, std::size_t recipients);

// 16 lower-case hexadecimal digits of a number that can be a report's id: 63 bits, not 0.
std::optional<std::uint64_t> parse_report_id(std::string_view digits);

}  // namespace tellsafe::crypto
