#include "service/store/migrate.h"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <vector>

namespace tellsafe::store {
namespace {

std::vector<std::filesystem::path> migrations_of(const std::filesystem::path& folder) {
  std::vector<std::filesystem::path> files;
  std::error_code failed;
  for (const auto& entry : std::filesystem::directory_iterator(folder, failed)) {
    if (entry.path().extension() == ".sql") files.push_back(entry.path());
  }
  if (files.empty()) throw std::runtime_error("no migrations in " + folder.string());
  std::sort(files.begin(), files.end());
  for (std::size_t i = 0; i < files.size(); ++i) {
    if (!files[i].filename().string().starts_with(fmt::format("{:04}_", i + 1))) {
      throw std::runtime_error("out of sequence: " + files[i].string());
    }
  }
  return files;
}

std::string read(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  std::string text{std::istreambuf_iterator<char>(in), {}};
  if (!in || text.empty()) throw std::runtime_error("cannot read " + file.string());
  return text;
}

}  // namespace

void migrate(Database& database, const std::filesystem::path& folder) {
  const auto files = migrations_of(folder);
  const auto version_of = [&] { return static_cast<std::size_t>(database.number("PRAGMA user_version")); };
  if (version_of() > files.size()) throw DatabaseError(Errc::newer_vault);
  for (std::size_t next = version_of(); next < files.size(); ++next) {
    Transaction transaction(database, Transaction::Kind::write);
    if (version_of() != next) continue;  // the other program was faster
    database.run(read(files[next]).c_str());
    database.run(fmt::format("PRAGMA user_version = {}", next + 1).c_str());
    transaction.commit();
  }
}

}  // namespace tellsafe::store
