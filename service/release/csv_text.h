// Writing comma-separated values (RFC 4180) that a spreadsheet takes as text.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace tellsafe::release {

// Quoted where it must be. A text that a spreadsheet would run as a formula (it begins with = + - @, a tab or
// a carriage return) gets an apostrophe in front.
std::string csv_field(std::string_view text);

// The fields with commas between them, and the end of a line.
std::string csv_line(const std::vector<std::string>& fields);

}  // namespace tellsafe::release
