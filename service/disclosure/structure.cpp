#include "service/disclosure/structure.h"

#include <algorithm>
#include <numeric>
#include <optional>

namespace tellsafe::disclosure {

namespace {

enum class State : std::uint8_t { fresh, open, done };

class Expansion {
 public:
  explicit Expansion(const System& system)
      : system_(system),
        first_(system.counts.size()),
        state_(system.counts.size(), State::fresh),
        leaves_(system.counts.size()) {
    for (std::uint32_t i = 0; i < system.relations.size(); ++i)
      if (const auto& relation = system.relations[i]; relation.exact && !first_[relation.parent])
        first_[relation.parent] = i;
    for (Cell cell = 0; cell < leaves_.size(); ++cell) expand(cell);
  }

  const std::vector<Cell>& leaves(std::size_t cell) const { return leaves_[cell]; }

  // Whether the relation says nothing that the leaves do not say.
  bool follows(const Relation& relation) const {
    return relation.exact && joined(relation) == leaves_[relation.parent];
  }

 private:
  std::vector<Cell> joined(const Relation& relation) const {
    std::vector<Cell> all;
    for (const auto child : relation.children)
      all.insert(all.end(), leaves_[child].begin(), leaves_[child].end());
    std::ranges::sort(all);
    return all;
  }

  // The depth is that of the hierarchies, a handful.
  void expand(std::size_t cell) {
    if (state_[cell] != State::fresh) return;
    state_[cell] = State::open;
    std::optional<std::vector<Cell>> parts;
    if (first_[cell]) {
      const auto& relation = system_.relations[*first_[cell]];
      bool circular = false;
      for (const auto child : relation.children) {
        circular |= state_[child] == State::open;
        expand(child);
      }
      if (!circular) parts = joined(relation);
    }
    if (parts && std::ranges::adjacent_find(*parts) == parts->end())
      leaves_[cell] = std::move(*parts);
    else
      leaves_[cell] = {static_cast<Cell>(cell)};
    state_[cell] = State::done;
  }

  const System& system_;
  std::vector<std::optional<std::uint32_t>> first_;  // of each cell, the relation that writes it out
  std::vector<State> state_;
  std::vector<std::vector<Cell>> leaves_;
};

}  // namespace

Lists turned(const Lists& lists, std::size_t size) {
  Lists result;
  result.starts.assign(size + 1, 0);
  for (const auto item : lists.items) ++result.starts[item + 1];
  std::partial_sum(result.starts.begin(), result.starts.end(), result.starts.begin());
  result.items.resize(lists.items.size());
  auto next = result.starts;
  for (std::uint32_t list = 0; list + 1 < lists.starts.size(); ++list)
    for (const auto item : lists[list]) result.items[next[item]++] = list;
  return result;
}

Structure structure_of(const System& system) {
  const std::size_t cells = system.counts.size();
  const Expansion expansion(system);
  Structure structure;
  for (std::size_t cell = 0; cell < cells; ++cell) {
    const auto& leaves = expansion.leaves(cell);
    structure.leaves.items.insert(structure.leaves.items.end(), leaves.begin(), leaves.end());
    structure.leaves.close();
  }
  structure.above = turned(structure.leaves, cells);
  const auto fewer_leaves = [&](Cell a, Cell b) {
    const auto size_a = structure.leaves[a].size();
    const auto size_b = structure.leaves[b].size();
    return size_a != size_b ? size_a < size_b : a < b;
  };
  for (std::size_t leaf = 0; leaf < cells; ++leaf)
    std::sort(structure.above.items.begin() + structure.above.starts[leaf],
              structure.above.items.begin() + structure.above.starts[leaf + 1], fewer_leaves);

  Lists members;
  for (std::uint32_t i = 0; i < system.relations.size(); ++i) {
    const auto& relation = system.relations[i];
    if (expansion.follows(relation)) continue;
    structure.loose.push_back(i);
    members.items.push_back(static_cast<Cell>(relation.parent));
    for (const auto child : relation.children) members.items.push_back(static_cast<Cell>(child));
    members.close();
  }
  structure.loose_of = turned(members, cells);
  return structure;
}

}  // namespace tellsafe::disclosure
