#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "service/reading/addresses.h"
#include "service/reading/catalog_words.h"
#include "service/release/format.h"

namespace tellsafe::reading {

namespace {

using Json = nlohmann::json;

constexpr std::string_view version = "https://project-open-data.cio.gov/v1.1/schema";

// Portals of the United States read English.
std::string language_of(const schema::Labels& labels) {
  return labels.find("en") != nullptr ? "en" : labels.languages().front().code;
}

Json contact(const NumbersOptions& options) {
  Json made = {{"@type", "vcard:Contact"}, {"fn", publisher(options)}};
  if (const auto reached = contact_of(options)) made[reached->member] = reached->address;
  return made;
}

Json distribution(const ReleaseFile& file, const std::string& address, const std::string& dictionary) {
  return {{"@type", "dcat:Distribution"},
          {"title", file.name},
          {"downloadURL", address},
          {"mediaType", media_type(file.name)},
          {"format", file.name.ends_with(".csv") ? "CSV" : "JSON"},
          {"describedBy", dictionary},
          {"describedByType", "text/csv"}};
}

Json dataset(const Summary& release, const CatalogSource& source) {
  const auto language = language_of(source.labels);
  const auto file_address = [&](std::string_view name) {
    return address_of(source.options.url, file_path(release.period, name));
  };
  const auto closed = release::day_text(release::closes_on(release.period));
  const auto dictionary = file_address(release::dictionary_name);
  Json made = {{"@type", "dcat:Dataset"},
               {"identifier", release.urn},
               {"accessLevel", "public"},
               {"title", title_of(release, source, language)},
               {"description", description(source, language, release.demo)},
               {"keyword", keywords},
               {"issued", closed},
               {"modified", closed},
               {"publisher", {{"@type", "org:Organization"}, {"name", publisher(source.options)}}},
               {"contactPoint", contact(source.options)},
               {"license", source.options.licence},
               {"spatial", source.options.city},
               {"temporal", fmt::format("{}/{}", release::day_text(release::first_day(release.period)),
                                        release::day_text(release::last_day(release.period)))},
               {"accrualPeriodicity", release.period.quarter != 0 ? "R/P3M" : "R/P1Y"},
               {"language", release.languages},
               {"landingPage", address_of(source.options.url, page_path(language, release.period))},
               {"describedBy", dictionary},
               {"describedByType", "text/csv"},
               {"distribution", Json::array()},
               {"references", Json::array({address_of(source.options.url, key_path)})}};
  for (const auto& file : release.files) {
    const auto address = file_address(file.name);
    if (is_data(file.name))
      made["distribution"].push_back(distribution(file, address, dictionary));
    else if (file.name != release::dictionary_name)
      made["references"].push_back(address);
  }
  return made;
}

}  // namespace

Json dcat_us_catalog(const CatalogSource& source) {
  Json made = {{"@context", fmt::format("{}/catalog.jsonld", version)},
               {"@id", address_of(source.options.url, us_catalog_path)},
               {"@type", "dcat:Catalog"},
               {"conformsTo", version},
               {"describedBy", fmt::format("{}/catalog.json", version)},
               {"dataset", Json::array()}};
  for (const auto& release : source.releases) made["dataset"].push_back(dataset(release, source));
  return made;
}

}  // namespace tellsafe::reading
