#include "service/reading/view.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <stdexcept>

#include "crypto/hash.h"
#include "service/pages/models.h"
#include "service/reading/addresses.h"
#include "service/reading/names.h"
#include "service/reading/numbers.h"
#include "service/reading/summary.h"
#include "service/release/format.h"

namespace tellsafe::reading {

namespace {

using Json = nlohmann::json;

class Words {
 public:
  Words(const schema::Labels& labels, std::string_view language, const pages::Wording& wording,
        const Json& tables, bool late_apart)
      : labels_(labels),
        language_(language),
        wording_(wording),
        in_release_(tables.at("languages")),
        late_apart_(late_apart) {}

  // `stored`: the texts that the release has for it, by language. `code` is better than nothing.
  std::string of(const std::string& key, const Json& stored, const std::string& code) const {
    if (labels_.has(language_, key)) return labels_.text(language_, key);
    const auto own = stored.find(std::string(language_));
    if (own != stored.end()) return own->get<std::string>();
    for (const auto& other : in_release_)
      if (const auto found = stored.find(other.get<std::string>()); found != stored.end())
        return found->get<std::string>();
    return code;
  }
  // `alone`: of a table of one question, whose total says where those received late are left out. That of a
  // side of a table of two stands for any answer.
  std::string of_item(const Json& side, const Json& item, bool alone) const {
    const auto code = item.at("code").get<std::string>();
    const auto kind = item.at("kind").get<std::string>();
    const auto key = alone && late_apart_ && kind == "total"
                         ? std::string(release::total_apart_key)
                         : spoken_key(side.at("question").get<std::string>(), kind, code);
    return of(key, item.at("labels"), code);
  }
  std::string own(const std::string& key) const { return of(key, Json::object(), ""); }
  const pages::Wording& wording() const { return wording_; }

 private:
  const schema::Labels& labels_;
  const std::string_view language_;
  const pages::Wording& wording_;
  const Json& in_release_;
  const bool late_apart_;
};

// What the figures of a table of one question are compared with; 0: with nothing.
struct Scale {
  std::uint64_t total = 0;
  std::uint64_t largest = 0;
};

Json cell_of(const Json& figure, const Scale& scale, bool total, const pages::Wording& wording) {
  if (figure.is_null()) return {{"shown", false}};
  const auto number = figure.get<std::uint64_t>();
  const auto share = [&](std::uint64_t of) {
    return std::min<std::uint64_t>(100, (number * 100 + of / 2) / of);
  };
  Json cell = {{"shown", true}, {"number", wording.number(number)}, {"percent", false}, {"bar", false}};
  if (!total && scale.total > 0) cell["percent"] = wording.percent(share(scale.total));
  if (!total && scale.largest > 0) cell["bar"] = share(scale.largest);
  return cell;
}

Json row_of(const std::string& label, bool total, bool under, const Json& figures, const Scale& scale,
            const pages::Wording& wording) {
  Json cells = Json::array();
  for (const auto& figure : figures) cells.push_back(cell_of(figure, scale, total, wording));
  return {{"label", label}, {"total", total}, {"under", under}, {"cells", std::move(cells)}};
}

Scale scale_of(const Json& rows) {
  Scale scale;
  for (std::size_t row = 0; row < rows.size(); ++row) {
    const auto& figure = rows.at(row).at(0);
    if (figure.is_null()) continue;
    if (row == 0)
      scale.total = figure.get<std::uint64_t>();
    else
      scale.largest = std::max(scale.largest, figure.get<std::uint64_t>());
  }
  return scale;
}

Json columns_of(const Json& sides, const Words& words) {
  if (sides.size() == 1) return Json::array({words.own("page.numbers.reports")});
  Json columns = Json::array();
  for (const auto& item : sides.at(1).at("items")) columns.push_back(words.of_item(sides.at(1), item, false));
  return columns;
}

bool is_zero(const Json& figure) {
  return figure.is_number() && figure == 0;
}

// A figure, or figures within arrays, one depth for each side of their table.
bool has_count(const Json& figures) {
  if (figures.is_array()) return std::ranges::any_of(figures, has_count);
  return figures.is_number() && figures != 0;
}

bool shows_a_number(const Json& manifest, const Json& published) {
  return has_count(manifest.value("total", Json())) ||
         has_count(published.value(release::late_name, Json())) ||
         std::ranges::any_of(published.at("tables"),
                             [](const Json& table) { return has_count(table.at("rows")); });
}

// A published 0 stands only where nothing else is possible: such rows and columns tell nothing.
std::vector<bool> possible_rows(const Json& figures) {
  std::vector<bool> possible;
  for (const auto& row : figures) possible.push_back(!std::ranges::all_of(row, is_zero));
  if (!possible.empty()) possible.front() = true;
  return possible;
}

std::vector<bool> possible_columns(const Json& figures) {
  std::vector<bool> possible(figures.at(0).size(), false);
  for (const auto& row : figures)
    for (std::size_t i = 0; i < std::min(possible.size(), row.size()); ++i)
      possible[i] = possible[i] || !is_zero(row.at(i));
  if (!possible.empty()) possible.front() = true;
  return possible;
}

Json kept(const Json& all, const std::vector<bool>& which) {
  Json some = Json::array();
  for (std::size_t i = 0; i < which.size(); ++i)
    if (which[i]) some.push_back(all.at(i));
  return some;
}

Json table_of(const Json& table, const Words& words) {
  const auto id = table.at("id").get<std::string>();
  const auto& sides = table.at("sides");
  const auto& side = sides.at(0);
  const auto& items = side.at("items");
  const auto& figures = table.at("rows");
  const Json columns = columns_of(sides, words);
  const auto rows_kept = possible_rows(figures);
  const auto columns_kept = possible_columns(figures);
  const bool wide = sides.size() > 1;
  const auto scale = wide ? Scale() : scale_of(figures);
  Json rows = Json::array();
  for (std::size_t i = 0; i < items.size(); ++i) {
    const auto& item = items.at(i);
    if (figures.at(i).size() != columns.size()) throw std::runtime_error("rows and columns do not fit");
    if (!rows_kept[i]) continue;
    const bool total = item.at("kind") == "total";
    const bool under = !total && items.at(item.at("parent").get<std::size_t>()).at("kind") != "total";
    rows.push_back(row_of(words.of_item(side, item, !wide), total, under, kept(figures.at(i), columns_kept),
                          scale, words.wording()));
  }
  const bool several =
      std::ranges::any_of(sides, [](const Json& one) { return one.at("several").get<bool>(); });
  const auto question = side.at("question").get<std::string>();
  return {{"id", id},
          {"title", words.of(fmt::format("table.{}.title", id), table.at("labels"), id)},
          {"several", several},
          {"row_heading", words.of(fmt::format("question.{}.label", question), side.at("labels"), question)},
          {"columns", kept(columns, columns_kept)},
          {"wide", wide},
          {"rows", std::move(rows)}};
}

// In the first table that has one column: below the total where they are a part of it, else at the end.
void insert_late(Json& tables, const Json& figure, bool apart, const Words& words) {
  for (auto& table : tables) {
    if (table.at("wide").get<bool>()) continue;
    auto& rows = table.at("rows");
    const auto label = words.own(apart ? "page.numbers.late_apart" : "page.numbers.late");
    rows.insert(apart ? rows.end() : rows.begin() + 1,
                row_of(label, false, !apart, Json::array({figure}), Scale(), words.wording()));
    return;
  }
}

// What is for programs, and what tells of this server and nothing of what happened, is in the files alone.
bool is_for_readers(const Json& table) {
  const auto& sides = table.at("sides");
  return !table.contains("among") && sides.size() <= 2 &&
         std::ranges::none_of(sides, [](const Json& side) { return side.at("question") == "lane"; });
}

Json files_of(const SignedRelease& release) {
  Json files = Json::array();
  for (const auto name : file_names)
    if (release.files.contains(std::string(name)))
      files.push_back({{"name", name}, {"url", file_path(release.period, name)}});
  return files;
}

Json listed(const ListedBrief& brief, const pages::Wording& wording) {
  const auto month = schema::parse_month(brief.month);
  const auto address = fmt::format("/brief/{}", brief.month);
  return {{"name", month ? wording.month(month->year, month->number) : brief.month},
          {"address", address},
          {"pdf", brief.printed ? Json(address + ".pdf") : Json(false)}};
}

}  // namespace

nlohmann::json empty_view() {
  return {{"available", false}};
}

nlohmann::json surrounded(nlohmann::json view, const std::optional<release::Period>& period,
                          const Surroundings& surroundings, std::string_view language,
                          const pages::Wording& wording) {
  auto releases = Json::array();
  if (surroundings.newest) {
    for (const auto& one : surroundings.all)
      releases.push_back({{"name", period_name(one, wording)}, {"address", page_path(language, one)}});
  }
  view["address"] =
      surroundings.newest || !period ? "numbers" : fmt::format("numbers/{}", release::to_string(*period));
  view["newest"] = surroundings.newest;
  view["releases"] = std::move(releases);
  view["with_numbers"] = false;
  if (const auto& rich = surroundings.with_numbers; rich && view.value("nothing_shown", false))
    view["with_numbers"] = {{"name", period_name(*rich, wording)}, {"address", page_path(language, *rich)}};
  view["licence"] = {{"href", surroundings.licence}, {"words", pages::link_words(surroundings.licence)}};
  view["us_catalog"] = surroundings.us_catalog;
  auto briefs = Json::array();
  for (const auto& brief : surroundings.briefs) briefs.push_back(listed(brief, wording));
  view["has_briefs"] = !briefs.empty();
  view["briefs"] = std::move(briefs);
  return view;
}

bool shows_a_number(const SignedRelease& release) {
  return shows_a_number(Json::parse(release.files.at(std::string(release::manifest_name))),
                        Json::parse(release.files.at(std::string(release::tables_json_name))));
}

nlohmann::json make_view(const SignedRelease& release, const schema::Labels& labels,
                         std::string_view language, const pages::Wording& wording,
                         const crypto::VerifyKey& key) {
  const auto& manifest_text = release.files.at(std::string(release::manifest_name));
  const auto manifest = Json::parse(manifest_text);
  const auto published = Json::parse(release.files.at(std::string(release::tables_json_name)));
  const bool late_apart = manifest.value("late", "") == release::late_apart;
  const Words words(labels, language, wording, published, late_apart);
  Json tables = Json::array();
  for (const auto& table : published.at("tables"))
    if (is_for_readers(table)) tables.push_back(table_of(table, words));
  const auto late = published.find(release::late_name);
  if (late != published.end()) insert_late(tables, *late, late_apart, words);

  const auto round_to = manifest.at("round_to").get<unsigned>();
  const auto& period = release.period;
  return {{"available", true},
          {"period", release::to_string(period)},
          {"period_name", period_name(period, wording)},
          {"threshold", wording.number(manifest.at("threshold").get<unsigned>())},
          {"rounding", round_to > 1 ? Json(wording.number(round_to)) : Json(false)},
          {"audited", manifest.at("audit").at("verdict") == release::audit_passed},
          {"demo", manifest.at("demonstration").get<bool>()},
          {"nothing_shown", !shows_a_number(manifest, published)},
          {"tables", std::move(tables)},
          {"files", files_of(release)},
          {"manifest_sha256", crypto::hex(crypto::sha256(crypto::bytes_of(manifest_text)))},
          {"signing_key", key.line()}};
}

}  // namespace tellsafe::reading
