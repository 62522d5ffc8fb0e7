#include "service/release/publish.h"

#include <gmock/gmock.h>

#include "tests/unit/release/town.h"

namespace tellsafe::release {
namespace {

using testing::IsEmpty;
using testing::SizeIs;
namespace fs = std::filesystem;

const auto came = day(2025, 2, 1);

// What a crash leaves behind is made by calling the steps of publishing one by one.
class Crash : public testing::Test {
 protected:
  Crash() {
    town_.reports(20, came, {{"act_types", {"threat"}}});
    partial_ = town_.releases() / ".partial-2025-Q1";
    // The package that a release would write, read back from a twin that has been released.
    Town twin;
    twin.identity = crypto::Identity::parse(crypto::text_of(town_.identity.to_text())).value();
    twin.reports(20, came, {{"act_types", {"threat"}}});
    twin.signing = crypto::SigningKey::from_secret(town_.signing.secret().view()).value();
    twin.release("2025-Q1").value();
    for (const auto& [path, content] : twin.published()) {
      const fs::path file(path);
      package_[file.parent_path().filename()][file.filename()] = content;
    }
    fs::create_directories(town_.releases());
  }
  void record() { town_.vault.record_release({"2025-Q1", hash_of_manifests(package_), {}}).value(); }

  Town town_;
  Package package_;
  fs::path partial_;
};

TEST_F(Crash, WhileWritingLeavesNothingBehind) {
  write_partial(town_.releases(), {2025, 1}, package_).value();
  fs::remove(partial_ / "public" / "tables.csv");
  const auto done = town_.release("2025-Q1");
  ASSERT_TRUE(done.has_value()) << done.error().message;
  EXPECT_FALSE(done->finished_earlier);
  EXPECT_EQ(done->reports_counted, 20U);
  EXPECT_FALSE(fs::exists(partial_));
  EXPECT_EQ(fs::exists(town_.releases() / "2025-Q1"), true);
}

TEST_F(Crash, BeforeRecordingStartsAnew) {
  write_partial(town_.releases(), {2025, 1}, package_).value();
  EXPECT_FALSE(town_.release("2025-Q1").value().finished_earlier);
  EXPECT_FALSE(fs::exists(partial_));
  EXPECT_THAT(*town_.vault.ledger(), SizeIs(1));
}

TEST_F(Crash, BeforeRecordingIsClearedAwayByAnotherPeriodsRelease) {
  write_partial(town_.releases(), {2025, 1}, package_).value();
  ASSERT_TRUE(town_.release("2024-Q3").has_error());
  EXPECT_FALSE(fs::exists(partial_));
}

TEST_F(Crash, AfterRecordingIsFinishedByTheNextCall) {
  write_partial(town_.releases(), {2025, 1}, package_).value();
  record();
  const auto done = town_.release("2025-Q1").value();
  EXPECT_TRUE(done.finished_earlier);
  EXPECT_EQ(done.ledger_number, 1U);
  EXPECT_THAT(done.folders, SizeIs(2));
  EXPECT_FALSE(fs::exists(partial_));
  EXPECT_EQ(support::read_file(town_.releases() / "2025-Q1/public/tables.csv"),
            package_["public"]["tables.csv"]);
  EXPECT_EQ(town_.release("2025-Q1").error().kind, Refusal::Kind::exists);
}

TEST_F(Crash, AfterRecordingIsFinishedByAnotherPeriodsRelease) {
  write_partial(town_.releases(), {2025, 1}, package_).value();
  record();
  EXPECT_EQ(town_.release("2024-Q3").error().kind, Refusal::Kind::nothing);
  EXPECT_TRUE(fs::exists(town_.releases() / "2025-Q1"));
}

TEST_F(Crash, AfterRecordingNothingElseIsMovedIntoPlace) {
  write_partial(town_.releases(), {2025, 1}, package_).value();
  record();
  support::write_file(partial_ / "public" / "tables.csv", "changed");
  const auto refused = town_.release("2025-Q1");
  EXPECT_EQ(refused.error().kind, Refusal::Kind::damaged);
  EXPECT_TRUE(fs::exists(partial_));
  EXPECT_FALSE(fs::exists(town_.releases() / "2025-Q1"));
}

TEST_F(Crash, AfterMovingChangesNothing) {
  write_partial(town_.releases(), {2025, 1}, package_).value();
  record();
  move_into_place(town_.releases(), {2025, 1}).value();
  const auto before = town_.published();
  EXPECT_EQ(town_.release("2025-Q1").error().kind, Refusal::Kind::exists);
  EXPECT_EQ(town_.published(), before);
}

TEST_F(Crash, AfterRecordingKeepsTheOnlyCopyWhateverLiesInItsPlace) {
  write_partial(town_.releases(), {2025, 1}, package_).value();
  record();
  const fs::path place = town_.releases() / "2025-Q1";
  fs::create_directories(place / "of somebody else");
  const auto done = town_.release("2025-Q1");
  ASSERT_TRUE(done.has_error());
  EXPECT_TRUE(fs::exists(partial_ / "public" / "manifest.json"));
  fs::remove_all(place);
  EXPECT_TRUE(town_.release("2025-Q1").value().finished_earlier);
}

TEST_F(Crash, NothingIsRecordedWhileItsPlaceIsTaken) {
  fs::create_directories(town_.releases() / "2025-Q1" / "of somebody else");
  const auto done = town_.release("2025-Q1");
  ASSERT_TRUE(done.has_error());
  EXPECT_EQ(done.error().kind, Refusal::Kind::disk);
  EXPECT_THAT(*town_.vault.ledger(), IsEmpty());
}

TEST_F(Crash, ThePartialHasExactlyWhatIsPublished) {
  EXPECT_THAT(package_, SizeIs(2));
  town_.release("2025-Q1").value();
  for (const auto& [audience, files] : package_)
    for (const auto& [name, content] : files)
      if (name != "manifest.json.minisig") {
        EXPECT_EQ(support::read_file(town_.releases() / "2025-Q1" / audience / name), content);
      }
}

TEST_F(Crash, TheHashIsWhatSha256sumSays) {
  town_.release("2025-Q1").value();
  const auto sums = support::run(
      {"sh", "-c", "cd \"$0\" && sha256sum */manifest.json | sha256sum", town_.releases() / "2025-Q1"});
  EXPECT_EQ(sums.out.substr(0, 64), crypto::hex(town_.vault.ledger()->front().manifests));
  EXPECT_EQ(crypto::hex(hash_of_manifests(package_)), sums.out.substr(0, 64));
}

TEST(Publish, SaysWhenTheDiskFails) {
  const support::TemporaryFolder folder;
  support::write_file(folder.path() / "file", "");
  const auto failed = write_partial(folder.path() / "file", {2025, 1}, {{"public", {{"a", "b"}}}});
  EXPECT_EQ(failed.error().kind, Refusal::Kind::disk);
  EXPECT_EQ(move_into_place(folder.path(), {2025, 1}).error().kind, Refusal::Kind::disk);
}

}  // namespace
}  // namespace tellsafe::release
