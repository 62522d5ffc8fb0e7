#include "service/disclosure/published.h"

#include <algorithm>

#include "service/disclosure/program.h"
#include "service/disclosure/together.h"

namespace tellsafe::disclosure {

namespace {

std::optional<Betrayal> betrayal(const Extent& extent, unsigned threshold) {
  if (!extent.proven) return Betrayal::undecided;
  if (!extent.high) return {};
  if (*extent.high < threshold) return extent.low > 0 ? Betrayal::known_to_exist : Betrayal::known_to_be_few;
  if (*extent.high == extent.low) return Betrayal::known_exactly;
  return {};
}

}  // namespace

Sought any_counts(std::size_t cells, std::span<const Relation> relations, std::span<const Known> known,
                  Solver& solver) {
  // Where all counts are 0 all relations hold, and what is known is to be met.
  const System system{std::vector<std::uint64_t>(cells, 0),
                      {relations.begin(), relations.end()},
                      {known.begin(), known.end()}};
  if (std::ranges::any_of(known, [](const Known& one) { return one.low > one.high; }))
    return {Outcome::impossible, {}};
  const Structure structure = structure_of(system);
  Point point(system, structure);
  const auto program = program_of(system, structure, Holds(cells, 0), std::span<const Need>(), point);
  const auto solution = solver.solve(program.program);
  if (solution.outcome != Outcome::found) return {solution.outcome, {}};
  apply(program, solution, point);
  Sought sought{Outcome::found, {}};
  for (std::size_t cell = 0; cell < cells; ++cell)
    sought.counts.push_back(static_cast<std::uint64_t>(point[cell]));
  // The solver's arithmetic may have been too coarse.
  const System found{sought.counts, system.relations, system.known};
  return faults(found).empty() ? sought : Sought{};
}

namespace {

// What of the extents of these cells is a leak, and is not known without the figures.
std::vector<Leak> leaks(const Published& published, const std::vector<std::uint64_t>& counts,
                        const std::vector<Extent>& extents, unsigned threshold, std::uint64_t most,
                        Solver& solver) {
  std::vector<std::size_t> suspect;
  for (const auto& extent : extents)
    if (betrayal(extent, threshold)) suspect.push_back(extent.cell);
  const auto before = intervals({counts, published.relations, published.outside},
                                std::vector<bool>(published.cells), suspect, most, solver);
  auto without = before.begin();
  std::vector<Leak> found;
  for (const auto& extent : extents)
    if (const auto what = betrayal(extent, threshold); what && extent != *without++)
      found.push_back({*what, extent});
  return found;
}

Leak not_found(const Sought& sought) {
  return {sought.outcome == Outcome::impossible ? Betrayal::contradiction : Betrayal::undecided, {}};
}

// All that is known, and a set of counts that agrees with it.
struct Start {
  System system;
  Sought sought;
  std::vector<std::size_t> unshown;
  std::uint64_t most = 0;  // beyond the threshold only what is known exactly matters: the nearest counts tell
};

Start start(const Published& published, unsigned threshold, Solver& solver) {
  const auto& [cells, relations, figures, outside] = published;
  auto known = outside;
  known.insert(known.end(), figures.begin(), figures.end());
  Start result;
  result.sought = any_counts(cells, relations, known, solver);
  if (result.sought.outcome != Outcome::found) return result;
  result.system = {result.sought.counts, relations, std::move(known)};
  std::vector<bool> open(cells, true);
  for (const auto& figure : figures) open[figure.cell] = false;
  for (std::size_t cell = 0; cell < cells; ++cell)
    if (open[cell]) result.unshown.push_back(cell);
  result.most = threshold;
  for (const auto count : result.sought.counts) result.most = std::max(result.most, count + 1);
  return result;
}

// The cells of which no set of counts was found that makes them large.
std::vector<std::size_t> not_large(const Published& published, const Start& from, unsigned threshold,
                                   Solver& solver) {
  const auto& system = from.system;
  std::vector<Goal> goals;
  for (const auto cell : from.unshown)
    if (system.counts[cell] < threshold) goals.push_back({cell, system.counts[cell], threshold});
  Finder finder(system, solver);
  for (const auto& [cell, low, high] : published.figures)
    if (low == high) finder.hold(static_cast<Cell>(cell), always);
  Proofs proofs(goals, published.cells);
  Figures figures;
  const auto order = proofs.order(finder.structure());
  prove_together(system, finder, proofs, order, figures,
                 [&](Witness witness) { proofs.add(std::move(witness), 0); });
  std::vector<std::size_t> cells;
  for (const auto& side : order) {
    if (side.down || proofs.is_proven(side)) continue;
    auto found = prove(finder, proofs.need(side.goal, false), figures);
    if (found.outcome == Outcome::found)
      proofs.add(std::move(found.witness), 0);
    else
      cells.push_back(goals[side.goal].cell);
  }
  std::ranges::sort(cells);
  return cells;
}

}  // namespace

Attack attack(const Published& published, unsigned threshold, Solver& solver) {
  const auto from = start(published, threshold, solver);
  if (from.sought.outcome != Outcome::found) return {{not_found(from.sought)}, {}};
  Attack result;
  result.extents =
      intervals(from.system, std::vector<bool>(published.cells), from.unshown, from.most, solver);
  result.leaks = leaks(published, from.system.counts, result.extents, threshold, from.most, solver);
  return result;
}

std::vector<Leak> small_for_sure(const Published& published, unsigned threshold, Solver& solver) {
  const auto from = start(published, threshold, solver);
  if (from.sought.outcome != Outcome::found) return {not_found(from.sought)};
  const auto cells = not_large(published, from, threshold, solver);
  const auto extents = intervals(from.system, std::vector<bool>(published.cells), cells, from.most, solver);
  auto found = leaks(published, from.system.counts, extents, threshold, from.most, solver);
  std::erase_if(found, [](const Leak& leak) { return leak.betrayal == Betrayal::known_exactly; });
  return found;
}

}  // namespace tellsafe::disclosure
