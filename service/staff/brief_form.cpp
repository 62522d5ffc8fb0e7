#include "service/staff/brief_form.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <string_view>

#include "schema/text.h"

namespace tellsafe::staff {
namespace {

using nlohmann::json;
using reading::BriefProblem;
using reading::BriefText;

std::vector<std::string> lines_of(std::string_view text) {
  std::vector<std::string> lines;
  while (!text.empty()) {
    const auto end = std::min(text.find('\n'), text.size());
    const auto line = schema::trimmed(text.substr(0, end));
    if (!line.empty()) lines.emplace_back(line);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

json field(const std::string& id, const std::string& value, const std::vector<BriefProblem>& problems) {
  json errors = json::array();
  for (const auto& problem : problems)
    if (problem.field == id) errors.push_back(problem.message);
  return {{"id", id}, {"value", value}, {"has_errors", !errors.empty()}, {"errors", std::move(errors)}};
}

std::string joined(const std::vector<std::string>& lines) {
  return fmt::format("{}", fmt::join(lines, "\n"));
}

}  // namespace

BriefText brief_of(const Fields& form, reading::Month month) {
  BriefText text;
  text.month = month;
  text.changes = lines_of(form.value("changes"));
  text.needs = lines_of(form.value("needs"));
  for (std::size_t i = 1; i <= reading::brief_limits.done; ++i) {
    const auto said = form.value(fmt::format("said_{}", i));
    const auto did = form.value(fmt::format("did_{}", i));
    if (!said.empty() || !did.empty()) text.done.push_back({std::string(said), std::string(did)});
  }
  text.next = form.value("next");
  text.notes = joined(lines_of(form.value("notes")));
  return text;
}

json brief_fields(const BriefText& text, const std::vector<BriefProblem>& problems) {
  const auto& limits = reading::brief_limits;
  json pairs = json::array();
  for (std::size_t i = 0; i < std::max(limits.done, text.done.size()); ++i) {
    const auto pair = i < text.done.size() ? text.done[i] : reading::SaidAndDone();
    pairs.push_back({{"number", fmt::format("{}", i + 1)},
                     {"said", field(fmt::format("said_{}", i + 1), pair.said, problems)},
                     {"did", field(fmt::format("did_{}", i + 1), pair.did, problems)}});
  }
  return {{"changes", field("changes", joined(text.changes), problems)},
          {"needs", field("needs", joined(text.needs), problems)},
          {"pairs", std::move(pairs)},
          {"next", field("next", text.next, problems)},
          {"notes", field("notes", text.notes, problems)},
          {"limits",
           {{"changes", limits.changes},
            {"needs", limits.needs},
            {"item", limits.item},
            {"notes", limits.notes}}}};
}

json brief_lists(const BriefText& text) {
  json lists = json::array();
  const auto add = [&](std::string_view name, const std::vector<std::string>& items) {
    if (!items.empty()) lists.push_back({{"name", name}, {"items", items}});
  };
  std::vector<std::string> done;
  for (const auto& pair : text.done) done.push_back(fmt::format("{} → {}", pair.said, pair.did));
  add("Changes in how reports are counted", text.changes);
  add("Needs and gaps", text.needs);
  add("You said → we did", done);
  if (!text.next.empty()) add("Next meeting of the working group", {text.next});
  add("Notes", lines_of(text.notes));
  return lists;
}

}  // namespace tellsafe::staff
