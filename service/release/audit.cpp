#include "service/release/audit.h"

#include <fmt/format.h>

namespace tellsafe::release {

namespace {

using disclosure::Rule;

std::string range(const disclosure::Interval& interval) {
  if (!interval.high) return fmt::format("{} or more", interval.low);
  if (interval.low == *interval.high) return fmt::format("exactly {}", interval.low);
  return fmt::format("{} to {}", interval.low, *interval.high);
}

}  // namespace

std::string describe(const disclosure::Finding& finding, const View& view, const Cells& cells) {
  const auto& cell = cells.names[view.cells[finding.cell]];
  switch (finding.rule) {
    case Rule::shown_too_small:
      return fmt::format("{}: \"{}\" is shown although it is under {} (rule 3)", view.name, cell,
                         view.threshold);
    case Rule::residual:
      return fmt::format("{}: \"{}\" less its shown parts leaves {} (rule 6)", view.name, cell,
                         range(finding.interval));
    case Rule::cannot_be_low:
    case Rule::cannot_be_high:
      break;
  }
  if (!finding.proven)
    return fmt::format("{}: it could not be proven that \"{}\" is safe, nor that it is not (rule 5)",
                       view.name, cell);
  return fmt::format("{}: \"{}\" is not shown, but must be {} (rule 5)", view.name, cell,
                     range(finding.interval));
}

Audited audit_choice(const Problem& problem, const Choice& choice, disclosure::Solver& solver,
                     const std::vector<std::vector<disclosure::Witness>>& earlier) {
  Audited audited;
  auto views = views_of(problem, choice);
  for (std::size_t i = 0; i < views.size(); ++i) {
    std::span<const disclosure::Witness> witnesses;
    if (i < earlier.size()) witnesses = earlier[i];
    auto audit = disclosure::audit(views[i].system, views[i].shown, views[i].threshold, solver, witnesses);
    for (const auto& finding : audit.findings)
      audited.findings.push_back(describe(finding, views[i], problem.cells));
    audited.views.push_back({std::move(views[i]), std::move(audit)});
  }
  return audited;
}

}  // namespace tellsafe::release
