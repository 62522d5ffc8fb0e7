#include "service/reading/catalog.h"

#include <gmock/gmock.h>

#include <nlohmann/json.hpp>
#include <regex>

#include "tests/unit/reading/shared_city.h"

namespace tellsafe::reading {
namespace {

using nlohmann::json;
using testing::HasSubstr;
using testing::Not;

const std::string terms = "https://creativecommons.org/licenses/by/4.0/";

class Catalog : public testing::Test {
 protected:
  Catalog() {
    options_.city = "Riverbend";
    options_.office = "Human Rights Commission";
    options_.contact = "rights@riverbend.example";
    options_.url = "https://report.example";
    for (const auto& [period, demo] : {std::pair{release::Period{2025, 1}, true}, {{2024, 0}, false}}) {
      Summary one{period, demo, {"en", "zh-Hans"}, "urn:uuid:" + release::to_string(period), {}};
      for (const auto* name : {"manifest.json", "manifest.json.minisig", "tables.csv", "tables.json",
                               "dictionary.csv", "README.txt"})
        one.files.push_back({name, 10 + one.files.size(), std::string(64, 'a')});
      releases_.push_back(one);
    }
  }
  CatalogSource source() const { return {releases_, city_labels(), city_site(), options_, key_}; }
  json dcat() const { return dcat_catalog(source()); }
  json dcat_us() const { return dcat_us_catalog(source()); }
  void expect_caveats(const json& text, const std::string& language, bool demo) const {
    for (const auto* key : {"page.numbers.chosen", "page.numbers.twice", "page.numbers.unreported",
                            "page.numbers.trust", "page.numbers.criminal", "page.protection.zero",
                            "page.protection.ranking", "page.protection.rates"})
      EXPECT_THAT(text.get<std::string>(), HasSubstr(city_labels().text(language, key)));
    const auto& of_demo = city_labels().text(language, "page.numbers.demo_release");
    EXPECT_EQ(text.get<std::string>().find(of_demo) != std::string::npos, demo);
    EXPECT_THAT(text.get<std::string>(), Not(HasSubstr("{")));
  }
  std::vector<Summary> releases_;
  NumbersOptions options_;
  const crypto::VerifyKey key_;
};

void expect_members(const json& object, const std::vector<std::string>& names) {
  for (const auto& name : names) {
    ASSERT_TRUE(object.contains(name)) << name << " in " << object.dump(1);
    EXPECT_FALSE(object[name].is_null() || object[name].empty()) << name;
  }
}

TEST_F(Catalog, OfDcatHasItsOwnContext) {
  const auto made = dcat();
  const auto& context = made["@context"];
  // Every name in it that is not JSON-LD's own begins with a prefix of the context.
  const std::regex name(R"("([a-z@]+)(:[A-Za-z_0-9]+)?": )");
  const auto text = made["dcat:dataset"].dump(1);
  for (std::sregex_iterator found(text.begin(), text.end(), name), end; found != end; ++found) {
    const auto prefix = found->str(1);
    if (prefix.starts_with("@") || city_labels().find(prefix) != nullptr) continue;
    EXPECT_TRUE(context.contains(prefix)) << prefix;
  }
  EXPECT_EQ(context["dcat"], "http://www.w3.org/ns/dcat#");
  EXPECT_EQ(context["dcterms"], "http://purl.org/dc/terms/");
}

TEST_F(Catalog, OfDcatIsACatalogOfASeries) {
  const auto made = dcat();
  EXPECT_EQ(made["@type"], "dcat:Catalog");
  EXPECT_EQ(made["@id"], "https://report.example/numbers/catalog.jsonld");
  expect_members(made, {"dcterms:title", "dcterms:description", "dcterms:publisher", "dcterms:license",
                        "dcterms:language", "dcterms:spatial", "foaf:homepage", "dcat:contactPoint"});
  EXPECT_EQ(made["dcterms:publisher"]["foaf:name"], "Human Rights Commission");
  EXPECT_EQ(made["dcterms:language"][2]["@id"], "http://id.loc.gov/vocabulary/iso639-1/zh");
  ASSERT_EQ(made["dcat:dataset"].size(), 3U);
  const auto& series = made["dcat:dataset"][0];
  EXPECT_EQ(series["@type"], "dcat:DatasetSeries");
  for (const auto* language : {"es", "en", "zh-Hans"})
    expect_caveats(series["dcterms:description"][language], language, false);
  for (std::size_t i = 1; i < 3; ++i)
    EXPECT_EQ(made["dcat:dataset"][i]["dcat:inSeries"]["@id"], series["@id"]);
}

TEST_F(Catalog, OfDcatHasADatasetForEachRelease) {
  const auto dataset = dcat()["dcat:dataset"][1];
  EXPECT_EQ(dataset["@type"], "dcat:Dataset");
  EXPECT_EQ(dataset["@id"], "urn:uuid:2025-Q1");
  expect_members(dataset,
                 {"dcterms:identifier", "dcterms:title", "dcterms:description", "dcat:keyword",
                  "dcterms:issued", "dcterms:temporal", "dcterms:spatial", "dcterms:language",
                  "dcterms:license", "dcterms:publisher", "dcat:contactPoint", "dcterms:accrualPeriodicity",
                  "dcat:distribution", "dcterms:conformsTo", "dcat:landingPage"});
  EXPECT_EQ(dataset["dcterms:title"]["en"], "Reports of hate and bias – 1st quarter 2025 – Riverbend");
  for (const auto* language : {"es", "en", "zh-Hans"})
    expect_caveats(dataset["dcterms:description"][language], language, true);
  EXPECT_EQ(dataset["dcterms:issued"], "2025-05-15");
  EXPECT_EQ(dataset["dcterms:temporal"]["dcat:startDate"], "2025-01-01");
  EXPECT_EQ(dataset["dcterms:temporal"]["dcat:endDate"], "2025-03-31");
  EXPECT_EQ(dataset["dcterms:spatial"]["skos:prefLabel"]["es"], "Riverbend");
  EXPECT_EQ(dataset["dcterms:language"].size(), 2U) << "of the release, not of the site";
  EXPECT_EQ(dataset["dcterms:license"]["@id"], terms);
  EXPECT_EQ(dataset["dcat:contactPoint"]["vcard:hasEmail"]["@id"], "mailto:rights@riverbend.example");
  EXPECT_EQ(dataset["dcterms:accrualPeriodicity"]["@id"], "http://purl.org/cld/freq/quarterly");
  EXPECT_EQ(dataset["dcterms:conformsTo"]["@id"], "https://report.example/numbers/2025-Q1/dictionary.csv");
  EXPECT_EQ(dataset["dcat:landingPage"][2]["@id"], "https://report.example/zh-Hans/numbers/2025-Q1");
  const auto related = dataset["dcterms:relation"].dump();
  for (const auto* file : {"manifest.json", "manifest.json.minisig", "README.txt", "signing.pub"})
    EXPECT_THAT(related, HasSubstr(file));
  const auto year = dcat()["dcat:dataset"][2];
  EXPECT_EQ(year["dcterms:accrualPeriodicity"]["@id"], "http://purl.org/cld/freq/annual");
  expect_caveats(year["dcterms:description"]["en"], "en", false);
}

TEST_F(Catalog, OfDcatSaysHowToGetAndCheckTheData) {
  const auto dataset = dcat()["dcat:dataset"][1];
  ASSERT_EQ(dataset["dcat:distribution"].size(), 2U);
  const auto& csv = dataset["dcat:distribution"][0];
  EXPECT_EQ(csv["@type"], "dcat:Distribution");
  EXPECT_EQ(csv["dcat:downloadURL"]["@id"], "https://report.example/numbers/2025-Q1/tables.csv");
  EXPECT_EQ(csv["dcat:accessURL"], csv["dcat:downloadURL"]);
  EXPECT_EQ(csv["dcat:mediaType"]["@id"], "https://www.iana.org/assignments/media-types/text/csv");
  EXPECT_EQ(csv["dcat:byteSize"], "12");
  EXPECT_EQ(csv["dcterms:license"]["@id"], terms);
  EXPECT_EQ(csv["dcterms:conformsTo"], dataset["dcterms:conformsTo"]);
  EXPECT_EQ(csv["spdx:checksum"], json({{"@type", "spdx:Checksum"},
                                        {"spdx:algorithm", {{"@id", "spdx:checksumAlgorithm_sha256"}}},
                                        {"spdx:checksumValue", std::string(64, 'a')}}));
  EXPECT_EQ(dataset["dcat:distribution"][1]["dcat:mediaType"]["@id"],
            "https://www.iana.org/assignments/media-types/application/json");
}

TEST_F(Catalog, OfDcatHasPathsWhereTheCityHasNoUrl) {
  options_.url.clear();
  const auto made = dcat();
  EXPECT_EQ(made["@id"], "/numbers/catalog.jsonld");
  EXPECT_EQ(made["dcat:dataset"][1]["dcat:distribution"][0]["dcat:downloadURL"]["@id"],
            "/numbers/2025-Q1/tables.csv");
}

TEST_F(Catalog, NamesTheContactThatThereIs) {
  options_.contact = "https://riverbend.example/rights";
  EXPECT_EQ(dcat()["dcat:contactPoint"]["vcard:hasURL"]["@id"], "https://riverbend.example/rights");
  EXPECT_EQ(dcat_us()["dataset"][0]["contactPoint"]["hasURL"], "https://riverbend.example/rights");
  options_.contact = "212-555-0143";
  EXPECT_EQ(dcat()["dcat:contactPoint"]["vcard:hasTelephone"]["@id"], "tel:+12125550143");
  options_.contact.clear();
  options_.office.clear();
  const auto without = dcat();
  EXPECT_EQ(without["dcat:contactPoint"]["vcard:fn"], "Riverbend");
  EXPECT_EQ(without["dcat:contactPoint"].size(), 2U);
  EXPECT_EQ(without["dcterms:publisher"]["foaf:name"], "Riverbend");
}

TEST_F(Catalog, IsThereBeforeTheFirstRelease) {
  releases_.clear();
  EXPECT_EQ(dcat()["dcat:dataset"].size(), 1U);
  EXPECT_EQ(dcat_us()["dataset"], json::array());
}

// What DCAT-US 1.1 requires of a publisher that is no federal agency, and the patterns of its schema.
TEST_F(Catalog, OfDcatUsHasWhatItsSchemaRequires) {
  const auto made = dcat_us();
  EXPECT_EQ(made["conformsTo"], "https://project-open-data.cio.gov/v1.1/schema");
  EXPECT_EQ(made["describedBy"], "https://project-open-data.cio.gov/v1.1/schema/catalog.json");
  EXPECT_EQ(made["@context"], "https://project-open-data.cio.gov/v1.1/schema/catalog.jsonld");
  EXPECT_EQ(made["@type"], "dcat:Catalog");
  ASSERT_EQ(made["dataset"].size(), 2U);
  const std::regex address("https://[^ ]+");
  for (const auto& dataset : made["dataset"]) {
    expect_members(dataset, {"title", "description", "keyword", "modified", "publisher", "contactPoint",
                             "identifier", "accessLevel"});
    EXPECT_EQ(dataset["@type"], "dcat:Dataset");
    EXPECT_EQ(dataset["accessLevel"], "public");
    EXPECT_EQ(dataset["publisher"],
              json({{"@type", "org:Organization"}, {"name", "Human Rights Commission"}}));
    EXPECT_EQ(dataset["contactPoint"], json({{"@type", "vcard:Contact"},
                                             {"fn", "Human Rights Commission"},
                                             {"hasEmail", "mailto:rights@riverbend.example"}}));
    EXPECT_TRUE(dataset["keyword"].is_array());
    for (const auto* name : {"license", "landingPage", "describedBy"})
      EXPECT_TRUE(std::regex_match(dataset[name].get<std::string>(), address)) << dataset[name];
    for (const auto& reference : dataset["references"])
      EXPECT_TRUE(std::regex_match(reference.get<std::string>(), address)) << reference;
    ASSERT_EQ(dataset["distribution"].size(), 2U);
    for (const auto& one : dataset["distribution"]) {
      expect_members(one, {"downloadURL", "mediaType", "format", "title"});
      EXPECT_EQ(one["@type"], "dcat:Distribution");
      EXPECT_TRUE(std::regex_match(one["downloadURL"].get<std::string>(), address));
      EXPECT_EQ(one["describedByType"], "text/csv");
    }
  }
}

TEST_F(Catalog, OfDcatUsSaysWhatTheReleasesAre) {
  const auto datasets = dcat_us()["dataset"];
  const auto& quarter = datasets[0];
  EXPECT_EQ(quarter["title"], "Reports of hate and bias – 1st quarter 2025 – Riverbend")
      << "in English, whatever the site's first language is";
  expect_caveats(quarter["description"], "en", true);
  EXPECT_EQ(quarter["identifier"], "urn:uuid:2025-Q1");
  EXPECT_EQ(quarter["issued"], "2025-05-15");
  EXPECT_EQ(quarter["modified"], "2025-05-15");
  EXPECT_EQ(quarter["temporal"], "2025-01-01/2025-03-31");
  EXPECT_EQ(quarter["spatial"], "Riverbend");
  EXPECT_EQ(quarter["accrualPeriodicity"], "R/P3M");
  EXPECT_EQ(quarter["language"], json({"en", "zh-Hans"}));
  EXPECT_EQ(quarter["license"], terms);
  EXPECT_EQ(quarter["landingPage"], "https://report.example/en/numbers/2025-Q1");
  EXPECT_EQ(quarter["describedBy"], "https://report.example/numbers/2025-Q1/dictionary.csv");
  EXPECT_EQ(quarter["distribution"][1]["downloadURL"], "https://report.example/numbers/2025-Q1/tables.json");
  EXPECT_EQ(quarter["distribution"][1]["mediaType"], "application/json");
  EXPECT_EQ(datasets[1]["accrualPeriodicity"], "R/P1Y");
  expect_caveats(datasets[1]["description"], "en", false);
}

}  // namespace
}  // namespace tellsafe::reading
