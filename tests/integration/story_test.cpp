// A story is opened by the reviewers, with Tellsafe and with the standard age program.
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include "tests/support/city.h"

namespace tellsafe::support {
namespace {

using testing::EndsWith;
using testing::HasSubstr;
using testing::StartsWith;

const std::string story = "Dos hombres me siguieron.\nDijeron «vete a tu país». 🙁";

std::string only_story_id(const City& city) {
  std::vector<store::ReportId> ids;
  const auto seen = city.vault()->each_story([&](const store::StoredStory& stored) {
    ids.push_back(stored.report);
    return true;
  });
  if (seen.has_error() || ids.size() != 1) throw std::runtime_error("not exactly one story");
  return fmt::format("{:016x}", ids.front());
}

class Story : public testing::Test {
 protected:
  Story() {
    city_.start();
    auto resident = city_.resident();
    resident.report(smallest_report());
    resident.report(full_report(story), "es");
    id_ = only_story_id(city_);
  }
  std::string key_file(const std::string& name) const { return city_.folder() / "keys" / name; }

  City city_;
  std::string id_;
};

TEST_F(Story, IsListedAndOpenedByTellsafe) {
  const Ran list = city_.tellsafe_unlocked({"open", "--list"});
  EXPECT_EQ(list.code, 0) << list.err;
  EXPECT_THAT(list.out, HasSubstr(id_));
  EXPECT_THAT(list.out, testing::Not(HasSubstr("siguieron")));

  const Ran open = city_.tellsafe_unlocked({"open", id_});
  EXPECT_EQ(open.code, 0) << open.err;
  EXPECT_THAT(open.out, HasSubstr(story));
}

TEST_F(Story, IsOpenedByAge) {
  const Ran raw = city_.tellsafe({"open", id_, "--raw"});
  ASSERT_EQ(raw.code, 0) << raw.err;
  ASSERT_THAT(raw.out, StartsWith("age-encryption.org/v1\n"));

  const Ran identity = run({tellsafe_program(), "identity", "reveal", key_file("review.key"),
                            "--passphrase-file", city_.passphrase_file()});
  ASSERT_EQ(identity.code, 0) << identity.err;
  ASSERT_THAT(identity.out, StartsWith("AGE-SECRET-KEY-1"));

  const TemporaryFolder folder;
  write_file(folder.path() / "story.age", raw.out);
  write_file(folder.path() / "identity", identity.out);
  const Ran age = run({"age", "-d", "-i", folder.path() / "identity", folder.path() / "story.age"});
  ASSERT_EQ(age.code, 0) << age.err;
  EXPECT_THAT(age.out, StartsWith("Tellsafe-Story: 1\nReport: " + id_ + "\nLanguage: es\n\n" + story + "\n"));
  EXPECT_THAT(age.out, EndsWith(" "));
  EXPECT_EQ(age.out.size(), 1024U);
}

TEST_F(Story, IsNotOpenedByTheReleaseKeyOrAWrongPassphrase) {
  const Ran other = city_.tellsafe_unlocked({"open", id_, "--review-key", key_file("release.key")});
  EXPECT_NE(other.code, 0);
  EXPECT_THAT(other.out, testing::Not(HasSubstr("siguieron")));

  const auto wrong = city_.folder() / "wrong-passphrase";
  write_file(wrong, "not this one\n");
  const Ran locked = city_.tellsafe({"open", id_, "--passphrase-file", wrong});
  EXPECT_EQ(locked.code, 3);
  EXPECT_FALSE(locked.err.empty());
}

}  // namespace
}  // namespace tellsafe::support
