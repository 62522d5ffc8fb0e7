#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <nlohmann/json.hpp>

#include "service/demo/fbi.h"

namespace tellsafe::demo {
namespace {

using nlohmann::json;

bool offers(const schema::Question& question, std::string_view code) {
  return std::any_of(question.options.begin(), question.options.end(),
                     [&](const schema::Option& option) { return option.code == code; });
}

// The first option that names the NIBRS code; empty where none does.
std::string option_with(const schema::Question& question, const std::string& nibrs) {
  for (const schema::Option& option : question.options) {
    if (std::find(option.nibrs.begin(), option.nibrs.end(), nibrs) != option.nibrs.end()) return option.code;
  }
  return {};
}

using ReadColumn = boost::system::result<FbiColumn, std::string>;

ReadColumn refuse(std::string text) {
  return {boost::system::in_place_error, std::move(text)};
}

ReadColumn read_column(const json& entry, const schema::Form& form) {
  FbiColumn column{entry.at("column"), entry.at("question"), false, {}};
  const schema::Question* question = form.find(column.question);
  if (question == nullptr) return refuse(fmt::format("the form has no question {}", column.question));
  column.several = question->kind == schema::Kind::several;
  if (!offers(*question, "other")) {
    return refuse(fmt::format("question {} has no option `other`", column.question));
  }

  const auto prefer = entry.at("prefer").get<std::map<std::string, std::string>>();
  for (const auto& [nibrs, option] : prefer) {
    if (!offers(*question, option)) {
      return refuse(
          fmt::format("{} prefers {}, which {} does not offer", column.name, option, column.question));
    }
  }
  for (const auto& [word, code] : entry.at("labels").get<std::map<std::string, std::string>>()) {
    const auto preferred = prefer.find(code);
    column.options[word] = preferred != prefer.end() ? preferred->second : option_with(*question, code);
  }
  return column;
}

}  // namespace

boost::system::result<FbiMapping, std::string> load_fbi_mapping(const std::filesystem::path& file,
                                                                const schema::Form& form) {
  std::ifstream input(file);
  if (!input) return fmt::format("{} cannot be read", file.string());
  try {
    const json all = json::parse(input);
    FbiMapping mapping;
    for (const json& entry : all.at("columns")) {
      auto column = read_column(entry, form);
      if (!column) return fmt::format("{}: {}", file.string(), column.error());
      mapping.columns.push_back(std::move(*column));
    }
    return mapping;
  } catch (const json::exception& error) {
    return fmt::format("{}: {}", file.string(), error.what());
  }
}

}  // namespace tellsafe::demo
