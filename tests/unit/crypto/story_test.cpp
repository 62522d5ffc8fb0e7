#include "crypto/story.h"

#include <gtest/gtest.h>

#include <set>
#include <string>

#include "crypto/age.h"
#include "crypto/age_open.h"
#include "crypto/story_open.h"

namespace tellsafe::crypto {
namespace {

constexpr std::uint64_t report = 0x00ab34cd56ef7890;
const std::string head = "Tellsafe-Story: 1\nReport: 00ab34cd56ef7890\nLanguage: pt-BR\n\n";

class Stories : public ::testing::Test {
 protected:
  Stories() : keys_(make_keys()), review_{keys_[0].recipient(), keys_[1].recipient()} {}
  static std::vector<Identity> make_keys() {
    start();
    std::vector<Identity> keys;
    keys.push_back(Identity::generate());
    keys.push_back(Identity::generate());
    return keys;
  }
  Result<Bytes> seal(const std::string& story) const { return seal_story(review_, report, "pt-BR", story); }
  std::string plaintext(const Bytes& file) const {
    const auto opened = age_decrypt(keys_, file).value();
    return {opened.begin(), opened.end()};
  }
  boost::system::error_code error_for(const std::string& text) const {
    const auto opened = open_story(keys_, age_encrypt(review_, bytes_of(text)));
    return opened ? boost::system::error_code{} : opened.error();
  }
  std::vector<Identity> keys_;
  std::vector<Recipient> review_;
};

std::string padded(std::string text, std::size_t size) {
  text.resize(size, ' ');
  return text;
}

TEST_F(Stories, AreTextThatAPersonCanRead) {
  EXPECT_EQ(plaintext(seal("Aconteceu\nontem.").value()), padded(head + "Aconteceu\nontem.\n", 1024));
}

TEST_F(Stories, GoRoundAtEveryBucketBoundary) {
  std::set<std::size_t> sizes;
  for (const std::size_t bucket : story_buckets) {
    const std::size_t fits = bucket - head.size() - 1;
    for (const std::size_t size : {fits - 1, fits, fits + 1}) {
      SCOPED_TRACE(size);
      const std::string story(size, 'x');
      const auto file = seal(story);
      if (size > story_buckets[2] - head.size() - 1) {
        ASSERT_FALSE(file);
        EXPECT_EQ(file.error(), Errc::bad_story);
        continue;
      }
      ASSERT_TRUE(file);
      sizes.insert(file->size());
      const auto opened = open_story(keys_, *file);
      ASSERT_TRUE(opened) << opened.error().message();
      EXPECT_EQ(text_of(opened->text), story);
      EXPECT_EQ(opened->report, report);
      EXPECT_EQ(opened->language, "pt-BR");
    }
  }
  EXPECT_EQ(sizes.size(), 3U) << "a sealed story has one of three sizes";
}

TEST_F(Stories, HaveRoomForTheLongestOne) {
  std::string longest;
  for (int i = 0; i < 3000; ++i) longest += "\xF0\x9F\x98\x80";
  EXPECT_TRUE(seal_story(review_, ~std::uint64_t{0}, std::string(35, 'x'), longest));
}

TEST_F(Stories, KeepLinesAndSpacesAtTheirEnd) {
  for (const std::string& story : {std::string(), std::string("a\n"), std::string("a\n\n  "),
                                   std::string("a  "), std::string("\nReport: 1\n"), std::string("  ")}) {
    const auto opened = open_story(keys_, seal(story).value());
    ASSERT_TRUE(opened);
    EXPECT_EQ(text_of(opened->text), story);
  }
}

TEST_F(Stories, OpenForEachReviewer) {
  const Bytes file = seal("x").value();
  for (const auto& key : keys_) EXPECT_TRUE(open_story({&key, 1}, file));
  const auto stranger = Identity::generate();
  EXPECT_EQ(open_story({&stranger, 1}, file).error(), Errc::no_match);
}

TEST_F(Stories, RefuseWhatIsNotALanguageTag) {
  for (const char* const tag : {"", "e n", "en\n", "en_US", "\xc3\xa4"}) {
    EXPECT_FALSE(seal_story(review_, report, tag, "x")) << tag;
  }
  EXPECT_FALSE(seal_story(review_, report, std::string(36, 'x'), "x"));
}

TEST_F(Stories, AreOpenedStrictly) {
  ASSERT_FALSE(error_for(padded(head + "x\n", 1024)));
  for (const std::string& text :
       {padded(head + "x\n", 1023), padded(head + "x\n", 1025), padded(head + "x\n", 4096),
        padded(head + "x", 1024), padded("", 1024), std::string(), padded(head.substr(1) + "x\n", 1024),
        padded("Tellsafe-Story: 2" + head.substr(17) + "x\n", 1024),
        padded("Tellsafe-Story: 1\nReport: 00AB34CD56EF7890\nLanguage: pt-BR\n\nx\n", 1024),
        padded("Tellsafe-Story: 1\nReport: 00ab34cd56ef789\nLanguage: pt-BR\n\nx\n", 1024),
        padded("Tellsafe-Story: 1\nReport: 00ab34cd56ef78901\nLanguage: pt-BR\n\nx\n", 1024),
        padded("Tellsafe-Story: 1\nReport: 00ab34cd56ef7890\nLanguage: \n\nx\n", 1024),
        padded("Tellsafe-Story: 1\nReport: 00ab34cd56ef7890\nLanguage: pt-BR\nx\n", 1024),
        padded("Tellsafe-Story: 1\nReport: 00ab34cd56ef7890\nLanguage: pt-BR\n\n", 1024),
        padded("Tellsafe-Story: 1\nReport: 00ab34cd56ef7890\nLanguage: pt-BR\nMore: 1\n\nx\n", 1024)}) {
    EXPECT_EQ(error_for(text), Errc::bad_story) << text;
  }
}

}  // namespace
}  // namespace tellsafe::crypto
