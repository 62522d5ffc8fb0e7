#include "service/reading/names.h"

#include <fmt/format.h>

#include <algorithm>

#include "service/release/format.h"

namespace tellsafe::reading {

std::string spoken_key(std::string_view question, std::string_view kind, std::string_view code) {
  if (kind == release::name_of(release::ItemKind::unanswered) &&
      std::ranges::find(asked_of_some, question) != asked_of_some.end())
    return "page.numbers.not_asked";
  return release::label_key(question, kind, code);
}

Names::Names(const schema::Labels& labels)
    : labels_(labels),
      language_(labels.languages().front().code),
      wording_(labels, labels.languages().front()) {}

std::string Names::of(const release::Publication& publication, const std::string& key,
                      std::string_view code) const {
  if (labels_.has(language_, key)) return labels_.text(language_, key);
  const auto found = publication.words.texts.find(key);
  if (found == publication.words.texts.end() || found->second.empty()) return std::string(code);
  for (const auto& language : publication.statement.languages)
    if (const auto text = found->second.find(language); text != found->second.end()) return text->second;
  return found->second.begin()->second;
}

std::string Names::table(const release::Publication& publication, std::string_view id) const {
  return of(publication, release::table_key(id), id);
}

std::string Names::question(const release::Publication& publication, std::string_view code) const {
  return of(publication, release::question_key(code), code);
}

std::string Names::question(std::string_view code) const {
  const auto key = release::question_key(code);
  return labels_.has(language_, key) ? labels_.text(language_, key) : std::string(code);
}

std::string Names::item(const release::Publication& publication, std::string_view question,
                        const release::Item& item) const {
  return of(publication, spoken_key(question, release::name_of(item.kind), item.code), item.code);
}

std::string Names::total(const release::Publication& publication) const {
  const bool apart = publication.statement.late == release::Late::apart;
  return of(publication, apart ? std::string(release::total_apart_key) : release::label_key("", "total", ""),
            "total");
}

std::string Names::code(std::string_view question, std::string_view code) const {
  if (code.empty()) return labels_.text(language_, release::label_key(question, "total", ""));
  for (const auto* kind : {"category", "option"})
    if (const auto key = release::label_key(question, kind, code); labels_.has(language_, key))
      return labels_.text(language_, key);
  return std::string(code);
}

std::string Names::period(const release::Period& period) const {
  return period.quarter == 0 ? wording_.year(period.year) : wording_.quarter(period.year, period.quarter);
}

}  // namespace tellsafe::reading
