#include "service/release/release.h"

#include <fmt/format.h>

#include <algorithm>

#include "schema/labels.h"
#include "schema/tables.h"
#include "service/release/count.h"
#include "service/release/documents.h"
#include "service/release/files.h"
#include "service/release/format.h"
#include "service/release/publish.h"

namespace tellsafe::release {

namespace {

namespace fs = std::filesystem;
using Kind = Refusal::Kind;

// How often to count anew when reports are withdrawn, or reviewers decide, meanwhile.
constexpr int most_attempts = 5;

Refusal store_failed(const boost::system::error_code& error) {
  if (error == store::Errc::period_exists)
    return {Kind::exists,
            "The period was released already, into another folder. A release is never made anew."};
  return {Kind::vault,
          fmt::format("The vault failed: {}. Run the command again: it finishes what was recorded "
                      "and else starts anew.",
                      error.message())};
}

struct Plan {
  std::vector<schema::Form> forms;  // the current one first
  schema::Programme programme;
  schema::Labels labels;
  std::vector<schema::Table> tables;  // those of the period
};

Result<Plan> make_plan(const Job& job, store::ReportSource& vault) {
  const auto wrong = [](const std::string& what) { return Refusal{Kind::programme, what}; };
  if (job.languages.empty()) return wrong("No language is configured for the labels of the release.");
  auto form = schema::Form::load(job.schema, job.areas);
  if (!form) return wrong(form.error());
  auto programme = schema::Programme::load(job.schema / "tables.json", *form);
  if (!programme) return wrong(programme.error());
  auto labels = schema::Labels::load(job.schema / "labels", job.languages, *form, job.areas);
  if (!labels) return wrong(labels.error());
  auto forms = all_forms(std::move(*form), vault);
  if (!forms) return forms.error();
  Plan plan{std::move(*forms), std::move(*programme), std::move(*labels), {}};
  for (const auto& table : plan.programme.tables)
    if (job.period.quarter == 0 ? table.year : table.quarter) plan.tables.push_back(table);
  return plan;
}

Result<Count> count_reports(const Job& job, const Plan& plan, store::ReportSource& vault,
                            const crypto::Identity& identity, const Progress& progress) {
  auto count = count_period({job.period, plan.forms, plan.tables, job.releases}, vault, identity, progress);
  if (!count) return count.error();
  if (count->reports == 0)
    return Refusal{Kind::nothing, fmt::format("No report falls into {}: there is nothing to release.",
                                              to_string(job.period))};
  return std::move(*count);
}

Files signed_files(const Statement& statement, const Count& count, const Figures& figures,
                   const schema::Labels& labels, const crypto::SigningKey& signing) {
  const auto& tables = count.tables;
  Files files;
  files.emplace(tables_json_name, tables_json(statement, tables, figures, labels));
  files.emplace(tables_csv_name, tables_csv(statement, tables, figures, labels));
  files.emplace(readme_name, readme(statement));
  const std::string manifest = manifest_json(statement, files);
  const auto comment =
      fmt::format("Tellsafe release {} for {}", to_string(statement.period), statement.audience.id);
  files.emplace(signature_name, signing.sign(crypto::bytes_of(manifest), comment));
  files.emplace(manifest_name, manifest);
  return files;
}

// The forms that the vault has. Which of them the reports of a period carry is not told: that would say that
// there is a report.
std::vector<schema::FormVersion> form_versions(const Plan& plan) {
  std::vector<schema::FormVersion> versions;
  for (const auto& form : plan.forms) versions.push_back(form.version());
  std::ranges::sort(versions);
  return versions;
}

Result<Package> make_package(const Job& job, const Plan& plan, const Count& count,
                             const crypto::SigningKey& signing) {
  const auto cells = link(count.tables, count.reports);
  auto audiences = plan.programme.audiences;
  std::ranges::stable_sort(audiences, {}, &schema::Audience::threshold);
  Package package;
  std::vector<bool> may_show(cells.counts.size(), true);
  for (const auto& audience : audiences) {
    const auto protection = protect(cells, audience.threshold, may_show);
    if (!protection.audit.passed && !job.demo && !job.accept_unaudited)
      return Refusal{Kind::unprotected,
                     "The tables are protected by suppression but not audited: hidden counts might be worked "
                     "out from shown ones and from other releases. Nothing was released. To release all the "
                     "same, knowing this, run the command again with --accept-unaudited."};
    may_show = protection.shown;
    const auto late = job.period.quarter == 0 ? std::optional(count.late) : std::nullopt;
    const Statement statement{
        job.city,         job.period,   audience, job.demo, plan.programme.version, form_versions(plan),
        protection.audit, job.languages};
    package[audience.id] =
        signed_files(statement, count, figures_of(cells, protection, audience, late), plan.labels, signing);
  }
  return package;
}

std::vector<std::filesystem::path> folders_in(const std::filesystem::path& releases, const Period& period) {
  std::vector<std::filesystem::path> folders;
  for (const auto& entry : std::filesystem::directory_iterator(releases / to_string(period)))
    folders.push_back(entry.path());
  std::ranges::sort(folders);
  return folders;
}

// Counts, writes, records. `changed` of the store asks for another attempt.
Result<store::Result<Done>> attempt(const Job& job, const Plan& plan, store::ReportSource& vault,
                                    const crypto::Identity& identity, const crypto::SigningKey& signing,
                                    const Progress& progress) {
  const auto count = count_reports(job, plan, vault, identity, progress);
  if (!count) return count.error();
  const auto package = make_package(job, plan, *count, signing);
  if (!package) return package.error();
  if (auto written = write_partial(job.releases, job.period, *package); !written) {
    remove_partial(job.releases, job.period);
    return written.error();
  }
  const auto line = vault.record_release(
      {to_string(job.period), hash_of_manifests(*package), count->waiting, &count->block, count->seen});
  if (!line) {
    // After other failures it is not known whether the line was written: the next call finds out.
    if (line.error() == store::Errc::changed || line.error() == store::Errc::period_exists)
      remove_partial(job.releases, job.period);
    return store::Result<Done>(line.error());
  }
  if (auto moved = move_into_place(job.releases, job.period); !moved) return moved.error();
  return store::Result<Done>(
      Done{folders_in(job.releases, job.period), line->number, count->reports, count->not_counted, false});
}

// What an earlier call left, and whether the period can still be released.
Result<std::optional<Done>> finish_earlier(const Job& job, store::ReportSource& vault,
                                           const crypto::VerifyKey& key) {
  const auto ledger = vault.ledger();
  if (!ledger) return store_failed(ledger.error());
  const auto finished = recover(job.releases, *ledger, key);
  if (!finished) return finished.error();
  const auto line = std::ranges::find(*ledger, to_string(job.period), &store::LedgerLine::period);
  if (line == ledger->end()) {
    // Found out now: once it is recorded, a release that cannot be moved into place can't be made again.
    const auto place = job.releases / to_string(job.period);
    std::error_code error;
    if (fs::symlink_status(place, error).type() == fs::file_type::not_found) return std::optional<Done>();
    return Refusal{Kind::disk,
                   fmt::format("{} is there already, but the ledger has no release of {}. Move it away, then "
                               "run the command again.",
                               place.string(), to_string(job.period))};
  }
  if (std::ranges::find(*finished, job.period) != finished->end())
    return std::optional(Done{folders_in(job.releases, job.period), line->number, 0, 0, true});
  return Refusal{Kind::exists,
                 fmt::format("{} was released already (line {} of the ledger). A release is never "
                             "made anew.",
                             to_string(job.period), line->number)};
}

}  // namespace

Result<Done> make_release(const Job& job, store::ReportSource& vault, const crypto::Identity& identity,
                          const crypto::SigningKey& signing, const Progress& progress) {
  if (job.today < closes_on(job.period))
    return Refusal{Kind::open_period,
                   fmt::format("{} has not closed yet: it can be released from {} on, {} days after it ends.",
                               to_string(job.period), day_text(closes_on(job.period)), closing_days.count())};
  std::error_code error;
  std::filesystem::create_directories(job.releases, error);
  const FolderLock lock(job.releases);
  if (lock.error())
    return Refusal{Kind::disk, fmt::format("{} cannot be worked in: {}. Is another release being made?",
                                           job.releases.string(), lock.error().message())};
  const auto earlier = finish_earlier(job, vault, signing.verify_key());
  if (!earlier) return earlier.error();
  if (*earlier) return **earlier;
  const auto plan = make_plan(job, vault);
  if (!plan) return plan.error();
  for (int i = 0; i < most_attempts; ++i) {
    auto outcome = attempt(job, *plan, vault, identity, signing, progress);
    if (!outcome) return outcome.error();
    if (*outcome) return **outcome;
    if (outcome->error() != store::Errc::changed) return store_failed(outcome->error());
  }
  remove_partial(job.releases, job.period);
  return Refusal{
      Kind::vault,
      "Reports were withdrawn, or decided on, again and again while they were counted. Nothing was "
      "released; run the command again."};
}

Result<std::vector<Period>> periods_due(store::ReportSource& vault, std::chrono::sys_days today) {
  const auto epochs = vault.epochs();
  if (!epochs) return store_failed(epochs.error());
  const auto ledger = vault.ledger();
  if (!ledger) return store_failed(ledger.error());
  std::vector<Period> due;
  for (const auto& epoch : *epochs) {
    const auto came = attribute({}, epoch.day);
    for (const auto& period : {*came.quarter, *came.year}) {
      const bool released =
          std::ranges::find(*ledger, to_string(period), &store::LedgerLine::period) != ledger->end();
      if (today >= closes_on(period) && !released && std::ranges::find(due, period) == due.end())
        due.push_back(period);
    }
  }
  // A year after its last quarter.
  std::ranges::sort(due, {},
                    [](const Period& period) { return std::pair(last_day(period), period.quarter == 0); });
  return due;
}

}  // namespace tellsafe::release
