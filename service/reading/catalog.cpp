#include "service/reading/catalog.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "service/reading/addresses.h"
#include "service/reading/catalog_words.h"
#include "service/release/format.h"

namespace tellsafe::reading {

namespace {

using Json = nlohmann::json;

Json id(const std::string& address) {
  return {{"@id", address}};
}

Json context() {
  Json made = {{"dcat", "http://www.w3.org/ns/dcat#"},       {"dcterms", "http://purl.org/dc/terms/"},
               {"foaf", "http://xmlns.com/foaf/0.1/"},       {"skos", "http://www.w3.org/2004/02/skos/core#"},
               {"spdx", "http://spdx.org/rdf/terms#"},       {"vcard", "http://www.w3.org/2006/vcard/ns#"},
               {"xsd", "http://www.w3.org/2001/XMLSchema#"}, {"dcat:keyword", {{"@language", "en"}}}};
  for (const auto* name : {"dcterms:title", "dcterms:description", "skos:prefLabel"})
    made[name] = {{"@container", "@language"}};
  for (const auto* name : {"dcterms:issued", "dcterms:modified", "dcat:startDate", "dcat:endDate"})
    made[name] = {{"@type", "xsd:date"}};
  made["dcat:byteSize"] = {{"@type", "xsd:nonNegativeInteger"}};
  made["spdx:checksumValue"] = {{"@type", "xsd:hexBinary"}};
  return made;
}

// As the Library of Congress names languages, which is what DCAT wants: without a script or a region.
std::string language_address(std::string_view code) {
  const auto language = code.substr(0, code.find('-'));
  return fmt::format("http://id.loc.gov/vocabulary/{}/{}", language.size() == 2 ? "iso639-1" : "iso639-2",
                     language);
}

Json languages(const std::vector<std::string>& codes) {
  Json made = Json::array();
  for (const auto& code : codes) made.push_back(id(language_address(code)));
  return made;
}

Json frequency(bool of_quarters) {
  return id(fmt::format("http://purl.org/cld/freq/{}", of_quarters ? "quarterly" : "annual"));
}

Json contact(const NumbersOptions& options) {
  Json made = {{"@type", "vcard:Kind"}, {"vcard:fn", publisher(options)}};
  if (const auto reached = contact_of(options)) {
    made["vcard:" + reached->member] = id(reached->address);
  }
  return made;
}

// What the catalog, the series and the datasets have in common.
Json about(const CatalogSource& source) {
  return {{"dcterms:publisher", {{"@type", "foaf:Organization"}, {"foaf:name", publisher(source.options)}}},
          {"dcterms:license", id(source.options.licence)},
          {"dcterms:spatial",
           {{"@type", "dcterms:Location"},
            {"skos:prefLabel", {{source.labels.languages().front().code, source.options.city}}}}},
          {"dcat:contactPoint", contact(source.options)}};
}

// A text in each language of the site.
template <class Text>
Json in_each(const CatalogSource& source, const Text& text) {
  Json made = Json::object();
  for (const auto& language : source.labels.languages()) made[language.code] = text(language.code);
  return made;
}

Json distribution(const Summary& release, const ReleaseFile& file, const CatalogSource& source) {
  const auto address = address_of(source.options.url, file_path(release.period, file.name));
  return {{"@id", address},
          {"@type", "dcat:Distribution"},
          {"dcterms:title", {{"en", file.name}}},
          {"dcterms:license", id(source.options.licence)},
          {"dcterms:conformsTo",
           id(address_of(source.options.url, file_path(release.period, release::dictionary_name)))},
          {"dcat:accessURL", id(address)},
          {"dcat:downloadURL", id(address)},
          {"dcat:mediaType",
           id(fmt::format("https://www.iana.org/assignments/media-types/{}", media_type(file.name)))},
          {"dcat:byteSize", std::to_string(file.size)},
          {"spdx:checksum",
           {{"@type", "spdx:Checksum"},
            {"spdx:algorithm", id("spdx:checksumAlgorithm_sha256")},
            {"spdx:checksumValue", file.sha256}}}};
}

Json dataset(const Summary& release, const std::string& series, const CatalogSource& source) {
  const auto here = [&](const std::string& path) { return id(address_of(source.options.url, path)); };
  auto made = about(source);
  made["@id"] = release.urn;
  made["@type"] = "dcat:Dataset";
  made["dcterms:identifier"] = release.urn;
  made["dcterms:title"] =
      in_each(source, [&](const std::string& language) { return title_of(release, source, language); });
  made["dcterms:description"] = in_each(
      source, [&](const std::string& language) { return description(source, language, release.demo); });
  made["dcat:keyword"] = keywords;
  made["dcterms:issued"] = release::day_text(release::closes_on(release.period));
  made["dcterms:temporal"] = {{"@type", "dcterms:PeriodOfTime"},
                              {"dcat:startDate", release::day_text(release::first_day(release.period))},
                              {"dcat:endDate", release::day_text(release::last_day(release.period))}};
  made["dcterms:language"] = languages(release.languages);
  made["dcterms:accrualPeriodicity"] = frequency(release.period.quarter != 0);
  made["dcterms:conformsTo"] = here(file_path(release.period, release::dictionary_name));
  made["dcat:inSeries"] = id(series);
  made["dcat:landingPage"] = Json::array();
  for (const auto& language : source.labels.languages())
    made["dcat:landingPage"].push_back(here(page_path(language.code, release.period)));
  made["dcat:distribution"] = Json::array();
  made["dcterms:relation"] = Json::array({here(std::string(key_path))});
  for (const auto& file : release.files) {
    if (is_data(file.name))
      made["dcat:distribution"].push_back(distribution(release, file, source));
    else
      made["dcterms:relation"].push_back(here(file_path(release.period, file.name)));
  }
  return made;
}

}  // namespace

Json dcat_catalog(const CatalogSource& source) {
  const auto title = in_each(source, [&](const std::string& language) { return title_of(source, language); });
  const auto words =
      in_each(source, [&](const std::string& language) { return description(source, language, false); });
  auto series = about(source);
  const auto series_urn = urn_of("series " + source.key.line());
  series["@id"] = series_urn;
  series["@type"] = "dcat:DatasetSeries";
  series["dcterms:title"] = title;
  series["dcterms:description"] = words;
  series["dcterms:accrualPeriodicity"] = frequency(true);

  auto made = about(source);
  made["@context"] = context();
  made["@id"] = address_of(source.options.url, catalog_path);
  made["@type"] = "dcat:Catalog";
  made["dcterms:title"] = title;
  made["dcterms:description"] = words;
  std::vector<std::string> codes;
  for (const auto& language : source.labels.languages()) codes.push_back(language.code);
  made["dcterms:language"] = languages(codes);
  made["foaf:homepage"] = id(address_of(source.options.url, front_path(codes.front())));
  made["dcat:dataset"] = Json::array({series});
  for (const auto& release : source.releases)
    made["dcat:dataset"].push_back(dataset(release, series_urn, source));
  return made;
}

}  // namespace tellsafe::reading
