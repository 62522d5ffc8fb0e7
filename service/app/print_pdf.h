// From a page to a PDF with tags, by Debian's Chromium: headings, lists and tables stay what they are for
// those who have it read out, the language and the title are there, fonts are inside.
#pragma once

#include <chrono>
#include <filesystem>
#include <string>
#include <string_view>

#include "service/app/outcome.h"

namespace tellsafe::app {

struct Printer {
  std::filesystem::path program = "/usr/bin/chromium";
  std::string paper = "letter";  // or "a4"; as CSS calls them
  std::chrono::milliseconds patience = std::chrono::seconds(60);
};

// The page is given in a folder of its own that is gone afterwards; no script of it runs and nothing is
// fetched. As root Chromium cannot keep its own sandbox and runs without, so an ordinary user is better.
// errors: refused (the program is not there, fails or takes too long), disk
Outcome<std::string> print_pdf(std::string_view html, const Printer& printer);

}  // namespace tellsafe::app
