// README.txt of a release. In English, like the names in its other files.
#include <fmt/format.h>

#include "service/release/documents.h"

namespace tellsafe::release {

namespace {

constexpr std::string_view not_audited =
    "It has not been tested whether a hidden count can be worked out from several tables together, from "
    "other\n"
    "releases (a year and its quarters), or from other sources. Where the shown parts of a count add up to\n"
    "it, the hidden ones are zero.\n";

}  // namespace

std::string readme(const Statement& statement) {
  const auto& audience = statement.audience;
  std::string text = fmt::format(
      "Reports of hate and bias to {}\n"
      "Release {} ({} to {}), for: {}\n\n",
      statement.city, to_string(statement.period), day_text(first_day(statement.period)),
      day_text(last_day(statement.period)), audience.id);
  if (statement.demo)
    text +=
        "DEMONSTRATION. These numbers were made from demonstration reports. They say nothing about real\n"
        "events.\n\n";
  text +=
      "What the numbers are\n"
      "These are reports that people chose to send. They are not verified incidents or crimes. One event "
      "may\n"
      "be reported twice. Most go unreported. More reports can mean more trust. Reports of what may be a\n"
      "crime and of what is not are counted side by side: do not read their sum without both parts. Where\n"
      "several answers could be chosen, a report counts in each of them, and once in the total.\n\n";
  text += fmt::format(
      "What is not shown\n"
      "\"not shown\" (null in tables.json) stands for each count under {}, zero among them, and for each\n"
      "count that would give such a one away by subtraction within its table.",
      audience.threshold);
  if (audience.round_to > 1)
    text += fmt::format(" Shown counts are rounded to the nearest {}.", audience.round_to);
  text += fmt::format(
      "\nMethod: {}. Verdict of the audit: {}.\n{}\n"
      "How to check this release\n"
      "With the public signing key of the city, and the programs minisign and sha256sum:\n"
      "  minisign -Vm manifest.json -P <key>\n"
      "  sha256sum tables.csv tables.json README.txt\n"
      "manifest.json lists the SHA-256 of each file.\n",
      statement.audit.method, statement.audit.verdict, statement.audit.passed ? "" : not_audited);
  return text;
}

}  // namespace tellsafe::release
