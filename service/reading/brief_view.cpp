#include "service/reading/brief_view.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "service/pages/models.h"
#include "service/reading/view.h"

namespace tellsafe::reading {
namespace {

using nlohmann::json;
// Of each group, the first table that the release has.
using Wanted = std::vector<std::vector<std::string_view>>;

constexpr std::string_view english = "en";
// More would not fit; the others stand on the site.
constexpr std::size_t most_places = 6;

constexpr std::array<std::string_view, 12> month_names = {"January",   "February", "March",    "April",
                                                          "May",       "June",     "July",     "August",
                                                          "September", "October",  "November", "December"};

json or_false(const std::string& text) {
  return text.empty() ? json(false) : json(text);
}

// The page of numbers' own words, with what holds for the release put in.
json words_for(const schema::Labels& labels, const json& view) {
  std::map<std::string, std::string> values;
  if (view.at("available").get<bool>()) {
    values.emplace("threshold", view.at("threshold").get<std::string>());
    if (view.at("rounding").is_string()) values.emplace("rounding", view.at("rounding").get<std::string>());
  }
  json words = labels.tree(brief_language(labels).code).at("page").at("numbers");
  for (auto& text : words)
    if (text.is_string()) text = pages::put_in(text.get<std::string>(), values);
  return words;
}

// Of one question; null where the release has none of them.
const json* find_table(const json& view, const std::vector<std::string_view>& ids) {
  for (const auto id : ids)
    for (const auto& table : view.at("tables"))
      if (table.at("id") == id && !table.at("wide").get<bool>()) return &table;
  return nullptr;
}

// Totals, categories, and options that stand for themselves.
json short_rows(const json& rows) {
  json kept = json::array();
  std::ranges::copy_if(rows, std::back_inserter(kept),
                       [](const json& row) { return !row.at("under").get<bool>(); });
  return kept;
}

// The rows that have a number, and the names of those that have none.
void split_hidden(json& table) {
  json shown = json::array();
  json hidden = json::array();
  for (auto& row : table.at("rows")) {
    if (row.at("cells").at(0).at("shown").get<bool>()) {
      shown.push_back(std::move(row));
    } else {
      hidden.push_back(row.at("label"));
    }
  }
  table["rows"] = std::move(shown);
  table["has_hidden"] = !hidden.empty();
  std::string names;
  for (const auto& name : hidden) names += (names.empty() ? "" : "; ") + name.get<std::string>();
  table["hidden"] = names;
}

enum class Rows { in_short, all_shown };

json tables_of(const json& view, const Wanted& wanted, Rows how) {
  json tables = json::array();
  if (!view.at("available").get<bool>()) return tables;
  for (const auto& ids : wanted) {
    const auto* found = find_table(view, ids);
    if (found == nullptr) continue;
    json table = *found;
    if (how == Rows::in_short) table["rows"] = short_rows(table.at("rows"));
    table["has_hidden"] = false;
    if (how == Rows::all_shown) split_hidden(table);
    tables.push_back(std::move(table));
  }
  return tables;
}

// What is said about the figures of one release.
json figures_of(const json& view, const Wanted& wanted, Rows how) {
  json tables = tables_of(view, wanted, how);
  json figures = {{"available", view.at("available")}, {"has_tables", !tables.empty()}};
  for (const char* member : {"period_name", "audited", "rounding", "demo"})
    figures[member] = view.value(member, json(false));
  figures["several"] = std::ranges::any_of(tables, [](const json& one) { return one.at("several") == true; });
  figures["tables"] = std::move(tables);
  return figures;
}

// How the year's numbers are protected, where that is not as the newest's are.
json year_protection(const json& latest, const json& year, const schema::Labels& labels) {
  json texts = json::array();
  if (!year.at("available").get<bool>()) return texts;
  const auto same = [&](const char* member) { return latest.at(member) == year.at(member); };
  if (same("threshold") && same("rounding")) return texts;
  const auto words = words_for(labels, year);
  texts.push_back(words.at("not_shown_means"));
  if (year.at("rounding").is_string()) texts.push_back(words.at("rounded"));
  return texts;
}

json place_of(const schema::Place& place, const schema::Labels& labels) {
  const auto& language = brief_language(labels).code;
  std::vector<std::string> preferred;
  for (const auto& one : labels.languages()) preferred.push_back(one.code);
  const auto text = [&](const schema::TextByLanguage& texts) {
    return texts.empty() ? json(false) : json(schema::name_in(texts, language, preferred));
  };
  return {{"name", text(place.name)},
          {"about", text(place.about)},
          {"phone", or_false(place.phone)},
          {"phone_href", pages::number_link("tel", place.phone)},
          {"text_message", or_false(place.text_message)},
          {"text_href", pages::number_link("sms", place.text_message)},
          {"link", or_false(place.link)},
          {"link_words", pages::link_words(place.link)},
          {"hours", place.always_open ? json("day and night") : text(place.hours)}};
}

json places_of(const std::vector<schema::Place>& places, const schema::Labels& labels) {
  json shown = json::array();
  for (std::size_t i = 0; i < std::min(places.size(), most_places); ++i)
    shown.push_back(place_of(places[i], labels));
  return shown;
}

json languages_of(const schema::Labels& labels) {
  json languages = json::array();
  for (const auto& one : labels.languages())
    languages.push_back({{"code", one.code}, {"name", one.name}, {"direction", one.direction}});
  return languages;
}

json manifests_of(const json& latest, const json& year) {
  json manifests = json::array();
  for (const auto* view : {&latest, &year}) {
    if (!view->at("available").get<bool>()) continue;
    const json one = {{"period_name", view->at("period_name")}, {"sha256", view->at("manifest_sha256")}};
    if (std::ranges::find(manifests, one) == manifests.end()) manifests.push_back(one);
  }
  return manifests;
}

json paragraphs(const std::string& text) {
  json all = json::array();
  for (std::size_t from = 0; from < text.size();) {
    const auto end = std::min(text.find('\n', from), text.size());
    if (end > from) all.push_back(text.substr(from, end - from));
    from = end + 1;
  }
  return all;
}

void add_text(json& model, const BriefText& text) {
  model["month"] = to_string(text.month);
  model["month_name"] = words_of(text.month);
  model["changes"] = text.changes;
  model["has_changes"] = !text.changes.empty();
  model["needs"] = text.needs;
  model["has_needs"] = !text.needs.empty();
  model["done"] = json::array();
  for (const auto& pair : text.done) model["done"].push_back({{"said", pair.said}, {"did", pair.did}});
  model["has_done"] = !text.done.empty();
  const auto next = schema::parse_day(text.next);
  model["next"] = next ? json(words_of(*next)) : json(false);
  model["notes"] = paragraphs(text.notes);
  model["has_notes"] = !text.notes.empty();
}

void add_frame(json& model, const BriefFrame& frame, const schema::Labels& labels) {
  const auto& language = brief_language(labels);
  std::string url = frame.url;
  while (url.ends_with('/')) url.pop_back();
  model["city"] = frame.city;
  model["label_lang"] = language.code == english ? json(false) : json(language.code);
  model["label_dir"] = language.direction;
  model["demo"] = frame.demo ? json(labels.text(language.code, "page.common.demo")) : json(false);
  model["danger"] = labels.text(language.code, "page.common.danger");
  model["site"] = false;
  if (!url.empty()) {
    const auto whole = fmt::format("{}/{}", url, language.code);
    model["site"] = {
        {"url", whole}, {"words", pages::link_words(url)}, {"address", pages::link_words(whole)}};
  }
  model["contact"] = pages::contact_link(frame.contact);
  model["licence"] = {{"url", frame.licence}, {"words", pages::link_words(frame.licence)}};
  model["key"] = frame.key.line();
  model["languages"] = languages_of(labels);
}

json view_of(const std::optional<SignedRelease>& release, const BriefFrame& frame,
             const schema::Labels& labels, const pages::Wording& wording) {
  if (!release) return empty_view();
  return make_view(*release, labels, brief_language(labels).code, wording, frame.key);
}

}  // namespace

BriefFigures brief_figures(const std::filesystem::path& releases, const crypto::VerifyKey& key) {
  BriefFigures figures;
  for (const auto& period : public_releases(releases)) {
    if (figures.latest && period.quarter != 0) continue;
    const auto release = read_release(releases, period, key);
    if (!release) continue;
    if (!figures.latest) figures.latest = release;
    if (period.quarter != 0) continue;
    figures.year = release;
    break;
  }
  return figures;
}

json brief_view(const BriefText& text, const BriefFigures& figures, const BriefFrame& frame,
                const schema::Labels& labels, const pages::Wording& wording,
                const std::vector<schema::Place>& places) {
  const auto latest = view_of(figures.latest, frame, labels, wording);
  const auto year = view_of(figures.year, frame, labels, wording);
  json model;
  add_text(model, text);
  add_frame(model, frame, labels);
  model["words"] = words_for(labels, latest);
  model["tested"] = labels.text(brief_language(labels).code, "page.protection.attack");
  model["headline"] =
      figures_of(latest, {{"bias_category", "bias_motivation"}, {"act_types", "effects"}}, Rows::in_short);
  model["wanted"] = figures_of(year, {{"support_wanted"}, {"police_why_not"}}, Rows::all_shown);
  model["wanted"]["protection"] = year_protection(latest, year, labels);
  model["wanted"]["protected"] = !model["wanted"]["protection"].empty();
  model["manifests"] = manifests_of(latest, year);
  model["places"] = places_of(places, labels);
  model["has_places"] = !places.empty();
  model["more_places"] = places.size() > most_places;
  return model;
}

const schema::Language& brief_language(const schema::Labels& labels) {
  const auto* found = labels.find(english);
  return found != nullptr ? *found : labels.languages().front();
}

std::string words_of(Month month) {
  return fmt::format("{} {}", month_names.at(month.number - 1), month.year);
}

std::string words_of(std::chrono::sys_days day) {
  const std::chrono::year_month_day date(day);
  return fmt::format("{} {}", static_cast<unsigned>(date.day()), words_of(month_of(day)));
}

}  // namespace tellsafe::reading
