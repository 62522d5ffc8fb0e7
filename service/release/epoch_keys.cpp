#include "service/release/epoch_keys.h"

#include <fmt/format.h>

#include "service/release/period.h"

namespace tellsafe::release {

namespace {

using Kind = Refusal::Kind;

void open_entry(EpochKeys::Entry& entry, const crypto::Identity& identity) {
  if (entry.key || entry.refusal) return;
  auto key = crypto::OpenedEpochKey::open(identity, entry.sealed);
  if (key) {
    entry.key.emplace(std::move(*key));
  } else if (key.error() == crypto::Errc::no_match) {
    entry.refusal = {
        Kind::wrong_key,
        fmt::format("The release key does not open the epoch of {}. Use the release key that this "
                    "vault seals to (release_recipients in tellsafe.toml).",
                    day_text(entry.day))};
  } else {
    entry.refusal = {
        Kind::damaged,
        fmt::format("The sealed key of the epoch of {} is damaged ({}). Restore the vault from a "
                    "backup. Where none has it, the reports of that day are lost: leave them out "
                    "with `tellsafe review mark --day {} --reject damaged`. Nothing was released.",
                    day_text(entry.day), key.error().message(), day_text(entry.day))};
  }
}

}  // namespace

Refusal vault_not_read(const boost::system::error_code& error) {
  return {Kind::vault, fmt::format("The vault could not be read: {}.", error.message())};
}

Result<EpochKeys> EpochKeys::read(store::ReportSource& vault) {
  auto epochs = vault.epochs();
  if (!epochs) return vault_not_read(epochs.error());
  EpochKeys keys;
  for (auto& epoch : *epochs)
    keys.entries_[epoch.id] = {epoch.day, std::move(epoch.sealed_key), std::nullopt, std::nullopt};
  return keys;
}

void EpochKeys::open(const crypto::Identity& identity, std::chrono::sys_days first,
                     std::chrono::sys_days end) {
  for (auto& [id, entry] : entries_)
    if (entry.day >= first && entry.day < end) open_entry(entry, identity);
}

void EpochKeys::open(const crypto::Identity& identity, store::EpochId epoch) {
  const auto found = entries_.find(epoch);
  if (found != entries_.end()) open_entry(found->second, identity);
}

const EpochKeys::Entry* EpochKeys::find(store::EpochId epoch) const {
  const auto found = entries_.find(epoch);
  return found == entries_.end() ? nullptr : &found->second;
}

}  // namespace tellsafe::release
