#include <CbcHeuristic.hpp>
#include <CbcModel.hpp>
#include <ClpSimplex.hpp>
#include <OsiClpSolverInterface.hpp>
#include <algorithm>
#include <cmath>
#include <memory>
#include <numeric>
#include <optional>
#include <span>

#include "service/disclosure/solver.h"

namespace tellsafe::disclosure {

namespace {

constexpr double tolerance = 1e-6;
// Columns of the first linear program, those added at a time, and those of the largest search that is tried
// before all columns are.
constexpr std::size_t first_columns = 4000;
constexpr std::size_t more_columns = 150;
constexpr std::size_t small_search = 1600;
// Columns that a dive fixes at most.
constexpr int depth = 100;

bool is_whole(double value) {
  return std::abs(value - std::round(value)) < tolerance;
}

double bound(double value) {
  return std::isinf(value) ? std::copysign(COIN_DBL_MAX, value) : value;
}

// A linear program of some columns of a program, to which others can be added.
class Linear {
 public:
  explicit Linear(const Program& program) : program_(program), is_in_(program.columns.size()) {
    std::vector<double> row_low;
    std::vector<double> row_high;
    for (const auto& row : program.rows) {
      row_low.push_back(bound(row.low));
      row_high.push_back(bound(row.high));
    }
    simplex_.setLogLevel(0);
    simplex_.scaling(0);
    simplex_.resize(0, 0);
    simplex_.addRows(static_cast<int>(program.rows.size()), row_low.data(), row_high.data(), nullptr, nullptr,
                     nullptr);
  }

  void add(std::span<const std::size_t> columns) {
    std::vector<CoinBigIndex> starts{0};
    std::vector<int> rows;
    std::vector<double> factors;
    std::vector<double> high;
    std::vector<double> cost;
    for (const auto i : columns) {
      for (const auto& [row, factor] : program_.entries[i]) {
        rows.push_back(row);
        factors.push_back(factor);
      }
      starts.push_back(static_cast<CoinBigIndex>(rows.size()));
      high.push_back(bound(program_.columns[i].high));
      cost.push_back(program_.columns[i].cost);
      is_in_[i] = true;
      columns_.push_back(i);
    }
    const std::vector<double> low(columns.size(), 0);
    simplex_.addColumns(static_cast<int>(columns.size()), low.data(), high.data(), cost.data(), starts.data(),
                        rows.data(), factors.data());
  }

  ClpSimplex& simplex() { return simplex_; }
  const std::vector<std::size_t>& columns() const { return columns_; }
  bool has_all() const { return columns_.size() == program_.columns.size(); }
  std::span<const double> values() const { return {simplex_.primalColumnSolution(), columns_.size()}; }

  // With price >= 0 of each row: what a column costs less what its entries are worth.
  double reduced_cost(std::size_t column, std::span<const double> prices, bool with_cost) const {
    double cost = with_cost ? program_.columns[column].cost : 0;
    for (const auto& [row, factor] : program_.entries[column])
      cost -= factor * prices[static_cast<std::size_t>(row)];
    return cost;
  }

  // Adds the columns outside for which `reduced` is most below 0; whether there are any.
  template <class Reduced>
  bool add_best(const Reduced& reduced) {
    std::vector<std::pair<double, std::size_t>> found;
    for (std::size_t i = 0; i < is_in_.size(); ++i)
      if (!is_in_[i])
        if (const double cost = reduced(i); cost < -tolerance) found.emplace_back(cost, i);
    const auto end = found.begin() + static_cast<std::ptrdiff_t>(std::min(found.size(), more_columns));
    std::partial_sort(found.begin(), end, found.end());
    std::vector<std::size_t> best;
    for (auto i = found.begin(); i != end; ++i) best.push_back(i->second);
    if (!best.empty()) add(best);
    return !best.empty();
  }

 private:
  const Program& program_;
  ClpSimplex simplex_;
  std::vector<std::size_t> columns_;
  std::vector<bool> is_in_;
};

// Least and largest of a sum of price times something between two bounds.
struct Range {
  double low = 0;
  double high = 0;
  void add(double price, double from, double to) {
    if (std::abs(price) < 1e-9) return;
    low += price * (price > 0 ? from : to);
    high += price * (price > 0 ? to : from);
  }
};

std::vector<std::int64_t> rounded(std::size_t columns, std::span<const std::size_t> of,
                                  const double* values) {
  std::vector<std::int64_t> result(columns);
  for (std::size_t i = 0; i < of.size(); ++i) result[of[i]] = std::llround(values[i]);
  return result;
}

class CbcSolver : public Solver {
 public:
  explicit CbcSolver(Limits limits) : limits_(limits) {}

  Solution solve(const Program& program) override {
    Linear linear(program);
    linear.add(first(program));
    // The origin, where all slacks are basic, breaks only the row of the goal, and no cost is negative: the
    // dual simplex method starts next to the solution.
    auto& simplex = linear.simplex();
    simplex.setMaximumIterations(limits_.iterations);
    simplex.dual();
    while (simplex.isProvenPrimalInfeasible()) {
      if (linear.has_all()) return {Outcome::impossible, {}};
      switch (add_needed(program, linear)) {
        case Needed::none:
          return {Outcome::impossible, {}};
        case Needed::unclear:
          add_all(linear);
          break;
        case Needed::some:
          break;
      }
      simplex.allSlackBasis(true);
      simplex.dual();
    }
    if (!simplex.isProvenOptimal()) return {};
    const std::vector<double> prices(simplex.dualRowSolution(),
                                     simplex.dualRowSolution() + program.rows.size());
    const std::vector<double> values(linear.values().begin(), linear.values().end());
    if (dive(program, linear))
      return {Outcome::found, rounded(program.columns.size(), linear.columns(), linear.values().data())};
    return search_near(program, linear, values, prices);
  }

 private:
  enum class Needed { none, some, unclear };

  // All that take something away and all that may be broken at a price; of the others, some.
  static std::vector<std::size_t> first(const Program& program) {
    const std::size_t columns = program.columns.size();
    std::vector<std::size_t> chosen;
    const std::size_t every = 1 + columns / first_columns;
    for (std::size_t i = 0; i < columns; ++i) {
      const auto& column = program.columns[i];
      if (column.high < infinity || !column.integer || i % every == 0) chosen.push_back(i);
    }
    return chosen;
  }

  static void add_all(Linear& linear) {
    while (linear.add_best([](std::size_t) { return -1.0; })) {
    }
  }

  // A program without a solution has prices by which its columns can't bring its rows where they must be
  // (Farkas); only columns that are worth something at these prices can help.
  static Needed add_needed(const Program& program, Linear& linear) {
    const std::unique_ptr<double[]> ray(linear.simplex().infeasibilityRay());
    if (!ray) return Needed::unclear;
    const std::span prices(ray.get(), program.rows.size());
    Range rows;
    for (std::size_t i = 0; i < prices.size(); ++i)
      rows.add(prices[i], program.rows[i].low, program.rows[i].high);
    Range reach;
    for (const auto i : linear.columns())
      reach.add(-linear.reduced_cost(i, prices, false), 0, program.columns[i].high);
    const bool below = reach.high < rows.low - tolerance;
    const bool above = reach.low > rows.high + tolerance;
    if (!below && !above) return Needed::unclear;
    const double sign = below ? 1 : -1;
    const bool some =
        linear.add_best([&](std::size_t i) { return sign * linear.reduced_cost(i, prices, false); });
    return some ? Needed::some : Needed::none;
  }

  // The column that lacks least to its next whole number.
  static std::optional<std::size_t> nearly_whole(const Program& program, const Linear& linear) {
    const auto values = linear.values();
    std::optional<std::size_t> best;
    double least = 1;
    for (std::size_t i = 0; i < values.size(); ++i) {
      if (!program.columns[linear.columns()[i]].integer || is_whole(values[i])) continue;
      const double lack = std::ceil(values[i]) - values[i];
      if (lack < least) {
        least = lack;
        best = i;
      }
    }
    return best;
  }

  // Rounds column after column, up where that has a solution, until all are whole; false if that didn't work.
  bool dive(const Program& program, Linear& linear) const {
    auto& simplex = linear.simplex();
    for (int step = 0; step < depth; ++step) {
      const auto column = nearly_whole(program, linear);
      if (!column) return true;
      const auto index = static_cast<int>(*column);
      const double value = linear.values()[*column];
      const double low = simplex.columnLower()[index];
      simplex.setColumnLower(index, std::ceil(value));
      simplex.dual();
      if (simplex.isProvenOptimal()) continue;
      simplex.setColumnLower(index, low);
      simplex.setColumnUpper(index, std::floor(value));
      simplex.dual();
      if (!simplex.isProvenOptimal()) return false;
    }
    return false;
  }

  // An integer solution is often at hand among the columns that the linear program uses, or could use at
  // little more cost; searching those alone is quick.
  Solution search_near(const Program& program, const Linear& linear, std::span<const double> values,
                       std::span<const double> prices) const {
    std::vector<bool> used(program.columns.size());
    for (std::size_t i = 0; i < values.size(); ++i) used[linear.columns()[i]] = values[i] > tolerance;
    std::vector<std::pair<double, std::size_t>> near;
    for (std::size_t i = 0; i < used.size(); ++i)
      near.emplace_back(used[i] ? -infinity : linear.reduced_cost(i, prices, true), i);
    std::ranges::sort(near);
    for (const auto many : {small_search, near.size()}) {
      std::vector<std::size_t> columns;
      for (std::size_t i = 0; i < std::min(many, near.size()); ++i) columns.push_back(near[i].second);
      auto found = search(program, columns);
      if (found.outcome == Outcome::found || columns.size() == near.size()) return found;
    }
    return {};
  }

  Solution search(const Program& program, std::span<const std::size_t> columns) const {
    Linear near(program);
    near.add(columns);
    OsiClpSolverInterface linear(&near.simplex());
    linear.messageHandler()->setLogLevel(0);
    for (std::size_t i = 0; i < columns.size(); ++i)
      if (program.columns[columns[i]].integer) linear.setInteger(static_cast<int>(i));
    CbcModel model(linear);
    model.setLogLevel(0);
    model.messageHandler()->setLogLevel(0);
    model.setMaximumNodes(limits_.nodes);
    model.setMaximumSolutions(1);
    CbcRounding rounding(model);
    model.addHeuristic(&rounding);
    model.branchAndBound();
    if (const double* best = model.bestSolution())
      return {Outcome::found, rounded(program.columns.size(), columns, best)};
    return {model.isProvenInfeasible() ? Outcome::impossible : Outcome::unknown, {}};
  }

  Limits limits_;
};

}  // namespace

std::unique_ptr<Solver> cbc_solver(Limits limits) {
  return std::make_unique<CbcSolver>(limits);
}

}  // namespace tellsafe::disclosure
