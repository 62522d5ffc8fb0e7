#include "service/reading/exports.h"

#include "service/reading/export_zip.h"
#include "service/reading/releases.h"
#include "service/release/published.h"

namespace tellsafe::reading {

std::vector<release::Period> export_periods(const std::filesystem::path& releases) {
  return releases_for(releases, police_audience);
}

std::optional<Export> read_export(const std::filesystem::path& releases, const release::Period& period,
                                  const crypto::VerifyKey& key) {
  auto release = read_release(releases, period, police_audience, key);
  if (!release || !release::canonical_faults(release->files).empty()) return std::nullopt;
  auto publication = release::read_published(release->files);
  if (!publication || !release::is_export(*publication)) return std::nullopt;
  auto zip = export_zip(release->files);
  const auto digest = crypto::sha256(crypto::bytes_of(zip));
  return Export{period, std::move(release->files), std::move(*publication), std::move(zip), digest};
}

std::string export_file_name(const release::Period& period) {
  return "state-police-" + to_string(period) + ".zip";
}

std::string export_subject(const release::Period& period) {
  return "export:" + to_string(period);
}

}  // namespace tellsafe::reading
