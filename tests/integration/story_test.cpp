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

// What a browser with scripts does, done with the standard age program.
class StorySealedAtHome : public testing::Test {
 protected:
  StorySealedAtHome() { city_.start(); }

  static std::string padded(std::string plaintext) {
    plaintext.resize(plaintext.size() <= 1024 ? 1024 : 4096, ' ');
    return plaintext;
  }
  static std::string headed(const std::string& id, const std::string& text) {
    return padded("Tellsafe-Story: 1\nReport: " + id + "\nLanguage: es\n\n" + text + "\n");
  }

  Page send(const std::string& id, const std::string& plaintext) {
    const Ran sealed = run({"age", "-r", city_.config().review_recipients.front().to_string()}, plaintext);
    EXPECT_EQ(sealed.code, 0) << sealed.err;
    std::string encoded(
        sodium_base64_encoded_len(sealed.out.size(), sodium_base64_VARIANT_URLSAFE_NO_PADDING), '\0');
    sodium_bin2base64(encoded.data(), encoded.size(), crypto::bytes_of(sealed.out).data(), sealed.out.size(),
                      sodium_base64_VARIANT_URLSAFE_NO_PADDING);
    encoded.pop_back();
    auto resident = city_.resident();
    return resident.post("/es/report", sent_with(smallest_report(), resident.token("es"), resident.work())
                                           .add("sealed_story", encoded)
                                           .add("report_id", id)
                                           .add("padding", std::string(1000, 'x')));
  }
  Ran open(const std::string& id) { return city_.tellsafe_unlocked({"open", id}); }

  const std::string id_ = "0123456789abcdef";
  City city_;
};

TEST_F(StorySealedAtHome, IsOpenedAsAnyOther) {
  const Page page = send(id_, headed(id_, story));
  EXPECT_EQ(page.status, 200U);
  EXPECT_TRUE(receipt_in(page.body));
  EXPECT_TRUE(page.says(label("es", "page.receipt.story_by_browser")));
  EXPECT_EQ(only_story_id(city_), id_);
  const Ran opened = open(id_);
  EXPECT_EQ(opened.code, 0) << opened.err;
  EXPECT_THAT(opened.out, HasSubstr("Language: es\n\n" + story + "\n"));
}

TEST_F(StorySealedAtHome, IsRefusedInAnyOtherShape) {
  EXPECT_EQ(send(id_, padded("x") + " ").status, 400U);
  EXPECT_EQ(send(id_, "").status, 400U);
  EXPECT_EQ(send("f123456789abcdef", headed("f123456789abcdef", story)).status, 400U) << "more than 63 bits";
  EXPECT_EQ(send("", headed("", story)).status, 400U);
  EXPECT_EQ(city_.stored_reports(), 0U);
}

TEST_F(StorySealedAtHome, DoesNotTakeAnothersPlace) {
  EXPECT_EQ(send(id_, headed(id_, story)).status, 200U);
  const Page page = send(id_, headed(id_, "something else"));
  EXPECT_EQ(page.status, 409U);
  EXPECT_TRUE(page.says(label("es", "page.report.try_again_title")));
  EXPECT_EQ(city_.stored_reports(), 1U);
  EXPECT_THAT(open(id_).out, HasSubstr("siguieron"));
}

TEST_F(StorySealedAtHome, IsShownWithoutWhatATerminalWouldObey) {
  EXPECT_EQ(
      send(id_, headed(id_, "red \x1B[31m, bell \x07, \xC2\x9B, broken \xFF\xC3, ñ\tkept\nline")).status,
      200U);
  const Ran opened = open(id_);
  EXPECT_EQ(opened.code, 0) << opened.err;
  EXPECT_THAT(opened.out,
              HasSubstr("red \uFFFD[31m, bell \uFFFD, \uFFFD, broken \uFFFD\uFFFD, ñ\tkept\nline\n"));
}

TEST_F(StorySealedAtHome, ThatNamesAnotherReportIsNotTakenForIts) {
  EXPECT_EQ(send(id_, headed("0000000000000001", story)).status, 200U);
  const Ran opened = open(id_);
  EXPECT_NE(opened.code, 0);
  EXPECT_THAT(opened.err, HasSubstr("0000000000000001"));
  EXPECT_THAT(opened.out, testing::Not(HasSubstr("siguieron")));
}

TEST_F(StorySealedAtHome, ThatIsNoStoryIsToldSo) {
  EXPECT_EQ(send(id_, padded("not headed")).status, 200U) << "the server cannot see it";
  const Ran opened = open(id_);
  EXPECT_NE(opened.code, 0);
  EXPECT_FALSE(opened.err.empty());
}

}  // namespace
}  // namespace tellsafe::support
