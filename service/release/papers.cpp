#include "service/release/papers.h"

#include <algorithm>
#include <optional>
#include <span>

#include "service/disclosure/intervals.h"
#include "service/release/explain.h"

namespace tellsafe::release {

namespace {

// The forms that the vault has. Which of them the reports of a period carry is not told: that would say that
// there is a report.
std::vector<schema::FormVersion> form_versions(const Plan& plan) {
  std::vector<schema::FormVersion> versions;
  for (const auto& form : plan.forms) versions.push_back(form.version());
  std::ranges::sort(versions);
  return versions;
}

// A table as it is printed: the cell at each place, or none where no cell of it could be shown and it was
// left out of the audit.
struct Printed {
  const CountedTable* table = nullptr;
  std::span<const std::size_t> cells;
};

std::vector<Printed> printed_for(const Job& job, const Plan& plan, const Accounts& accounts,
                                 const Account& account, const schema::Audience& audience) {
  const auto& counted = account.tables_of[account.printed];
  std::vector<Printed> all;
  for (std::size_t i = 0; i < plan.programme.tables.size(); ++i) {
    if (!in_release(job.period, plan.tables[i]) || !schema::prints(plan.programme, plan.tables[i], audience))
      continue;
    auto& printed = all.emplace_back(Printed{&accounts.fresh.tables[i], {}});
    const auto found = std::ranges::find(counted, i);
    if (found == counted.end()) continue;
    const auto at = static_cast<std::size_t>(found - counted.begin());
    printed = {&account.parts[account.printed].tables[at], account.problem.cells.places[account.printed][at]};
  }
  return all;
}

ExplainedCell explain(const Cells& cells, const Shown& shown, const schema::Audience& audience,
                      const std::vector<std::optional<disclosure::Extent>>& extents, std::size_t cell) {
  const auto count = cells.system.counts[cell];
  if (shown.shown[cell]) return {Fate::shown, count, rounded(count, audience.round_to), count, count, ""};
  ExplainedCell explained{
      count < audience.threshold ? Fate::primary : Fate::complementary, count, {}, 0, {}, ""};
  if (const auto& extent = extents[cell]) {
    explained.low = extent->low;
    explained.high = extent->high;
    if (extent->high == 0U) explained.fate = Fate::known_zero;
  }
  const auto rejected = shown.rejected.find(cell);
  if (explained.fate != Fate::complementary) return explained;
  explained.why =
      rejected == shown.rejected.end() ? "not shown for a lower threshold either" : rejected->second;
  return explained;
}

}  // namespace

Publication publication_of(const Job& job, const Plan& plan, const Accounts& accounts, const Account& account,
                           const Choice& choice, const AuditNote& note, std::size_t index) {
  const auto& audience = plan.programme.audiences[index];
  const auto& cells = account.problem.cells;
  const auto figure = [&](std::size_t cell) {
    return choice.audiences[index].shown[cell] ? Figure(rounded(cells.system.counts[cell], audience.round_to))
                                               : Figure();
  };
  std::vector<CountedTable> tables;
  Figures figures;
  for (const auto& [table, places] : printed_for(job, plan, accounts, account, audience)) {
    tables.push_back(*table);
    std::ranges::transform(places, figures.tables.emplace_back(table->counts.size()).begin(), figure);
  }
  figures.total = figure(cells.totals[account.printed]);
  figures.has_late = account.late != Late::none;
  if (figures.has_late) figures.late = figure(account.late_cell);
  return publication(
      {job.city, job.period, audience, job.demo, plan.programme.version, form_versions(plan), note,
       job.languages, account.late},
      tables, figures,
      vocabulary(tables, plan.labels, job.languages, plan.forms, plan.notes, account.late == Late::apart));
}

std::string explanation_of(const Job& job, const Plan& plan, const Accounts& accounts, const Account& account,
                           const Choice& choice, disclosure::Solver& solver) {
  const auto& cells = account.problem.cells;
  const auto views = views_of(account.problem, choice);
  Explanation explanation{job.city, job.period, job.demo, account.late, {}};
  for (std::size_t a = 0; a < plan.programme.audiences.size(); ++a) {
    const auto& audience = plan.programme.audiences[a];
    if (!has_release(job.period, plan.programme, audience)) continue;
    std::vector<std::optional<disclosure::Extent>> extents(cells.names.size());
    const auto& printed = account.problem.printed[a];
    std::vector<std::size_t> unshown;
    for (std::size_t i = 0; i < views[a].cells.size(); ++i)
      if (!views[a].shown[i] && std::ranges::binary_search(printed, views[a].cells[i])) unshown.push_back(i);
    for (const auto& extent :
         disclosure::intervals(views[a].system, views[a].shown, unshown, audience.threshold, solver))
      extents[views[a].cells[extent.cell]] = extent;
    auto& explained = explanation.audiences.emplace_back(ExplainedAudience{audience, {}});
    for (const auto& [table, places] : printed_for(job, plan, accounts, account, audience)) {
      auto& grid = explained.tables.emplace_back(ExplainedTable{table, {}});
      for (const auto cell : places)
        grid.cells.push_back(explain(cells, choice.audiences[a], audience, extents, cell));
      // Of a table that was left out of the audit nothing is large enough.
      for (std::size_t place = grid.cells.size(); place < table->counts.size(); ++place)
        grid.cells.push_back({Fate::primary, table->counts[place], {}, 0, {}, ""});
    }
  }
  return explanation_html(explanation, plan.labels, job.languages.front());
}

}  // namespace tellsafe::release
