#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <sstream>
#include <stdexcept>

#include "service/pages/models.h"
#include "service/pages/slots.h"

namespace tellsafe::pages {
namespace {

// A single choice with more options than this is a drop-down list, and a list with more options is read under
// the headings of its categories.
constexpr std::size_t most_radios = 12;
constexpr std::size_t most_ungrouped = 20;

class Builder {
 public:
  Builder(const Furniture& furniture, const schema::Form& form, std::string_view language)
      : labels_(furniture.labels),
        wording_(furniture.wordings.find(language)->second),
        form_(form),
        language_(language) {}

  nlohmann::json questions() const {
    auto list = nlohmann::json::array();
    for (const auto& question : form_.questions()) {
      if (question.asked) list.push_back(one(question));
    }
    return list;
  }

 private:
  const std::string& text(const std::string& key) const { return labels_.text(language_, key); }

  nlohmann::json one(const schema::Question& question) const {
    nlohmann::json model = {{"id", question.id},
                            {"label", text("question." + question.id + ".label")},
                            {"optional", !question.required},
                            {"section", section(question.id)},
                            {"hint", hint(question)},
                            {"error", slot("error:" + question.id)},
                            {"invalid", slot("invalid:" + question.id)},
                            {"choices", false},
                            {"select", false},
                            {"date", false},
                            {"writing", false},
                            {"flag", false}};
    model["described"] = model["hint"].is_string() ? fmt::format(" aria-describedby=\"{}-hint{}\"",
                                                                 question.id, slot("describe:" + question.id))
                                                   : slot("described:" + question.id);
    add_kind(model, question);
    return model;
  }

  void add_kind(nlohmann::json& model, const schema::Question& question) const {
    switch (question.kind) {
      case schema::Kind::single: {
        const bool select = question.options.size() > most_radios;
        model[select ? "select" : "choices"] = true;
        model["type"] = "radio";
        model["groups"] = groups(question, select ? "selected" : "checked");
        break;
      }
      case schema::Kind::several:
        model["choices"] = true;
        model["type"] = "checkbox";
        model["groups"] = groups(question, "checked");
        break;
      case schema::Kind::date:
        model["date"] = true;
        model["parts"] = date_parts(question.id);
        model["approximate"] = {{"input", question.id + "_is_approximate"},
                                {"label", text("page.report.date_is_approximate")},
                                {"chosen", slot(fmt::format("checked:{}_is_approximate:yes", question.id))}};
        break;
      case schema::Kind::text:
        model["writing"] = true;
        model["written"] = slot("written:" + question.id);
        break;
      case schema::Kind::flag:
        model["flag"] = true;
        model["chosen"] = slot(fmt::format("checked:{}:yes", question.id));
        break;
    }
  }

  // The heading that stands above this question, where one does.
  nlohmann::json section(const std::string& id) const {
    const std::string key = "page.report.section." + id;
    if (!labels_.has(language_, key + ".title")) return false;
    const bool has_words = labels_.has(language_, key + ".text");
    return {{"heading", text(key + ".title")},
            {"words", has_words ? nlohmann::json(text(key + ".text")) : nlohmann::json(false)}};
  }

  nlohmann::json hint(const schema::Question& question) const {
    const std::string key = "question." + question.id + ".hint";
    if (!labels_.has(language_, key)) return false;
    return put_in(text(key), {{"limit", wording_.number(question.max_characters)}});
  }

  // Options under their categories where the list is long, else all in one group without a heading.
  nlohmann::json groups(const schema::Question& question, std::string_view chosen) const {
    auto list = nlohmann::json::array();
    bool first = true;
    const auto add = [&](const std::string& category, auto&& belongs) {
      nlohmann::json group = {{"code", category}, {"heading", false}, {"options", nlohmann::json::array()}};
      if (!category.empty()) group["heading"] = text("category." + question.id + "." + category);
      for (const auto& option : question.options) {
        if (!belongs(option)) continue;
        group["options"].push_back(
            {{"code", option.code},
             {"label", text("option." + question.id + "." + option.code)},
             {"first", first},
             {"chosen", slot(fmt::format("{}:{}:{}", chosen, question.id, option.code))}});
        first = false;
      }
      if (!group["options"].empty()) list.push_back(std::move(group));
    };
    const bool grouped = question.options.size() > most_ungrouped;
    if (grouped) {
      for (const auto& category : question.categories) {
        add(category, [&](const schema::Option& option) { return option.category == category; });
      }
    }
    add("", [&](const schema::Option& option) { return !grouped || option.category.empty(); });
    return list;
  }

  // In the order that readers of the language are used to.
  nlohmann::json date_parts(const std::string& id) const {
    auto list = nlohmann::json::array();
    std::istringstream order(text("page.report.date_order"));
    std::string part;
    while (order >> part) {
      const std::string input = fmt::format("{}_{}", id, part);
      list.push_back({{"input", input},
                      {"label", text(fmt::format("page.report.date_{}", part))},
                      {"size", part == "year" ? "4" : "2"},
                      {"value", slot("value:" + input)},
                      {"invalid", slot("invalid:" + input)}});
    }
    constexpr std::array parts{"day", "month", "year"};
    const bool complete = list.size() == parts.size() && std::ranges::all_of(parts, [&](const char* name) {
                            return std::ranges::any_of(list, [&](const auto& one) {
                              return one["input"] == fmt::format("{}_{}", id, name);
                            });
                          });
    if (!complete) {
      throw std::invalid_argument(
          fmt::format("{}: page.report.date_order must name day, month and year", language_));
    }
    return list;
  }

  const schema::Labels& labels_;
  const Wording& wording_;
  const schema::Form& form_;
  std::string_view language_;
};

}  // namespace

nlohmann::json questions(const Furniture& furniture, const schema::Form& form, std::string_view language) {
  return Builder(furniture, form, language).questions();
}

}  // namespace tellsafe::pages
