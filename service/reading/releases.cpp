#include "service/reading/releases.h"

#include <fmt/format.h>
#include <sys/stat.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>

#include "service/release/format.h"
#include "service/release/verify.h"

namespace tellsafe::reading {

namespace {

namespace fs = std::filesystem;

bool says(const nlohmann::json& json, std::string_view format, std::string_view period,
          std::string_view audience) {
  const auto is = [&](const char* name, std::string_view value) {
    const auto found = json.find(name);
    return found != json.end() && found->is_string() && found->get_ref<const std::string&>() == value;
  };
  return json.is_object() && is("format", format) && is("period", period) && is("audience", audience);
}

}  // namespace

std::vector<release::Period> releases_for(const fs::path& releases, std::string_view audience) {
  std::vector<release::Period> periods;
  std::error_code error;
  for (fs::directory_iterator at(releases, error), end; !error && at != end; at.increment(error)) {
    const auto period = release::parse_period(at->path().filename().string());
    std::error_code unknown;
    if (period && fs::is_directory(at->path() / audience, unknown)) periods.push_back(*period);
  }
  std::ranges::sort(periods, std::greater(), [](const release::Period& period) {
    return std::pair(release::last_day(period), period.quarter == 0);
  });
  return periods;
}

std::vector<release::Period> public_releases(const fs::path& releases) {
  return releases_for(releases, public_audience);
}

std::optional<SignedRelease> read_release(const fs::path& releases, const release::Period& period,
                                          std::string_view audience, const crypto::VerifyKey& key) {
  const auto name = release::to_string(period);
  auto checked = release::check_release(releases / name / audience, key);
  if (!release::all_good(checked.findings)) return std::nullopt;
  const auto document_says = [&](std::string_view file, std::string_view format) {
    const auto found = checked.files.find(std::string(file));
    return found != checked.files.end() &&
           says(nlohmann::json::parse(found->second, nullptr, false), format, name, audience);
  };
  if (!document_says(release::manifest_name, release::manifest_format) ||
      !document_says(release::tables_json_name, release::tables_format))
    return std::nullopt;
  return SignedRelease{period, std::move(checked.files)};
}

std::optional<SignedRelease> read_release(const fs::path& releases, const release::Period& period,
                                          const crypto::VerifyKey& key) {
  return read_release(releases, period, public_audience, key);
}

std::string fingerprint(const fs::path& releases, const release::Period& period, std::string_view audience) {
  const auto folder = releases / release::to_string(period) / audience;
  std::vector<std::string> seen;
  const auto look_at = [&](const fs::path& path) {
    struct stat status {};
    if (::stat(path.c_str(), &status) != 0) return;
    // Who edits a file can put its time of writing back, but not that of its last change.
    seen.push_back(fmt::format("{} {} {} {}.{:09} {}.{:09}\n", path.filename().string(), status.st_ino,
                               status.st_size, status.st_mtim.tv_sec, status.st_mtim.tv_nsec,
                               status.st_ctim.tv_sec, status.st_ctim.tv_nsec));
  };
  look_at(folder);
  std::error_code error;
  for (fs::directory_iterator at(folder, error), end; !error && at != end; at.increment(error))
    look_at(at->path());
  std::ranges::sort(seen);
  return fmt::format("{}", fmt::join(seen, ""));
}

std::string fingerprint(const fs::path& releases, std::string_view audience) {
  std::string all;
  for (const auto& period : releases_for(releases, audience))
    all += release::to_string(period) + "\n" + fingerprint(releases, period, audience);
  return all;
}

}  // namespace tellsafe::reading
