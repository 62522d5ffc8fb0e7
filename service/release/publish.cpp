#include "service/release/publish.h"

#include <fmt/format.h>

#include <algorithm>

#include "service/release/files.h"
#include "service/release/format.h"
#include "service/release/verify.h"

namespace tellsafe::release {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view partial_prefix = ".partial-";

fs::path partial_folder(const fs::path& releases, const Period& period) {
  return releases / (std::string(partial_prefix) + to_string(period));
}

Refusal disk_failed(const fs::path& path, const std::string& reason) {
  return {Refusal::Kind::disk,
          fmt::format("{} could not be written: {}. Check the disk's space and the folder's owner, then run "
                      "the command again.",
                      path.string(), reason)};
}

// Whether what the ledger's line records lies in `folder`, whole.
bool holds(const fs::path& folder, const store::LedgerLine& line, const crypto::VerifyKey& key) {
  const auto package = read_package(folder, key);
  return package && hash_of_manifests(*package) == line.manifests;
}

Result<void> finish(const fs::path& releases, const Period& period, const store::LedgerLine& line,
                    const crypto::VerifyKey& key) {
  const auto package = read_package(partial_folder(releases, period), key);
  if (package && hash_of_manifests(*package) == line.manifests) return move_into_place(releases, period);
  return Refusal{
      Refusal::Kind::damaged,
      fmt::format("{} is not what line {} of the ledger records{}. Restore it from a backup, or move "
                  "it away; it is not removed because it cannot be made again.",
                  partial_folder(releases, period).string(), line.number,
                  package ? "" : " (" + package.error().message + ")")};
}

}  // namespace

crypto::Sha256 hash_of_manifests(const Package& package) {
  std::string lines;
  for (const auto& [audience, files] : package) {
    const auto& manifest = files.at(std::string(manifest_name));
    lines += fmt::format("{}  {}/{}\n", crypto::hex(crypto::sha256(crypto::bytes_of(manifest))), audience,
                         manifest_name);
  }
  return crypto::sha256(crypto::bytes_of(lines));
}

Result<Package> read_package(const fs::path& folder, const crypto::VerifyKey& key) {
  Package package;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(folder, error)) {
    auto checked = check_release(entry.path(), key);
    if (!all_good(checked.findings)) {
      const auto bad = std::ranges::find(checked.findings, false, &Finding::good);
      return Refusal{Refusal::Kind::damaged, fmt::format("{}: {}", entry.path().string(), bad->text)};
    }
    package[entry.path().filename().string()] = std::move(checked.files);
  }
  if (error) return disk_failed(folder, error.message());
  return package;
}

Result<void> write_partial(const fs::path& releases, const Period& period, const Package& package) {
  const auto folder = partial_folder(releases, period);
  std::error_code error;
  fs::remove_all(folder, error);
  for (const auto& [audience, files] : package) {
    if (!error) fs::create_directories(folder / audience, error);
    if (error) return disk_failed(folder, error.message());
    for (const auto& [name, content] : files)
      if (const auto failed = write_file(folder / audience / name, content))
        return disk_failed(folder / audience / name, failed.message());
    if (const auto failed = sync_folder(folder / audience)) return disk_failed(folder, failed.message());
  }
  for (const auto& synced : {folder, releases})
    if (const auto failed = sync_folder(synced)) return disk_failed(synced, failed.message());
  return {};
}

Result<void> move_into_place(const fs::path& releases, const Period& period) {
  std::error_code error;
  fs::rename(partial_folder(releases, period), releases / to_string(period), error);
  if (error) return disk_failed(releases / to_string(period), error.message());
  if (const auto failed = sync_folder(releases)) return disk_failed(releases, failed.message());
  return {};
}

void remove_partial(const fs::path& releases, const Period& period) {
  std::error_code ignored;  // what stays is removed by the next recover()
  fs::remove_all(partial_folder(releases, period), ignored);
}

Result<std::vector<Period>> recover(const fs::path& releases, const std::vector<store::LedgerLine>& ledger,
                                    const crypto::VerifyKey& key) {
  std::vector<Period> partial;
  std::vector<Period> finished;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(releases, error)) {
    const auto name = entry.path().filename().string();
    if (!name.starts_with(partial_prefix)) continue;
    if (const auto period = parse_period(std::string_view(name).substr(partial_prefix.size())))
      partial.push_back(*period);
  }
  if (error) return disk_failed(releases, error.message());
  for (const auto& period : partial) {
    const auto line = std::ranges::find(ledger, to_string(period), &store::LedgerLine::period);
    if (line == ledger.end() || holds(releases / to_string(period), *line, key)) {
      remove_partial(releases, period);
      continue;
    }
    if (auto ok = finish(releases, period, *line, key); !ok) return ok.error();
    finished.push_back(period);
  }
  return finished;
}

}  // namespace tellsafe::release
