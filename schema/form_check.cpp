#include "schema/form_check.h"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <set>

#include "schema/facts.h"
#include "schema/inputs.h"
#include "schema/strict_json.h"

namespace tellsafe::schema {
namespace {

bool contains(const std::vector<std::string>& list, const std::string& code) {
  return std::find(list.begin(), list.end(), code) != list.end();
}

const std::string& parent_of(const Question& question, const std::string& category) {
  const auto at = std::find(question.categories.begin(), question.categories.end(), category);
  return question.parents[static_cast<std::size_t>(at - question.categories.begin())];
}

std::string problem_in_parents(const Question& question) {
  for (const auto& category : question.categories) {
    std::set<std::string> passed{category};
    for (std::string above = parent_of(question, category); !above.empty();
         above = parent_of(question, above)) {
      if (!contains(question.categories, above)) return fmt::format(R"(there is no category "{}")", above);
      if (!passed.insert(above).second) return fmt::format(R"(category "{}" is above itself)", above);
    }
  }
  return {};
}

std::string problem_in_categories(const Question& question) {
  if (question.parents.size() != question.categories.size()) return "categories and parents differ in number";
  std::set<std::string> seen;
  for (const auto& category : question.categories) {
    if (!is_code(category)) return fmt::format(R"(category "{}" is no code)", category);
    if (!seen.insert(category).second) return fmt::format(R"(category "{}" is there twice)", category);
    const bool used = contains(question.parents, category) ||
                      std::any_of(question.options.begin(), question.options.end(),
                                  [&](const Option& option) { return option.category == category; });
    if (!used) return fmt::format(R"(category "{}" has no option)", category);
  }
  return problem_in_parents(question);
}

std::string problem_in_kind(const Question& question) {
  const bool choice = question.kind == Kind::single || question.kind == Kind::several;
  if (choice && question.options.empty()) return "has no option to choose";
  if (!choice && !question.options.empty()) return "has options, and nothing to choose";
  if (question.kind == Kind::single && question.options.size() > max_single_options) {
    return fmt::format("has {} options, and at most {} fit", question.options.size(), max_single_options);
  }
  if (question.kind == Kind::several && question.options.size() > max_several_options) {
    return fmt::format("has {} options, and at most {} fit", question.options.size(), max_several_options);
  }
  if ((question.kind == Kind::text) != (question.max_characters > 0)) {
    return "a text, and nothing else, has a number of characters";
  }
  if (question.required && !choice) return "only a choice can be required";
  if (question.required && !question.asked) return "what is not asked can't be required";
  return {};
}

unsigned width_of(const Question& question) {
  switch (question.kind) {
    case Kind::single:
      return static_cast<unsigned>(std::bit_width(question.options.size()));
    case Kind::several:
      return static_cast<unsigned>(question.options.size());
    case Kind::date:
      return date_width;
    case Kind::flag:
      return 1;
    case Kind::text:
      break;
  }
  return 0;
}

}  // namespace

std::string problem_in_options(const Question& question) {
  std::set<std::string> seen;
  for (const auto& option : question.options) {
    if (!is_code(option.code)) return fmt::format(R"(option "{}" is no code)", option.code);
    if (!seen.insert(option.code).second) return fmt::format(R"(option "{}" is there twice)", option.code);
    if (!option.category.empty() && !contains(question.categories, option.category)) {
      return fmt::format(R"(option "{}": there is no category "{}")", option.code, option.category);
    }
    // It stands for itself where a table counts by category.
    if (option.category.empty() && contains(question.categories, option.code)) {
      return fmt::format(R"(option "{}" has no category and is named like one)", option.code);
    }
  }
  return problem_in_categories(question);
}

std::string problem_in_form(std::span<const Question> questions) {
  if (questions.empty()) return "has no questions";
  std::set<std::string> ids;
  std::set<std::string> inputs;
  for (const auto& question : questions) {
    if (!is_code(question.id)) return fmt::format(R"(question "{}" is no code)", question.id);
    if (!ids.insert(question.id).second) return fmt::format(R"(question "{}" is there twice)", question.id);
    for (const auto& input : inputs_of(question)) {
      if (!inputs.insert(input).second) return fmt::format(R"(input "{}" is there twice)", input);
    }
    for (const auto& problem : {problem_in_kind(question), problem_in_options(question)}) {
      if (!problem.empty()) return fmt::format(R"(question "{}": {})", question.id, problem);
    }
  }
  return {};
}

bool lay_out(std::vector<Question>& questions) {
  unsigned next = first_field_offset;
  for (auto& question : questions) {
    question.field = {next, width_of(question)};
    next += question.field.width;
  }
  return next <= facts_size * 8;
}

}  // namespace tellsafe::schema
