#include "service/reading/releases.h"

#include <gmock/gmock.h>
#include <sys/stat.h>

#include <fstream>

#include "tests/unit/reading/shared_city.h"

namespace tellsafe::reading {
namespace {

using release::Period;
using testing::ElementsAre;
using testing::IsEmpty;
namespace fs = std::filesystem;

class Releases : public ReleasedCity {
 protected:
  Releases() {
    for (const auto* period : {"2024-Q4", "2024", "2025-Q1"}) publish(period);
  }
  std::optional<SignedRelease> read(Period period) const {
    return read_release(releases(), period, signing().verify_key());
  }
};

TEST_F(Releases, AreFoundNewestFirst) {
  EXPECT_THAT(public_releases(releases()), ElementsAre(Period{2025, 1}, Period{2024, 0}, Period{2024, 4}));
}

TEST_F(Releases, AreNoneWhereThereIsNoFolder) {
  EXPECT_THAT(public_releases(releases() / "none"), IsEmpty());
  EXPECT_EQ(fingerprint(releases() / "none", {2025, 1}), "");
  EXPECT_EQ(fingerprint(releases(), {2031, 1}), "");
}

TEST_F(Releases, DoNotIncludeWhatIsBeingWrittenOrElse) {
  fs::rename(releases() / "2025-Q1", releases() / ".partial-2025-Q1");
  fs::create_directory(releases() / "2025-Q2");  // nothing public in it
  fs::create_directories(releases() / "other" / "public");
  EXPECT_THAT(public_releases(releases()), ElementsAre(Period{2024, 0}, Period{2024, 4}));
}

TEST_F(Releases, AreReadAsSigned) {
  const auto found = read({2025, 1});
  ASSERT_TRUE(found);
  for (const auto* name : {"manifest.json", "manifest.json.minisig", "tables.csv", "tables.json",
                           "dictionary.csv", "README.txt"})
    EXPECT_EQ(found->files.at(name), support::read_file(releases() / "2025-Q1/public" / name));
}

TEST_F(Releases, AreThoseForTheAudience) {
  EXPECT_THAT(releases_for(releases(), "working_group"),
              ElementsAre(Period{2025, 1}, Period{2024, 0}, Period{2024, 4}));
  EXPECT_THAT(releases_for(releases(), police_audience), ElementsAre(Period{2024, 0}));
  const auto key = signing().verify_key();
  const auto group = read_release(releases(), {2025, 1}, "working_group", key);
  ASSERT_TRUE(group);
  EXPECT_EQ(group->files.at("tables.csv"),
            support::read_file(releases() / "2025-Q1/working_group/tables.csv"));
  EXPECT_FALSE(read_release(releases(), {2025, 1}, police_audience, key));
  EXPECT_FALSE(read_release(releases(), {2025, 1}, "..", key));
}

TEST_F(Releases, AreNotReadWhenAnyFileChanged) {
  for (const auto* name : {"manifest.json", "manifest.json.minisig", "tables.csv", "tables.json",
                           "dictionary.csv", "README.txt"}) {
    const auto file = releases() / "2025-Q1/public" / name;
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
  EXPECT_FALSE(read_release(releases(), {2025, 1}, crypto::SigningKey::generate().verify_key()));
}

TEST_F(Releases, AreNotReadInAnothersPlace) {
  // Both are signed, and neither is what its folder says.
  fs::remove_all(releases() / "2025-Q1/public");
  fs::copy(releases() / "2025-Q1/working_group", releases() / "2025-Q1/public");
  EXPECT_FALSE(read({2025, 1}));
  fs::copy(releases() / "2024", releases() / "2026", fs::copy_options::recursive);
  EXPECT_FALSE(read({2026, 0}));
}

TEST_F(Releases, HaveAFingerprintThatChangesWithTheirFiles) {
  const Period period{2024, 0};
  const auto folder = releases() / "2024/public";
  const auto first = fingerprint(releases(), period);
  const auto other = fingerprint(releases(), {2025, 1});
  EXPECT_EQ(fingerprint(releases(), period), first);
  EXPECT_NE(other, first);
  support::write_file(folder / "README.txt", support::read_file(folder / "README.txt") + "more\n");
  const auto second = fingerprint(releases(), period);
  EXPECT_NE(second, first);
  fs::rename(releases() / "2024", releases() / ".away");
  EXPECT_EQ(fingerprint(releases(), period), "");
  fs::copy(releases() / ".away", releases() / "2024", fs::copy_options::recursive);
  EXPECT_NE(fingerprint(releases(), period), first);
  EXPECT_NE(fingerprint(releases(), period), second);
  EXPECT_EQ(fingerprint(releases(), {2025, 1}), other);
}

struct stat status_of(const fs::path& path) {
  struct stat status {};
  EXPECT_EQ(::stat(path.c_str(), &status), 0);
  return status;
}

// In its place, as long as before, and with its time put back.
TEST_F(Releases, HaveAFingerprintThatChangesWithAHiddenEdit) {
  const auto file = releases() / "2024/public/README.txt";
  const auto before = status_of(file);
  const auto written = fs::last_write_time(file);
  const auto first = fingerprint(releases(), {2024, 0});
  const auto is_same = [&](const struct stat& now) {
    return now.st_ctim.tv_sec == before.st_ctim.tv_sec && now.st_ctim.tv_nsec == before.st_ctim.tv_nsec;
  };
  do {  // the file system's clock may not have moved on
    std::fstream(file, std::ios::in | std::ios::out).put('#');
    fs::last_write_time(file, written);
  } while (is_same(status_of(file)));
  const auto after = status_of(file);
  EXPECT_EQ(after.st_ino, before.st_ino);
  EXPECT_EQ(after.st_size, before.st_size);
  EXPECT_EQ(after.st_mtim.tv_nsec, before.st_mtim.tv_nsec);
  EXPECT_NE(fingerprint(releases(), {2024, 0}), first);
}

}  // namespace
}  // namespace tellsafe::reading
