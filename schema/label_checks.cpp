#include "schema/label_checks.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "schema/validate.h"

namespace tellsafe::schema {
namespace {

std::string missing_in_question(const Question& question, const Texts& texts) {
  if (auto key = fmt::format("question.{}.label", question.id); !texts.contains(key)) return key;
  for (const auto& option : question.options) {
    if (auto key = fmt::format("option.{}.{}", question.id, option.code); !texts.contains(key)) return key;
  }
  for (const auto& category : question.categories) {
    if (auto key = fmt::format("category.{}.{}", question.id, category); !texts.contains(key)) return key;
  }
  return {};
}

}  // namespace

std::string missing_key(const Form& form, const Texts& texts) {
  for (const auto& question : form.questions()) {
    if (auto key = missing_in_question(question, texts); !key.empty()) return key;
  }
  for (const auto problem : all_problems()) {
    if (auto key = fmt::format("error.{}", name_of(problem)); !texts.contains(key)) return key;
  }
  return {};
}

std::string difference(const Texts& first, const Texts& other) {
  for (const auto& [key, text] : first) {
    const auto same = other.find(key);
    if (same == other.end()) return fmt::format(R"("{}" is missing)", key);
    if (placeholders(text) != placeholders(same->second)) {
      return fmt::format(R"("{}" has other placeholders in braces)", key);
    }
  }
  for (const auto& [key, text] : other) {
    if (!first.contains(key)) return fmt::format(R"("{}" is not known there)", key);
  }
  return {};
}

std::string plural_in_one(const Plurals& first, const Plurals& other) {
  for (const auto& [key, forms] : first) {
    if (!other.contains(key)) return key;
  }
  for (const auto& [key, forms] : other) {
    if (!first.contains(key)) return key;
  }
  return {};
}

bool is_plural(const std::vector<std::string>& names) {
  constexpr std::array categories{"zero", "one", "two", "few", "many", "other"};
  const auto known = [&](const std::string& name) {
    return std::ranges::find(categories, name) != categories.end();
  };
  return std::ranges::all_of(names, known) && std::ranges::find(names, "other") != names.end();
}

std::string odd_form(const PluralForms& forms) {
  const auto wanted = placeholders(forms.at("other"));
  for (const auto& [category, text] : forms) {
    auto found = placeholders(text);
    if (wanted.contains("count")) found.insert("count");
    if (found != wanted) return category;
  }
  return {};
}

std::set<std::string, std::less<>> placeholders(std::string_view text) {
  std::set<std::string, std::less<>> names;
  for (auto open = text.find('{'); open != std::string_view::npos; open = text.find('{', open + 1)) {
    const auto end = text.find_first_not_of("abcdefghijklmnopqrstuvwxyz_", open + 1);
    if (end == std::string_view::npos || end == open + 1 || text[end] != '}') continue;
    names.emplace(text.substr(open + 1, end - open - 1));
  }
  return names;
}

}  // namespace tellsafe::schema
