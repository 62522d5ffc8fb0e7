#include "service/release/proof.h"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <functional>
#include <map>
#include <nlohmann/json.hpp>

#include "service/disclosure/residuals.h"

namespace tellsafe::release {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::string_view format = "tellsafe-proof-1";
constexpr std::size_t smallest = 65'536;

Json json_of(const ViewProof& view) {
  Json known = Json::array();
  for (const auto& [cell, low, high] : view.known) known.push_back({cell, low, high});
  Json shown = Json::array();
  for (std::size_t cell = 0; cell < view.shown.size(); ++cell)
    if (view.shown[cell]) shown.push_back(cell);
  Json goals = Json::array();
  for (const auto& [cell, low, high] : view.goals) goals.push_back({cell, low, high});
  Json witnesses = Json::array();
  for (const auto& witness : view.witnesses) {
    Json changes = Json::array();
    for (const auto& [cell, count] : witness.changes) changes.push_back({cell, count});
    witnesses.push_back(std::move(changes));
  }
  return {{"name", view.name},
          {"threshold", view.threshold},
          {"cells", view.cells},
          {"known", std::move(known)},
          {"shown", std::move(shown)},
          {"goals", std::move(goals)},
          {"witnesses", std::move(witnesses)}};
}

std::size_t index_below(const Json& number, std::size_t end) {
  const auto index = number.get<std::size_t>();
  if (index >= end) throw std::out_of_range("a cell");
  return index;
}

// Throws nlohmann::json::exception or std::out_of_range for what is not a view.
ViewProof view_of(const Json& json, std::size_t all) {
  std::vector<std::size_t> of_all;
  for (const auto& entry : json.at("cells")) of_all.push_back(index_below(entry, all));
  if (!std::ranges::is_sorted(of_all, std::less_equal())) throw std::out_of_range("cells");
  const auto cells = of_all.size();
  const auto cell = [&](const Json& number) { return index_below(number, cells); };
  ViewProof view{
      json.at("name"), json.at("threshold"), std::move(of_all), {}, std::vector<bool>(cells), {}, {}};
  for (const auto& entry : json.at("known"))
    view.known.push_back({cell(entry.at(0)), entry.at(1), entry.at(2)});
  for (const auto& entry : json.at("shown")) view.shown[cell(entry)] = true;
  for (const auto& entry : json.at("goals"))
    view.goals.push_back({cell(entry.at(0)), entry.at(1), entry.at(2)});
  for (const auto& entry : json.at("witnesses")) {
    auto& witness = view.witnesses.emplace_back();
    for (const auto& change : entry) witness.changes.push_back({cell(change.at(0)), change.at(1)});
  }
  return view;
}

// The part of the system that the view is about.
disclosure::System system_of(const Proof& proof, const ViewProof& view) {
  std::map<std::size_t, std::size_t> index_of;
  disclosure::System system;
  for (const auto cell : view.cells) {
    index_of.emplace(cell, system.counts.size());
    system.counts.push_back(proof.system.counts[cell]);
  }
  const auto here = [&](std::size_t cell) { return index_of.contains(cell); };
  for (auto relation : proof.system.relations) {
    if (!here(relation.parent) || !std::ranges::all_of(relation.children, here)) continue;
    relation.parent = index_of.at(relation.parent);
    for (auto& child : relation.children) child = index_of.at(child);
    system.relations.push_back(std::move(relation));
  }
  system.known = view.known;
  return system;
}

void add_view_faults(const Proof& proof, const ViewProof& view, std::vector<std::string>& found) {
  const auto system = system_of(proof, view);
  const auto fault = [&](std::string_view what) { found.push_back(fmt::format("{}: {}", view.name, what)); };
  if (const auto faults = disclosure::faults(system); !faults.empty()) return fault(faults.front());
  const auto known_zero = [&](std::size_t cell) {
    return std::ranges::any_of(view.known,
                               [&](const auto& known) { return known.cell == cell && known.high == 0; });
  };
  for (std::size_t cell = 0; cell < view.shown.size(); ++cell)
    if (view.shown[cell] && system.counts[cell] < view.threshold && !known_zero(cell))
      fault(fmt::format("\"{}\" is shown although it is under {}", proof.names[view.cells[cell]],
                        view.threshold));
  for (const auto& [relation, rest] : disclosure::residuals(system, view.shown, view.threshold))
    fault(fmt::format("\"{}\" less its shown parts leaves {}", proof.names[system.relations[relation].parent],
                      rest));
  for (const auto& needed : disclosure::goals(system, view.shown, view.threshold)) {
    const auto goal = std::ranges::find(view.goals, needed.cell, &disclosure::Goal::cell);
    const bool weaker = goal != view.goals.end() && (goal->low > needed.low || goal->high < needed.high);
    if (goal == view.goals.end() || (weaker && view.known.empty()))
      fault(fmt::format("nothing is asked of \"{}\"", proof.names[view.cells[needed.cell]]));
  }
  for (const auto& goal : disclosure::unproven(system, view.shown, view.goals, view.witnesses))
    fault(fmt::format("no witness proves that \"{}\" is safe", proof.names[view.cells[goal.cell]]));
}

}  // namespace

Proof proof_of(const Period& period, const Problem& problem, const Audited& audited) {
  Proof proof{period, problem.cells.names, problem.cells.system, {}};
  proof.system.known.clear();
  for (const auto& [view, audit] : audited.views)
    proof.views.push_back(
        {view.name, view.threshold, view.cells, view.system.known, view.shown, audit.goals, audit.witnesses});
  return proof;
}

std::string proof_text(const Proof& proof) {
  Json relations = Json::array();
  for (const auto& [parent, children, exact] : proof.system.relations)
    relations.push_back({parent, exact, children});
  Json views = Json::array();
  for (const auto& view : proof.views) views.push_back(json_of(view));
  const Json json = {{"format", format},
                     {"period", to_string(proof.period)},
                     {"cells", proof.names},
                     {"counts", proof.system.counts},
                     {"relations", std::move(relations)},
                     {"views", std::move(views)}};
  std::string text = json.dump();
  text.resize(std::bit_ceil(std::max(text.size(), smallest)), ' ');
  return text;
}

Result<Proof> parse_proof(std::string_view text) try {
  const auto json = Json::parse(text);
  const auto period = parse_period(json.at("period").get<std::string>());
  if (json.at("format") != format || !period) throw std::out_of_range("a proof");
  Proof proof{*period, json.at("cells"), {json.at("counts"), {}, {}}, {}};
  if (proof.names.size() != proof.system.counts.size()) throw std::out_of_range("cells");
  for (const auto& entry : json.at("relations"))
    proof.system.relations.push_back({entry.at(0), entry.at(2), entry.at(1)});
  if (!disclosure::faults(proof.system).empty()) throw std::out_of_range("relations");
  for (const auto& view : json.at("views")) proof.views.push_back(view_of(view, proof.names.size()));
  return proof;
} catch (const std::exception&) {
  // The text holds counts; an exception's words might too.
  return Refusal{Refusal::Kind::damaged, "The sealed proof of the release is not one."};
}

std::vector<std::string> proof_faults(const Proof& proof) {
  std::vector<std::string> found;
  if (proof.views.empty()) found.emplace_back("the proof is of no view");
  for (const auto& view : proof.views) add_view_faults(proof, view, found);
  return found;
}

}  // namespace tellsafe::release
