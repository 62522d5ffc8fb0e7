#include "schema/form_json.h"

#include <array>
#include <nlohmann/json.hpp>

#include "schema/facts.h"

namespace tellsafe::schema {
namespace {

using nlohmann::json;

constexpr std::array<std::string_view, 5> kind_names{"single", "several", "date", "text", "flag"};

json option_json(const Option& option) {
  json entry{{"code", option.code}};
  if (!option.category.empty()) entry["category"] = option.category;
  if (!option.nibrs.empty()) entry["nibrs"] = option.nibrs;
  return entry;
}

json question_json(const Question& question) {
  json categories = json::array();
  for (std::size_t i = 0; i < question.categories.size(); ++i) {
    json entry{{"code", question.categories[i]}};
    if (!question.parents[i].empty()) entry["parent"] = question.parents[i];
    categories.push_back(std::move(entry));
  }
  json options = json::array();
  for (const auto& option : question.options) options.push_back(option_json(option));
  return {{"id", question.id},
          {"kind", name_of(question.kind)},
          {"required", question.required},
          {"asked", question.asked},
          {"categories", std::move(categories)},
          {"options", std::move(options)},
          {"max_characters", question.max_characters},
          {"offset", question.field.offset},
          {"width", question.field.width}};
}

Question read_question(const Node& entry) {
  entry.only(
      {"id", "kind", "required", "asked", "categories", "options", "max_characters", "offset", "width"});
  Question question;
  question.id = entry.child("id").text();
  question.kind = read_kind(entry.child("kind"));
  question.required = entry.child("required").truth();
  question.asked = entry.child("asked").truth();
  question.max_characters = entry.child("max_characters").number();
  for (const auto& category : entry.child("categories").items()) {
    category.only({"code", "parent"});
    question.categories.push_back(category.child("code").text());
    question.parents.push_back(category.has("parent") ? category.child("parent").text() : "");
  }
  for (const auto& node : entry.child("options").items()) {
    node.only({"code", "category", "nibrs"});
    Option option{node.child("code").text(), {}, {}};
    if (node.has("category")) option.category = node.child("category").text();
    if (node.has("nibrs")) option.nibrs = node.child("nibrs").texts();
    question.options.push_back(std::move(option));
  }
  return question;
}

}  // namespace

std::string_view name_of(Kind kind) {
  return kind_names.at(static_cast<std::size_t>(kind));
}

Kind read_kind(const Node& node) {
  const std::string text = node.text();
  for (std::size_t i = 0; i < kind_names.size(); ++i) {
    if (kind_names.at(i) == text) return static_cast<Kind>(i);
  }
  node.fail("must be single, several, date, text or flag");
  return Kind::single;
}

std::string to_canonical_json(std::span<const Question> questions) {
  json list = json::array();
  for (const auto& question : questions) list.push_back(question_json(question));
  // nlohmann::json sorts the names of an object by their bytes.
  return json{{"layout", facts_layout}, {"questions", std::move(list)}}.dump();
}

boost::system::result<std::vector<Question>, std::string> from_canonical_json(std::string_view text) {
  Document document = Document::from_text("form", text);
  if (!document.good()) return document.problem();
  const Node root(document);
  root.only({"layout", "questions"});
  if (root.child("layout").number() != facts_layout) {
    root.fail("the layout of its facts is not known to this program");
  }
  std::vector<Question> questions;
  for (const auto& entry : root.child("questions").items()) questions.push_back(read_question(entry));
  if (!document.good()) return document.problem();
  return questions;
}

}  // namespace tellsafe::schema
