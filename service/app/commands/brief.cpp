#include "service/app/commands/brief.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>

#include "crypto/hash.h"
#include "schema/calendar.h"
#include "service/app/files.h"
#include "service/app/operator_log.h"
#include "service/app/vault_access.h"
#include "service/reading/brief.h"

namespace tellsafe::app {
namespace {

Outcome<> check_month(const std::string& month) {
  if (schema::parse_month(month)) return {};
  return Failure{ExitCode::usage, fmt::format("{}: a month is written as 2026-11", month)};
}

Outcome<store::PublishedBrief> public_brief(const runtime::Config& config, store::StaffVault& vault,
                                            const std::string& month) {
  auto brief = vault.briefs().brief(month);
  if (brief.has_value()) return std::move(*brief);
  if (brief.error() != store::Errc::not_found) return staff_vault_failure(config, brief.error());
  return Failure{ExitCode::refused,
                 fmt::format("the brief of {} is not public; two people sign it in the reading room", month)};
}

Outcome<> print_line(const runtime::Config& config, store::StaffVault& vault, const std::string& month) {
  const auto brief = public_brief(config, vault, month);
  if (brief.has_error()) return brief.error();
  fmt::print("{}  public{}\n", month, brief->pdf.empty() ? ", not printed" : ", printed");
  return {};
}

}  // namespace

Outcome<> brief_list(const std::filesystem::path& config_file) {
  const auto config = read_config(config_file);
  if (config.has_error()) return config.error();
  const auto vault = open_staff(*config);
  if (vault.has_error()) return vault.error();
  const auto drafted = (*vault)->briefs().drafted();
  if (drafted.has_error()) return staff_vault_failure(*config, drafted.error());
  const auto published = (*vault)->briefs().published();
  if (published.has_error()) return staff_vault_failure(*config, published.error());

  if (drafted->empty() && published->empty()) fmt::print("There is no brief yet.\n");
  for (const auto& month : *drafted)
    if (std::ranges::find(*published, month) == published->end()) fmt::print("{}  draft\n", month);
  for (const auto& month : *published) {
    auto printed = print_line(*config, **vault, month);
    if (printed.has_error()) return printed;
  }
  return {};
}

Outcome<> brief_show(const BriefOptions& options) {
  if (auto good = check_month(options.month); good.has_error()) return good;
  const auto config = read_config(options.config);
  if (config.has_error()) return config.error();
  const auto vault = open_staff(*config);
  if (vault.has_error()) return vault.error();
  const auto brief = public_brief(*config, **vault, options.month);
  if (brief.has_error()) return brief.error();
  if (options.pdf && brief->pdf.empty()) {
    return Failure{
        ExitCode::refused,
        fmt::format("the brief of {} is not printed yet; see `tellsafe brief pdf`", options.month)};
  }
  const std::string content = options.pdf ? std::string(brief->pdf.begin(), brief->pdf.end()) : brief->html;
  if (!options.out.empty()) return write_new_file(options.out, content, Mode::open);
  if (std::fwrite(content.data(), 1, content.size(), stdout) != content.size() || std::fflush(stdout) != 0)
    return Failure{ExitCode::disk, "the brief could not be written"};
  return {};
}

Outcome<> brief_pdf(const BriefOptions& options, const Printer& printer) {
  if (auto good = check_month(options.month); good.has_error()) return good;
  const auto config = read_config(options.config);
  if (config.has_error()) return config.error();
  auto log = OperatorLog::open(*config);
  if (log.has_error()) return log.error();
  const auto brief = public_brief(*config, log->vault(), options.month);
  if (brief.has_error()) return brief.error();
  if (!brief->pdf.empty()) {
    return Failure{ExitCode::refused,
                   fmt::format("the brief of {} has its printed form already; `tellsafe brief show --pdf` "
                               "writes it",
                               options.month)};
  }
  const auto pdf = print_pdf(brief->html, printer);
  if (pdf.has_error()) return pdf.error();
  const auto bytes = crypto::bytes_of(*pdf);

  auto recorded = log->record(access::Action::brief_printed, fmt::format("brief:{} SHA-256 {}", options.month,
                                                                         crypto::hex(crypto::sha256(bytes))));
  if (recorded.has_error()) return recorded;
  const auto attached = log->vault().briefs().attach_pdf(options.month, bytes);
  if (attached.has_error()) return staff_vault_failure(*config, attached.error());
  fmt::print("Printed the brief of {}: {} bytes. The server offers it within a minute.\n", options.month,
             pdf->size());
  return options.out.empty() ? Outcome<>() : write_new_file(options.out, *pdf, Mode::open);
}

}  // namespace tellsafe::app
