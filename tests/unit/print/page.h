// The project's form and labels in every language that there is, a city that prints them, and what stands on
// the printed page.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "schema/form.h"
#include "schema/labels.h"
#include "service/print/sheet.h"

namespace tellsafe::print::test {

inline constexpr std::string_view onion =
    "http://tellsafe2345abcdefghijklmnopqrstuvwxyz234567abcdefghijk.onion";

const schema::Form& form();
const schema::Labels& labels();
const schema::Language& language(std::string_view code);
SheetOptions options();

// What a reader sees: the texts between the tags of the body, in order, without the marks that escape them.
std::vector<std::string> texts(std::string_view page);
bool has(const std::vector<std::string>& texts, std::string_view text);

// What in a page would make a browser run or fetch something, or empty: scripts, addresses in attributes or
// in the style.
std::string reaches_out(const std::string& page);

}  // namespace tellsafe::print::test
