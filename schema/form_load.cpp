// Form::load: from schema/form.json, schema/codes/ and the city's areas.json to questions.
#include <fmt/format.h>

#include <utility>

#include "schema/areas.h"
#include "schema/code_list.h"
#include "schema/form.h"
#include "schema/form_json.h"
#include "schema/strict_json.h"

namespace tellsafe::schema {
namespace {

struct Sources {
  std::filesystem::path codes;
  NibrsCodes nibrs;
  Areas areas;
};

void add_areas(const Areas& areas, Question& question) {
  for (const auto& group : areas.groups) {
    question.categories.push_back(group.code);
    question.parents.emplace_back();
  }
  for (const auto& area : areas.areas) question.options.push_back({area.code, area.group, {}});
}

// A problem in another file goes to `elsewhere`: the entry that names the file is right.
Question read_question(const Node& entry, const Sources& sources, std::string& elsewhere) {
  entry.only({"id", "kind", "required", "asked", "options", "codes", "city_areas", "max_characters"});
  Question question;
  question.id = entry.child("id").text();
  question.kind = read_kind(entry.child("kind"));
  if (entry.has("required")) question.required = entry.child("required").truth();
  if (entry.has("asked")) question.asked = entry.child("asked").truth();
  if (entry.has("max_characters")) question.max_characters = entry.child("max_characters").number();
  if (entry.has("city_areas") && entry.child("city_areas").truth()) {
    if (question.id != area_question)
      entry.fail(fmt::format(R"(only "{}" has the city's areas)", area_question));
    add_areas(sources.areas, question);
  }
  if (entry.has("codes")) {
    const std::string list = entry.child("codes").text();
    if (entry.has("options")) entry.fail(R"(has both "options" and "codes")");
    if (!is_code(list)) entry.fail(R"("codes" is the name of a file in codes/, without .json)");
    if (is_code(list) && elsewhere.empty()) {
      elsewhere = read_code_list(sources.codes / (list + ".json"), sources.nibrs, question);
    }
  }
  if (entry.has("options")) {
    for (auto& code : entry.child("options").texts()) question.options.push_back({std::move(code), {}, {}});
  }
  return question;
}

}  // namespace

boost::system::result<Form, std::string> Form::load(const std::filesystem::path& folder,
                                                    const std::filesystem::path& areas_file) {
  auto areas = load_areas(areas_file);
  if (!areas) return areas.error();
  auto nibrs = load_nibrs(folder / "codes" / "nibrs.json");
  if (!nibrs) return nibrs.error();
  const Sources sources{folder / "codes", std::move(*nibrs), std::move(*areas)};

  const auto file = folder / "form.json";
  Document document = Document::from_file(file);
  if (!document.good()) return document.problem();
  const Node root(document);
  root.only({"questions"});
  std::vector<Question> questions;
  std::string elsewhere;
  for (const auto& entry : root.child("questions").items()) {
    questions.push_back(read_question(entry, sources, elsewhere));
  }
  if (!document.good()) return document.problem();
  if (!elsewhere.empty()) return elsewhere;
  auto form = make(std::move(questions));
  if (!form) return fmt::format("{}: {}", file.string(), form.error());
  return form;
}

}  // namespace tellsafe::schema
