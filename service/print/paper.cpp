#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <sstream>

#include "service/pages/templates.h"
#include "service/pages/wording.h"
#include "service/print/sheet.h"

namespace tellsafe::print {
namespace {

// As on the site, a longer list is read under the headings of its categories.
constexpr std::size_t most_ungrouped = 20;
// Lines for the story: about as much as 3,000 characters need of a small hand, and a third of a page.
constexpr std::size_t story_lines = 14;
// The first of them stay on the page of their question.
constexpr std::size_t first_lines = 6;

class Builder {
 public:
  Builder(const schema::Labels& labels, const schema::Language& language)
      : labels_(labels), language_(language.code), wording_(labels, language) {}

  nlohmann::json question(const schema::Question& question) const {
    nlohmann::json model = {{"label", text("question." + question.id + ".label")},
                            {"optional", !question.required},
                            {"section", section(question.id)},
                            {"hint", hint(question)},
                            {"one", question.kind == schema::Kind::single},
                            {"choices", false},
                            {"date", false},
                            {"writing", false},
                            {"flag", question.kind == schema::Kind::flag}};
    switch (question.kind) {
      case schema::Kind::single:
      case schema::Kind::several:
        model["choices"] = choices(question);
        break;
      case schema::Kind::date:
        model["date"] = date_parts();
        break;
      case schema::Kind::text:
        model["writing"] = {{"first", nlohmann::json(first_lines, true)},
                            {"more", nlohmann::json(story_lines - first_lines, true)}};
        break;
      case schema::Kind::flag:
        break;
    }
    return model;
  }

 private:
  const std::string& text(const std::string& key) const { return labels_.text(language_, key); }

  nlohmann::json text_or_nothing(const std::string& key) const {
    return labels_.has(language_, key) ? nlohmann::json(text(key)) : nlohmann::json(false);
  }

  nlohmann::json section(const std::string& id) const {
    const std::string key = "page.report.section." + id;
    if (!labels_.has(language_, key + ".title")) return false;
    return {{"heading", text(key + ".title")}, {"words", text_or_nothing(key + ".text")}};
  }

  // A question that has a hint says there how many answers may be chosen, if more than one.
  nlohmann::json hint(const schema::Question& question) const {
    const auto given = text_or_nothing("question." + question.id + ".hint");
    if (given.is_string()) {
      return pages::put_in(given, {{"limit", wording_.number(question.max_characters)}});
    }
    if (question.kind == schema::Kind::single) return text("page.paper.choose_one");
    if (question.kind == schema::Kind::several) return text("page.paper.choose_many");
    return false;
  }

  nlohmann::json choices(const schema::Question& question) const {
    auto list = nlohmann::json::array();
    const bool grouped = question.options.size() > most_ungrouped;
    const auto add = [&](const std::string& category) {
      auto options = nlohmann::json::array();
      for (const auto& option : question.options) {
        if (grouped && option.category != category) continue;
        options.push_back(text("option." + question.id + "." + option.code));
      }
      if (options.empty()) return;
      nlohmann::json heading = false;
      if (!category.empty()) heading = text("category." + question.id + "." + category);
      list.push_back({{"heading", std::move(heading)}, {"options", std::move(options)}});
    };
    if (grouped) {
      for (const auto& category : question.categories) add(category);
    }
    add("");
    return {{"grouped", grouped}, {"groups", std::move(list)}};
  }

  // In the order that readers of the language are used to, with a box for each digit.
  nlohmann::json date_parts() const {
    auto parts = nlohmann::json::array();
    std::istringstream order(text("page.report.date_order"));
    std::string part;
    while (order >> part) {
      parts.push_back({{"label", text("page.report.date_" + part)},
                       {"digits", nlohmann::json(part == "year" ? std::size_t{4} : std::size_t{2}, true)}});
    }
    return {{"parts", std::move(parts)}, {"approximate", text("page.report.date_is_approximate")}};
  }

  const schema::Labels& labels_;
  std::string language_;
  pages::Wording wording_;
};

}  // namespace

std::string paper_form(const SheetOptions& options, const schema::Labels& labels, const schema::Form& form,
                       const schema::Language& language) {
  auto model = sheet_model(options, labels, language, "paper");
  model["optional_word"] = labels.text(language.code, "page.report.optional");
  model["onion_words"] = labels.text(language.code, "page.poster.tor");
  model["questions"] = nlohmann::json::array();
  const Builder builder(labels, language);
  for (const auto& question : form.questions()) {
    if (question.asked) model["questions"].push_back(builder.question(question));
  }
  return pages::Templates::load(options.templates).render("paper", model);
}

}  // namespace tellsafe::print
