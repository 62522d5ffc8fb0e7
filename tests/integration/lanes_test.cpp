// With work, without, and when there is too much of it: nobody is locked out, and nothing that was typed is
// lost.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <string>
#include <thread>
#include <vector>

#include "tests/support/city.h"

namespace tellsafe::support {
namespace {

using testing::HasSubstr;
using testing::UnorderedElementsAreArray;

const std::string typed = "Typed <b>with care</b> & \"quotes\"\r\nand ñ 🙂";

class Lanes : public testing::Test {
 protected:
  void start(const std::string& per_minute, const std::string& at_once, const std::string& shortest = "0") {
    city_.configure("without_scripts_per_minute", per_minute);
    city_.configure("without_scripts_at_once", at_once);
    city_.configure("shortest_seconds", shortest);
    city_.start();
  }
  static Page post(Resident& resident, const Form& form, std::string_view token, std::string_view work = {}) {
    return resident.post("/en/report", sent_with(form, token, work));
  }
  City city_;
};

TEST_F(Lanes, WhoComesWithoutWorkWaitsInAFloodAndWhoComesWithItDoesNot) {
  start("1", "3");
  auto resident = city_.resident();
  for (int i = 0; i < 3; ++i) resident.report(smallest_report());
  const Page wait = post(resident, full_report(typed), resident.token());
  EXPECT_EQ(wait.status, 429U);
  EXPECT_TRUE(wait.says(label("en", "page.wait.title")));
  EXPECT_TRUE(wait.says(label("en", "page.wait.receipt")));
  EXPECT_GE(std::stoi(wait.header("retry-after")), 10);
  EXPECT_TRUE(wait.says(wait.header("retry-after")));
  EXPECT_EQ(wait.header("cache-control"), "no-store");
  EXPECT_EQ(city_.stored_reports(), 3U);

  resident.report_with_work(smallest_report());
  EXPECT_EQ(city_.stored_reports(), 4U);
}

TEST_F(Lanes, TheWaitingPageSendsEverythingAgain) {
  start("1", "1");
  auto resident = city_.resident();
  resident.report(smallest_report());
  Form form = full_report(typed);
  const Page wait = post(resident, form, resident.token());
  ASSERT_EQ(wait.status, 429U);

  Form kept = hidden_in(wait.body);
  EXPECT_FALSE(token_in(wait.body).empty());
  auto sent = form.fields();
  std::erase_if(sent, [](const auto& field) { return field.second.empty(); });
  EXPECT_THAT(Form(kept).without("token").fields(), UnorderedElementsAreArray(sent));

  const Page again = post(resident, kept, token_in(wait.body), resident.work());
  EXPECT_EQ(again.status, 200U);
  EXPECT_TRUE(receipt_in(again.body));
}

TEST_F(Lanes, AFormThatComesBackTooSoonIsShownOnceMore) {
  start("1000", "1000", "60");
  auto resident = city_.resident();
  for (const std::string& token : {resident.token(), std::string("nonsense"), std::string()}) {
    const Page page = post(resident, full_report(typed), token);
    EXPECT_EQ(page.status, 409U);
    EXPECT_TRUE(page.says(label("en", "page.report.once_more")));
    EXPECT_TRUE(page.says("Typed <b>with care</b> & \"quotes\""));
    EXPECT_FALSE(token_in(page.body).empty());
  }
  EXPECT_EQ(city_.stored_reports(), 0U);
  resident.report_with_work(smallest_report());
  EXPECT_EQ(city_.stored_reports(), 1U);
}

TEST_F(Lanes, ATokenOfBeforeARestartIsOneMoreLook) {
  start("1000", "1000");
  const std::string token = city_.resident().token();
  EXPECT_EQ(city_.stop(), 0);
  city_.start();
  auto resident = city_.resident();
  const Page page = post(resident, full_report(typed), token);
  EXPECT_EQ(page.status, 409U);
  EXPECT_EQ(post(resident, full_report(typed), token_in(page.body)).status, 200U);
}

TEST_F(Lanes, WorkIsTakenOnce) {
  start("1000", "1000", "60");
  auto resident = city_.resident();
  const std::string work = resident.work();
  EXPECT_EQ(post(resident, smallest_report(), "", work).status, 200U);
  EXPECT_EQ(post(resident, smallest_report(), "", work).status, 409U);
  EXPECT_EQ(city_.stored_reports(), 1U);
}

TEST_F(Lanes, TheFormIsShownInAnotherLanguage) {
  start("1000", "1000", "60");
  auto resident = city_.resident();
  const Page page =
      resident.post("/en/report", full_report(typed).add("action", "show").add("show_in", "es"));
  EXPECT_EQ(page.status, 200U);
  EXPECT_TRUE(page.in_language("es"));
  EXPECT_TRUE(page.says("Typed <b>with care</b>"));
  EXPECT_TRUE(page.says(label("es", "page.report.title")));
  EXPECT_EQ(city_.stored_reports(), 0U);
}

// As many without work as the machine can send, and some with it, at the same time.
TEST_F(Lanes, AFloodWithoutWorkKeepsNobodyOutWhoDoesTheWork) {
  start("1", "8");
  std::atomic<bool> over = false;
  std::atomic<std::uint64_t> kept = 0;
  std::atomic<std::uint64_t> told_to_wait = 0;
  std::atomic<std::uint64_t> other = 0;
  std::vector<std::jthread> flood;
  for (int i = 0; i < 6; ++i) {
    flood.emplace_back([&] {
      auto bot = city_.resident();
      while (!over) {
        const unsigned status = post(bot, smallest_report(), bot.token()).status;
        ++(status == 200 ? kept : status == 429 ? told_to_wait : other);
      }
    });
  }
  while (told_to_wait == 0) std::this_thread::yield();
  constexpr std::uint64_t residents = 20;
  for (std::uint64_t i = 0; i < residents; ++i) {
    auto resident = city_.resident();
    EXPECT_NO_THROW(resident.report_with_work(full_report(typed)));
  }
  over = true;
  flood.clear();
  EXPECT_GT(told_to_wait, 0U);
  EXPECT_EQ(other, 0U);
  EXPECT_GE(kept, 8U);
  EXPECT_EQ(city_.stored_reports(), kept + residents);
}

// What an observer of the line sees is the length of each answer.
TEST_F(Lanes, OneFormMakesOneReportHoweverOftenItIsSent) {
  start("60", "60");
  auto resident = city_.resident();
  const std::string token = resident.token();
  EXPECT_TRUE(receipt_in(post(resident, full_report(typed), token).body));
  for (int i = 0; i < 3; ++i) {
    const Page again = post(resident, full_report(typed), token, i == 1 ? resident.work() : std::string());
    EXPECT_EQ(again.status, 409U);
    EXPECT_TRUE(again.says(label("en", "page.receipt.title")));
    EXPECT_FALSE(receipt_in(again.body));
  }
  EXPECT_EQ(city_.stored_reports(), 1U);
}

TEST_F(Lanes, TheAnswersToOneKindOfSendingHaveOneLength) {
  start("1", "9");
  auto resident = city_.resident();
  const auto length = [](const Page& page) {
    std::size_t size = page.body.size();
    for (const auto& [name, value] : page.headers) size += name.size() + value.size() + 4;
    return size;
  };
  const auto sent = [&](const Form& form) { return length(post(resident, form, resident.token())); };
  const std::size_t receipt = sent(smallest_report());
  EXPECT_EQ(sent(full_report("short")), receipt);
  EXPECT_EQ(sent(full_report(std::string(3000, 'x'))), receipt);
  for (const char* wanted : {"nothing_now", "medical", "talk_to_someone"}) {
    EXPECT_EQ(sent(smallest_report().add("support_wanted", wanted)), receipt) << wanted;
  }

  const std::size_t mistake = sent(smallest_report().without("act_types"));
  EXPECT_EQ(sent(full_report(typed).without("reporter_role")), mistake);
  EXPECT_EQ(sent(full_report(std::string(3000, 'x')).set("date_day", "45")), mistake);
  EXPECT_EQ(length(post(resident, full_report(typed), "")), mistake) << "once more";

  for (int i = 0; i < 3; ++i) sent(smallest_report());
  const std::size_t wait = sent(smallest_report());
  EXPECT_EQ(post(resident, smallest_report(), resident.token()).status, 429U);
  for (int i = 0; i < 30; ++i) EXPECT_EQ(sent(full_report(typed)), wait);
}

TEST(Scripts, AreServedWithWhatTheyNeedAndNeverKept) {
  City city;
  city.start();
  auto resident = city.resident();
  for (const std::string path : {"/en/script.json", "/es/script.json", "/work"}) {
    const Page page = resident.get(path);
    EXPECT_EQ(page.status, 200U) << path;
    EXPECT_EQ(page.header("content-type"), "application/json") << path;
    EXPECT_EQ(page.header("cache-control"), "no-store") << path;
  }
  EXPECT_NE(resident.get("/work").body, resident.get("/work").body);
  const std::string form = resident.get("/en/report").body;
  std::size_t scripts = 0;
  for (std::size_t at = form.find("/assets/"); at != std::string::npos; at = form.find("/assets/", at + 1)) {
    const Page script = resident.get(form.substr(at, form.find('"', at) - at));
    EXPECT_EQ(script.status, 200U);
    EXPECT_EQ(script.header("content-type"), "text/javascript; charset=utf-8");
    EXPECT_EQ(script.header("cache-control"), "no-store");
    ++scripts;
  }
  EXPECT_GE(scripts, 3U) << "for every page, for the form, and the worker";
  EXPECT_EQ(resident.get("/assets/report-0000000000000000.js").status, 404U);
  EXPECT_THAT(resident.get("/en/report").header("content-security-policy"), HasSubstr("script-src 'self'"));
}

}  // namespace
}  // namespace tellsafe::support
