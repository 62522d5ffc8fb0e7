// The edge to integer programming: does a set of linear rows have an integer solution?
#pragma once

#include <cstdint>
#include <limits>
#include <memory>
#include <vector>

namespace tellsafe::disclosure {

inline constexpr double infinity = std::numeric_limits<double>::infinity();

struct Row {
  double low = -infinity;
  double high = infinity;
};

struct Column {
  double high = infinity;  // from 0
  double cost = 0;         // at least 0
  bool integer = true;
};

struct Entry {
  int row = 0;
  double factor = 0;
};

struct Program {
  std::vector<Row> rows;
  std::vector<Column> columns;
  std::vector<std::vector<Entry>> entries;  // of each column; no row twice
};

enum class Outcome {
  found,
  impossible,  // not even without asking for integers, or an exhausted search
  unknown,     // a limit was reached
};

struct Solution {
  Outcome outcome = Outcome::unknown;
  std::vector<std::int64_t> values;  // of each column, where found
};

// Counted in the solver's own steps and never in seconds, so that the same input gives the same output.
struct Limits {
  int iterations = 200'000;  // of one linear program
  int nodes = 2'000;         // of one search tree
};

// Not thread safe.
class Solver {
 public:
  virtual ~Solver() = default;
  // A solution of low cost, not always the lowest.
  virtual Solution solve(const Program& program) = 0;
};

// COIN-OR CLP for the linear program and CBC for the search (Forrest and Lougee-Heimer 2005).
std::unique_ptr<Solver> cbc_solver(Limits limits = {});

}  // namespace tellsafe::disclosure
