#include "service/reading/brief.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "schema/strict_json.h"
#include "schema/text.h"

namespace tellsafe::reading {
namespace {

using nlohmann::json;
using Problems = std::vector<BriefProblem>;

constexpr std::string_view format = "tellsafe-brief-1";

void check_length(const std::string& text, std::size_t most, std::string_view field, std::string_view what,
                  Problems& problems) {
  const auto count = schema::count_characters(text);
  if (!count) {
    problems.push_back({std::string(field), fmt::format("{} holds characters that cannot be printed", what)});
  } else if (*count > most) {
    problems.push_back({std::string(field),
                        fmt::format("{} has {} characters. At most {} fit on the page", what, *count, most)});
  }
}

void check_list(const std::vector<std::string>& items, std::size_t most, std::string_view field,
                Problems& problems) {
  if (items.size() > most) {
    problems.push_back({std::string(field),
                        fmt::format("There are {} lines. At most {} fit on the page", items.size(), most)});
  }
  for (std::size_t i = 0; i < items.size(); ++i)
    check_length(items[i], brief_limits.item, field, fmt::format("Line {}", i + 1), problems);
}

void check_pairs(const std::vector<SaidAndDone>& pairs, Problems& problems) {
  if (pairs.size() > brief_limits.done) {
    problems.push_back({"said_1", fmt::format("At most {} pairs fit on the page", brief_limits.done)});
  }
  for (std::size_t i = 0; i < pairs.size(); ++i) {
    const auto said = fmt::format("said_{}", i + 1);
    const auto did = fmt::format("did_{}", i + 1);
    if (pairs[i].said.empty()) problems.push_back({said, "Write what people said, or clear what was done"});
    if (pairs[i].did.empty()) problems.push_back({did, "Write what was done, or clear what people said"});
    check_length(pairs[i].said, brief_limits.item, said, "“You said”", problems);
    check_length(pairs[i].did, brief_limits.item, did, "“We did”", problems);
  }
}

std::string text_or_nothing(const schema::Node& root, std::string_view member) {
  return root.has(member) ? root.child(member).text() : std::string();
}

std::vector<std::string> texts_or_nothing(const schema::Node& root, std::string_view member) {
  return root.has(member) ? root.child(member).texts() : std::vector<std::string>();
}

}  // namespace

std::string to_string(Month month) {
  return fmt::format("{:04}-{:02}", month.year, month.number);
}

Month month_of(std::chrono::sys_days day) {
  const std::chrono::year_month_day date(day);
  return {static_cast<int>(date.year()), static_cast<unsigned>(date.month())};
}

Month before(Month month) {
  return month.number == 1 ? Month{month.year - 1, 12} : Month{month.year, month.number - 1};
}

std::vector<BriefProblem> problems_of(const BriefText& text) {
  Problems problems;
  check_list(text.changes, brief_limits.changes, "changes", problems);
  check_list(text.needs, brief_limits.needs, "needs", problems);
  check_pairs(text.done, problems);
  if (!text.next.empty() && !schema::parse_day(text.next)) {
    problems.push_back({"next", "Write the day as year, month and day, such as 2026-12-15"});
  }
  check_length(text.notes, brief_limits.notes, "notes", "The note", problems);
  return problems;
}

std::string to_json(const BriefText& text) {
  json all = {{"format", format}, {"month", to_string(text.month)}};
  if (!text.changes.empty()) all["changes"] = text.changes;
  if (!text.needs.empty()) all["needs"] = text.needs;
  for (const auto& pair : text.done) all["done"].push_back({{"said", pair.said}, {"did", pair.did}});
  if (!text.next.empty()) all["next"] = text.next;
  if (!text.notes.empty()) all["notes"] = text.notes;
  return all.dump();
}

boost::system::result<BriefText, std::string> parse_brief(std::string_view given) {
  auto document = schema::Document::from_text("the brief", given);
  const schema::Node root(document);
  root.only({"format", "month", "changes", "needs", "done", "next", "notes"});
  if (root.child("format").text() != format) root.fail("is not of a format that is known here");
  BriefText text;
  const auto month = schema::parse_month(root.child("month").text());
  if (!month) root.fail("has no month");
  text.month = month.value_or(Month());
  text.changes = texts_or_nothing(root, "changes");
  text.needs = texts_or_nothing(root, "needs");
  if (root.has("done")) {
    for (const auto& pair : root.child("done").items()) {
      pair.only({"said", "did"});
      text.done.push_back({pair.child("said").text(), pair.child("did").text()});
    }
  }
  text.next = text_or_nothing(root, "next");
  text.notes = text_or_nothing(root, "notes");
  if (!document.good()) return document.problem();
  if (const auto problems = problems_of(text); !problems.empty()) {
    return fmt::format("the brief, {}: {}", problems.front().field, problems.front().message);
  }
  return text;
}

crypto::Sha256 brief_digest(std::string_view html) {
  return crypto::sha256(crypto::bytes_of(html));
}

}  // namespace tellsafe::reading
