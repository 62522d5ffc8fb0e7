#include "service/intake/intake.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <string>
#include <vector>

#include "crypto/epoch_open.h"
#include "crypto/story.h"
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

  store::Result<crypto::WipedText> send(std::vector<SentField> more = {}, std::string_view language = "en",
                                        Lane lane = Lane::with_work,
                                        std::optional<SealedStory> sealed = std::nullopt) {
    std::vector<SentField> sent{
        {"reporter_role", "i_saw_or_heard_it"}, {"act_types", "threat"}, {"bias_targets", "not_sure"}};
    sent.insert(sent.end(), more.begin(), more.end());
    const auto checked = intake_.check(sent);
    EXPECT_TRUE(checked.errors.empty());
    return intake_.keep(checked, language, lane, std::move(sealed));
  }

  crypto::Receipt receipt_of(const store::Result<crypto::WipedText>& kept) {
    return crypto::Receipt::parse(crypto::text_of(kept.value())).value();
  }

  // As a browser with scripts would.
  SealedStory sealed_by_browser(store::ReportId id, std::string_view story) {
    const auto recipient = reviewer_.recipient();
    return {id, crypto::seal_story({&recipient, 1}, id, "en", story).value()};
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
  ASSERT_TRUE(outcome);
  ASSERT_EQ(vault_.kept().size(), 1U);
  EXPECT_FALSE(vault_.kept().begin()->second.report.story);
  EXPECT_EQ(intake_.look_up(receipt_of(outcome)).value(), store::ReceiptState::kept);
  EXPECT_EQ(answer("reporter_role"), 2U);
}

TEST_F(IntakeTest, TheLanguageOfThePageIsAmongTheSealedAnswers) {
  send({}, "es");
  const auto& options = form_.find("page_language")->options;
  EXPECT_EQ(options.at(answer("page_language") - 1).code, "es");
}

TEST_F(IntakeTest, TheLaneIsAmongTheSealedAnswers) {
  for (const Lane lane : {Lane::with_work, Lane::without_work, Lane::in_a_burst}) {
    vault_.kept().clear();
    ASSERT_TRUE(send({}, "en", lane));
    EXPECT_EQ(form_.find("lane")->options.at(answer("lane") - 1).code, name_of(lane));
  }
}

TEST_F(IntakeTest, AStoryThatTheBrowserSealedIsKeptAsItIsUnderItsId) {
  constexpr store::ReportId id = 0x123456789abcdef0;
  const auto sealed = sealed_by_browser(id, "Two men shouted at us.");
  ASSERT_TRUE(send({}, "en", Lane::with_work, sealed));
  ASSERT_TRUE(vault_.kept().contains(id));
  EXPECT_EQ(vault_.kept().at(id).report.story, sealed.file);
  EXPECT_EQ(answer("reporter_role"), 2U) << "sealed with the same id";
}

TEST_F(IntakeTest, AnIdThatIsTakenOverwritesNothing) {
  constexpr store::ReportId id = 0x123456789abcdef0;
  const auto first = sealed_by_browser(id, "The first.");
  ASSERT_TRUE(send({}, "en", Lane::with_work, first));
  const auto second = send({}, "en", Lane::with_work, sealed_by_browser(id, "The second."));
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error(), store::Errc::duplicate);
  EXPECT_EQ(vault_.kept().size(), 1U);
  EXPECT_EQ(vault_.kept().at(id).report.story, first.file);
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

TEST_F(IntakeTest, MistakesAreFoundOnTheCitysDay) {
  const std::vector<SentField> sent{{"reporter_role", "for_a_group"},
                                    {"act_types", "threat"},
                                    {"bias_targets", "not_sure"},
                                    {"date_day", "21"},
                                    {"date_month", "5"},
                                    {"date_year", "2025"}};
  ASSERT_EQ(intake_.check(sent).errors.size(), 1U);
  EXPECT_EQ(intake_.check(sent).errors[0].problem, schema::Problem::date_in_future);
  clock_.set(std::chrono::sys_days{2025y / 5 / 21});
  EXPECT_TRUE(intake_.check(sent).errors.empty());
  EXPECT_EQ(intake_.check({}).errors.size(), 3U);
}

TEST_F(IntakeTest, NoReceiptWithoutTheReportOnDisk) {
  send();
  vault_.fail_with = store::Errc::disk_full;
  const auto outcome = send();
  ASSERT_FALSE(outcome);
  EXPECT_EQ(outcome.error(), store::Errc::disk_full);
  EXPECT_EQ(vault_.kept().size(), 1U);
}

TEST_F(IntakeTest, AWithdrawnReportLeavesNoTrace) {
  const auto receipt = receipt_of(send({{"story", "something"}}));
  ASSERT_TRUE(intake_.withdraw(receipt));
  EXPECT_TRUE(vault_.kept().empty());
  EXPECT_EQ(intake_.look_up(receipt).error(), store::Errc::not_found);
  EXPECT_EQ(intake_.withdraw(receipt).error(), store::Errc::not_found);
}

TEST_F(IntakeTest, ACountedReportCannotBeWithdrawn) {
  const auto receipt = receipt_of(send());
  vault_.kept().begin()->second.counted = true;
  EXPECT_EQ(intake_.withdraw(receipt).error(), store::Errc::already_counted);
  EXPECT_EQ(intake_.look_up(receipt).value(), store::ReceiptState::counted);
}

}  // namespace
}  // namespace tellsafe::intake
