#include "service/app/commands/release.h"

#include <fmt/format.h>

#include <cstdio>
#include <utility>
#include <vector>

#include "service/app/keys.h"
#include "service/app/operator_log.h"
#include "service/app/passphrase.h"
#include "service/app/progress.h"
#include "service/app/refusals.h"
#include "service/app/vault_access.h"
#include "service/release/release.h"
#include "service/runtime/clock.h"

namespace tellsafe::app {
namespace {

namespace fs = std::filesystem;
using release::Period;
using release::Refusal;

struct Keys {
  crypto::Identity release;
  crypto::SigningKey signing;
};

fs::path key_file(const fs::path& given, const ReleaseOptions& options, const char* name) {
  return given.empty() ? options.config.parent_path() / "keys" / name : given;
}

// One passphrase opens both keys as `tellsafe init` makes them; a signing key with another one is asked for.
Outcome<Keys> open_keys(const ReleaseOptions& options) {
  const auto first = passphrase(options.passphrase_file, "Passphrase of the release key");
  if (first.has_error()) return first.error();
  auto identity =
      open_identity(key_file(options.release_key, options, "release.key"), crypto::text_of(*first));
  if (identity.has_error()) return identity.error();

  const fs::path signing_file = key_file(options.signing_key, options, "signing.key");
  auto signing = open_signing_key(signing_file, crypto::text_of(*first));
  const bool another = signing.has_error() && signing.error().code == ExitCode::wrong_passphrase;
  if (another && options.passphrase_file.empty()) {
    const auto second = passphrase({}, "Passphrase of the signing key");
    if (second.has_error()) return second.error();
    signing = open_signing_key(signing_file, crypto::text_of(*second));
  }
  if (signing.has_error()) return signing.error();
  return Keys{std::move(*identity), std::move(*signing)};
}

// Keys of another city would give a release that the public's key does not verify.
Outcome<> check_keys(const Keys& keys, const runtime::Config& config) {
  if (keys.release.recipient() != config.release_recipients.front()) {
    return Failure{ExitCode::key_file, "the release key is not the one that [keys] release names"};
  }
  if (keys.signing.verify_key().line() != config.signing_key.line()) {
    return Failure{ExitCode::key_file, "the signing key is not the one that [keys] signing names"};
  }
  return {};
}

Outcome<std::vector<Period>> periods(const ReleaseOptions& options, store::ReportSource& vault,
                                     std::chrono::sys_days today) {
  if (options.due) {
    auto due = release::periods_due(vault, today);
    if (due.has_error()) return failure_of(due.error());
    return std::move(*due);
  }
  const auto period = release::parse_period(options.period);
  if (!period) {
    return Failure{ExitCode::usage, "a period is written as a quarter, 2025-Q1, or as a year, 2025"};
  }
  return std::vector<Period>{*period};
}

// What the log says before the ledger does; once, also where the count has to be made again.
std::function<release::Result<void>()> recorded_in(OperatorLog& log, const Period& period) {
  return [&log, period, done = false]() mutable -> release::Result<void> {
    if (done) return {};
    const auto recorded = log.record(access::Action::released, release::to_string(period));
    if (recorded.has_error()) return Refusal{Refusal::Kind::vault, recorded.error().message};
    done = true;
    return {};
  };
}

void print_left_out(const release::Done& done) {
  if (done.not_counted != 0)
    fmt::print("  left out on reviewers' word, in all of the vault: {} (`tellsafe review list`)\n",
               done.not_counted);
}

void print_rehearsed(const Period& period, const release::Done& done) {
  fmt::print("{}: {} reports counted; the audit passed; nothing was released\n", release::to_string(period),
             done.reports_counted);
  print_left_out(done);
}

void print_done(const Period& period, const release::Done& done) {
  fmt::print("{}: audited and released", release::to_string(period));
  if (done.finished_earlier) {
    fmt::print(" (an interrupted release of it was finished)");
  } else {
    // More than the release tells: it may print late reports apart, and hide how many they are.
    fmt::print(", {} reports counted (for the custodian's eyes alone)", done.reports_counted);
  }
  fmt::print(", number {} in the ledger\n", done.ledger_number);
  print_left_out(done);
  for (const fs::path& folder : done.folders) fmt::print("  {}\n", folder.string());
  std::fflush(stdout);
}

void explain_verifying(const release::Done& done, const runtime::Config& config) {
  const std::string folder = done.folders.front().string();
  const std::string key = config.signing_key.line();
  fmt::print(
      "\nAnybody can check a release:\n"
      "  tellsafe verify {0} --key {1}\n"
      "  minisign -Vm {0}/manifest.json -P {1}\n",
      folder, key);
}

}  // namespace

Outcome<> release(const ReleaseOptions& options) {
  const auto config = read_config(options.config);
  if (config.has_error()) return config.error();
  const auto demo = is_demo(*config);
  if (demo.has_error()) return demo.error();
  const auto vault = open_vault(*config);
  if (vault.has_error()) return vault.error();
  const auto today = runtime::make_clock(*demo ? config->clock : fs::path())->today();

  const auto chosen = periods(options, **vault, today);
  if (chosen.has_error()) return chosen.error();
  if (chosen->empty()) {
    fmt::print(
        "No period is due: all that have closed since the vault's first day are released. A period closes 45 "
        "days after it ends.\n");
    return {};
  }
  auto log = OperatorLog::open(*config);
  if (log.has_error()) return log.error();
  const auto noted = log->record(access::Action::key_used, "release key, signing key");
  if (noted.has_error()) return noted;
  const auto keys = open_keys(options);
  if (keys.has_error()) return keys.error();
  if (auto checked = check_keys(*keys, *config); checked.has_error()) return checked;

  release::Done last;
  for (const Period& period : *chosen) {
    const release::Job job{period,
                           today,
                           config->schema,
                           config->areas,
                           config->outside,
                           config->releases,
                           *demo,
                           config->languages,
                           config->city,
                           options.explain,
                           options.rehearse,
                           recorded_in(*log, period)};
    if (options.rehearse) {
      const auto rehearsed = log->record(access::Action::rehearsed, release::to_string(period));
      if (rehearsed.has_error()) return rehearsed;
    }
    fmt::print(stderr, "{}: counting, protecting and auditing\n", release::to_string(period));
    Progress progress(fmt::format("Counting {}", release::to_string(period)));
    auto done =
        release::make_release(job, **vault, keys->release, keys->signing,
                              [&](std::uint64_t opened, std::uint64_t all) { progress.update(opened, all); });
    if (done.has_error()) return failure_of(done.error());
    if (options.rehearse) {
      print_rehearsed(period, *done);
      continue;
    }
    print_done(period, *done);
    last = std::move(*done);
  }
  if (!options.explain.empty())
    fmt::print("\nHow it was decided: {}\nThe page shows the true counts. Delete it when it is read.\n",
               options.explain.string());
  if (!last.folders.empty()) explain_verifying(last, *config);
  return {};
}

}  // namespace tellsafe::app
