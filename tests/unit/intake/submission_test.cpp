#include "service/intake/submission.h"

#include <gtest/gtest.h>

#include <string>

#include "crypto/identity.h"
#include "crypto/story.h"
#include "crypto/story_shape.h"

namespace tellsafe::intake {
namespace {

using schema::SentField;

std::string base64url(crypto::ByteView bytes) {
  std::string text(sodium_base64_encoded_len(bytes.size(), sodium_base64_VARIANT_URLSAFE_NO_PADDING), '\0');
  sodium_bin2base64(text.data(), text.size(), bytes.data(), bytes.size(),
                    sodium_base64_VARIANT_URLSAFE_NO_PADDING);
  text.pop_back();
  return text;
}

TEST(Submission, SetsTheServicesFieldsApartFromTheAnswers) {
  const std::vector<SentField> sent{{"act_types", "threat"}, {"token", "t"},      {"work", "w"},
                                    {"act_types", "other"},  {"padding", "xxxx"}, {"sealed_story", "s"},
                                    {"report_id", "r"},      {"action", "show"},  {"show_in", "es"},
                                    {"padding", "x"},        {"phone", "5"}};
  const auto submission = take_apart(sent);
  ASSERT_TRUE(submission);
  EXPECT_EQ(submission->token, "t");
  EXPECT_EQ(submission->work, "w");
  EXPECT_EQ(submission->sealed_story, "s");
  EXPECT_EQ(submission->report_id, "r");
  EXPECT_EQ(submission->action, "show");
  EXPECT_EQ(submission->show_in, "es");
  ASSERT_EQ(submission->answers.size(), 3U);
  EXPECT_EQ(submission->answers[1].value, "other");
  EXPECT_EQ(submission->answers[2].name, "phone") << "what the form does not know stays to be refused";
}

TEST(Submission, RefusesAServicesFieldThatIsThereTwice) {
  for (const char* name : {"token", "work", "sealed_story", "report_id", "action", "show_in"}) {
    EXPECT_FALSE(take_apart(std::vector<SentField>{{name, ""}, {name, ""}})) << name;
  }
}

class SealedStoryTest : public testing::Test {
 protected:
  SealedStoryTest() {
    crypto::start();
    const crypto::Recipient review[] = {crypto::Identity::generate().recipient(),
                                        crypto::Identity::generate().recipient()};
    file_ = crypto::seal_story(review, 0xab, "en", "they followed me").value();
    text_ = base64url(file_);
    submission_.sealed_story = text_;
    submission_.report_id = "00000000000000ab";
  }
  crypto::Bytes file_;
  std::string text_;
  Submission submission_;
};

TEST_F(SealedStoryTest, IsTakenAsItIs) {
  const auto story = read_sealed_story(submission_, 2);
  ASSERT_TRUE(story);
  EXPECT_EQ(story->report, 0xabU);
  EXPECT_EQ(story->file, file_);
}

TEST_F(SealedStoryTest, IsForAllWhoReview) {
  EXPECT_FALSE(read_sealed_story(submission_, 1));
  EXPECT_FALSE(read_sealed_story(submission_, 3));
}

TEST_F(SealedStoryTest, NeedsAnId) {
  for (const char* id : {"", "ab", "00000000000000AB", "80000000000000ab", "0000000000000000"}) {
    submission_.report_id = id;
    EXPECT_FALSE(read_sealed_story(submission_, 2)) << id;
  }
}

TEST_F(SealedStoryTest, StandsAlone) {
  submission_.answers = {{"story", ""}};
  EXPECT_TRUE(read_sealed_story(submission_, 2));
  submission_.answers = {{"story", "open"}};
  EXPECT_FALSE(read_sealed_story(submission_, 2));
}

TEST_F(SealedStoryTest, IsBase64UrlOfOneShape) {
  for (const std::string& wrong :
       {text_ + "A", text_ + "=", text_.substr(4), "A" + text_.substr(1), text_ + "\n", std::string("story"),
        base64url(crypto::Bytes(file_.size())), std::string(200'000, 'A')}) {
    submission_.sealed_story = wrong;
    EXPECT_FALSE(read_sealed_story(submission_, 2)) << wrong.substr(0, 20);
  }
}

}  // namespace
}  // namespace tellsafe::intake
