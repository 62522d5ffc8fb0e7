#include "service/app/commands/history.h"

#include <fmt/format.h>

#include <algorithm>
#include <sstream>

#include "service/app/files.h"
#include "service/app/operator_log.h"
#include "service/app/vault_access.h"
#include "service/reading/history.h"

namespace tellsafe::app {
namespace {

Outcome<store::PastSource> read_source(const ImportHistoryOptions& options, const runtime::Config& config) {
  store::PastSource source{options.source, options.kind, options.note, {}};
  if (const auto fault = reading::source_fault(source); !fault.empty())
    return Failure{ExitCode::usage, fault};
  const auto form = schema::Form::load(config.schema, config.areas);
  if (form.has_error()) return Failure{ExitCode::configuration, form.error()};
  const auto content = read_small_file(options.file, ExitCode::usage);
  if (content.has_error()) return content.error();
  std::istringstream input(*content);
  auto counts = reading::parse_history(input, *form);
  if (counts.has_error()) {
    return Failure{ExitCode::usage,
                   fmt::format("{}, line {}: {}; nothing was imported", options.file.string(),
                               counts.error().line, counts.error().text)};
  }
  source.counts = std::move(*counts);
  return source;
}

std::string periods_of(const store::PastSource& source) {
  const auto [first, last] = std::ranges::minmax(source.counts, {}, &store::PastCount::period);
  return first.period == last.period ? first.period : fmt::format("{} to {}", first.period, last.period);
}

Outcome<bool> has_source(const runtime::Config& config, store::StaffVault& vault, const std::string& label) {
  const auto sources = vault.history().sources();
  if (sources.has_error()) return staff_vault_failure(config, sources.error());
  return std::ranges::find(*sources, label, &store::PastSource::label) != sources->end();
}

// Others know these counts, so a release must hold against them too.
void warn_about_outside(const runtime::Config& config) {
  fmt::print(
      "Do these count the same events as reports that reach the city? Then whoever knows them knows more "
      "than "
      "a release says. Put them into the file of outside counts as well, before the next release: {}.\n",
      config.outside.empty() ? "[releases] outside names none yet" : config.outside.string());
}

}  // namespace

Outcome<> import_history(const ImportHistoryOptions& options) {
  const auto config = read_config(options.config);
  if (config.has_error()) return config.error();
  const auto source = read_source(options, *config);
  if (source.has_error()) return source.error();
  auto log = OperatorLog::open(*config);
  if (log.has_error()) return log.error();
  const auto there = has_source(*config, log->vault(), source->label);
  if (there.has_error()) return there.error();
  if (*there) {
    return Failure{
        ExitCode::refused,
        fmt::format("“{}” is there already; `tellsafe history remove` takes it out first", source->label)};
  }
  auto recorded =
      log->record(access::Action::history_imported,
                  fmt::format("{} counts from {}", source->counts.size(), access::in_quotes(source->label)));
  if (recorded.has_error()) return recorded;
  const auto added = log->vault().history().add(*source);
  if (added.has_error()) return staff_vault_failure(*config, added.error());
  fmt::print(
      "Imported {} counts of {} from “{}”. They stand beside the city's own numbers and are never "
      "added to them.\n",
      source->counts.size(), periods_of(*source), source->label);
  warn_about_outside(*config);
  return {};
}

Outcome<> history_list(const std::filesystem::path& config_file) {
  const auto config = read_config(config_file);
  if (config.has_error()) return config.error();
  const auto vault = open_staff(*config);
  if (vault.has_error()) return vault.error();
  const auto sources = (*vault)->history().sources();
  if (sources.has_error()) return staff_vault_failure(*config, sources.error());
  if (sources->empty()) fmt::print("There are no counts of others.\n");
  for (const auto& source : *sources) {
    fmt::print("{} ({}): {} counts of {}\n", source.label, source.kind, source.counts.size(),
               periods_of(source));
    if (!source.note.empty()) fmt::print("  {}\n", source.note);
  }
  return {};
}

Outcome<> history_remove(const std::filesystem::path& config_file, const std::string& source) {
  const auto config = read_config(config_file);
  if (config.has_error()) return config.error();
  auto log = OperatorLog::open(*config);
  if (log.has_error()) return log.error();
  const auto there = has_source(*config, log->vault(), source);
  if (there.has_error()) return there.error();
  if (!*there) {
    return Failure{ExitCode::refused,
                   fmt::format("there is no source “{}”; `tellsafe history list` names them", source)};
  }
  auto recorded = log->record(access::Action::history_removed, access::in_quotes(source));
  if (recorded.has_error()) return recorded;
  const auto removed = log->vault().history().remove(source);
  if (removed.has_error()) return staff_vault_failure(*config, removed.error());
  fmt::print("Removed “{}”.\n", source);
  return {};
}

}  // namespace tellsafe::app
