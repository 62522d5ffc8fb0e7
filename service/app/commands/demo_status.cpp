#include <fmt/format.h>

#include <algorithm>

#include "service/app/commands/demo.h"
#include "service/app/vault_access.h"
#include "service/release/period.h"

namespace tellsafe::app {

Outcome<> demo_status(const std::filesystem::path& config_file) {
  const auto config = read_config(config_file);
  if (config.has_error()) return config.error();
  const auto demo = is_demo(*config);
  if (demo.has_error()) return demo.error();
  const auto vault = open_vault(*config);
  if (vault.has_error()) return vault.error();

  const auto reports = (*vault)->count_reports();
  if (reports.has_error()) return vault_failure(*config, reports.error());
  const auto epochs = (*vault)->epochs();
  if (epochs.has_error()) return vault_failure(*config, epochs.error());
  const auto ledger = (*vault)->ledger();
  if (ledger.has_error()) return vault_failure(*config, ledger.error());

  fmt::print("{} ({})\n", config->city, *demo ? "a demonstration" : "a real city's vault");
  fmt::print("{} reports\n", *reports);
  if (!epochs->empty()) {
    const auto [first, last] =
        std::minmax_element(epochs->begin(), epochs->end(),
                            [](const store::Epoch& a, const store::Epoch& b) { return a.day < b.day; });
    fmt::print("{} epochs, from {} to {}\n", epochs->size(), release::day_text(first->day),
               release::day_text(last->day));
  }
  fmt::print("{} releases{}", ledger->size(), ledger->empty() ? "" : ":");
  for (const store::LedgerLine& line : *ledger) fmt::print(" {}", line.period);
  fmt::print("\n");
  return {};
}

}  // namespace tellsafe::app
