#include "service/app/commands/review.h"

#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <optional>
#include <vector>

#include "service/app/keys.h"
#include "service/app/operator_log.h"
#include "service/app/passphrase.h"
#include "service/app/refusals.h"
#include "service/app/vault_access.h"
#include "service/release/period.h"
#include "service/release/review.h"

namespace tellsafe::app {
namespace {

using release::Decision;
using store::ReportId;

// What every command of a review needs.
struct Review {
  runtime::Config config;
  std::unique_ptr<store::ReportSource> vault;
  OperatorLog log;
  crypto::Identity identity;
};

Outcome<Review> open_review(const ReviewOptions& options) {
  auto config = read_config(options.config);
  if (config.has_error()) return config.error();
  auto vault = open_vault(*config);
  if (vault.has_error()) return vault.error();
  auto log = OperatorLog::open(*config);
  if (log.has_error()) return log.error();
  if (const auto recorded = log->record(access::Action::key_used, "review key"); recorded.has_error()) {
    return recorded.error();
  }
  const auto key =
      options.review_key.empty() ? options.config.parent_path() / "keys" / "review.key" : options.review_key;
  const auto given = passphrase(options.passphrase_file, "Passphrase of the review key");
  if (given.has_error()) return given.error();
  auto identity = open_identity(key, crypto::text_of(*given));
  if (identity.has_error()) return identity.error();
  return Review{std::move(*config), std::move(*vault), std::move(*log), std::move(*identity)};
}

Failure no_report(std::string_view text) {
  return {ExitCode::refused, fmt::format("there is no report {} in the vault", text)};
}

// Whether a release has counted it.
Outcome<bool> is_counted(Review& review, ReportId report) {
  bool counted = false;
  const auto found =
      review.vault->report(report, [&](const store::StoredReport& stored) { counted = stored.counted; });
  if (found.has_error() && found.error() == store::Errc::not_found)
    return no_report(fmt::format("{:016x}", report));
  if (found.has_error()) return vault_failure(review.config, found.error());
  return counted;
}

Outcome<ReportId> named(std::string_view text) {
  const auto report = release::parse_report_id(text);
  if (report) return *report;
  return Failure{ExitCode::usage, fmt::format("{}: a report is named by 16 hexadecimal digits", text)};
}

// Without the report.
Outcome<Decision> wanted(const MarkOptions& options) {
  const int ways =
      (options.clear ? 1 : 0) + (options.reject.empty() ? 0 : 1) + (options.duplicate_of.empty() ? 0 : 1);
  if (ways != 1 || options.report.empty() == options.day.empty() ||
      (!options.day.empty() && !options.duplicate_of.empty())) {
    return Failure{ExitCode::usage,
                   "say which report, and one of --duplicate-of OTHER, --reject REASON and --clear; "
                   "with --day, --reject or --clear"};
  }
  if (options.clear) return Decision{0, Decision::Kind::clear, 0, {}};
  if (!options.duplicate_of.empty()) {
    const auto other = named(options.duplicate_of);
    if (other.has_error()) return other.error();
    return Decision{0, Decision::Kind::duplicate, *other, {}};
  }
  if (!release::is_reason(options.reject)) {
    return Failure{ExitCode::usage, "a reason is one line of at most 200 bytes"};
  }
  return Decision{0, Decision::Kind::reject, 0, options.reject};
}

Outcome<> check_circle(const release::Standing& standing, const Decision& decision) {
  const auto chain = release::chain_back(standing, decision.report, decision.other);
  if (chain.empty()) return {};
  std::string text = fmt::format("{:016x}", decision.report);
  for (const ReportId next : chain) text += fmt::format(" is a duplicate of {:016x}, which", next);
  text.resize(text.size() - std::string_view(", which").size());
  return Failure{ExitCode::refused, fmt::format("that would be a circle: {}. Clear one of them first", text)};
}

// Adds the decision to what others decided meanwhile.
Outcome<> add(Review& review, const Decision& decision) {
  // Not about which report: no list outside the sealed decisions says which ones are disputed.
  if (auto recorded = review.log.record(access::Action::review_decided, ""); recorded.has_error()) {
    return recorded;
  }
  auto recipients = review.config.release_recipients;
  recipients.insert(recipients.end(), review.config.review_recipients.begin(),
                    review.config.review_recipients.end());
  const auto file = release::seal_decision(decision, recipients);
  for (;;) {
    const auto decisions = release::read_decisions(*review.vault, review.identity);
    if (decisions.has_error()) return failure_of(decisions.error());
    if (decision.kind == Decision::Kind::duplicate) {
      auto checked = check_circle(release::standing_decisions(*decisions), decision);
      if (checked.has_error()) return checked;
    }
    const auto added = review.vault->add_decision(file, decisions->empty() ? 0 : decisions->back().number);
    if (added.has_value()) return {};
    if (added.error() != store::Errc::changed) return vault_failure(review.config, added.error());
  }
}

void explain_counted() {
  fmt::print(
      "A release has counted it, and that stays as it is. The release of its year leaves it out, or takes it "
      "in, as you decided now, unless that is out already.\n");
}

Outcome<> mark_report(Review& review, const MarkOptions& options, Decision decision) {
  const auto report = named(options.report);
  if (report.has_error()) return report.error();
  decision.report = *report;
  const auto counted = is_counted(review, *report);
  if (counted.has_error()) return counted.error();
  if (decision.kind == Decision::Kind::duplicate) {
    const auto other = is_counted(review, decision.other);
    if (other.has_error()) return other.error();
  }
  auto added = add(review, decision);
  if (added.has_error()) return added;
  fmt::print("Decided on report {}.\n", options.report);
  if (*counted) explain_counted();
  return {};
}

Outcome<> mark_day(Review& review, const MarkOptions& options, Decision decision) {
  const auto epochs = review.vault->epochs();
  if (epochs.has_error()) return vault_failure(review.config, epochs.error());
  std::vector<ReportId> reports;
  bool counted = false;
  const auto read = review.vault->each_report([&](const store::StoredReport& stored) {
    const auto epoch = std::ranges::find(*epochs, stored.epoch, &store::Epoch::id);
    if (epoch == epochs->end() || release::day_text(epoch->day) != options.day) return true;
    reports.push_back(stored.id);
    counted = counted || stored.counted;
    return true;
  });
  if (read.has_error()) return vault_failure(review.config, read.error());
  if (reports.empty()) {
    return Failure{ExitCode::refused,
                   fmt::format("no report came on {}; days are written as 2025-02-01", options.day)};
  }
  for (const ReportId report : reports) {
    decision.report = report;
    auto added = add(review, decision);
    if (added.has_error()) return added;
  }
  fmt::print("Decided on {} reports that came on {}.\n", reports.size(), options.day);
  if (counted) explain_counted();
  return {};
}

std::string text_of(const Decision& decision) {
  if (decision.kind == Decision::Kind::duplicate) return fmt::format("duplicate of {:016x}", decision.other);
  return "rejected: " + decision.reason;
}

}  // namespace

Outcome<> review_mark(const MarkOptions& options) {
  const auto decision = wanted(options);
  if (decision.has_error()) return decision.error();
  auto review = open_review(options.common);
  if (review.has_error()) return review.error();
  return options.day.empty() ? mark_report(*review, options, *decision)
                             : mark_day(*review, options, *decision);
}

Outcome<> review_list(const ReviewOptions& options) {
  auto review = open_review(options);
  if (review.has_error()) return review.error();
  const auto decisions = release::read_decisions(*review->vault, review->identity);
  if (decisions.has_error()) return failure_of(decisions.error());
  const auto standing = release::standing_decisions(*decisions);
  if (standing.empty()) fmt::print("Every report counts: no reviewer has decided otherwise.\n");
  for (const auto& [report, numbered] : standing)
    fmt::print("{:016x}  {} (decision {})\n", report, text_of(numbered.decision), numbered.number);
  return {};
}

Outcome<> review_remove(const std::filesystem::path& config_file, std::uint64_t number) {
  const auto config = read_config(config_file);
  if (config.has_error()) return config.error();
  const auto vault = open_vault(*config);
  if (vault.has_error()) return vault.error();
  auto log = OperatorLog::open(*config);
  if (log.has_error()) return log.error();
  auto recorded = log->record(access::Action::review_decided, fmt::format("decision {} taken out", number));
  if (recorded.has_error()) return recorded;
  const auto removed = (*vault)->remove_decision(number);
  if (removed.has_error() && removed.error() == store::Errc::not_found) {
    return Failure{ExitCode::refused, fmt::format("there is no decision {}", number)};
  }
  if (removed.has_error()) return vault_failure(*config, removed.error());
  fmt::print("Decision {} is taken out. What was decided before it holds again.\n", number);
  return {};
}

}  // namespace tellsafe::app
