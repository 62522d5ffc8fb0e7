#include "service/release/outside.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <fstream>

#include "schema/csv.h"
#include "service/release/side.h"

namespace tellsafe::release {

namespace {

constexpr std::size_t most_questions = 2;
constexpr std::uint64_t largest_count = 1'000'000'000;

Refusal wrong(std::size_t line, std::string_view what) {
  return {Refusal::Kind::programme, fmt::format("The file of outside counts, line {}: {}.", line, what)};
}

std::string_view trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(' ');
  return first == std::string_view::npos ? "" : text.substr(first, text.find_last_not_of(' ') - first + 1);
}

std::optional<std::uint64_t> number(std::string_view text) {
  std::uint64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size() || value > largest_count) return std::nullopt;
  return value;
}

// "question=kind:code" or "question=unanswered"; gives the question.
std::optional<std::string> question_of(std::string_view meaning) {
  const auto equals = meaning.find('=');
  if (equals == 0 || equals == std::string_view::npos) return std::nullopt;
  const auto what = meaning.substr(equals + 1);
  const auto colon = what.find(':');
  const auto kind = what.substr(0, colon);
  const bool named = kind == name_of(ItemKind::category) || kind == name_of(ItemKind::option);
  const bool whole = colon == std::string_view::npos ? kind == name_of(ItemKind::unanswered)
                                                     : named && colon + 1 < what.size();
  return whole ? std::optional(std::string(meaning.substr(0, equals))) : std::nullopt;
}

Result<OutsideCount> parse_cell(std::string_view cell, std::size_t line) {
  OutsideCount count;
  count.line = line;
  const auto end = cell.find(';');
  const auto period = parse_period(trimmed(cell.substr(0, end)));
  if (!period) return wrong(line, "a cell begins with a quarter, 2025-Q1, or a year, 2025");
  count.period = *period;
  for (auto rest = end == std::string_view::npos ? "" : cell.substr(end + 1); !rest.empty();) {
    const auto stop = rest.find(';');
    const auto meaning = trimmed(rest.substr(0, stop));
    rest = stop == std::string_view::npos ? "" : rest.substr(stop + 1);
    const auto question = question_of(meaning);
    if (!question)
      return wrong(line,
                   "after the period come question=category:code, question=option:code or "
                   "question=unanswered, with semicolons between them");
    if (std::ranges::find(count.questions, *question) != count.questions.end())
      return wrong(line, "a question stands there twice");
    count.questions.push_back(*question);
    count.meaning.emplace(meaning);
  }
  if (count.questions.size() > most_questions) return wrong(line, "a cell is of two questions at most");
  std::ranges::sort(count.questions);
  return count;
}

bool has_cell(const OutsideCount& count, const schema::Table& table, const std::vector<schema::Form>& forms) {
  std::size_t found = 0;
  for (const auto& dimension : table.dimensions) {
    const auto side = make_side(dimension, forms);
    for (const auto& item : side.items) {
      const std::string what(name_of(item.kind));
      const auto meaning = side.question + '=' + (item.code.empty() ? what : what + ':' + item.code);
      found += count.meaning.contains(meaning) ? 1U : 0U;
    }
  }
  return found == count.meaning.size();
}

bool asked_with_options(const std::string& question, const std::vector<schema::Form>& forms) {
  return std::ranges::any_of(forms, [&](const auto& form) {
    const auto* found = form.find(question);
    return found != nullptr && !found->options.empty();
  });
}

}  // namespace

Result<std::vector<OutsideCount>> parse_outside(std::istream& input) {
  schema::CsvReader reader(input);
  std::vector<std::string> record;
  std::vector<OutsideCount> counts;
  bool header = true;
  while (true) {
    const auto more = reader.next(record);
    if (!more) return wrong(more.error().line, more.error().text);
    if (!*more) break;
    if (header) {
      if (record != std::vector<std::string>{"cell", "low", "high", "source"})
        return wrong(reader.line(), "the header must be cell,low,high,source");
      header = false;
      continue;
    }
    auto count = parse_cell(record[0], reader.line());
    if (!count) return count.error();
    const auto low = number(record[1].empty() ? "0" : record[1]);
    const auto high = number(record[2]);
    if (!low || (!high && !record[2].empty())) return wrong(reader.line(), "low and high are whole numbers");
    if (high && *high < *low) return wrong(reader.line(), "high is less than low");
    if (record[3].empty()) return wrong(reader.line(), "a source is missing");
    count->low = *low;
    count->high = high;
    count->source = record[3];
    counts.push_back(std::move(*count));
  }
  if (header) return wrong(1, "the header must be cell,low,high,source");
  return counts;
}

Result<std::vector<OutsideCount>> read_outside(const std::filesystem::path& file) {
  if (file.empty()) return std::vector<OutsideCount>();
  std::ifstream input(file, std::ios::binary);
  if (!input)
    return Refusal{Refusal::Kind::disk,
                   fmt::format("{} cannot be read; [releases] outside names it.", file.string())};
  return parse_outside(input);
}

Result<std::vector<schema::Table>> outside_tables(const std::vector<OutsideCount>& counts,
                                                  const std::vector<schema::Form>& forms) {
  std::vector<schema::Table> tables;
  for (const auto& count : counts) {
    if (count.questions.empty()) continue;
    for (const auto& question : count.questions)
      if (!asked_with_options(question, forms))
        return wrong(count.line, "the form has no question " + question + " with options");
    schema::Table table;
    table.id = fmt::format("outside: {}", fmt::join(count.questions, ", "));
    for (const auto& question : count.questions)
      table.dimensions.push_back({question, schema::Level::option});
    if (!has_cell(count, table, forms)) return wrong(count.line, "the form has no such code");
    const bool is_new = std::ranges::find(tables, table.id, &schema::Table::id) == tables.end();
    if (is_new) tables.push_back(std::move(table));
  }
  return tables;
}

}  // namespace tellsafe::release
