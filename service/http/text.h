// Small comparisons of header text.
#pragma once

#include <string_view>

namespace tellsafe::http {

// Without the spaces and tabs at both ends.
std::string_view trim(std::string_view text);

// ASCII only, as header names and media types are.
bool equal_ignoring_case(std::string_view a, std::string_view b);

}  // namespace tellsafe::http
