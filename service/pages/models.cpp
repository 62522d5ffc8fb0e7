#include "service/pages/models.h"

#include <fmt/format.h>

#include <stdexcept>

namespace tellsafe::pages {
namespace {

void put_in_all(nlohmann::json& tree, const std::map<std::string, std::string>& values) {
  if (tree.is_string()) {
    tree = put_in(tree.get<std::string>(), values);
  } else if (tree.is_object()) {
    for (auto& member : tree) put_in_all(member, values);
  }
}

nlohmann::json describe(const schema::Language& language) {
  return {{"code", language.code}, {"name", language.name}, {"direction", language.direction}};
}

// Said on every page of a demonstration; on the first page, which is no language's own, in each of them.
nlohmann::json demo_notes(const Furniture& furniture, const schema::Language& language, bool each) {
  auto notes = nlohmann::json::array();
  if (!furniture.options.demo) return notes;
  for (const auto& one : furniture.labels.languages()) {
    if (!each && one.code != language.code) continue;
    notes.push_back({{"words", furniture.labels.text(one.code, "page.common.demo")},
                     {"lang", each ? nlohmann::json(one.code) : nlohmann::json(false)},
                     {"dir", one.direction}});
  }
  return notes;
}

}  // namespace

std::string put_in(std::string text, const std::map<std::string, std::string>& values) {
  std::size_t from = 0;
  while ((from = text.find('{', from)) != std::string::npos) {
    const auto end = text.find('}', from);
    if (end == std::string::npos) break;
    const auto value = values.find(text.substr(from + 1, end - from - 1));
    if (value == values.end()) {
      from = end;
      continue;
    }
    text.replace(from, end - from + 1, value->second);
    from += value->second.size();
  }
  return text;
}

nlohmann::json words(const Furniture& furniture, std::string_view language, std::string_view page) {
  const auto& tree = furniture.labels.tree(language);
  const auto pages = tree.find("page");
  if (pages == tree.end() || !pages->contains(page)) {
    throw std::invalid_argument(fmt::format("{}: the label page.{} is missing", language, page));
  }
  nlohmann::json texts = pages->at(std::string(page));
  put_in_all(texts, {{"city", furniture.options.city}});
  return texts;
}

nlohmann::json page_model(const Furniture& furniture, const schema::Language& language, std::string_view page,
                          std::string_view address) {
  auto links = nlohmann::json::array();
  for (const auto& other : furniture.labels.languages()) {
    auto link = describe(other);
    link["here"] = other.code == language.code;
    link["address"] = fmt::format("/{}/{}", other.code, address);
    links.push_back(std::move(link));
  }
  const bool is_home = page == "home";
  const auto text = words(furniture, language.code, page);
  return {{"language", describe(language)},
          {"city", furniture.options.city},
          {"leave_url", furniture.options.leave_url},
          {"style", furniture.style},
          {"common", words(furniture, language.code, "common")},
          {"demo", demo_notes(furniture, language, is_home)},
          {"not_reviewed", !language.reviewed},
          {"has_links", !address.empty() && links.size() > 1},
          {"links", std::move(links)},
          {"title_prefix", ""},
          {"title", text.value("title", "")},
          {"text", text}};
}

}  // namespace tellsafe::pages
