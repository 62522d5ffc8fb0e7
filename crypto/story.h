// A story: what a reporter wrote in their own words, headed, padded and sealed as an age file. See FORMAT.md,
// "Story".
//
// The plaintext is text that a person can read after `age -d`: header lines (format, report, language), an
// empty line, the story, a line feed, and spaces up to the size bucket.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>

#include "crypto/x25519.h"

namespace tellsafe::crypto {

// Total plaintext sizes in bytes; the smallest that fits is used. The last holds 3,000 characters of 4 bytes.
inline constexpr std::array<std::size_t, 3> story_buckets{1024, 4096, 12800};

// `language` is a language tag of the site; `story` is UTF-8 without trailing white space.
// errors: bad_story when it does not fit the largest bucket
Result<Bytes> seal_story(std::span<const Recipient> review, std::uint64_t report, std::string_view language,
                         std::string_view story);

}  // namespace tellsafe::crypto
