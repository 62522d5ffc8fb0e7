// Reading text files line by line.
#pragma once

#include <optional>
#include <string_view>

namespace tellsafe::crypto {

// Takes the first line off `rest`: without its line feed or carriage return and line feed. The last line may
// lack them. Nothing when `rest` is empty.
std::optional<std::string_view> take_line(std::string_view& rest);

// What follows `label` in a line that begins with it.
std::optional<std::string_view> after(std::string_view label, std::string_view line);

// True for one line of printable ASCII, spaces included.
bool is_plain_line(std::string_view text);

}  // namespace tellsafe::crypto
