#include "service/release/release.h"

#include <fmt/format.h>

#include <algorithm>

#include "service/release/earlier.h"
#include "service/release/files.h"
#include "service/release/prepare.h"
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

std::vector<std::filesystem::path> folders_in(const std::filesystem::path& releases, const Period& period) {
  std::vector<std::filesystem::path> folders;
  for (const auto& entry : std::filesystem::directory_iterator(releases / to_string(period)))
    folders.push_back(entry.path());
  std::ranges::sort(folders);
  return folders;
}

// The first day on which reports could come; none if there was no such day yet.
Result<std::optional<std::chrono::sys_days>> began_on(store::ReportSource& vault) {
  const auto epochs = vault.epochs();
  if (!epochs) return store_failed(epochs.error());
  if (epochs->empty()) return std::optional<std::chrono::sys_days>();
  return std::optional(std::ranges::min_element(*epochs, {}, &store::Epoch::day)->day);
}

// Whether a report of the period could have come. Whether one did must not matter: who sees that there is no
// release would know that there is no report.
Result<void> check_began(const Period& period, store::ReportSource& vault) {
  const auto began = began_on(vault);
  if (!began) return began.error();
  if (!*began)
    return Refusal{Kind::nothing,
                   fmt::format("The vault has not taken reports on any day yet, so there is no "
                               "release of {}.",
                               to_string(period))};
  if (closes_on(period) <= **began)
    return Refusal{Kind::nothing, fmt::format("{} had closed before the vault's first day, {}: there is no "
                                              "release of it.",
                                              to_string(period), day_text(**began))};
  return {};
}

// Counts, writes, records. `changed` of the store asks for another attempt.
Result<store::Result<Done>> attempt(const Job& job, const Plan& plan, store::ReportSource& vault,
                                    const crypto::Identity& identity, const crypto::SigningKey& signing,
                                    const Progress& progress) {
  const auto ledger = vault.ledger();
  if (!ledger) return store_failed(ledger.error());
  const auto key = signing.verify_key();
  if (auto ok = check_calendar(job, plan, *ledger, key); !ok) return ok.error();
  const auto earlier = read_earlier(job, plan, *ledger, vault, identity, key);
  if (!earlier) return earlier.error();
  const auto prepared = prepare(job, plan, *earlier, vault, identity, signing, progress);
  if (!prepared) return prepared.error();
  const auto& count = prepared->count;
  if (job.rehearse) return store::Result<Done>(Done{{}, 0, prepared->reports, count.not_counted, false});
  if (auto written = write_partial(job.releases, job.period, prepared->package); !written) {
    remove_partial(job.releases, job.period);
    return written.error();
  }
  if (job.before_recording) {
    if (auto ok = job.before_recording(); !ok) {
      remove_partial(job.releases, job.period);
      return ok.error();
    }
  }
  const auto line = vault.record_release({to_string(job.period), hash_of_manifests(prepared->package),
                                          count.waiting, &count.block, count.seen, prepared->proof});
  if (!line) {
    // After other failures it is not known whether the line was written: the next call finds out.
    if (line.error() == store::Errc::changed || line.error() == store::Errc::period_exists)
      remove_partial(job.releases, job.period);
    return store::Result<Done>(line.error());
  }
  if (auto moved = move_into_place(job.releases, job.period); !moved) return moved.error();
  return store::Result<Done>(
      Done{folders_in(job.releases, job.period), line->number, prepared->reports, count.not_counted, false});
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
  if (auto ok = check_began(job.period, vault); !ok) return ok.error();
  const auto plan = make_plan(job, vault);
  if (!plan) return plan.error();
  for (int i = 0; i < most_attempts; ++i) {
    auto outcome = attempt(job, *plan, vault, identity, signing, progress);
    if (!outcome) return outcome.error();
    if (*outcome) return **outcome;
    if (outcome->error() != store::Errc::changed) return store_failed(outcome->error());
    if (!job.explain.empty()) fs::remove(job.explain, error);  // the next one is of other counts
  }
  remove_partial(job.releases, job.period);
  return Refusal{
      Kind::vault,
      "Reports were withdrawn, or decided on, again and again while they were counted. Nothing was "
      "released; run the command again."};
}

Result<std::vector<Period>> periods_due(store::ReportSource& vault, std::chrono::sys_days today) {
  const auto began = began_on(vault);
  if (!began) return began.error();
  const auto ledger = vault.ledger();
  if (!ledger) return store_failed(ledger.error());
  const auto in_ledger = [&](const Period& one) {
    return std::ranges::find(*ledger, to_string(one), &store::LedgerLine::period) != ledger->end();
  };
  std::vector<Period> due;
  if (!*began) return due;
  for (int year = attribute({}, **began).year->year; first_day({year, 0}) <= today; ++year)
    for (const unsigned quarter : {1U, 2U, 3U, 4U, 0U}) {
      const Period period{year, quarter};
      const bool released = in_ledger(period) || in_ledger({year, 0});
      if (last_day(period) >= **began && closes_on(period) <= today && !released) due.push_back(period);
    }
  return due;
}

}  // namespace tellsafe::release
