#include "service/app/commands/audit_release.h"

#include <fmt/format.h>

#include <algorithm>

#include "service/app/keys.h"
#include "service/app/operator_log.h"
#include "service/app/passphrase.h"
#include "service/app/public_key.h"
#include "service/app/refusals.h"
#include "service/app/vault_access.h"
#include "service/release/published_audit.h"
#include "service/release/sealed_audit.h"

namespace tellsafe::app {
namespace {

namespace fs = std::filesystem;
using release::Finding;

constexpr const char* otherwise = "the release gives away, or is, something that it must not";

Outcome<release::Period> period_of(const fs::path& folder) {
  const auto name = (folder / "").parent_path().filename().string();
  const auto period = release::parse_period(name);
  if (!period)
    return Failure{ExitCode::usage, fmt::format("{} is not the folder of a period, such as releases/2025-Q1",
                                                folder.string())};
  return *period;
}

Outcome<std::vector<Finding>> with_proof(const AuditReleaseOptions& options, const release::Period& period) {
  const auto config = read_config(options.config);
  if (config.has_error()) return config.error();
  auto findings = release::audit_published(options.folder, config->signing_key);
  const auto vault = open_vault(*config);
  if (vault.has_error()) return vault.error();
  auto log = OperatorLog::open(*config);
  if (log.has_error()) return log.error();
  const auto recorded =
      log->record(access::Action::key_used, "release key, audit of " + release::to_string(period));
  if (recorded.has_error()) return recorded.error();
  const auto secret = passphrase(options.passphrase_file, "Passphrase of the release key");
  if (secret.has_error()) return secret.error();
  const auto file = options.release_key.empty() ? options.config.parent_path() / "keys" / "release.key"
                                                : options.release_key;
  const auto identity = open_identity(file, crypto::text_of(*secret));
  if (identity.has_error()) return identity.error();

  release::Job job;
  job.period = period;
  job.schema = config->schema;
  job.areas = config->areas;
  job.outside = config->outside;
  job.releases = (options.folder / "").parent_path().parent_path();
  job.languages = config->languages;
  job.city = config->city;
  const auto plan = release::make_plan(job, **vault);
  if (!plan) return failure_of(plan.error());
  const auto sealed =
      release::audit_sealed(job, *plan, **vault, *identity, config->signing_key, options.procedure);
  if (sealed)
    findings.insert(findings.end(), sealed->begin(), sealed->end());
  else
    findings.push_back({false, sealed.error().message});
  return findings;
}

}  // namespace

Outcome<> audit_release(const AuditReleaseOptions& options) {
  const auto period = period_of(options.folder);
  if (period.has_error()) return period.error();
  std::error_code error;
  if (!fs::is_directory(options.folder, error))
    return Failure{ExitCode::refused, fmt::format("{} is not a folder", options.folder.string())};
  if (options.config.empty()) {
    const auto key = read_public_key(options.key);
    if (key.has_error()) return key.error();
    return print_findings(release::audit_published(options.folder, *key), otherwise);
  }
  const auto findings = with_proof(options, *period);
  if (findings.has_error()) return findings.error();
  return print_findings(*findings, otherwise);
}

}  // namespace tellsafe::app
