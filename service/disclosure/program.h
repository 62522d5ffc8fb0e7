// A need as an integer program over classes of leaves.
//
// The variables are differences to the true counts: how much is added to a class, and how much is taken from
// one that has any; a class is the leaves that are part of the same cells, as far as rows or the need look at
// them. Only the connected block of the need's cell is written down: a shown count cuts what lies on its two
// sides apart.
#pragma once

#include <span>
#include <vector>

#include "service/disclosure/moves.h"
#include "service/disclosure/point.h"
#include "service/disclosure/solver.h"

namespace tellsafe::disclosure {

// How each cell's count is held: 0 not at all, a negative number always, a positive number: changing it by
// one costs that much.
using Holds = std::vector<double>;
inline constexpr double always = -1;

struct Class {
  std::vector<Cell> leaves;
};

// A column of the program that adds to a class (sign 1) or takes from it (-1).
struct ClassColumn {
  std::size_t of = 0;  // index into classes
  int sign = 1;
};

struct NeedProgram {
  Program program;
  std::vector<Class> classes;
  std::vector<ClassColumn> columns;  // the first ones of the program
};

// All needs are to be met at once; no needs at all: what is known is to be met, which `point` may break, in
// all blocks. Else `point` must be at the true counts.
NeedProgram program_of(const System& system, const Structure& structure, const Holds& holds,
                       std::span<const Need> needs, const Point& point);
inline NeedProgram program_of(const System& system, const Structure& structure, const Holds& holds,
                              const Need& need, const Point& point) {
  return program_of(system, structure, holds, std::span(&need, 1), point);
}

// Moves the point as the solution says.
void apply(const NeedProgram& program, const Solution& solution, Point& point);

}  // namespace tellsafe::disclosure
