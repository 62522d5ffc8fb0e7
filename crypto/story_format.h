// The lines at the head of a story's plaintext. See FORMAT.md, "Story".
#pragma once

#include <optional>
#include <string_view>

#include "crypto/story.h"

namespace tellsafe::crypto {

inline constexpr std::string_view story_format_line = "Tellsafe-Story: 1";
inline constexpr std::string_view story_report_label = "Report: ";
inline constexpr std::string_view story_language_label = "Language: ";
inline constexpr std::size_t story_report_digits = 16;

// 1 to 35 letters, digits and hyphens.
bool is_language_tag(std::string_view text);

// The smallest bucket that holds `size` bytes.
std::optional<std::size_t> story_bucket(std::size_t size);

}  // namespace tellsafe::crypto
