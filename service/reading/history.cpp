#include "service/reading/history.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <set>
#include <string_view>
#include <tuple>

#include "schema/csv.h"
#include "schema/text.h"
#include "service/release/period.h"

namespace tellsafe::reading {
namespace {

constexpr std::uint64_t largest_count = 1'000'000'000;
constexpr std::size_t longest_label = 120;
constexpr std::size_t longest_note = 500;
constexpr std::array<std::string_view, 4> kinds = {"police", "state_tool", "survey", "other"};

using Record = std::vector<std::string>;

std::optional<std::uint64_t> number(std::string_view text) {
  std::uint64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size() || value > largest_count) return std::nullopt;
  return value;
}

// Empty: nothing is wrong.
std::string_view meaning_fault(const std::string& question, const std::string& code,
                               const schema::Form& form) {
  if (question.empty()) return code.empty() ? "" : "a code needs its question";
  const auto* found = form.find(question);
  if (found == nullptr || found->options.empty()) return "the form has no such question with options";
  const bool known = code.empty() || std::ranges::find(found->categories, code) != found->categories.end() ||
                     std::ranges::find(found->options, code, &schema::Option::code) != found->options.end();
  return known ? "" : "the question has no such option or category";
}

boost::system::result<store::PastCount, HistoryError> parse_record(const Record& record, std::size_t line,
                                                                   const schema::Form& form) {
  const auto period = release::parse_period(record[0]);
  if (!period) return HistoryError{"the period is a year, 2019, or a quarter, 2019-Q3", line};
  if (const auto fault = meaning_fault(record[1], record[2], form); !fault.empty())
    return HistoryError{std::string(fault), line};
  const auto count = number(record[3]);
  if (!count) return HistoryError{"the count is a whole number", line};
  return store::PastCount{release::to_string(*period), record[1], record[2], *count};
}

bool is_line(std::string_view text, std::size_t most) {
  const auto count = schema::count_characters(text);
  return count && *count <= most && text.find_first_of("\r\n\t") == std::string_view::npos;
}

}  // namespace

boost::system::result<std::vector<store::PastCount>, HistoryError> parse_history(std::istream& input,
                                                                                 const schema::Form& form) {
  const Record wanted = {"period", "question", "code", "count"};
  schema::CsvReader reader(input);
  Record record;
  const auto header = reader.next(record);
  if (!header) return HistoryError{header.error().text, header.error().line};
  if (!*header || record != wanted) return HistoryError{"the header must be period,question,code,count", 1};

  std::vector<store::PastCount> counts;
  std::set<std::tuple<std::string, std::string, std::string>> seen;
  for (;;) {
    const auto more = reader.next(record);
    if (!more) return HistoryError{more.error().text, more.error().line};
    if (!*more) break;
    auto count = parse_record(record, reader.line(), form);
    if (!count) return count.error();
    if (!seen.emplace(count->period, count->question, count->code).second)
      return HistoryError{"this count stands there already", reader.line()};
    if (counts.size() == most_past_counts)
      return HistoryError{fmt::format("there are more than {} counts", most_past_counts), reader.line()};
    counts.push_back(std::move(*count));
  }
  if (counts.empty()) return HistoryError{"there is no count", reader.line()};
  return counts;
}

std::string source_fault(const store::PastSource& source) {
  if (source.label.empty() || !is_line(source.label, longest_label) ||
      schema::trimmed(source.label) != source.label)
    return fmt::format("the label is one line of 1 to {} characters", longest_label);
  if (std::ranges::find(kinds, source.kind) == kinds.end())
    return fmt::format("the kind is one of {}", fmt::join(kinds, ", "));
  if (!is_line(source.note, longest_note))
    return fmt::format("the note is one line of at most {} characters", longest_note);
  return {};
}

}  // namespace tellsafe::reading
