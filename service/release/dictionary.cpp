// dictionary.csv of a release. In English, like the names in its other files; labels as tables.json has them.
#include <fmt/format.h>

#include <set>

#include "service/release/csv_text.h"
#include "service/release/documents.h"
#include "service/release/format.h"

namespace tellsafe::release {

namespace {

constexpr std::string_view when_missing =
    "reports without an answer (not answered, not asked, or the question did not apply) are counted as "
    "\"unanswered\"";

struct Entry {
  std::string entry;     // column, table, question, category, option, total, unanswered
  std::string code;      // as in the other files
  std::string question;  // that it comes from
  std::string label;     // in the first language of the release
  std::string english;   // where that is another language and the texts differ
  std::string type;
  std::string missing;  // what happens to reports without an answer
  std::string nibrs;    // what is nearest to it; with several codes any of them may fit
  std::string note;
};

std::string line_of(const Entry& e) {
  return csv_line({e.entry, e.code, e.question, e.label, e.english, e.type, e.missing, e.nibrs, e.note});
}

// The columns of tables.csv.
std::string column_lines() {
  const auto line = [](std::string name, std::string label, std::string type) {
    return line_of({"column", std::move(name), "", std::move(label), "", std::move(type), "", "", ""});
  };
  std::string lines = line("table", "the table that the line belongs to", "code");
  for (const std::string side : {"row", "column", "layer"}) {
    const std::string which = side == "row" ? "first" : side == "column" ? "second" : "third";
    if (side != "row")
      lines += line(side + "_question", "the " + which + " question; empty where the table has none", "code");
    lines += line(side + "_kind", "what is counted of the " + which + " question",
                  "total, category, option or unanswered");
    lines += line(side + "_code", "the answer, or the category of answers", "code");
    lines += line(side + "_label", "the same in words", "text");
  }
  lines += line("among", "the box that was ticked on all reports of the table; empty: all reports", "code");
  for (const std::string side : {"row", "column", "layer"})
    lines += line(side + "_nibrs", "NIBRS codes nearest to the answers, only where \"among\" is not empty",
                  "codes with blanks between");
  return lines + line("reports", "reports, as published", "whole number, or: not shown");
}

class Lines {
 public:
  explicit Lines(const Publication& publication)
      : words_(publication.words), first_language_(publication.statement.languages.front()) {}

  std::string of(const PublishedTable& table) const {
    std::string questions;
    for (const auto& side : table.sides) questions += (questions.empty() ? "" : " ") + side.question;
    auto entry = named("table", table.id, table_key(table.id));
    entry.question = questions;
    entry.type = "counts of reports";
    if (table.among) entry.note = fmt::format("counts only reports on which {} was ticked", *table.among);
    return line_of(entry);
  }
  std::string of(const PublishedSide& side) const {
    auto entry = named("question", side.question, question_key(side.question));
    entry.question = side.question;
    entry.type = side.several ? "several answers: rows add up to more than the total" : "one answer";
    entry.missing = when_missing;
    if (const auto found = words_.cautions.find(side.question); found != words_.cautions.end())
      entry.note = fmt::format("{}", fmt::join(found->second, " "));
    return line_of(entry);
  }
  std::string of_flag(const std::string& question) const {
    auto entry = named("question", question, question_key(question));
    entry.question = question;
    entry.type = "yes, or left empty";
    entry.missing = "left empty is no";
    return line_of(entry);
  }
  std::string of(const PublishedSide& side, const Item& item) const {
    const auto key = label_key(side.question, name_of(item.kind), item.code);
    auto entry = named(std::string(name_of(item.kind)), item.code, key);
    entry.question = side.question;
    entry.type = "reports";
    if (const auto found = words_.nibrs.find(key); found != words_.nibrs.end())
      entry.nibrs = fmt::format("{}", fmt::join(found->second, " "));
    if (item.kind == ItemKind::option && item.parent != 0)
      entry.note = fmt::format("in category {}", side.items[item.parent].code);
    return line_of(entry);
  }

 private:
  Entry named(std::string kind, const std::string& code, const std::string& key) const {
    Entry entry;
    entry.entry = std::move(kind);
    entry.code = code;
    const auto label = text(key, first_language_);
    const auto english = text(key, "en");
    entry.label = label.value_or(english.value_or(code));
    if (english && *english != entry.label) entry.english = *english;
    return entry;
  }
  std::optional<std::string> text(const std::string& key, const std::string& language) const {
    const auto found = words_.texts.find(key);
    if (found == words_.texts.end()) return std::nullopt;
    const auto own = found->second.find(language);
    return own == found->second.end() ? std::nullopt : std::optional(own->second);
  }

  const Vocabulary& words_;
  const std::string& first_language_;
};

}  // namespace

std::string dictionary_csv(const Publication& publication) {
  std::string csv =
      line_of({"entry", "code", "question", "label", "english", "type", "missing", "nibrs", "note"});
  csv += column_lines();
  const Lines lines(publication);
  for (const auto& table : publication.tables) csv += lines.of(table);
  // Several tables may be about the same question, at one level or two; each line stands once.
  std::set<std::string> seen;
  const auto add_once = [&](std::string line) {
    if (seen.insert(line).second) csv += line;
  };
  for (const auto& table : publication.tables) {
    if (table.among) add_once(lines.of_flag(*table.among));
    for (const auto& side : table.sides) {
      add_once(lines.of(side));
      for (const auto& item : side.items) add_once(lines.of(side, item));
    }
  }
  return csv;
}

}  // namespace tellsafe::release
