#include "service/release/ledger_check.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>
#include <string>

#include "service/release/publish.h"
#include "service/store/ledger.h"

namespace tellsafe::release {

namespace {

namespace fs = std::filesystem;

Finding check_chain(std::span<const store::LedgerLine> ledger) {
  std::array<std::uint8_t, 32> before{};
  std::uint64_t number = 1;
  for (const auto& line : ledger) {
    if (line.number != number || line.chain != store::chain_of(line, before))
      return {false, fmt::format("line {} of the ledger does not follow from the lines before it", number)};
    before = line.chain;
    ++number;
  }
  return {true, fmt::format("the ledger's chain is whole, {} lines", ledger.size())};
}

Finding check_line(const fs::path& releases, const store::LedgerLine& line, const crypto::VerifyKey& key) {
  const auto bad = [&](std::string_view what) {
    return Finding{false, fmt::format("line {} of the ledger, {}: {}", line.number, line.period, what)};
  };
  if (!parse_period(line.period))
    return {false, fmt::format("line {} of the ledger is of no period", line.number)};
  std::error_code error;
  if (!fs::is_directory(fs::symlink_status(releases / line.period, error)))
    return bad("the release is not in the folder of releases");
  const auto package = read_package(releases / line.period, key);
  if (!package) return bad(package.error().message);
  if (hash_of_manifests(*package) != line.manifests)
    return bad("this is another release than the one recorded");
  return {true, fmt::format("line {} of the ledger, {}: the release is as it was recorded", line.number,
                            line.period)};
}

// Names of other people's files may hold anything; they are not printed as they are.
std::string printable(std::string name) {
  std::ranges::replace_if(
      name, [](char c) { return c < ' ' || c > '~'; }, '?');
  return name;
}

}  // namespace

std::vector<Finding> check_ledger(const fs::path& releases, std::span<const store::LedgerLine> ledger,
                                  const crypto::VerifyKey& key) {
  std::vector<Finding> findings{check_chain(ledger)};
  for (const auto& line : ledger) findings.push_back(check_line(releases, line, key));
  std::set<std::string> others;
  std::error_code error;
  if (fs::exists(releases, error)) {
    for (const auto& entry : fs::directory_iterator(releases, error)) {
      const auto name = entry.path().filename().string();
      if (std::ranges::find(ledger, name, &store::LedgerLine::period) == ledger.end()) others.insert(name);
    }
  }
  if (error) findings.push_back({false, "the folder of releases cannot be read"});
  for (const auto& name : others) {
    const bool unfinished = name.starts_with(".partial-");
    findings.push_back({false, fmt::format("{}: {}", printable(name),
                                           unfinished ? "a release that was not finished; the next `tellsafe "
                                                        "release` finishes or removes it"
                                                      : "in the folder of releases, but not in the ledger")});
  }
  return findings;
}

}  // namespace tellsafe::release
