#include "service/intake/desk.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "crypto/identity.h"
#include "tests/support/fake_vault.h"
#include "tests/support/form.h"
#include "tests/support/manual_clock.h"
#include "tests/support/must.h"

namespace tellsafe::intake {
namespace {

using namespace std::chrono_literals;
using test_support::must;
using testing::HasSubstr;

const std::filesystem::path source{TELLSAFE_SOURCE_DIR};
const std::filesystem::path areas = source / "deploy/demo/areas.json";
constexpr std::string_view complete = "reporter_role=for_a_group&act_types=threat&bias_targets=not_sure";

schema::Form city_form() {
  crypto::start();
  return must(schema::Form::load(source / "schema", areas));
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

  // Sends a complete report and finds the receipt in the page.
  std::string receipt_of_a_report() {
    if (const auto receipt = support::receipt_in(text(desk_.report(post(complete), "en")))) return *receipt;
    ADD_FAILURE() << "the page shows no receipt";
    return {};
  }

  schema::Form form_ = city_form();
  schema::Labels labels_ = must(schema::Labels::load(source / "schema/labels", {"en", "es"}, form_, areas));
  pages::Site site_ =
      must(pages::Site::load({source / "web", "Riverbend", "https://example.org/", false}, labels_, form_));
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
  Desk desk_{intake_, site_, log_};
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
  const auto response = desk_.report(post(std::string(complete) + "&story=keep+these+words"), "en");
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
  EXPECT_TRUE(vault_.kept().empty());
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
