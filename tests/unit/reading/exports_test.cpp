#include "service/reading/exports.h"

#include <gmock/gmock.h>

#include "service/reading/export_zip.h"
#include "service/reading/releases.h"
#include "service/release/documents.h"
#include "tests/unit/release/town.h"

namespace tellsafe::reading {
namespace {

using release::day;
using release::Period;
using release::Town;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Key;
using testing::UnorderedElementsAre;
namespace fs = std::filesystem;

class Exports : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    town_ = new Town;
    // Where nobody had refused to share, what those who did share say would tell that.
    for (const int year : {2024, 2025})
      for (const char* place : {"worship", "street", "park"})
        for (const bool shares : {true, false}) {
          release::Said said{{"act_types", {"threat"}},
                             {"bias_targets", {"jewish"}},
                             {"target_kind", {"place_of_worship"}},
                             {"place_kind", {place}}};
          if (shares) said["share_with_state_police"] = {"yes"};
          town_->reports(20, day(year, 2, 1), said);
        }
    for (const auto* period : {"2024", "2025-Q1", "2025"}) town_->release(period).value();
    fs::copy(town_->releases(), town_->folder.path() / "safe", fs::copy_options::recursive);
  }
  static void TearDownTestSuite() {
    delete town_;
    town_ = nullptr;
  }
  void SetUp() override {
    fs::remove_all(town_->releases());
    fs::copy(town_->folder.path() / "safe", town_->releases(), fs::copy_options::recursive);
  }
  static std::optional<Export> read(Period period) {
    return read_export(town_->releases(), period, town_->signing.verify_key());
  }
  static fs::path folder() { return town_->releases() / "2025/state_police"; }

  static inline Town* town_ = nullptr;
};

TEST_F(Exports, AreOfYearsAndNewestFirst) {
  EXPECT_THAT(export_periods(town_->releases()), ElementsAre(Period{2025, 0}, Period{2024, 0}));
  for (const auto& period : export_periods(town_->releases())) {
    const auto found = read(period);
    ASSERT_TRUE(found);
    EXPECT_EQ(found->period, period);
  }
  EXPECT_THAT(export_periods(town_->releases() / "none"), IsEmpty());
}

TEST_F(Exports, HaveTheSignedFilesAndNothingElse) {
  const auto found = read({2025, 0});
  ASSERT_TRUE(found);
  EXPECT_THAT(found->files, UnorderedElementsAre(Key("README.txt"), Key("data.csv"), Key("codes.csv"),
                                                 Key("dictionary.csv"), Key("tables.csv"), Key("tables.json"),
                                                 Key("manifest.json"), Key("manifest.json.minisig")));
  for (const auto& [name, content] : found->files)
    EXPECT_EQ(content, support::read_file(folder() / name)) << name;
  EXPECT_EQ(found->zip, export_zip(found->files));
  EXPECT_EQ(found->digest, crypto::sha256(crypto::bytes_of(found->zip)));
  EXPECT_EQ(read({2025, 0})->zip, found->zip);
  EXPECT_EQ(export_file_name(found->period), "state-police-2025.zip");
  EXPECT_EQ(export_subject(found->period), "export:2025");
}

TEST_F(Exports, HaveTheNibrsLocationsOfThePlaces) {
  const auto found = read({2025, 0});
  ASSERT_TRUE(found);
  EXPECT_THAT(found->files.at("data.csv"), HasSubstr("option,street,Street or sidewalk,13,20,11\r\n"));
  EXPECT_THAT(found->files.at("data.csv"), HasSubstr("option,online,Online or by phone,58,not shown,11\r\n"));
}

TEST_F(Exports, AreNotReadWhenAnyFileChanged) {
  const auto good = read({2025, 0});
  ASSERT_TRUE(good);
  for (const auto& [name, before] : good->files) {
    auto changed = before;
    changed[changed.size() / 2] ^= 1;
    support::write_file(folder() / name, changed);
    EXPECT_FALSE(read({2025, 0})) << name;
    support::write_file(folder() / name, before);
  }
  EXPECT_TRUE(read({2025, 0}));
  EXPECT_FALSE(read_export(town_->releases(), {2025, 0}, crypto::SigningKey::generate().verify_key()));
}

// Signed by the city, and all the same not what its figures determine.
TEST_F(Exports, AreNotReadWhenTheySayMoreThanTheirFigures) {
  const auto found = read({2025, 0});
  auto files = found->files;
  files["data.csv"].replace(files["data.csv"].find("not shown"), 9, "1");
  const auto& statement = found->publication.statement;
  files.erase("manifest.json.minisig");
  files.erase("manifest.json");
  files["manifest.json"] = manifest_json(found->publication, files);
  files["manifest.json.minisig"] =
      town_->signing.sign(crypto::bytes_of(files["manifest.json"]), release::signature_comment(statement));
  for (const auto& [name, content] : files) support::write_file(folder() / name, content);
  EXPECT_TRUE(read_release(town_->releases(), {2025, 0}, police_audience, town_->signing.verify_key()));
  EXPECT_FALSE(read({2025, 0}));
}

TEST_F(Exports, AreNotReadInAnothersPlace) {
  fs::remove_all(folder());
  fs::copy(town_->releases() / "2025/public", folder());
  EXPECT_FALSE(read({2025, 0}));
  fs::remove_all(folder());
  fs::copy(town_->releases() / "2024/state_police", folder());
  EXPECT_FALSE(read({2025, 0}));
  EXPECT_FALSE(read({2025, 1}));
  EXPECT_TRUE(read({2024, 0}));
}

}  // namespace
}  // namespace tellsafe::reading
