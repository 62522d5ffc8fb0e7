// The opening of stories. Part of the opening side: tellsafed does not link it.
#pragma once

#include <string>

#include "crypto/identity.h"
#include "crypto/story.h"

namespace tellsafe::crypto {

struct Story {
  std::uint64_t report = 0;
  std::string language;
  WipedText text;
};

// errors: those of age_decrypt; bad_story when the plaintext is not as FORMAT.md says
Result<Story> open_story(std::span<const Identity> review, ByteView file);

}  // namespace tellsafe::crypto
