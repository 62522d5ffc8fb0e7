#include "schema/validate.h"

#include <algorithm>
#include <array>
#include <utility>

#include "schema/inputs.h"
#include "schema/text.h"
#include "schema/validate_date.h"

namespace tellsafe::schema {
namespace {

constexpr std::array<std::pair<Problem, std::string_view>, 10> problem_names{{
    {Problem::required, "required"},
    {Problem::unknown_option, "unknown_option"},
    {Problem::unknown_field, "unknown_field"},
    {Problem::repeated, "repeated"},
    {Problem::not_text, "not_text"},
    {Problem::not_a_number, "not_a_number"},
    {Problem::impossible_date, "impossible_date"},
    {Problem::date_in_future, "date_in_future"},
    {Problem::date_too_old, "date_too_old"},
    {Problem::too_long, "too_long"},
}};

// What was sent for one input, in order.
using Values = std::vector<std::string_view>;

// What was sent for one question.
struct Asked {
  const Question& question;
  std::vector<std::string> inputs;
  std::vector<Values> values;  // beside inputs

  void fail(Checked& checked, Problem problem, std::size_t input = 0) const {
    checked.errors.push_back({question.id, inputs[input], problem});
  }
};

bool give(std::vector<Asked>& all, const SentField& field) {
  for (auto& asked : all) {
    const auto at = std::find(asked.inputs.begin(), asked.inputs.end(), field.name);
    if (at == asked.inputs.end()) continue;
    asked.values[static_cast<std::size_t>(at - asked.inputs.begin())].push_back(field.value);
    return true;
  }
  return false;
}

// Of an input that may be sent once: its value, empty where it was not sent or an error was noted.
std::string_view one_value(const Asked& asked, std::size_t input, Checked& checked) {
  const Values& values = asked.values[input];
  if (values.size() > 1) {
    asked.fail(checked, Problem::repeated, input);
    return {};
  }
  return values.empty() ? std::string_view{} : values.front();
}

bool is_ticked(const Asked& asked, std::size_t input, Checked& checked) {
  const std::string_view value = one_value(asked, input, checked);
  if (!value.empty() && value != ticked) asked.fail(checked, Problem::unknown_option, input);
  return value == ticked;
}

// 1 + its position, 0 where there is none.
std::uint64_t place_of(const Question& question, std::string_view code) {
  const auto at = std::find_if(question.options.begin(), question.options.end(),
                               [&](const Option& option) { return option.code == code; });
  return at == question.options.end() ? 0 : static_cast<std::uint64_t>(at - question.options.begin()) + 1;
}

std::uint64_t check_single(const Asked& asked, Checked& checked) {
  const std::string_view value = one_value(asked, 0, checked);
  if (value.empty()) return 0;
  const auto place = place_of(asked.question, value);
  if (place == 0) asked.fail(checked, Problem::unknown_option);
  return place;
}

// The same box twice is one answer.
std::uint64_t check_several(const Asked& asked, Checked& checked) {
  std::uint64_t chosen = 0;
  for (const auto value : asked.values[0]) {
    if (value.empty()) continue;
    const auto place = place_of(asked.question, value);
    if (place == 0) {
      asked.fail(checked, Problem::unknown_option);
      return 0;
    }
    chosen |= std::uint64_t{1} << (place - 1);
  }
  return chosen;
}

// The inputs of a date are in the order of inputs_of.
std::uint64_t check_date_question(const Asked& asked, std::chrono::year_month_day today, Checked& checked) {
  const std::size_t errors_before = checked.errors.size();
  SentDate sent{one_value(asked, 0, checked), one_value(asked, 1, checked), one_value(asked, 2, checked),
                false};
  sent.approximate = is_ticked(asked, 3, checked);
  if (checked.errors.size() > errors_before) return 0;
  const CheckedDate date = check_date(sent, today);
  for (const auto& problem : date.problems) {
    asked.fail(checked, problem.problem, static_cast<std::size_t>(problem.part));
  }
  return date.problems.empty() ? encode_date(date.date) : 0;
}

std::string_view check_story(const Asked& asked, Checked& checked) {
  const std::string_view story = trimmed(one_value(asked, 0, checked));
  const auto characters = count_characters(story);
  if (!characters) {
    asked.fail(checked, Problem::not_text);
  } else if (*characters > asked.question.max_characters) {
    checked.errors.push_back(
        {asked.question.id, asked.inputs[0], Problem::too_long, *characters, asked.question.max_characters});
  }
  return story;
}

std::uint64_t check_question(const Asked& asked, std::chrono::year_month_day today, Checked& checked) {
  const std::size_t errors_before = checked.errors.size();
  std::uint64_t value = 0;
  switch (asked.question.kind) {
    case Kind::single:
      value = check_single(asked, checked);
      break;
    case Kind::several:
      value = check_several(asked, checked);
      break;
    case Kind::date:
      value = check_date_question(asked, today, checked);
      break;
    case Kind::flag:
      value = is_ticked(asked, 0, checked) ? 1 : 0;
      break;
    case Kind::text:
      checked.story = check_story(asked, checked);
      break;
  }
  if (asked.question.required && value == 0 && checked.errors.size() == errors_before) {
    asked.fail(checked, Problem::required);
  }
  return value;
}

}  // namespace

std::string_view name_of(Problem problem) {
  return problem_names.at(static_cast<std::size_t>(problem)).second;
}

std::span<const Problem> all_problems() {
  static constexpr auto problems = [] {
    std::array<Problem, problem_names.size()> all{};
    for (std::size_t i = 0; i < all.size(); ++i) all[i] = problem_names[i].first;
    return all;
  }();
  return problems;
}

Checked check(const Form& form, std::span<const SentField> sent, std::chrono::year_month_day today) {
  std::vector<Asked> all;
  for (const auto& question : form.questions()) {
    auto inputs = inputs_of(question);
    std::vector<Values> values(inputs.size());
    all.push_back({question, std::move(inputs), std::move(values)});
  }
  bool unknown = sent.size() > max_sent_fields;
  for (const auto& field : sent.first(std::min(sent.size(), max_sent_fields))) {
    if (!give(all, field)) unknown = true;
  }

  Checked checked;
  for (const auto& asked : all) {
    checked.answers.values.push_back(asked.question.asked ? check_question(asked, today, checked) : 0);
  }
  if (unknown) checked.errors.push_back({{}, {}, Problem::unknown_field});
  return checked;
}

}  // namespace tellsafe::schema
