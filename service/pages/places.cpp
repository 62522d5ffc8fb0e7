#include "service/pages/places.h"

#include <fmt/format.h>

#include <algorithm>

#include "service/pages/escape.h"

namespace tellsafe::pages {
namespace {

using nlohmann::json;

constexpr std::string_view no_need = "nothing_now";

// What one place looks like in one language.
class Describer {
 public:
  Describer(const Furniture& furniture, const schema::Language& language)
      : labels_(furniture.labels),
        language_(language.code),
        words_(words(furniture, language.code, "support")) {}

  json operator()(const schema::Place& place) const {
    json model = {{"phone", said(place.phone)},
                  {"phone_href", number_link("tel", place.phone)},
                  {"text_message", said(place.text_message)},
                  {"text_href", number_link("sms", place.text_message)},
                  {"link", said(place.link)},
                  {"link_words", link_words(place.link)},
                  {"languages", said(names_of(place.languages))},
                  {"support_text", words_}};
    add_text(model, "name", place.name);
    add_text(model, "about", place.about);
    add_text(model, "hours", place.hours);
    if (place.always_open) model["hours"] = words_.at("always");
    return model;
  }

 private:
  static json said(const std::string& text) { return text.empty() ? json(false) : json(text); }

  // In the page's language, else in the first of the site's languages that there is, else in any.
  void add_text(json& model, const std::string& member, const schema::TextByLanguage& text) const {
    model[member] = false;
    model[member + "_lang"] = false;
    if (text.empty()) return;
    auto found = text.find(language_);
    for (const auto& other : labels_.languages()) {
      if (found == text.end()) found = text.find(other.code);
    }
    if (found == text.end()) found = text.begin();
    model[member] = found->second;
    if (found->first != language_ && !found->first.empty()) model[member + "_lang"] = found->first;
  }

  std::string names_of(const std::vector<std::string>& languages) const {
    std::string names;
    for (const auto& code : languages) {
      const std::string key = "option.support_language." + code;
      if (!names.empty()) names += " · ";
      names += labels_.has(language_, key) ? labels_.text(language_, key) : own_name(code);
    }
    return names;
  }

  const schema::Labels& labels_;
  const std::string& language_;
  json words_;
};

std::vector<std::string> asked_for(std::span<const schema::SentField> typed) {
  std::vector<std::string> needs;
  for (const auto& field : typed) {
    if (field.name == schema::support_question && field.value != no_need) needs.emplace_back(field.value);
  }
  return needs;
}

bool is_for(const std::vector<std::string>& needs, std::string_view need) {
  return std::ranges::find(needs, need) != needs.end();
}

}  // namespace

PlacesThatHelp::PlacesThatHelp(const Templates& templates, const Furniture& furniture,
                               const schema::Form& form, const schema::Language& language,
                               const std::vector<schema::Place>& support) {
  const Describer describe(furniture, language);
  for (const auto& place : support)
    places_.push_back({place.needs, templates.render("place", describe(place))});

  json model = page_model(furniture, language, "support", "support");
  model["none"] = places_.empty();
  model["groups"] = json::array();
  const auto add_group = [&](const std::string& id, const json& heading, auto&& belongs) {
    json places = json::array();
    for (const auto& place : places_) {
      if (belongs(place)) places.push_back(place.html);
    }
    if (!places.empty()) model["groups"].push_back({{"id", id}, {"heading", heading}, {"places", places}});
  };
  for (const auto& option : form.questions()[form.index_of(schema::support_question)].options) {
    if (option.code == no_need) continue;
    const auto key = fmt::format("option.{}.{}", schema::support_question, option.code);
    add_group(option.code, furniture.labels.text(language.code, key),
              [&](const Shown& place) { return is_for(place.needs, option.code); });
  }
  add_group("other", model["text"].at("other"), [](const Shown& place) {
    return std::ranges::all_of(place.needs, [](const std::string& need) { return need == no_need; });
  });
  page_ = templates.render("support", model);

  const auto& asked = furniture.labels.text(language.code, "page.receipt.support_asked");
  intro_ = fmt::format("<p>{}</p>", escaped(asked));
  list_ =
      SlottedText(templates.render("receipt_places", {{"intro", slot("intro")}, {"items", slot("items")}}));
}

void PlacesThatHelp::write(std::span<const schema::SentField> typed, crypto::WipedText& out) const {
  const auto needs = asked_for(typed);
  std::vector<const Shown*> fitting;
  std::vector<const Shown*> always;
  for (const auto& place : places_) {
    if (std::ranges::any_of(needs, [&](const std::string& need) { return is_for(place.needs, need); })) {
      fitting.push_back(&place);
    }
    if (is_for(place.needs, no_need)) always.push_back(&place);
  }
  if (!fitting.empty()) return write_list(fitting, intro_, out);
  if (!always.empty()) write_list(always, "", out);
}

void PlacesThatHelp::write_list(const std::vector<const Shown*>& places, std::string_view intro,
                                crypto::WipedText& out) const {
  list_.fill(out, [&](std::string_view slot, crypto::WipedText& gap) {
    if (slot == "intro") return crypto::append(gap, intro);
    for (const auto* place : places) crypto::append(gap, place->html);
  });
}

std::size_t PlacesThatHelp::largest() const {
  std::size_t size = list_.size() + intro_.size();
  for (const auto& place : places_) size += place.html.size();
  return size;
}

}  // namespace tellsafe::pages
