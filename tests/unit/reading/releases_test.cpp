#include "service/reading/releases.h"

#include <gmock/gmock.h>

#include "tests/unit/release/town.h"

namespace tellsafe::reading {
namespace {

using release::day;
using release::Period;
using release::Town;
using testing::ElementsAre;
using testing::IsEmpty;
namespace fs = std::filesystem;

class Releases : public testing::Test {
 protected:
  Releases() {
    town_.reports(20, day(2024, 11, 1), {{"act_types", {"threat"}}});
    town_.reports(20, day(2025, 2, 1), {{"act_types", {"threat"}}});
    for (const auto* period : {"2024-Q4", "2024", "2025-Q1"}) town_.release(period).value();
  }
  std::optional<SignedRelease> read(Period period) const {
    return read_release(town_.releases(), period, town_.signing.verify_key());
  }
  Town town_;
};

TEST_F(Releases, AreFoundNewestFirst) {
  EXPECT_THAT(public_releases(town_.releases()),
              ElementsAre(Period{2025, 1}, Period{2024, 0}, Period{2024, 4}));
}

TEST_F(Releases, AreNoneWhereThereIsNoFolder) {
  EXPECT_THAT(public_releases(town_.releases() / "none"), IsEmpty());
  EXPECT_EQ(fingerprint(town_.releases() / "none", {2025, 1}), "");
  EXPECT_EQ(fingerprint(town_.releases(), {2031, 1}), "");
}

TEST_F(Releases, DoNotIncludeWhatIsBeingWrittenOrElse) {
  fs::rename(town_.releases() / "2025-Q1", town_.releases() / ".partial-2025-Q1");
  fs::create_directory(town_.releases() / "2025-Q2");  // nothing public in it
  fs::create_directories(town_.releases() / "other" / "public");
  EXPECT_THAT(public_releases(town_.releases()), ElementsAre(Period{2024, 0}, Period{2024, 4}));
}

TEST_F(Releases, AreReadAsSigned) {
  const auto found = read({2025, 1});
  ASSERT_TRUE(found);
  for (const auto* name : {"manifest.json", "manifest.json.minisig", "tables.csv", "tables.json",
                           "dictionary.csv", "README.txt"})
    EXPECT_EQ(found->files.at(name), support::read_file(town_.releases() / "2025-Q1/public" / name));
}

TEST_F(Releases, AreThoseForTheAudience) {
  EXPECT_THAT(releases_for(town_.releases(), "working_group"),
              ElementsAre(Period{2025, 1}, Period{2024, 0}, Period{2024, 4}));
  EXPECT_THAT(releases_for(town_.releases(), police_audience), ElementsAre(Period{2024, 0}));
  const auto key = town_.signing.verify_key();
  const auto group = read_release(town_.releases(), {2025, 1}, "working_group", key);
  ASSERT_TRUE(group);
  EXPECT_EQ(group->files.at("tables.csv"),
            support::read_file(town_.releases() / "2025-Q1/working_group/tables.csv"));
  EXPECT_FALSE(read_release(town_.releases(), {2025, 1}, police_audience, key));
  EXPECT_FALSE(read_release(town_.releases(), {2025, 1}, "..", key));
}

TEST_F(Releases, AreNotReadWhenAnyFileChanged) {
  for (const auto* name : {"manifest.json", "manifest.json.minisig", "tables.csv", "tables.json",
                           "dictionary.csv", "README.txt"}) {
    const auto file = town_.releases() / "2025-Q1/public" / name;
    const auto before = support::read_file(file);
    auto changed = before;
    changed[changed.size() / 2] ^= 1;
    support::write_file(file, changed);
    EXPECT_FALSE(read({2025, 1})) << name;
    fs::remove(file);
    EXPECT_FALSE(read({2025, 1})) << name;
    support::write_file(file, before);
  }
  EXPECT_TRUE(read({2025, 1}));
  EXPECT_FALSE(read_release(town_.releases(), {2025, 1}, crypto::SigningKey::generate().verify_key()));
}

TEST_F(Releases, AreNotReadInAnothersPlace) {
  // Both are signed, and neither is what its folder says.
  fs::remove_all(town_.releases() / "2025-Q1/public");
  fs::copy(town_.releases() / "2025-Q1/working_group", town_.releases() / "2025-Q1/public");
  EXPECT_FALSE(read({2025, 1}));
  fs::copy(town_.releases() / "2024", town_.releases() / "2026", fs::copy_options::recursive);
  EXPECT_FALSE(read({2026, 0}));
}

TEST_F(Releases, HaveAFingerprintThatChangesWithTheirFiles) {
  const Period period{2024, 0};
  const auto folder = town_.releases() / "2024/public";
  const auto first = fingerprint(town_.releases(), period);
  const auto other = fingerprint(town_.releases(), {2025, 1});
  EXPECT_EQ(fingerprint(town_.releases(), period), first);
  EXPECT_NE(other, first);
  support::write_file(folder / "README.txt", support::read_file(folder / "README.txt") + "more\n");
  const auto second = fingerprint(town_.releases(), period);
  EXPECT_NE(second, first);
  fs::rename(town_.releases() / "2024", town_.releases() / ".away");
  EXPECT_EQ(fingerprint(town_.releases(), period), "");
  fs::copy(town_.releases() / ".away", town_.releases() / "2024", fs::copy_options::recursive);
  EXPECT_NE(fingerprint(town_.releases(), period), first);
  EXPECT_NE(fingerprint(town_.releases(), period), second);
  EXPECT_EQ(fingerprint(town_.releases(), {2025, 1}), other);
}

}  // namespace
}  // namespace tellsafe::reading
