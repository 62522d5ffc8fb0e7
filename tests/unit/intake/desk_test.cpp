#include "service/intake/desk.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "crypto/identity.h"
#include "crypto/story.h"
#include "crypto/story_open.h"
#include "service/intake/work_solver.h"
#include "tests/support/fake_vault.h"
#include "tests/support/form.h"
#include "tests/support/manual_clock.h"
#include "tests/support/manual_steady_clock.h"
#include "tests/support/must.h"

namespace tellsafe::intake {
namespace {

using namespace std::chrono_literals;
using test_support::must;
using testing::HasSubstr;
using testing::Not;

const std::filesystem::path source{TELLSAFE_SOURCE_DIR};
const std::filesystem::path areas = source / "deploy/demo/areas.json";
constexpr std::string_view complete = "reporter_role=for_a_group&act_types=threat&bias_targets=not_sure";

// Made once: compressing pages takes its time.
const schema::Form& city_form() {
  static const auto made = (crypto::start(), must(schema::Form::load(source / "schema", areas)));
  return made;
}
const pages::Site& city_site() {
  static const auto labels =
      must(schema::Labels::load(source / "schema/labels", {"en", "es"}, city_form(), areas));
  pages::SiteOptions options;
  options.web = TELLSAFE_WEB_DIR;
  options.city = "Riverbend";
  options.leave_url = "https://example.org/";
  static const auto made = must(pages::Site::load(options, labels, city_form(), {}));
  return made;
}

class DeskTest : public testing::Test {
 protected:
  DeskTest() { EXPECT_TRUE(vault_.add_form(form_.version(), form_.canonical_json())); }

  static handling::Request post(std::string_view body) {
    return {handling::Method::post, crypto::wiped("/en/report"), true, crypto::wiped(body)};
  }

  static std::string text(const handling::Response& response) {
    if (const auto* ready = std::get_if<std::shared_ptr<const handling::ReadyPage>>(&response.body)) {
      return (*ready)->plain;
    }
    return std::string(crypto::text_of(std::get<crypto::WipedText>(response.body)));
  }

  // A complete report from a form that has been open for a while.
  std::string ready(std::string_view more = {}) {
    const std::string token = support::token_in(text(desk_.form("en")));
    steady_.pass(5s);
    return std::string(complete) + "&token=" + token + std::string(more);
  }
  std::string work() { return "&work=" + support::percent_encoded(solve_work(work_.challenge()).value()); }
  // As a browser with scripts sends it.
  std::string sealed_story(store::ReportId id = 0xab) {
    const auto recipient = custodian_.recipient();
    const auto file = crypto::seal_story({&recipient, 1}, id, "en", "sealed at home").value();
    std::string encoded(sodium_base64_encoded_len(file.size(), sodium_base64_VARIANT_URLSAFE_NO_PADDING),
                        '\0');
    sodium_bin2base64(encoded.data(), encoded.size(), file.data(), file.size(),
                      sodium_base64_VARIANT_URLSAFE_NO_PADDING);
    encoded.pop_back();
    return "&sealed_story=" + encoded + "&report_id=00000000000000ab";
  }
  unsigned status_of(const std::string& body) { return desk_.report(post(body), "en").status; }
  void empty_the_bucket() {
    while (status_of(ready()) == 200) {
    }
    vault_.kept().clear();
  }
  static bool says(const std::string& page, std::string_view label) {
    return support::text_in(page).find(support::label("en", label)) != std::string::npos;
  }

  // Sends a complete report and finds the receipt in the page.
  std::string receipt_of_a_report() {
    if (const auto receipt = support::receipt_in(text(desk_.report(post(ready()), "en")))) return *receipt;
    ADD_FAILURE() << "the page shows no receipt";
    return {};
  }

  const schema::Form& form_ = city_form();
  const pages::Site& site_ = city_site();
  crypto::Identity custodian_ = crypto::Identity::generate();
  test_support::ManualClock clock_{std::chrono::sys_days{2025y / 5 / 20}};
  test_support::FakeVault vault_;
  EpochKeeper epochs_{clock_, vault_, custodian_.recipient(), [](bool) {}};
  Intake intake_{form_, clock_, epochs_, vault_, {custodian_.recipient()}};
  // What the log would write at the end of the day.
  nlohmann::json tallies() {
    lines_.clear();
    log_.write_tallies();
    return lines_.empty() ? nlohmann::json() : nlohmann::json::parse(lines_.front());
  }

  std::vector<std::string> lines_;
  runtime::EventLog log_{[this](std::string_view line) { lines_.emplace_back(line); }};
  test_support::ManualSteadyClock steady_;
  Work work_{steady_, std::chrono::sys_seconds(1'750'000'000s), 10};
  Lanes lanes_{steady_, work_, {1, 4, 3s, 6h}};
  Desk desk_{intake_, lanes_, site_, {"en", "es"}, log_};
};

TEST_F(DeskTest, ACompleteReportGetsAReceipt) {
  EXPECT_FALSE(receipt_of_a_report().empty());
  EXPECT_EQ(vault_.kept().size(), 1U);
  EXPECT_EQ(tallies().at("report_stored"), 1);
}

TEST_F(DeskTest, AMistakeGivesTheFormBackAsTyped) {
  const auto response = desk_.report(post("act_types=threat&story=they+said+%22go%22"), "es");
  EXPECT_EQ(response.status, 422U);
  EXPECT_THAT(text(response), HasSubstr("they said &quot;go&quot;"));
  EXPECT_THAT(text(response), HasSubstr("lang=\"es\""));
  EXPECT_TRUE(vault_.kept().empty());
  EXPECT_EQ(tallies().at("report_refused"), 1);
}

TEST_F(DeskTest, AFailingDiskGivesTheFormBackAsTyped) {
  vault_.fail_with = store::Errc::disk_full;
  const auto response = desk_.report(post(ready("&story=keep+these+words")), "en");
  EXPECT_EQ(response.status, 503U);
  EXPECT_GT(response.retry_after, 0U);
  EXPECT_THAT(text(response), HasSubstr("keep these words"));
  EXPECT_EQ(tallies().at("report_not_kept"), 1);
}

TEST_F(DeskTest, WhatNoFormSendsIsRefused) {
  auto other_type = post(complete);
  other_type.urlencoded = false;
  EXPECT_EQ(desk_.report(other_type, "en").status, 415U);
  EXPECT_EQ(desk_.receipt(other_type, "en").status, 415U);

  std::string flood;
  for (int i = 0; i < 2000; ++i) flood += "act_types=threat&";
  EXPECT_EQ(desk_.report(post(flood), "en").status, 400U);
  EXPECT_EQ(desk_.receipt(post("receipt=x&action=steal"), "en").status, 400U);
  EXPECT_EQ(desk_.report(post("token=a&token=b"), "en").status, 400U);
  EXPECT_TRUE(vault_.kept().empty());
}

TEST_F(DeskTest, AReportWithWorkNeedsNoAgeAndNeverWaits) {
  empty_the_bucket();
  EXPECT_EQ(status_of(ready()), 429U);
  EXPECT_EQ(status_of(std::string(complete) + work()), 200U);
  const auto once = work();
  EXPECT_EQ(status_of(std::string(complete) + once), 200U);
  EXPECT_EQ(status_of(std::string(complete) + once), 409U);
  EXPECT_EQ(vault_.kept().size(), 2U);
}

TEST_F(DeskTest, AFormOfNoAgeComesBackAsTypedAndIsGoodLater) {
  const auto fresh = support::token_in(text(desk_.form("en")));
  const auto response = desk_.report(post(std::string(complete) + "&story=my+words&token=" + fresh), "en");
  EXPECT_EQ(response.status, 409U);
  const auto again = text(response);
  EXPECT_TRUE(says(again, "page.report.once_more"));
  EXPECT_THAT(again, HasSubstr("my words"));
  EXPECT_EQ(tallies().at("report_once_more"), 1);
  steady_.pass(3s);
  EXPECT_EQ(status_of(std::string(complete) + "&token=" + support::token_in(again)), 200U);
}

TEST_F(DeskTest, AFormOfAnotherDayIsGoodAsSoonAsItIsSentOnceMore) {
  const auto body = ready();
  steady_.pass(24h);
  const auto response = desk_.report(post(body), "en");
  EXPECT_EQ(response.status, 409U);
  EXPECT_EQ(status_of(std::string(complete) + "&token=" + support::token_in(text(response))), 200U);
}

TEST_F(DeskTest, WhoHasToWaitIsToldSoAndLosesNothing) {
  empty_the_bucket();
  const auto response = desk_.report(post(ready("&story=my+%3Cwords%3E")), "es");
  EXPECT_EQ(response.status, 429U);
  EXPECT_GE(response.retry_after, 10U);
  EXPECT_THAT(text(response), HasSubstr("my &lt;words&gt;"));
  EXPECT_THAT(text(response), HasSubstr("lang=\"es\""));
  EXPECT_TRUE(vault_.kept().empty());
  EXPECT_GE(tallies().at("report_waiting"), 1);
  steady_.pass(10min);
  EXPECT_EQ(status_of(std::string(complete) + "&token=" + support::token_in(text(response))), 200U);
}

TEST_F(DeskTest, OneFormMakesOneReport) {
  const auto body = ready("&story=my+words");
  EXPECT_EQ(status_of(body), 200U);
  const auto again = desk_.report(post(body), "en");
  EXPECT_EQ(again.status, 409U);
  EXPECT_TRUE(says(text(again), "page.receipt.no_recovery"));
  EXPECT_EQ(status_of(body + work()), 409U);
  EXPECT_EQ(vault_.kept().size(), 1U);
  EXPECT_EQ(tallies().at("report_stored"), 1);
}

TEST_F(DeskTest, MistakesUseNothingUp) {
  for (int i = 0; i < 20; ++i) EXPECT_EQ(status_of(ready("&phone=5")), 422U);
  const auto once = work();
  EXPECT_EQ(status_of("act_types=threat" + once), 422U);
  EXPECT_EQ(status_of(std::string(complete) + once), 200U);
  EXPECT_EQ(status_of(ready()), 200U);
}

TEST_F(DeskTest, AFailingDiskUsesNoPlaceUp) {
  vault_.fail_with = store::Errc::busy;
  for (int i = 0; i < 20; ++i) EXPECT_EQ(status_of(ready()), 503U);
  vault_.fail_with.reset();
  EXPECT_EQ(status_of(ready()), 200U);
}

TEST_F(DeskTest, TheFormIsShownInAnotherLanguageWithWhatWasTyped) {
  const auto response = desk_.report(post("story=my+words&act_types=threat&action=show&show_in=es"), "en");
  EXPECT_EQ(response.status, 200U);
  EXPECT_THAT(text(response), HasSubstr("lang=\"es\""));
  EXPECT_THAT(text(response), HasSubstr("my words"));
  EXPECT_THAT(text(response), Not(HasSubstr("role=\"alert\"")));
  EXPECT_FALSE(support::token_in(text(response)).empty());
  EXPECT_TRUE(vault_.kept().empty());
  for (const char* wrong : {"action=show", "action=show&show_in=xx", "action=show&show_in=../en"}) {
    EXPECT_EQ(status_of(wrong), 400U) << wrong;
  }
}

TEST_F(DeskTest, AStoryThatTheBrowserSealedIsKeptAndThePageSaysSo) {
  const auto response = desk_.report(post(ready(sealed_story())), "en");
  EXPECT_EQ(response.status, 200U);
  EXPECT_TRUE(says(text(response), "page.receipt.story_by_browser"));
  ASSERT_TRUE(vault_.kept().contains(0xab));
  const auto story = crypto::open_story({&custodian_, 1}, *vault_.kept().at(0xab).report.story);
  ASSERT_TRUE(story);
  EXPECT_EQ(crypto::text_of(story->text), "sealed at home");
  EXPECT_EQ(story->report, 0xabU);
}

TEST_F(DeskTest, ThePageSaysWhoSealed) {
  const auto by_server = text(desk_.report(post(ready("&story=open")), "en"));
  EXPECT_TRUE(says(by_server, "page.receipt.story_by_server"));
  EXPECT_FALSE(says(by_server, "page.receipt.story_by_browser"));
  const auto none = text(desk_.report(post(ready("&story=++")), "en"));
  EXPECT_FALSE(says(none, "page.receipt.story_by_server"));
}

TEST_F(DeskTest, ASealedStoryThatIsNoneIsRefused) {
  EXPECT_EQ(status_of(ready("&sealed_story=AAAA&report_id=00000000000000ab")), 400U);
  EXPECT_EQ(status_of(ready(sealed_story() + "&story=open")), 400U);
  EXPECT_EQ(status_of(ready(sealed_story() + sealed_story())), 400U);
  auto without_id = sealed_story();
  EXPECT_EQ(status_of(ready(without_id.substr(0, without_id.find("&report_id")))), 400U);
  EXPECT_TRUE(vault_.kept().empty());
}

TEST_F(DeskTest, AnIdThatIsTakenIsNotKeptAndSaidSo) {
  EXPECT_EQ(status_of(ready(sealed_story())), 200U);
  const auto first = vault_.kept().at(0xab).report.story;
  const auto response = desk_.report(post(ready(sealed_story())), "en");
  EXPECT_EQ(response.status, 409U);
  EXPECT_TRUE(says(text(response), "page.report.try_again_title"));
  EXPECT_EQ(vault_.kept().size(), 1U);
  EXPECT_EQ(vault_.kept().at(0xab).report.story, first);
}

TEST_F(DeskTest, PaddingIsNothing) {
  EXPECT_EQ(status_of(ready("&padding=" + std::string(20'000, 'x'))), 200U);
}

TEST_F(DeskTest, AReceiptIsLookedUpAndWithdrawn) {
  const std::string receipt = receipt_of_a_report();
  EXPECT_EQ(desk_.receipt(post("action=look&receipt=" + receipt), "en").status, 200U);
  EXPECT_EQ(vault_.kept().size(), 1U);
  EXPECT_EQ(desk_.receipt(post("action=withdraw&receipt=" + receipt), "en").status, 200U);
  EXPECT_TRUE(vault_.kept().empty());
  EXPECT_EQ(desk_.receipt(post("action=look&receipt=" + receipt), "en").status, 404U);
  const auto seen = tallies();
  EXPECT_EQ(seen.at("report_withdrawn"), 1);
  EXPECT_EQ(seen.at("receipt_looked_up"), 2);
}

TEST_F(DeskTest, ACountedReceiptSaysSoAndStays) {
  const std::string receipt = receipt_of_a_report();
  vault_.kept().begin()->second.counted = true;
  EXPECT_EQ(desk_.receipt(post("action=look&receipt=" + receipt), "en").status, 200U);
  EXPECT_EQ(desk_.receipt(post("action=withdraw&receipt=" + receipt), "en").status, 409U);
  EXPECT_EQ(vault_.kept().size(), 1U);
}

TEST_F(DeskTest, WhatIsNoReceiptIsSaidToBeNone) {
  const auto response = desk_.receipt(post("action=look&receipt=%3Cb%3E1234"), "en");
  EXPECT_EQ(response.status, 422U);
  EXPECT_THAT(text(response), HasSubstr("&lt;b&gt;1234"));
}

TEST_F(DeskTest, AFailingVaultIsNotAMissingReceipt) {
  const std::string receipt = receipt_of_a_report();
  vault_.fail_with = store::Errc::busy;
  EXPECT_EQ(desk_.receipt(post("action=look&receipt=" + receipt), "en").status, 503U);
  EXPECT_EQ(desk_.receipt(post("action=withdraw&receipt=" + receipt), "en").status, 503U);
}

}  // namespace
}  // namespace tellsafe::intake
