#include "service/release/problem.h"

#include <fmt/format.h>

#include <algorithm>

#include "service/disclosure/point.h"
#include "service/release/shown_cells.h"

namespace tellsafe::release {

namespace {

using Kind = Refusal::Kind;

constexpr std::uint64_t no_bound = disclosure::Point::unbounded;

// Questions that every form asks and wants answered; and so it was.
std::set<std::string> always_answered(const std::vector<schema::Form>& forms,
                                      const std::vector<Tabulation>& parts) {
  std::set<std::string> questions;
  for (const auto& question : forms.front().questions())
    if (std::ranges::all_of(forms, [&](const auto& form) {
          const auto* found = form.find(question.id);
          return found != nullptr && found->required;
        }))
      questions.insert(question.id);
  for (const auto& part : parts)
    for (const auto& table : part.tables)
      for (std::size_t s = 0; s < table.sides.size(); ++s) {
        std::vector<std::size_t> place(table.sides.size(), 0);
        place[s] = table.sides[s].items.size() - 1;
        if (table.counts[table.place_of(place)] > 0) questions.erase(table.sides[s].question);
      }
  return questions;
}

class Maker {
 public:
  Maker(const Accounts& accounts, Late late) : accounts_(accounts) { account_.late = late; }

  Result<Account> make() {
    count_parts();
    std::vector<Part> parts;
    for (std::size_t i = 0; i < account_.parts.size(); ++i)
      parts.push_back({names_[i], account_.parts[i].tables, account_.parts[i].reports});
    problem().cells = link(parts, always_answered(accounts_.forms, account_.parts), joint_);
    problem().audiences = accounts_.programme.audiences;
    const auto& audiences = problem().audiences;
    if (const auto found = std::ranges::find(audiences, everybody, &schema::Audience::id);
        found != audiences.end())
      problem().open = static_cast<std::size_t>(found - audiences.begin());
    if (joint_) account_.late_cell = problem().cells.totals[joint_->fresh];
    for (const auto& audience : audiences) problem().printed.push_back(printed_cells(audience));
    if (auto ok = add_earlier(); !ok) return ok.error();
    if (auto ok = add_outside(); !ok) return ok.error();
    return std::move(account_);
  }

 private:
  Problem& problem() { return account_.problem; }

  bool is_programmes(std::size_t table) const { return table < accounts_.programme.tables.size(); }
  bool is_printed(std::size_t table) const {
    return is_programmes(table) && in_release(accounts_.period, accounts_.tables[table]);
  }
  bool is_quarterly(std::size_t table) const {
    return is_programmes(table) && accounts_.tables[table].quarter;
  }
  bool is_outside_of(const Period& period, std::size_t table) const {
    return !is_programmes(table) &&
           std::ranges::any_of(accounts_.outside, [&](const auto& count) { return count.period == period; });
  }

  // A table for one audience of which nothing, not even its total, is large enough to be shown tells nobody
  // anything: whatever it counts, all of the rest can be as it is.
  bool can_tell(const Tabulation& counts, std::size_t table) const {
    if (!is_programmes(table)) return true;
    const auto& audiences = accounts_.programme.audiences;
    return std::ranges::any_of(audiences, [&](const auto& audience) {
      return schema::prints(accounts_.programme, accounts_.tables[table], audience) &&
             counts.tables[table].counts.front() >= audience.threshold;
    });
  }

  // A part of the tables that `choose` picks by their position.
  template <class Choose>
  std::size_t add_part(std::string name, const Tabulation& all, Choose choose) {
    auto& part = account_.parts.emplace_back(Tabulation{{}, all.reports});
    auto& tables = account_.tables_of.emplace_back();
    for (std::size_t i = 0; i < all.tables.size(); ++i) {
      if (!choose(i)) continue;
      part.tables.push_back(all.tables[i]);
      tables.push_back(i);
    }
    names_.push_back(std::move(name));
    return account_.parts.size() - 1;
  }

  // Where the year is compared with its quarters, only what quarters print is counted: of the rest nothing
  // but the year is ever shown.
  void count_parts() {
    const auto& period = accounts_.period;
    const auto all = sum(accounts_.again, accounts_.fresh);
    const auto& printed = account_.late == Late::apart ? accounts_.again : all;
    const auto whole = [&](std::size_t i) {
      return (is_printed(i) && (is_quarterly(i) || can_tell(printed, i))) || is_outside_of(period, i);
    };
    if (account_.late == Late::none) {
      add_part(year_part(period), all, whole);
      return;
    }
    const auto compared = [&](std::size_t i) { return is_quarterly(i); };
    const auto whole_year = [&](std::size_t i) { return whole(i) || compared(i); };
    const auto outside_only = [&](std::size_t i) { return compared(i) || is_outside_of(period, i); };
    joint_.emplace();
    const bool apart = account_.late == Late::apart;
    joint_->year =
        apart ? add_part(year_part(period), all, outside_only) : add_part(year_part(period), all, whole_year);
    joint_->again = apart ? add_part(again_part(period), accounts_.again, whole_year)
                          : add_part(again_part(period), accounts_.again, compared);
    joint_->fresh = add_part(fresh_part(period), accounts_.fresh, compared);
    account_.printed = apart ? joint_->again : joint_->year;
    for (const auto& release : accounts_.earlier)
      joint_->quarters.push_back(add_part(year_part(release.period), release.counted, [&](std::size_t i) {
        return is_quarterly(i) || is_outside_of(release.period, i);
      }));
  }

  std::vector<std::size_t> printed_cells(const schema::Audience& audience) const {
    const auto& cells = account_.problem.cells;
    if (!has_release(accounts_.period, accounts_.programme, audience)) return {};
    std::set<std::size_t> printed{cells.totals[account_.printed]};
    if (joint_) printed.insert(account_.late_cell);
    for (const auto table : printed_tables(accounts_, account_, audience)) {
      const auto& places = cells.places[account_.printed][table];
      printed.insert(places.begin(), places.end());
    }
    return {printed.begin(), printed.end()};
  }

  Result<void> add_earlier() {
    const auto& cells = problem().cells;
    for (const auto& audience : problem().audiences) {
      auto& seen = problem().earlier.emplace_back(cells.names.size());
      for (const auto& release : accounts_.earlier) {
        const auto shown = release.shown.find(audience.id);
        if (shown == release.shown.end()) continue;
        for (const auto& [name, figure] : shown->second) {
          const auto found = cells.by_name.find(name);
          if (found == cells.by_name.end() ||
              rounded(cells.system.counts[found->second], audience.round_to) != figure)
            return Refusal{Kind::damaged,
                           fmt::format("The release of {} shows \"{}\" to {} otherwise than its reports give "
                                       "it, so what it gives away is not known.",
                                       to_string(release.period), name, audience.id)};
          seen[found->second] = true;
        }
      }
    }
    return {};
  }

  Result<void> add_outside() {
    auto& cells = problem().cells;
    for (const auto& count : accounts_.outside) {
      const auto found = cells.by_name.find(cell_name(to_string(count.period), count.meaning));
      if (found == cells.by_name.end()) continue;  // of another period
      const auto truth = cells.system.counts[found->second];
      if (truth < count.low || (count.high && truth > *count.high))
        return Refusal{
            Kind::programme,
            fmt::format("The file of outside counts, line {}, contradicts the reports: {}. Correct "
                        "or remove the line.",
                        count.line, found->first)};
      cells.system.known.push_back({found->second, count.low, count.high.value_or(no_bound)});
    }
    return {};
  }

  const Accounts& accounts_;
  Account account_;
  std::vector<std::string> names_;
  std::optional<Joint> joint_;
};

}  // namespace

Result<std::vector<schema::Table>> counted_tables(const Period& period, const schema::Programme& programme,
                                                  const std::vector<schema::Form>& forms,
                                                  const std::vector<OutsideCount>& outside) {
  std::vector<OutsideCount> of_year;
  std::ranges::copy_if(outside, std::back_inserter(of_year),
                       [&](const auto& count) { return count.period.year == period.year; });
  auto further = outside_tables(of_year, forms);
  if (!further) return further.error();
  auto tables = programme.tables;
  tables.insert(tables.end(), further->begin(), further->end());
  return tables;
}

std::vector<Late> ways(const Accounts& accounts) {
  if (accounts.period.quarter != 0 || accounts.earlier.empty()) return {Late::none};
  return {Late::counted, Late::apart};
}

bool may_be_printed(const Accounts& accounts, const Account& account, const Choice& choice) {
  if (account.late != Late::counted) return true;
  const auto& audiences = accounts.programme.audiences;
  for (std::size_t i = 0; i < audiences.size(); ++i)
    if (has_release(accounts.period, accounts.programme, audiences[i]) &&
        !choice.audiences[i].shown[account.late_cell])
      return false;
  return true;
}

Result<Account> make_account(const Accounts& accounts, Late late) {
  return Maker(accounts, late).make();
}

std::vector<std::size_t> printed_tables(const Accounts& accounts, const Account& account,
                                        const schema::Audience& audience) {
  const auto& counted = account.tables_of[account.printed];
  std::vector<std::size_t> tables;
  for (std::size_t i = 0; i < counted.size(); ++i) {
    const auto table = counted[i];
    if (table < accounts.programme.tables.size() && in_release(accounts.period, accounts.tables[table]) &&
        schema::prints(accounts.programme, accounts.tables[table], audience))
      tables.push_back(i);
  }
  return tables;
}

bool has_release(const Period& period, const schema::Programme& programme, const schema::Audience& audience) {
  return std::ranges::any_of(programme.tables, [&](const auto& table) {
    return in_release(period, table) && schema::prints(programme, table, audience);
  });
}

bool in_release(const Period& period, const schema::Table& table) {
  return period.quarter == 0 ? table.year : table.quarter;
}

}  // namespace tellsafe::release
