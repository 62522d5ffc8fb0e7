// tellsafe brief: the monthly briefs, and their printed form. They are written and signed in the reading
// room.
#pragma once

#include <filesystem>
#include <string>

#include "service/app/outcome.h"
#include "service/app/print_pdf.h"

namespace tellsafe::app {

struct BriefOptions {
  std::filesystem::path config;
  std::string month;          // "2026-11"
  std::filesystem::path out;  // must not be there yet; brief_show: empty for standard output
  bool pdf = false;           // brief_show: the printed form
};

// All of them: errors: configuration, vault

// Prints which months are drafted, public and printed.
Outcome<> brief_list(const std::filesystem::path& config);

// Writes a public brief. errors: usage, refused (it is not public, or not printed), disk
Outcome<> brief_show(const BriefOptions& options);

// Prints a public brief and keeps the PDF beside it, for ever; also to `out` where that is given.
// errors: usage, refused (it is not public, has its printed form, or the printer fails), disk
Outcome<> brief_pdf(const BriefOptions& options, const Printer& printer);

}  // namespace tellsafe::app
