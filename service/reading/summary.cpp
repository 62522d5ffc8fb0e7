#include "service/reading/summary.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "crypto/hash.h"
#include "service/reading/addresses.h"
#include "service/reading/numbers.h"
#include "service/release/format.h"

namespace tellsafe::reading {

Summary summarize(const SignedRelease& release) {
  using nlohmann::json;
  const auto& manifest_text = release.files.at(std::string(release::manifest_name));
  const auto tables = json::parse(release.files.at(std::string(release::tables_json_name)));
  Summary made{.period = release.period,
               .demo = json::parse(manifest_text).at("demonstration").get<bool>(),
               .languages = tables.at("languages").get<std::vector<std::string>>(),
               .urn = urn_of("release " + crypto::hex(crypto::sha256(crypto::bytes_of(manifest_text)))),
               .files = {}};
  for (const auto name : file_names) {
    const auto found = release.files.find(std::string(name));
    if (found == release.files.end()) continue;
    made.files.push_back(
        {found->first, found->second.size(), crypto::hex(crypto::sha256(crypto::bytes_of(found->second)))});
  }
  return made;
}

std::string_view media_type(std::string_view file) {
  if (file.ends_with(".json")) return "application/json";
  if (file.ends_with(".csv")) return "text/csv";
  return "text/plain";
}

std::string period_name(const release::Period& period, const pages::Wording& wording) {
  return period.quarter == 0 ? wording.year(period.year) : wording.quarter(period.year, period.quarter);
}

std::string caveats(const schema::Labels& labels, std::string_view language, bool demo) {
  std::string all;
  if (demo) all = labels.text(language, "page.numbers.demo_release");
  for (const auto* key :
       {"page.numbers.chosen", "page.numbers.twice", "page.numbers.unreported", "page.numbers.trust",
        "page.protection.ranking", "page.protection.rates", "page.numbers.criminal", "page.protection.zero"})
    all += (all.empty() ? "" : " ") + labels.text(language, key);
  return all;
}

}  // namespace tellsafe::reading
