// dictionary.csv of an export. In English, like the names in its other files; labels as tables.json has them.
#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "service/release/csv_text.h"
#include "service/release/export_csv.h"
#include "service/release/format.h"

namespace tellsafe::release {

namespace {

struct Entry {
  std::string name;   // of the column
  std::string label;  // what stands in it
  std::string type;
  std::string values;  // all that there are, with | between, or where they are listed
  std::string source_question;
  std::string missing_rule;  // what an answer, or a count, that is not there becomes
  std::string nibrs_note;
};

std::string line_of(const Entry& entry) {
  return csv_line({entry.name, entry.label, entry.type, entry.values, entry.source_question,
                   entry.missing_rule, entry.nibrs_note});
}

constexpr std::string_view not_of_this_table = "empty: the table is not about this question";

constexpr std::string_view nearest =
    "Approximate: what the answer is nearest to, not what anybody established. Where there are several "
    "codes, any of them may fit; a category has the codes of its options.";

class Lines {
 public:
  explicit Lines(const Publication& publication)
      : publication_(publication), language_(publication.statement.languages.front()) {}

  std::string table() const {
    std::vector<std::string> values;
    for (const auto& table : publication_.tables)
      values.push_back(fmt::format("{} ({})", table.id, text(table_key(table.id), table.id)));
    return line_of({"table",
                    "the table that the row belongs to; rows of different tables are not to be added", "code",
                    joined(values), "", "never empty", ""});
  }

  std::string period() const {
    return line_of({"period", "when the incidents were, or were reported where no date was given",
                    publication_.statement.period.quarter == 0 ? "year" : "quarter",
                    to_string(publication_.statement.period), "", "never empty", ""});
  }

  std::string among() const {
    std::vector<std::string> flags;
    std::vector<std::string> questions;
    for (const auto& table : publication_.tables) {
      if (std::ranges::find(flags, *table.among) != flags.end()) continue;
      flags.push_back(*table.among);
      questions.push_back(text(question_key(*table.among), *table.among));
    }
    return line_of({"among", "the box that the reporter ticked on every report that is counted", "code",
                    joined(flags), joined(questions),
                    "a box left empty is a no: the report is not counted here", ""});
  }

  std::string of(const ExportQuestion& question) const {
    const auto& id = question.side.question;
    const auto source = fmt::format("{}: {}", id, text(question_key(id), id));
    const auto answers =
        question.side.several
            ? "; several answers: a report counts in each, and rows add up to more than the total"
            : "";
    auto lines = line_of({question.kind,
                          "what the row counts: all reports, those with an answer of a category, with one "
                          "answer, or without an answer",
                          "code", kinds_of(id), source, std::string(not_of_this_table), ""});
    lines +=
        line_of({question.code, fmt::format("the answer, or the category of answers{}", answers), "code",
                 fmt::format("codes.csv, list {}", id), source,
                 fmt::format("empty in rows of the kinds total and unanswered; {}", not_of_this_table), ""});
    lines += line_of({question.label, "the same in words", "text", fmt::format("codes.csv, list {}", id),
                      source, std::string(not_of_this_table), ""});
    if (!question.nibrs.empty()) lines += nibrs(question, source);
    return lines;
  }

  std::string reports() const {
    return line_of(
        {"reports", "reports that people chose to send; not verified incidents, offenses or victims",
         "whole number, or: not shown", "", "",
         fmt::format("never empty. \"not shown\" is not zero: it stands for every count under {}, zero "
                     "among them, and for each count that would help to work such a one out. A 0 "
                     "stands only where nobody can be",
                     publication_.statement.audience.threshold),
         "trend intelligence: no count of NIBRS incidents, offenses or victims"});
  }

  std::string threshold() const {
    return line_of({"threshold", "the smallest count of reports that may be shown", "whole number",
                    std::to_string(publication_.statement.audience.threshold), "", "never empty", ""});
  }

 private:
  std::string nibrs(const ExportQuestion& question, const std::string& source) const {
    const auto& id = question.side.question;
    auto note = std::string(nearest);
    if (const auto found = publication_.words.cautions.find(id); found != publication_.words.cautions.end())
      note += fmt::format(" {}", fmt::join(found->second, " "));
    return line_of(
        {question.nibrs, fmt::format("NIBRS codes ({}) nearest to the answer", question.list->element),
         "codes with | between; text: leading zeros belong to them", fmt::format("codes.csv, list {}", id),
         source,
         fmt::format("empty: no NIBRS code is near it, or the row is of the kind total or unanswered; "
                     "{}",
                     not_of_this_table),
         note});
  }

  // Those that there are, in whatever table.
  std::string kinds_of(const std::string& question) const {
    std::set<ItemKind> kinds;
    for (const auto& table : publication_.tables)
      for (const auto& side : table.sides)
        if (side.question == question)
          for (const auto& item : side.items) kinds.insert(item.kind);
    std::vector<std::string> names;
    for (const auto kind : kinds) names.emplace_back(name_of(kind));
    return joined(names);
  }

  std::string text(const std::string& key, const std::string& otherwise) const {
    return text_of(publication_.words, key, language_, otherwise);
  }
  static std::string joined(const std::vector<std::string>& parts) {
    return fmt::format("{}", fmt::join(parts, "|"));
  }

  const Publication& publication_;
  const std::string& language_;
};

}  // namespace

std::string export_dictionary_csv(const Publication& publication) {
  std::string csv =
      line_of({"name", "label", "type", "values", "source_question", "missing_rule", "nibrs_note"});
  const Lines lines(publication);
  csv += lines.table() + lines.period() + lines.among();
  for (const auto& question : export_questions(publication)) csv += lines.of(question);
  return csv + lines.reports() + lines.threshold();
}

}  // namespace tellsafe::release
