#include "service/intake/intake.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <string>
#include <vector>

#include "crypto/epoch_open.h"
#include "crypto/story_open.h"
#include "tests/support/fake_vault.h"
#include "tests/support/manual_clock.h"
#include "tests/support/must.h"

namespace tellsafe::intake {
namespace {

using namespace std::chrono_literals;
using schema::SentField;
using test_support::must;

const std::filesystem::path source{TELLSAFE_SOURCE_DIR};

schema::Form city_form() {
  crypto::start();
  return must(schema::Form::load(source / "schema", source / "deploy/demo/areas.json"));
}

class IntakeTest : public testing::Test {
 protected:
  IntakeTest() { EXPECT_TRUE(vault_.add_form(form_.version(), form_.canonical_json())); }

  Outcome send(std::vector<SentField> more = {}, std::string_view language = "en") {
    std::vector<SentField> sent{
        {"reporter_role", "i_saw_or_heard_it"}, {"act_types", "threat"}, {"bias_targets", "not_sure"}};
    sent.insert(sent.end(), more.begin(), more.end());
    return intake_.submit(sent, language);
  }

  // The only report in the vault, opened with the custodian's key.
  schema::Answers opened() {
    const auto& [id, kept] = *vault_.kept().begin();
    const auto key =
        crypto::OpenedEpochKey::open(custodian_, vault_.kept_epochs().front().sealed_key).value();
    schema::Facts facts{};
    EXPECT_TRUE(key.open_facts({id, kept.report.epoch, kept.report.form}, kept.report.facts, facts));
    schema::Answers answers;
    EXPECT_TRUE(schema::unpack(form_, facts, answers));
    return answers;
  }

  std::uint64_t answer(std::string_view question) { return opened().values.at(form_.index_of(question)); }

  schema::Form form_ = city_form();
  crypto::Identity custodian_ = crypto::Identity::generate();
  crypto::Identity reviewer_ = crypto::Identity::generate();
  test_support::ManualClock clock_{std::chrono::sys_days{2025y / 5 / 20}};
  test_support::FakeVault vault_;
  EpochKeeper epochs_{clock_, vault_, custodian_.recipient(), [](bool) {}};
  Intake intake_{form_, clock_, epochs_, vault_, {reviewer_.recipient()}};
};

TEST_F(IntakeTest, AReportIsKeptSealedAndItsReceiptFindsIt) {
  const auto outcome = send();
  const auto* accepted = std::get_if<Accepted>(&outcome);
  ASSERT_TRUE(accepted);
  ASSERT_EQ(vault_.kept().size(), 1U);
  EXPECT_FALSE(vault_.kept().begin()->second.report.story);

  const auto receipt = crypto::Receipt::parse(crypto::text_of(accepted->receipt));
  ASSERT_TRUE(receipt);
  EXPECT_EQ(intake_.look_up(*receipt).value(), store::ReceiptState::kept);
  EXPECT_EQ(answer("reporter_role"), 2U);
}

TEST_F(IntakeTest, TheLanguageOfThePageIsAmongTheSealedAnswers) {
  send({}, "es");
  const auto& options = form_.find("page_language")->options;
  EXPECT_EQ(options.at(answer("page_language") - 1).code, "es");
}

TEST_F(IntakeTest, TheStoryGoesToTheReviewersAlone) {
  send({{"story", "  Two men shouted at us. \r\n"}}, "en");
  const auto& [id, kept] = *vault_.kept().begin();
  ASSERT_TRUE(kept.report.story);
  const auto story = crypto::open_story({&reviewer_, 1}, *kept.report.story);
  ASSERT_TRUE(story);
  EXPECT_EQ(story->report, id);
  EXPECT_EQ(story->language, "en");
  EXPECT_EQ(crypto::text_of(story->text), "Two men shouted at us.");
  EXPECT_FALSE(crypto::open_story({&custodian_, 1}, *kept.report.story));
}

TEST_F(IntakeTest, AMistakeStoresNothing) {
  const auto outcome = intake_.submit(std::vector<SentField>{{"act_types", "threat"}}, "en");
  const auto* mistakes = std::get_if<Mistakes>(&outcome);
  ASSERT_TRUE(mistakes);
  EXPECT_EQ(mistakes->errors.size(), 2U);
  EXPECT_TRUE(vault_.kept().empty());
}

TEST_F(IntakeTest, NoReceiptWithoutTheReportOnDisk) {
  send();
  vault_.fail_with = store::Errc::disk_full;
  const auto outcome = send();
  const auto* not_kept = std::get_if<NotKept>(&outcome);
  ASSERT_TRUE(not_kept);
  EXPECT_EQ(not_kept->reason, store::Errc::disk_full);
  EXPECT_EQ(vault_.kept().size(), 1U);
}

TEST_F(IntakeTest, AWithdrawnReportLeavesNoTrace) {
  const auto outcome = send({{"story", "something"}});
  const auto receipt = crypto::Receipt::parse(crypto::text_of(std::get<Accepted>(outcome).receipt)).value();
  ASSERT_TRUE(intake_.withdraw(receipt));
  EXPECT_TRUE(vault_.kept().empty());
  EXPECT_EQ(intake_.look_up(receipt).error(), store::Errc::not_found);
  EXPECT_EQ(intake_.withdraw(receipt).error(), store::Errc::not_found);
}

TEST_F(IntakeTest, ACountedReportCannotBeWithdrawn) {
  const auto outcome = send();
  const auto receipt = crypto::Receipt::parse(crypto::text_of(std::get<Accepted>(outcome).receipt)).value();
  vault_.kept().begin()->second.counted = true;
  EXPECT_EQ(intake_.withdraw(receipt).error(), store::Errc::already_counted);
  EXPECT_EQ(intake_.look_up(receipt).value(), store::ReceiptState::counted);
}

}  // namespace
}  // namespace tellsafe::intake
