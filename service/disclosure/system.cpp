#include "service/disclosure/system.h"

#include <algorithm>

namespace tellsafe::disclosure {

namespace {

constexpr std::uint64_t too_large = std::uint64_t{1} << 31;

const char* fault_of(const System& system, const Relation& relation) {
  const std::size_t cells = system.counts.size();
  if (relation.children.empty()) return "no children";
  auto all = relation.children;
  all.push_back(relation.parent);
  std::ranges::sort(all);
  if (all.back() >= cells) return "a cell that does not exist";
  if (std::ranges::adjacent_find(all) != all.end()) return "a cell twice";

  std::uint64_t sum = 0;
  std::uint64_t largest = 0;
  for (const auto child : relation.children) {
    sum += system.counts[child];
    largest = std::max(largest, system.counts[child]);
  }
  const auto parent = system.counts[relation.parent];
  if (relation.exact) return parent == sum ? nullptr : "children that do not add up to the parent";
  return largest <= parent && parent <= sum ? nullptr : "a parent that its children contradict";
}

}  // namespace

std::vector<std::string> faults(const System& system) {
  std::vector<std::string> found;
  const auto note = [&](const char* what, std::size_t index, const char* fault) {
    found.push_back(std::string(what) + ' ' + std::to_string(index) + ": " + fault);
  };
  for (std::size_t cell = 0; cell < system.counts.size(); ++cell)
    if (system.counts[cell] >= too_large) note("cell", cell, "a count that is too large");
  for (std::size_t i = 0; i < system.relations.size(); ++i)
    if (const char* fault = fault_of(system, system.relations[i])) note("relation", i, fault);
  for (std::size_t i = 0; i < system.known.size(); ++i) {
    const auto& [cell, low, high] = system.known[i];
    if (cell >= system.counts.size())
      note("known", i, "a cell that does not exist");
    else if (system.counts[cell] < low || system.counts[cell] > high)
      note("known", i, "contradicts the count");
  }
  return found;
}

}  // namespace tellsafe::disclosure
