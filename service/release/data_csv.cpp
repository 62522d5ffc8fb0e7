// data.csv of an export.
#include <fmt/format.h>

#include <algorithm>

#include "service/release/csv_text.h"
#include "service/release/export_csv.h"
#include "service/release/format.h"

namespace tellsafe::release {

namespace {

const CodeList* list_of(const Publication& publication, std::string_view question) {
  const auto& lists = publication.words.code_lists;
  const auto found =
      std::ranges::find_if(lists, [&](const CodeList& list) { return list.side.question == question; });
  return found == lists.end() ? nullptr : &*found;
}

ExportQuestion columns_of(const Publication& publication, const PublishedSide& side) {
  const auto& name = side.question;
  ExportQuestion question{side, list_of(publication, name), name + "_kind", name + "_code", name + "_label",
                          {}};
  if (question.list != nullptr && !question.list->element.empty())
    question.nibrs = "nibrs_" + question.list->element;
  return question;
}

std::vector<std::string> header(const std::vector<ExportQuestion>& questions) {
  std::vector<std::string> names{"table", "period", "among"};
  for (const auto& question : questions) {
    names.insert(names.end(), {question.kind, question.code, question.label});
    if (!question.nibrs.empty()) names.push_back(question.nibrs);
  }
  names.insert(names.end(), {"reports", "threshold"});
  return names;
}

void add_fields(const Publication& publication, const ExportQuestion& question, const Item& item,
                std::vector<std::string>& fields) {
  const auto key = label_key(question.side.question, name_of(item.kind), item.code);
  fields.insert(fields.end(),
                {std::string(name_of(item.kind)), item.code,
                 text_of(publication.words, key, publication.statement.languages.front(), item.code)});
  if (!question.nibrs.empty()) fields.push_back(nibrs_of(publication.words, key, "|"));
}

std::vector<std::string> row(const Publication& publication, const std::vector<ExportQuestion>& questions,
                             const PublishedTable& table, std::size_t place) {
  const auto& statement = publication.statement;
  std::vector<std::string> fields{table.id, to_string(statement.period), table.among.value_or("")};
  const auto items = items_at(table.sides, place);
  for (const auto& question : questions) {
    const auto side = std::ranges::find(table.sides, question.side.question, &PublishedSide::question);
    if (side == table.sides.end()) {
      fields.resize(fields.size() + (question.nibrs.empty() ? 3 : 4));
      continue;
    }
    const auto at = static_cast<std::size_t>(side - table.sides.begin());
    add_fields(publication, question, side->items[items[at]], fields);
  }
  fields.push_back(csv_figure(table.figures[place]));
  fields.push_back(std::to_string(statement.audience.threshold));
  return fields;
}

}  // namespace

std::vector<ExportQuestion> export_questions(const Publication& publication) {
  std::vector<ExportQuestion> questions;
  for (const auto& table : publication.tables)
    for (const auto& side : table.sides)
      if (std::ranges::none_of(questions, [&](const ExportQuestion& question) {
            return question.side.question == side.question;
          }))
        questions.push_back(columns_of(publication, side));
  return questions;
}

std::string data_csv(const Publication& publication) {
  const auto questions = export_questions(publication);
  std::string csv = csv_line(header(questions));
  for (const auto& table : publication.tables)
    for (std::size_t place = 0; place < table.figures.size(); ++place)
      csv += csv_line(row(publication, questions, table, place));
  return csv;
}

}  // namespace tellsafe::release
