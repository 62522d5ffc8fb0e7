// A need as an integer program over classes of leaves.
//
// The variables are differences to the true counts, one pair (more, fewer) for each class; a class is the
// leaves that are part of the same cells, as far as rows or the need look at them. Only the connected block
// of the need's cell is written down: a shown count cuts what lies on its two sides apart.
#pragma once

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

struct NeedProgram {
  Program program;
  std::vector<Class> classes;  // of the columns, in pairs of (more, fewer)
};

// `point` must be at the true counts.
NeedProgram program_of(const System& system, const Structure& structure, const Holds& holds, const Need& need,
                       const Point& point);

// Moves the point as the solution says.
void apply(const NeedProgram& program, const Solution& solution, Point& point);

}  // namespace tellsafe::disclosure
