// A resident's way: the form, a report, the receipt, the look-up, a withdrawal.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cctype>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "tests/support/city.h"

namespace tellsafe::support {
namespace {

using testing::HasSubstr;

TEST(Report, IsKeptFoundAndWithdrawn) {
  City city;
  city.start();
  for (const std::string language : {"en", "es"}) {
    SCOPED_TRACE(language);
    auto resident = city.resident();
    const Page form = resident.get("/" + language + "/report");
    ASSERT_EQ(form.status, 203U);
    EXPECT_TRUE(form.in_language(language));

    const std::string receipt = resident.report(full_report("Me gritaron en la parada. «Ñandú»"), language);
    EXPECT_EQ(city.stored_reports(), 1U);

    const Page kept = resident.look_up(receipt, language);
    EXPECT_EQ(kept.status, 200U);
    EXPECT_TRUE(kept.in_language(language));

    const Page withdrawn = resident.withdraw(receipt, language);
    EXPECT_EQ(withdrawn.status, 200U);
    EXPECT_TRUE(withdrawn.in_language(language));
    EXPECT_EQ(city.stored_reports(), 0U);

    EXPECT_EQ(resident.look_up(receipt, language).status, 404U);
    EXPECT_EQ(resident.withdraw(receipt, language).status, 404U);
  }
}

TEST(Report, IsFoundHoweverTheReceiptIsWritten) {
  City city;
  city.start();
  auto resident = city.resident();
  const std::string receipt = resident.report(smallest_report());
  std::string lower;
  std::string spaced;
  std::string joined;
  for (const char c : receipt) {
    lower += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    spaced += c == '-' ? ' ' : c == '0' ? 'o' : c == '1' ? 'L' : c;
    if (c != '-') joined += c;
  }
  for (const std::string& written : {receipt, lower, spaced, joined, "  " + receipt + "\r\n"}) {
    EXPECT_EQ(resident.look_up(written).status, 200U) << written;
  }
}

TEST(Report, AReceiptThatCannotBeOneIsToldSo) {
  City city;
  city.start();
  auto resident = city.resident();
  std::string receipt = resident.report(smallest_report());
  receipt.back() = receipt.back() == '7' ? '8' : '7';
  for (const std::string& typed : {receipt, std::string("ABCD"), std::string(), std::string(5000, 'A')}) {
    const Page page = resident.look_up(typed, "es");
    EXPECT_EQ(page.status, 422U) << typed;
    EXPECT_TRUE(page.in_language("es"));
  }
  EXPECT_EQ(city.stored_reports(), 1U);
}

TEST(Report, ADateMayBeAsRoughAsOneLikes) {
  City city;
  city.set_day("2025-03-10");
  city.start();
  auto resident = city.resident();
  resident.report(smallest_report().set("date_year", "2024").set("date_is_approximate", "yes"));
  resident.report(smallest_report().set("date_year", "2025").set("date_month", "3"));
  resident.report(smallest_report().set("date_year", "2025").set("date_month", "3").set("date_day", "10"));
  EXPECT_EQ(city.stored_reports(), 3U);
}

TEST(Report, AllWhoSendAtOnceGetReceiptsOfTheirOwn) {
  City city;
  city.start();
  constexpr int residents = 8;
  constexpr int each = 5;
  std::vector<std::vector<std::string>> receipts(residents);
  std::vector<std::thread> threads;
  threads.reserve(receipts.size());
  for (auto& own : receipts) {
    threads.emplace_back([&city, &own] {
      auto resident = city.resident();
      for (int i = 0; i < each; ++i) own.push_back(resident.report(full_report("Uno de muchos.")));
    });
  }
  for (auto& thread : threads) thread.join();
  std::set<std::string> all;
  for (const auto& own : receipts) all.insert(own.begin(), own.end());
  EXPECT_EQ(all.size(), static_cast<std::size_t>(residents * each));
  EXPECT_EQ(city.stored_reports(), static_cast<std::uint64_t>(residents * each));
}

TEST(Pages, CarryWhatProtectsTheirReaders) {
  City city;
  city.start();
  auto resident = city.resident();
  for (const std::string path :
       {"/", "/en", "/en/report", "/es/report", "/en/receipt", "/es/support", "/en/safety", "/es/about",
        "/es/numbers", "/es/numbers/protection", "/en/numbers/feed.atom", "/numbers/catalog.jsonld",
        "/numbers/signing.pub", "/en/numbers/2025", "/es/nothing"}) {
    SCOPED_TRACE(path);
    const Page page = resident.get(path);
    EXPECT_THAT(page.header("content-security-policy"), HasSubstr("default-src 'none'"));
    EXPECT_THAT(page.header("content-security-policy"), HasSubstr("frame-ancestors 'none'"));
    EXPECT_EQ(page.header("referrer-policy"), "no-referrer");
    EXPECT_EQ(page.header("x-content-type-options"), "nosniff");
    EXPECT_THAT(page.header("strict-transport-security"), HasSubstr("max-age="));
    EXPECT_FALSE(page.headers.contains("set-cookie"));
    EXPECT_FALSE(page.headers.contains("server"));
  }
  const Page receipt = resident.post("/en/report", sent_with(smallest_report(), resident.token()));
  EXPECT_EQ(receipt.header("cache-control"), "no-store");
  EXPECT_FALSE(receipt.headers.contains("content-encoding"));
}

TEST(Pages, AreThereInEveryLanguage) {
  City city;
  city.start();
  auto resident = city.resident();
  for (const std::string language : {"en", "es"}) {
    for (const std::string page :
         {"", "/report", "/receipt", "/support", "/safety", "/about", "/numbers", "/numbers/protection"}) {
      const Page shown = resident.get("/" + language + page);
      // See handling::status_to_type_into.
      const bool typed_into = page == "/report" || page == "/receipt";
      EXPECT_EQ(shown.status, typed_into ? 203U : 200U) << language << page;
      EXPECT_TRUE(shown.in_language(language)) << page;
    }
    const Page slash = resident.get("/" + language + "/");
    EXPECT_EQ(slash.status, 308U);
    EXPECT_EQ(slash.header("location"), "/" + language);
  }
}

}  // namespace
}  // namespace tellsafe::support
