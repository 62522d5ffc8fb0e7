#include "service/app/commands/audit.h"

#include <fmt/format.h>

#include <deque>
#include <fstream>

#include "service/access/audit_check_open.h"
#include "service/app/audit_export.h"
#include "service/app/files.h"
#include "service/app/keys.h"
#include "service/app/operator_log.h"
#include "service/app/passphrase.h"
#include "service/app/vault_access.h"

namespace tellsafe::app {
namespace {

using Faults = std::vector<std::string>;

Outcome<> refused(const Faults& faults) {
  for (const auto& fault : faults) fmt::print("BAD   {}\n", fault);
  return Failure{ExitCode::refused,
                 "the audit log is not what was written; keep the file for whoever looks into it"};
}

// The head of an export, whose lines may be many.
Outcome<AuditHead> read_head(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  std::string line;
  if (!std::getline(in, line)) return Failure{ExitCode::usage, file.string() + " cannot be read"};
  const auto head = parse_audit_head(line);
  if (head.has_error()) return Failure{ExitCode::usage, file.string() + ": " + head.error()};
  return *head;
}

Outcome<Faults> faults_since_export(const AuditOptions& options, store::Audit& audit,
                                    const runtime::Config& config) {
  const auto head = read_head(options.known);
  if (head.has_error()) return head.error();
  auto faults = faults_since(audit, *head);
  if (faults.has_error()) return staff_vault_failure(config, faults.error());
  return std::move(*faults);
}

Outcome<Faults> faults_with_release_key(const AuditOptions& options, OperatorLog& log,
                                        const runtime::Config& config) {
  if (const auto noted = log.record(access::Action::key_used, "release key, audit verify");
      noted.has_error()) {
    return noted.error();
  }
  const auto given = passphrase(options.passphrase_file, "Passphrase of the release key");
  if (given.has_error()) return given.error();
  const auto identity = open_identity(options.release_key, crypto::text_of(*given));
  if (identity.has_error()) return identity.error();
  auto faults = access::audit_faults_with_key(log.vault().audit(), *identity);
  if (faults.has_error() && faults.error() == crypto::Errc::no_match) {
    return Failure{ExitCode::key_file, "this release key does not open the log's first key"};
  }
  if (faults.has_error()) return staff_vault_failure(config, faults.error());
  return std::move(*faults);
}

void warn_of_another_log() {
  fmt::print(
      "\nWARNING  Without --known FILE nobody can tell whether this is the log that was written: an older "
      "copy\n"
      "         of it, or one that was invented anew with the vault's key, passes as well. Give an export "
      "that\n"
      "         was kept elsewhere, or compare the origin above with the one written down at installation "
      "(an\n"
      "         older copy has the same origin: only an export shows that lines are gone).\n");
}

}  // namespace

Outcome<> audit_verify(const AuditOptions& options) {
  const auto config = read_config(options.config);
  if (config.has_error()) return config.error();
  auto log = OperatorLog::open(*config);
  if (log.has_error()) return log.error();
  store::Audit& audit = log->vault().audit();
  const auto plain = access::audit_faults(audit);
  if (plain.has_error()) return staff_vault_failure(*config, plain.error());
  if (!plain->empty()) return refused(*plain);
  fmt::print("good  numbers, chain and end of the log fit together\n");
  if (!options.known.empty()) {
    const auto since = faults_since_export(options, audit, *config);
    if (since.has_error()) return since.error();
    if (!since->empty()) return refused(*since);
    fmt::print("good  the log goes on from {}\n", options.known.string());
  }
  if (!options.release_key.empty()) {
    const auto sealed = faults_with_release_key(options, *log, *config);
    if (sealed.has_error()) return sealed.error();
    if (!sealed->empty()) return refused(*sealed);
    fmt::print("good  the seal is that of these lines, from the first key on\n");
  }
  const auto head = audit_head(audit);
  if (head.has_error()) return staff_vault_failure(*config, head.error());
  fmt::print("{} lines, ending with {}\n", head->lines, crypto::hex(head->chain));
  fmt::print("origin {}\n", crypto::hex(head->origin));
  if (options.release_key.empty()) {
    fmt::print("Whoever has the vault's key can make these fit. --release-key looks deeper.\n");
  }
  if (options.known.empty()) warn_of_another_log();
  return {};
}

Outcome<> audit_show(const std::filesystem::path& config_file, std::size_t last) {
  const auto config = read_config(config_file);
  if (config.has_error()) return config.error();
  const auto vault = open_staff(*config);
  if (vault.has_error()) return vault.error();
  std::deque<store::AuditLine> lines;
  const auto seal = (*vault)->audit().each([&](const store::AuditLine& line) {
    lines.push_back(line);
    if (lines.size() > last) lines.pop_front();
    return true;
  });
  if (seal.has_error()) return staff_vault_failure(*config, seal.error());
  if (seal->lines == 0) fmt::print("Nothing has been recorded.\n");
  for (const auto& line : lines) {
    fmt::print("{:6}  {}  {}  {}  {}\n", line.number, access::utc_words(line.time),
               access::one_line(line.actor), access::one_line(line.action), access::one_line(line.subject));
  }
  return {};
}

Outcome<> audit_export(const std::filesystem::path& config_file, const std::filesystem::path& file) {
  const auto config = read_config(config_file);
  if (config.has_error()) return config.error();
  auto log = OperatorLog::open(*config);
  if (log.has_error()) return log.error();
  if (auto recorded = log->record(access::Action::audit_exported, ""); recorded.has_error()) return recorded;
  const auto text = audit_export_text(log->vault().audit());
  if (text.has_error()) return staff_vault_failure(*config, text.error());
  return write_new_file(file, *text, Mode::secret);
}

}  // namespace tellsafe::app
