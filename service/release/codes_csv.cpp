// codes.csv of an export.
#include <fmt/format.h>

#include "service/release/csv_text.h"
#include "service/release/export_csv.h"
#include "service/release/format.h"

namespace tellsafe::release {

namespace {

struct Line {
  std::string list;
  std::string kind;  // list, category, option
  std::string code;
  std::string label;
  std::string category;
  std::string nibrs;
  std::string nibrs_label;
  std::string note;
};

std::string line_of(const Line& line) {
  return csv_line(
      {line.list, line.kind, line.code, line.label, line.category, line.nibrs, line.nibrs_label, line.note});
}

class Lines {
 public:
  explicit Lines(const Publication& publication)
      : words_(publication.words), language_(publication.statement.languages.front()) {}

  std::string of(const CodeList& list) const {
    const auto& question = list.side.question;
    Line head{question, "list", "",           text_of(words_, question_key(question), language_, question),
              "",       "",     list.element, ""};
    if (const auto found = words_.cautions.find(question); found != words_.cautions.end())
      head.note = fmt::format("{}", fmt::join(found->second, " "));
    auto lines = line_of(head);
    for (const auto& item : list.side.items)
      if (item.kind == ItemKind::category || item.kind == ItemKind::option) lines += of(list, item);
    return lines;
  }

 private:
  std::string of(const CodeList& list, const Item& item) const {
    const auto& question = list.side.question;
    const auto key = label_key(question, name_of(item.kind), item.code);
    Line line{question,
              std::string(name_of(item.kind)),
              item.code,
              text_of(words_, key, language_, item.code),
              "",
              nibrs_of(words_, key, "|"),
              nibrs_labels(list, key),
              ""};
    if (item.parent != 0) line.category = list.side.items[item.parent].code;
    if (!list.element.empty()) line.note = note_of(item, line.nibrs);
    return line_of(line);
  }

  std::string nibrs_labels(const CodeList& list, const std::string& key) const {
    const auto codes = words_.nibrs.find(key);
    if (codes == words_.nibrs.end()) return "";
    std::vector<std::string> labels;
    for (const auto& code : codes->second) {
      const auto label = list.nibrs_labels.find(code);
      labels.push_back(label == list.nibrs_labels.end() ? code : label->second);
    }
    return fmt::format("{}", fmt::join(labels, "|"));
  }

  static std::string_view note_of(const Item& item, const std::string& nibrs) {
    if (nibrs.empty()) return "no NIBRS code is near it";
    if (item.kind == ItemKind::category) return "approximate: the codes of its options, any of which may fit";
    return nibrs.find('|') == std::string::npos ? "approximate" : "approximate: any of the codes may fit";
  }

  const Vocabulary& words_;
  const std::string& language_;
};

}  // namespace

std::string codes_csv(const Publication& publication) {
  std::string csv = line_of({"list", "kind", "code", "label", "category", "nibrs", "nibrs_label", "note"});
  const Lines lines(publication);
  for (const auto& list : publication.words.code_lists) csv += lines.of(list);
  return csv;
}

}  // namespace tellsafe::release
