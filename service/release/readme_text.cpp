// README.txt of a release. In English, like the names in its other files.
#include <fmt/format.h>

#include <algorithm>
#include <sstream>

#include "service/release/documents.h"
#include "service/release/format.h"

namespace tellsafe::release {

namespace {

constexpr std::size_t line_width = 96;

constexpr std::string_view words_beside_every_table =
    "These are reports that people chose to send. They are not verified incidents or crimes. One event may "
    "be "
    "reported twice. Most go unreported. More reports can mean more trust. Reports of what may be a crime "
    "and "
    "of what is not are counted side by side: do not read their sum without both parts.";

constexpr std::string_view several_answers =
    "Where several answers could be chosen, a report counts in each of them, and once in the total: the rows "
    "add up to more than the total, and their shares to more than 100 %.";

constexpr std::string_view earned =
    "For every small count we do not show, there is a complete alternative set of reports, consistent with "
    "everything published and the outside sources listed, in which that count is zero.";

constexpr std::string_view sealed =
    "The alternative sets stay sealed with the custodian of the reports; manifest.json has a commitment to "
    "them.";

constexpr std::string_view not_more =
    "Nothing more than that sentence is promised, and it promises nothing against an attacker who knows all "
    "other reports, or who concludes from how the program decides what to show.";

constexpr std::string_view coded_like_nibrs =
    "The tables among reports that their senders agreed to share are trend intelligence, not a NIBRS "
    "submission. They are NIBRS-coded, not NIBRS-submittable: a code says what an answer is nearest to, "
    "where "
    "there are several any of them may fit, and nobody has established an offense, an offender or a motive. "
    "dictionary.csv says where codes are doubtful. Those who agreed to share are not a sample of all who "
    "reported.";

constexpr std::string_view only_who_agreed =
    "Counted are only reports whose reporters ticked the box to share them with the state police, in tables: "
    "no file has a record of a single report, a story, an address or a time finer than the period. The NIBRS "
    "codes are approximations that the program gives to answers; 88 (no bias) is never among them.";

constexpr std::string_view files_of_an_export =
    "data.csv is the file to load: a row for each count, totals among them (the columns _kind tell them "
    "apart), with its NIBRS codes. dictionary.csv explains each of its columns, codes.csv has every code in "
    "words. tables.csv and tables.json hold the same counts in the columns of the city's other releases, and "
    "the line received_late where there is one: it is about all reports of the city.";

constexpr std::string_view zero_in_an_export = "A 0 stands only where nothing else is possible.";

// One paragraph, in lines of at most line_width bytes where its words allow.
std::string paragraph(std::string_view text) {
  std::string lines;
  std::size_t length = 0;
  std::istringstream words{std::string(text)};
  for (std::string word; words >> word; length += word.size()) {
    const bool fits = length + 1 + word.size() <= line_width;
    if (length > 0) lines += fits ? ' ' : '\n';
    length = length > 0 && fits ? length + 1 : 0;
    lines += word;
  }
  return lines + "\n";
}

std::string list_of(const std::vector<std::string>& entries) {
  if (entries.empty()) return "  none\n";
  std::string lines;
  for (const auto& entry : entries) lines += fmt::format("  {}\n", entry);
  return lines;
}

std::string not_shown(const schema::Audience& audience) {
  auto text = fmt::format(
      "\"not shown\" (null in tables.json) stands for each count under {}, zero among them, and for each "
      "count "
      "that would help to work such a one out. It is always the same, so that it does not tell what is "
      "behind "
      "it.",
      audience.threshold);
  if (audience.round_to > 1)
    text +=
        fmt::format(" Shown counts are rounded to the nearest {}: they may not add up.", audience.round_to);
  return paragraph(text);
}

// What the manifest lists.
std::vector<std::string_view> listed_files(const Publication& publication) {
  if (is_export(publication))
    return {readme_name, codes_csv_name, data_csv_name, dictionary_name, tables_csv_name, tables_json_name};
  return {readme_name, dictionary_name, tables_csv_name, tables_json_name};
}

std::string_view late_reports(const Publication& publication) {
  const auto& statement = publication.statement;
  if (statement.period.quarter != 0)
    return "A quarter closes 45 days after it ends. Reports that come later are not in it; the release of "
           "the "
           "year says what became of them.";
  switch (statement.late) {
    case Late::none:
      return "A year closes 45 days after it ends. Reports that come later are in no release.";
    case Late::counted:
      return publication.has_late
                 ? "Reports that came after their quarter had closed are counted here, and in no quarter; "
                   "the "
                   "line received_late shows their number if that is safe. A year closes 45 days after it "
                   "ends; reports that come later are in no release."
                 : "Reports that came after their quarter had closed are counted here, and in no quarter. A "
                   "year closes 45 days after it ends; reports that come later are in no release.";
    case Late::apart:
      return "Reports that came after their quarter had closed, if there were any, are in no table and no "
             "total here. The line received_late stands for them, and shows their number if that is safe; "
             "where it is not shown, there may be none. A year closes 45 days after it ends; reports that "
             "come later are in no release.";
  }
  return "";
}

}  // namespace

std::string readme(const Publication& publication) {
  const auto& statement = publication.statement;
  const auto& audit = statement.audit;
  std::string text =
      fmt::format("Reports of hate and bias to {}\nRelease {} ({} to {}), for: {}\n", statement.city,
                  to_string(statement.period), day_text(first_day(statement.period)),
                  day_text(last_day(statement.period)), statement.audience.id);
  const auto section = [&](std::string_view title) { text += fmt::format("\n{}\n", title); };
  if (statement.demo) {
    section("DEMONSTRATION");
    text +=
        paragraph("These numbers were made from demonstration reports. They say nothing about real events.");
  }
  section("What the numbers are");
  text += paragraph(words_beside_every_table) + paragraph(several_answers);
  if (std::ranges::any_of(publication.tables, [](const auto& table) { return table.among.has_value(); })) {
    section("What the numbers for the police are, and are not");
    text += paragraph(coded_like_nibrs);
    if (is_export(publication)) text += paragraph(only_who_agreed);
  }
  if (is_export(publication)) {
    section("The files");
    text += paragraph(files_of_an_export);
  }
  section("What is not shown");
  text += not_shown(statement.audience);
  if (is_export(publication)) text += paragraph(zero_in_an_export);
  section("What this protects from");
  text += paragraph(earned) + paragraph(not_more) + paragraph(sealed);
  text += "Earlier releases considered:\n" + list_of(audit.earlier);
  text += "Outside sources considered:\n" + list_of(audit.sources);
  section("Late reports");
  text += paragraph(late_reports(publication));
  section("How to check this release");
  text += paragraph(
      "With the public signing key of the city, and the programs minisign and sha256sum (manifest.json lists "
      "the SHA-256 of each file):");
  text += fmt::format("  minisign -Vm {} -P <key>\n  sha256sum {}\n", manifest_name,
                      fmt::join(listed_files(publication), " "));
  text += "or with Tellsafe:\n  tellsafe verify <this folder> --key <key>\n";
  return text;
}

}  // namespace tellsafe::release
