// canonical_faults() of published.h
#include <fmt/format.h>

#include <algorithm>

#include "service/release/format.h"
#include "service/release/published.h"

namespace tellsafe::release {

namespace {

class Faults {
 public:
  template <class... Parts>
  void add(fmt::format_string<Parts...> text, Parts&&... parts) {
    faults_.push_back(fmt::format(text, std::forward<Parts>(parts)...));
  }
  std::vector<std::string> take() { return std::move(faults_); }

 private:
  std::vector<std::string> faults_;
};

void compare(const std::string& name, const std::string& found, const std::string& expected, Faults& faults) {
  if (found == expected) return;
  const auto [at, other] = std::ranges::mismatch(found, expected);
  const auto line = std::count(found.begin(), at, '\n') + 1;
  faults.add("{}: not what the figures determine, from line {} (byte {}) on", name, line, at - found.begin());
}

void compare_files(const Files& files, const Publication& publication, Faults& faults) {
  const auto expected = documents(publication);
  for (const auto& [name, content] : expected) {
    if (const auto found = files.find(name); found == files.end())
      faults.add("{}: missing", name);
    else
      compare(name, found->second, content, faults);
  }
  for (const auto& [name, content] : files)
    if (!expected.contains(name) && name != signature_name)
      faults.add("{}: no file of a release", printable(name));
}

// An untrusted comment, a signature, the trusted comment, its signature.
void check_comments(const Files& files, const Statement& statement, Faults& faults) {
  const auto found = files.find(std::string(signature_name));
  if (found == files.end()) {
    faults.add("{}: missing", signature_name);
    return;
  }
  const auto& text = found->second;
  const auto starts = text.starts_with("untrusted comment: signature from a Tellsafe signing key\n");
  const auto trusted = fmt::format("\ntrusted comment: {}\n", signature_comment(statement));
  if (!starts || text.find(trusted) == std::string::npos || std::ranges::count(text, '\n') != 4 ||
      !text.ends_with('\n'))
    faults.add("{}: not the comments that a release has", signature_name);
}

// What the smallest count that may be shown is published as.
std::uint64_t least_figure(const schema::Audience& audience) {
  return (audience.threshold + audience.round_to / 2) / audience.round_to * audience.round_to;
}

class FigureCheck {
 public:
  FigureCheck(const Publication& publication, Faults& faults)
      : publication_(publication), audience_(publication.statement.audience), faults_(faults) {}

  void all() {
    one(publication_.total, "the total");
    if (publication_.has_late) one(publication_.late, "received late");
    for (const auto& table : publication_.tables) {
      for (std::size_t place = 0; place < table.figures.size(); ++place)
        if (table.figures[place] != 0U || !has_unanswered(table, place))
          one(table.figures[place], table, place);
      // Each table is about all reports of the period, but for those among who ticked something.
      if (!table.among && table.figures.front() != publication_.total)
        faults_.add("{}: its total is not that of the release", table.id);
    }
  }

 private:
  // Where nobody can be, if every report answers the question, a 0 is shown.
  static bool has_unanswered(const PublishedTable& table, std::size_t place) {
    const auto items = items_at(table.sides, place);
    for (std::size_t i = 0; i < items.size(); ++i)
      if (table.sides[i].items[items[i]].kind == ItemKind::unanswered) return true;
    return false;
  }

  template <class... Place>
  void one(const Figure& figure, const Place&... place) {
    if (!figure) return;
    if (*figure % audience_.round_to != 0)
      faults_.add("{}: {} is no multiple of {}", name(place...), *figure, audience_.round_to);
    if (*figure < least_figure(audience_))
      faults_.add("{}: {} is below the threshold of {}", name(place...), *figure, audience_.threshold);
  }
  static std::string name(const char* name) { return name; }
  static std::string name(const PublishedTable& table, std::size_t place) {
    std::string text = table.id;
    const auto items = items_at(table.sides, place);
    for (std::size_t i = 0; i < items.size(); ++i) {
      const auto& item = table.sides[i].items[items[i]];
      text += fmt::format("{} {}={}", i == 0 ? ":" : ",", table.sides[i].question, name_of(item.kind));
      if (!item.code.empty()) text += fmt::format(" {}", item.code);
    }
    return text;
  }

  const Publication& publication_;
  const schema::Audience& audience_;
  Faults& faults_;
};

void check_late(const Publication& publication, Faults& faults) {
  const auto& statement = publication.statement;
  if (statement.late != Late::none && statement.period.quarter != 0)
    faults.add("{}: a quarter has no late reports", manifest_name);
  if (statement.late == Late::none && publication.has_late)
    faults.add("{}: received_late stands where nothing can be late", tables_json_name);
  if (statement.late == Late::apart && !publication.has_late)
    faults.add("{}: received_late is missing", tables_json_name);
}

void compare_side(const std::string& table, const PublishedSide& found, const PublishedSide& expected,
                  Faults& faults) {
  if (found == expected) return;
  const auto [at, other] = std::ranges::mismatch(found.items, expected.items);
  if (at == found.items.end() && other == expected.items.end())
    faults.add("{}: {} is not as the forms have it", table, found.question);
  else
    faults.add("{}: item {} of {} is not the one that the forms have there", table, at - found.items.begin(),
               found.question);
}

void compare_frame(const Publication& publication, const Frame& frame, Faults& faults) {
  const auto& tables = publication.tables;
  for (std::size_t i = 0; i < std::max(tables.size(), frame.tables.size()); ++i) {
    if (i >= frame.tables.size()) {
      faults.add("{}: the programme has no such table here", tables[i].id);
      continue;
    }
    const auto expected = outline(frame.tables[i]);
    if (i >= tables.size() || tables[i].id != expected.id) {
      faults.add("table {} should be {}", i + 1, expected.id);
      continue;
    }
    if (tables[i].among != expected.among)
      faults.add("{}: among other reports than it should be", expected.id);
    if (tables[i].sides.size() != expected.sides.size()) {
      faults.add("{}: other questions than it should have", expected.id);
      continue;
    }
    for (std::size_t side = 0; side < expected.sides.size(); ++side)
      compare_side(expected.id, tables[i].sides[side], expected.sides[side], faults);
  }
  const auto& words = publication.words;
  if (words.texts != frame.words.texts) faults.add("{}: texts are not the labels'", tables_json_name);
  if (words.nibrs != frame.words.nibrs) faults.add("{}: NIBRS codes are not the forms'", tables_json_name);
  if (words.code_lists != frame.words.code_lists)
    faults.add("{}: code lists are not the forms'", tables_json_name);
  if (words.cautions != frame.words.cautions)
    faults.add("{}: cautions are not the code lists'", tables_json_name);
}

}  // namespace

std::vector<std::string> canonical_faults(const Files& files, const std::optional<Frame>& frame) {
  const auto publication = read_published(files);
  if (!publication) return {publication.error()};
  Faults faults;
  compare_files(files, *publication, faults);
  check_comments(files, publication->statement, faults);
  FigureCheck(*publication, faults).all();
  check_late(*publication, faults);
  if (frame) compare_frame(*publication, *frame, faults);
  return faults.take();
}

}  // namespace tellsafe::release
