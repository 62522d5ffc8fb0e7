#include "service/app/commands/export.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "service/access/sign_off.h"
#include "service/app/files.h"
#include "service/app/operator_log.h"
#include "service/app/vault_access.h"
#include "service/reading/export_risk.h"
#include "service/reading/exports.h"

namespace tellsafe::app {
namespace {

using release::Period;

Outcome<Period> choose(const ExportOptions& options, const runtime::Config& config) {
  const auto released = reading::export_periods(config.releases);
  if (options.period.empty()) {
    if (!released.empty()) return released.front();
    return Failure{
        ExitCode::refused,
        fmt::format("{} has no release for the state police yet; `tellsafe release YEAR` makes one",
                    config.releases.string())};
  }
  const auto period = release::parse_period(options.period);
  if (!period) return Failure{ExitCode::usage, "a period is written as a year, 2025, or a quarter, 2025-Q1"};
  if (std::ranges::find(released, *period) != released.end()) return *period;
  return Failure{ExitCode::refused, fmt::format("{} has no release of {} for the state police",
                                                config.releases.string(), options.period)};
}

void print_preview(const reading::Export& made) {
  const auto& statement = made.publication.statement;
  fmt::print("Export for the state police: {}, {}{}\n", statement.city, to_string(made.period),
             statement.demo ? " (demonstration)" : "");
  for (const auto& [name, content] : made.files) fmt::print("  {:>9}  {}\n", content.size(), name);
  fmt::print("Risk, from the published files alone:\n{}",
             reading::risk_text(reading::export_risk(made.publication)));
  fmt::print(
      "Trend intelligence of reports that people agreed to share: not verified, no NIBRS submission.\n");
  fmt::print("SHA-256 of the ZIP file: {}\n", crypto::hex(made.digest));
}

Outcome<std::vector<std::string>> approvals_of(const ExportOffice& office, std::string_view subject,
                                               const crypto::Sha256& digest) {
  if (!office.approved_by) return std::vector<std::string>();
  return office.approved_by(subject, digest);
}

Failure too_few(const std::vector<std::string>& names, std::string_view subject) {
  const auto so_far = names.empty() ? "nobody has" : fmt::format("so far {} has", names.front());
  const auto missing = export_approvals - names.size();
  return {ExitCode::refused,
          fmt::format("{} is not approved: {} different people must approve the file with this SHA-256, {}. "
                      "{} more must look at the preview and approve it",
                      subject, export_approvals, so_far, missing)};
}

}  // namespace

Outcome<> export_release(const ExportOptions& options, const ExportOffice& office) {
  const auto config = read_config(options.config);
  if (config.has_error()) return config.error();
  const auto period = choose(options, *config);
  if (period.has_error()) return period.error();
  const auto made = reading::read_export(config->releases, *period, config->signing_key);
  if (!made) {
    return Failure{
        ExitCode::refused,
        fmt::format("{} is not what the city signed, or not made as a release for the state police "
                    "is; `tellsafe audit-release {} --key {}` says why",
                    (config->releases / to_string(*period) / "state_police").string(),
                    (config->releases / to_string(*period)).string(), config->signing_key.line())};
  }
  print_preview(*made);

  const auto subject = reading::export_subject(*period);
  const auto names = approvals_of(office, subject, made->digest);
  if (names.has_error()) return names.error();
  fmt::print("Approved by: {}\n", names->empty() ? "nobody" : fmt::format("{}", fmt::join(*names, ", ")));
  if (options.preview) return {};
  if (names->size() < export_approvals || !office.record) return too_few(*names, subject);

  if (auto recorded = office.record(subject); recorded.has_error()) return recorded;
  const auto file =
      options.out.empty() ? std::filesystem::path(reading::export_file_name(*period)) : options.out;
  if (auto written = write_new_file(file, made->zip, Mode::secret); written.has_error()) return written;
  fmt::print("Written: {}\n", file.string());
  return {};
}

Outcome<> export_approved(const ExportOptions& options) {
  const auto config = read_config(options.config);
  if (config.has_error()) return config.error();
  auto log = OperatorLog::open(*config);
  if (log.has_error()) return log.error();
  ExportOffice office;
  office.approved_by = [&](std::string_view subject,
                           const crypto::Sha256& digest) -> Outcome<std::vector<std::string>> {
    auto approvals = log->vault().approvals().of(subject);
    if (approvals.has_error()) return vault_failure(*config, approvals.error());
    const auto people = log->vault().people().people();
    if (people.has_error()) return vault_failure(*config, people.error());
    const auto valid = access::valid_approvals(std::move(*approvals), *people);
    std::vector<std::string> names;
    const auto sign_off = access::sign_off(valid, digest, access::export_rule);
    // One too few where two of the police are all that approved.
    for (const auto& approval : sign_off.given) names.push_back(approval.name);
    if (!sign_off.complete && names.size() >= export_approvals) names.resize(export_approvals - 1);
    return names;
  };
  office.record = [&](std::string_view subject) { return log->record(access::Action::export_made, subject); };
  return export_release(options, office);
}

}  // namespace tellsafe::app
