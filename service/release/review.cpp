#include "service/release/review.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <tuple>

namespace tellsafe::release {

namespace {

using Kind = Decision::Kind;
using store::ReportId;

// Union-find: the report that stands for the group of `report`.
ReportId leader(std::map<ReportId, ReportId>& above, ReportId report) {
  ReportId top = above.try_emplace(report, report).first->second;
  while (above[top] != top) top = above[top];
  for (ReportId at = report; at != top;) at = std::exchange(above[at], top);
  return top;
}

std::vector<std::vector<ReportId>> groups_of(const Standing& standing) {
  std::map<ReportId, ReportId> above;
  for (const auto& [report, numbered] : standing)
    if (numbered.decision.kind == Kind::duplicate)
      above[leader(above, report)] = leader(above, numbered.decision.other);
  std::map<ReportId, std::vector<ReportId>> groups;
  std::vector<ReportId> members;
  for (const auto& [report, ignored] : above) members.push_back(report);
  for (const auto report : members) groups[leader(above, report)].push_back(report);
  std::vector<std::vector<ReportId>> all;
  for (auto& [top, group] : groups) all.push_back(std::move(group));
  return all;
}

bool is(const Standing& standing, ReportId report, Kind kind) {
  const auto found = standing.find(report);
  return found != standing.end() && found->second.decision.kind == kind;
}

// Of a group's reports, the one that counts.
std::optional<ReportId> kept_of(const std::vector<ReportId>& group, const Standing& standing,
                                const std::map<ReportId, std::uint64_t>& first_target,
                                const std::function<bool(ReportId)>& countable) {
  std::vector<ReportId> candidates;
  std::ranges::copy_if(group, std::back_inserter(candidates), [&](ReportId report) {
    return !is(standing, report, Kind::reject) && countable(report);
  });
  const auto order = [&](ReportId report) {
    const auto target = first_target.find(report);
    return std::tuple(is(standing, report, Kind::duplicate),
                      target == first_target.end() ? ~std::uint64_t{0} : target->second, report);
  };
  const auto best = std::ranges::min_element(candidates, {}, order);
  return best == candidates.end() ? std::nullopt : std::optional(*best);
}

}  // namespace

Result<std::vector<NumberedDecision>> read_decisions(store::ReportSource& vault,
                                                     const crypto::Identity& identity) {
  const auto stored = vault.decisions();
  if (!stored)
    return Refusal{Refusal::Kind::vault,
                   fmt::format("The vault could not be read: {}.", stored.error().message())};
  std::vector<NumberedDecision> decisions;
  for (const auto& [number, file] : *stored) {
    auto decision = open_decision(identity, file);
    if (!decision && decision.error() == crypto::Errc::no_match)
      return Refusal{
          Refusal::Kind::wrong_key,
          fmt::format("The key does not open decision {} of the review: it was sealed to other "
                      "recipients. Use the release key or a review key that tellsafe.toml names; if "
                      "none opens it, take it out with `tellsafe review remove {}` and decide anew.",
                      number, number)};
    if (!decision)
      return Refusal{
          Refusal::Kind::damaged,
          fmt::format("Decision {} of the review is damaged ({}). Restore the vault from a backup, "
                      "or take it out with `tellsafe review remove {}` and decide anew.",
                      number, decision.error().message(), number)};
    decisions.push_back({number, std::move(*decision)});
  }
  return decisions;
}

Standing standing_decisions(std::span<const NumberedDecision> decisions) {
  Standing standing;
  for (const auto& numbered : decisions) {
    if (numbered.decision.kind == Kind::clear)
      standing.erase(numbered.decision.report);
    else
      standing[numbered.decision.report] = numbered;
  }
  return standing;
}

std::vector<ReportId> chain_back(const Standing& standing, ReportId report, ReportId other) {
  std::vector<ReportId> chain{other};
  // A chain that runs in a circle beside `report` ends after as many steps as there are decisions.
  for (std::size_t steps = 0; chain.back() != report; ++steps) {
    const auto next = standing.find(chain.back());
    if (steps > standing.size() || next == standing.end() || next->second.decision.kind != Kind::duplicate)
      return {};
    chain.push_back(next->second.decision.other);
  }
  return chain;
}

std::vector<ReportId> not_counted(const Standing& standing, const std::function<bool(ReportId)>& countable) {
  std::map<ReportId, std::uint64_t> first_target;
  std::vector<ReportId> left_out;
  for (const auto& [report, numbered] : standing) {
    if (numbered.decision.kind == Kind::reject) left_out.push_back(report);
    if (numbered.decision.kind != Kind::duplicate) continue;
    const auto [target, is_new] = first_target.try_emplace(numbered.decision.other, numbered.number);
    target->second = std::min(target->second, numbered.number);
  }
  for (const auto& group : groups_of(standing)) {
    const auto kept = kept_of(group, standing, first_target, countable);
    for (const auto report : group)
      if (report != kept) left_out.push_back(report);
  }
  std::ranges::sort(left_out);
  left_out.erase(std::unique(left_out.begin(), left_out.end()), left_out.end());
  return left_out;
}

}  // namespace tellsafe::release
