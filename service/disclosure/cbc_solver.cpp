#include <CbcHeuristic.hpp>
#include <CbcModel.hpp>
#include <ClpSimplex.hpp>
#include <OsiClpSolverInterface.hpp>
#include <algorithm>
#include <cmath>
#include <numeric>
#include <span>

#include "service/disclosure/solver.h"

namespace tellsafe::disclosure {

namespace {

constexpr double tolerance = 1e-6;
// Columns in the first search: enough that it mostly succeeds.
constexpr std::size_t small_search = 1600;

bool is_whole(double value) {
  return std::abs(value - std::round(value)) < tolerance;
}

double bound(double value) {
  return std::isinf(value) ? std::copysign(COIN_DBL_MAX, value) : value;
}

// The origin, where all slacks are basic, breaks only the row of the goal, and no cost is negative: the dual
// simplex method starts next to the solution.
void load(const Program& program, ClpSimplex& simplex) {
  std::vector<CoinBigIndex> starts{0};
  std::vector<int> rows;
  std::vector<double> factors;
  for (const auto& column : program.entries) {
    for (const auto& [row, factor] : column) {
      rows.push_back(row);
      factors.push_back(factor);
    }
    starts.push_back(static_cast<CoinBigIndex>(rows.size()));
  }
  const std::vector<double> low(program.columns.size(), 0);
  std::vector<double> high;
  std::vector<double> cost;
  for (const auto& column : program.columns) {
    high.push_back(bound(column.high));
    cost.push_back(column.cost);
  }
  std::vector<double> row_low;
  std::vector<double> row_high;
  for (const auto& row : program.rows) {
    row_low.push_back(bound(row.low));
    row_high.push_back(bound(row.high));
  }
  simplex.setLogLevel(0);
  simplex.loadProblem(static_cast<int>(program.columns.size()), static_cast<int>(program.rows.size()),
                      starts.data(), rows.data(), factors.data(), low.data(), high.data(), cost.data(),
                      row_low.data(), row_high.data());
}

bool is_whole(const Program& program, const ClpSimplex& simplex) {
  const std::span values(simplex.primalColumnSolution(), program.columns.size());
  for (std::size_t i = 0; i < values.size(); ++i)
    if (program.columns[i].integer && !is_whole(values[i])) return false;
  return true;
}

std::vector<std::int64_t> rounded(const Program& program, const double* values) {
  std::vector<std::int64_t> result;
  for (std::size_t i = 0; i < program.columns.size(); ++i) result.push_back(std::llround(values[i]));
  return result;
}

class CbcSolver : public Solver {
 public:
  explicit CbcSolver(Limits limits) : limits_(limits) {}

  Solution solve(const Program& program) override {
    ClpSimplex simplex;
    load(program, simplex);
    simplex.setMaximumIterations(limits_.iterations);
    simplex.dual();
    if (simplex.isProvenPrimalInfeasible()) return {Outcome::impossible, {}};
    if (!simplex.isProvenOptimal()) return {};
    if (is_whole(program, simplex)) return {Outcome::found, rounded(program, simplex.primalColumnSolution())};
    return search_near(program, simplex);
  }

 private:
  // An integer solution is often at hand among the columns that the linear program uses, or could use at
  // little more cost; searching those alone is quick.
  Solution search_near(const Program& program, const ClpSimplex& simplex) const {
    const std::span values(simplex.primalColumnSolution(), program.columns.size());
    const std::span reduced(simplex.dualColumnSolution(), program.columns.size());
    std::vector<std::size_t> near(program.columns.size());
    std::iota(near.begin(), near.end(), std::size_t{0});
    std::ranges::stable_sort(near, {},
                             [&](std::size_t i) { return values[i] > tolerance ? -infinity : reduced[i]; });
    near.resize(std::min(near.size(), small_search));
    Program small{program.rows, {}, {}};
    for (const auto i : near) {
      small.columns.push_back(program.columns[i]);
      small.entries.push_back(program.entries[i]);
    }
    ClpSimplex small_simplex;
    load(small, small_simplex);
    auto found = search(small, small_simplex);
    if (found.outcome != Outcome::found) {
      if (near.size() == program.columns.size()) return found;
      ClpSimplex all = simplex;
      return search(program, all);
    }
    Solution solution{Outcome::found, std::vector<std::int64_t>(program.columns.size())};
    for (std::size_t i = 0; i < near.size(); ++i) solution.values[near[i]] = found.values[i];
    return solution;
  }

  Solution search(const Program& program, ClpSimplex& simplex) const {
    OsiClpSolverInterface linear(&simplex);
    linear.messageHandler()->setLogLevel(0);
    for (std::size_t i = 0; i < program.columns.size(); ++i)
      if (program.columns[i].integer) linear.setInteger(static_cast<int>(i));
    CbcModel model(linear);
    model.setLogLevel(0);
    model.messageHandler()->setLogLevel(0);
    model.setMaximumNodes(limits_.nodes);
    model.setMaximumSolutions(1);
    CbcRounding rounding(model);
    model.addHeuristic(&rounding);
    model.branchAndBound();
    if (const double* best = model.bestSolution()) return {Outcome::found, rounded(program, best)};
    return {model.isProvenInfeasible() ? Outcome::impossible : Outcome::unknown, {}};
  }

  Limits limits_;
};

}  // namespace

std::unique_ptr<Solver> cbc_solver(Limits limits) {
  return std::make_unique<CbcSolver>(limits);
}

}  // namespace tellsafe::disclosure
