#include "service/reading/feed.h"

#include <gmock/gmock.h>

#include <boost/property_tree/xml_parser.hpp>
#include <map>
#include <set>
#include <sstream>

#include "tests/support/must.h"

namespace tellsafe::reading {
namespace {

using boost::property_tree::ptree;
using testing::HasSubstr;
using testing::Not;

const std::filesystem::path source = TELLSAFE_SOURCE_DIR;

std::vector<Summary> releases() {
  return {{{2025, 1}, true, {"en"}, "urn:uuid:one", {{"tables.csv", 2325, "ab"}, {"README.txt", 20, "cd"}}},
          {{2024, 4}, false, {"en"}, "urn:uuid:two", {{"manifest.json.minisig", 300, "ef"}}}};
}

class Feed : public testing::Test {
 protected:
  Feed()
      : form_(test_support::must(schema::Form::load(source / "schema", source / "deploy/demo/areas.json"))),
        labels_(test_support::must(schema::Labels::load(source / "schema/labels", {"en", "ar"}, form_,
                                                        source / "deploy/demo/areas.json"))) {
    options_.city = "City of <Riverbend> & \"Co\"";
    options_.url = "https://report.example/";
  }
  std::string text(const std::vector<Summary>& of, std::string_view language = "en") const {
    const pages::Wording wording(labels_, *labels_.find(language));
    return atom_feed(of, labels_, language, wording, options_, crypto::VerifyKey());
  }
  // Throws for what is not well-formed.
  ptree read(const std::vector<Summary>& of, std::string_view language = "en") const {
    std::istringstream stream(text(of, language));
    ptree tree;
    read_xml(stream, tree);
    return tree.get_child("feed");
  }
  static std::vector<ptree> all(const ptree& tree, const std::string& name) {
    std::vector<ptree> found;
    for (const auto& [child, part] : tree)
      if (child == name) found.push_back(part);
    return found;
  }
  static std::string attribute(const ptree& tree, const std::string& name) {
    return tree.get<std::string>("<xmlattr>." + name, "");
  }
  // Addresses by relation; of several the last.
  static std::map<std::string, ptree> links(const ptree& tree) {
    std::map<std::string, ptree> found;
    for (const auto& link : all(tree, "link")) found[attribute(link, "rel")] = link;
    return found;
  }
  schema::Form form_;
  schema::Labels labels_;
  NumbersOptions options_;
};

TEST_F(Feed, HasWhatAtomRequires) {
  const auto tree = read(releases());
  EXPECT_EQ(attribute(tree, "xmlns"), "http://www.w3.org/2005/Atom");
  EXPECT_EQ(attribute(tree, "xml:lang"), "en");
  EXPECT_EQ(tree.get<std::string>("author.name"), options_.city);
  EXPECT_EQ(tree.get<std::string>("author.uri"), options_.url);
  std::set<std::string> ids{tree.get<std::string>("id")};
  const auto entries = all(tree, "entry");
  ASSERT_EQ(entries.size(), 2U);
  for (const auto& entry : entries) {
    ids.insert(entry.get<std::string>("id"));
    for (const auto* name : {"id", "title", "updated", "summary"}) {
      EXPECT_EQ(all(entry, name).size(), 1U) << name;
      EXPECT_NE(entry.get<std::string>(name), "") << name;
    }
  }
  for (const auto* name : {"id", "title", "updated", "author", "rights"})
    EXPECT_EQ(all(tree, name).size(), 1U) << name;
  EXPECT_EQ(ids.size(), 3U);
  for (const auto& id : ids) EXPECT_THAT(id, testing::StartsWith("urn:uuid:"));
}

TEST_F(Feed, SaysWhenAPeriodClosedAndNothingFiner) {
  const auto tree = read(releases());
  EXPECT_EQ(tree.get<std::string>("updated"), "2025-05-15T00:00:00Z");
  const auto entries = all(tree, "entry");
  EXPECT_EQ(entries[0].get<std::string>("updated"), "2025-05-15T00:00:00Z");
  EXPECT_EQ(entries[1].get<std::string>("updated"), "2025-02-14T00:00:00Z");
}

TEST_F(Feed, LeadsToThePageAndTheFiles) {
  const auto tree = read(releases());
  const auto of_feed = links(tree);
  EXPECT_EQ(attribute(of_feed.at("self"), "href"), "https://report.example/en/numbers/feed.atom");
  EXPECT_EQ(attribute(of_feed.at("self"), "type"), "application/atom+xml");
  EXPECT_EQ(attribute(of_feed.at("alternate"), "href"), "https://report.example/en/numbers");
  EXPECT_EQ(attribute(of_feed.at("license"), "href"), options_.licence);
  EXPECT_THAT(tree.get<std::string>("rights"), HasSubstr(options_.licence));

  const auto entry = all(tree, "entry")[0];
  const auto of_entry = links(entry);
  EXPECT_EQ(attribute(of_entry.at("alternate"), "href"), "https://report.example/en/numbers/2025-Q1");
  EXPECT_EQ(attribute(of_entry.at("alternate"), "type"), "text/html");
  const auto enclosures = all(entry, "link");
  ASSERT_EQ(enclosures.size(), 3U);
  EXPECT_EQ(attribute(enclosures[1], "rel"), "enclosure");
  EXPECT_EQ(attribute(enclosures[1], "href"), "https://report.example/numbers/2025-Q1/tables.csv");
  EXPECT_EQ(attribute(enclosures[1], "type"), "text/csv");
  EXPECT_EQ(attribute(enclosures[1], "length"), "2325");
  EXPECT_EQ(attribute(enclosures[2], "type"), "text/plain");
}

TEST_F(Feed, NeverGoesWithoutTheCaveats) {
  const auto entries = all(read(releases(), "ar"), "entry");
  for (const auto& entry : entries) {
    const auto summary = entry.get<std::string>("summary");
    for (const auto* key : {"page.numbers.chosen", "page.numbers.twice", "page.numbers.unreported",
                            "page.numbers.trust", "page.numbers.criminal", "page.protection.zero"})
      EXPECT_THAT(summary, HasSubstr(labels_.text("ar", key)));
  }
  const auto& demo = labels_.text("ar", "page.numbers.demo_release");
  EXPECT_THAT(entries[0].get<std::string>("summary"), HasSubstr(demo));
  EXPECT_THAT(entries[1].get<std::string>("summary"), Not(HasSubstr(demo)));
}

TEST_F(Feed, IsForEachLanguageAndStaysWhereTheSiteMoves) {
  const auto before = read(releases());
  const auto arabic = read(releases(), "ar");
  EXPECT_NE(arabic.get<std::string>("id"), before.get<std::string>("id"));
  EXPECT_NE(arabic.get<std::string>("entry.id"), before.get<std::string>("entry.id"));
  EXPECT_EQ(attribute(arabic, "xml:lang"), "ar");
  options_.url = "https://elsewhere.example";
  options_.city = "Another name";
  const auto after = read(releases());
  EXPECT_EQ(after.get<std::string>("id"), before.get<std::string>("id"));
  EXPECT_EQ(after.get<std::string>("entry.id"), before.get<std::string>("entry.id"));
}

TEST_F(Feed, HasPathsWhereTheCityHasNoUrl) {
  options_.url.clear();
  const auto tree = read(releases());
  EXPECT_EQ(all(tree.get_child("author"), "uri").size(), 0U);
  EXPECT_EQ(attribute(links(tree).at("self"), "href"), "/en/numbers/feed.atom");
  EXPECT_EQ(attribute(links(all(tree, "entry")[0]).at("alternate"), "href"), "/en/numbers/2025-Q1");
}

TEST_F(Feed, IsThereBeforeTheFirstRelease) {
  const auto tree = read({});
  EXPECT_EQ(all(tree, "entry").size(), 0U);
  EXPECT_EQ(tree.get<std::string>("updated"), "1970-01-01T00:00:00Z");
  EXPECT_EQ(tree.get<std::string>("id"), read(releases()).get<std::string>("id"));
}

}  // namespace
}  // namespace tellsafe::reading
