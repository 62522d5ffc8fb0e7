#include "service/pages/models.h"

#include <fmt/format.h>

#include <cctype>
#include <stdexcept>

#include "service/pages/colors.h"
#include "service/pages/templates.h"

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

nlohmann::json describe(const Script& script, nlohmann::json work) {
  return {{"src", script.asset.path}, {"integrity", script.integrity}, {"work", std::move(work)}};
}

// Said on every page of a demonstration.
nlohmann::json demo_notes(const Furniture& furniture, const schema::Language& language) {
  auto notes = nlohmann::json::array();
  if (!furniture.options.demo) return notes;
  notes.push_back({{"words", furniture.labels.text(language.code, "page.common.demo")},
                   {"lang", false},
                   {"dir", language.direction}});
  return notes;
}

}  // namespace

Furniture load_furniture(const SiteOptions& options, const schema::Labels& labels) {
  std::map<std::string, Wording, std::less<>> wordings;
  for (const auto& language : labels.languages()) wordings.emplace(language.code, Wording(labels, language));
  return {options, labels, read_text_file(options.web / "style.css") + color_rule(options.colors),
          load_scripts(options.web), std::move(wordings)};
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
                          std::optional<std::string_view> address) {
  auto links = nlohmann::json::array();
  for (const auto& other : furniture.labels.languages()) {
    auto link = describe(other);
    link["here"] = other.code == language.code;
    link["address"] =
        fmt::format("/{}{}{}", other.code, address.value_or("").empty() ? "" : "/", address.value_or(""));
    links.push_back(std::move(link));
  }
  const auto text = words(furniture, language.code, page);
  return {{"language", describe(language)},
          {"city", furniture.options.city},
          {"leave_url", furniture.options.leave_url},
          {"style", furniture.style},
          {"common", words(furniture, language.code, "common")},
          {"demo", demo_notes(furniture, language)},
          {"not_reviewed", !language.reviewed},
          {"has_links", address && links.size() > 1},
          {"links", std::move(links)},
          {"page_scripts", nlohmann::json::array({describe(furniture.scripts.page, false)})},
          {"title_prefix", ""},
          {"title", text.value("title", "")},
          {"feed", false},
          {"text", text}};
}

void add_form_script(nlohmann::json& model, const Scripts& scripts) {
  model["page_scripts"].push_back(describe(scripts.report, scripts.work.asset.path));
}

std::string number_link(std::string_view scheme, std::string_view number) {
  std::string digits;
  for (const char sign : number) {
    if (std::isdigit(static_cast<unsigned char>(sign)) != 0) digits += sign;
  }
  std::string_view country;
  if (number.starts_with('+') || (digits.size() == 11 && digits.front() == '1')) {
    country = "+";
  } else if (digits.size() == 10) {
    country = "+1";
  }
  return fmt::format("{}:{}{}", scheme, country, digits);
}

std::string link_words(std::string_view link) {
  constexpr std::string_view scheme = "https://";
  if (link.starts_with(scheme)) link.remove_prefix(scheme.size());
  if (link.ends_with('/')) link.remove_suffix(1);
  return std::string(link);
}

nlohmann::json contact_link(std::string_view contact) {
  if (contact.empty()) return false;
  if (contact.starts_with("https://")) return {{"href", contact}, {"words", link_words(contact)}};
  if (contact.find('@') != std::string_view::npos) {
    return {{"href", fmt::format("mailto:{}", contact)}, {"words", contact}};
  }
  return {{"href", number_link("tel", contact)}, {"words", contact}};
}

}  // namespace tellsafe::pages
