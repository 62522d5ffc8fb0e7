#include "service/reading/numbers.h"

#include <gmock/gmock.h>

#include <nlohmann/json.hpp>
#include <thread>

#include "crypto/hash.h"
#include "tests/unit/reading/shared_city.h"

namespace tellsafe::reading {
namespace {

using testing::HasSubstr;
using testing::Not;
namespace fs = std::filesystem;

class NumbersPage : public ReleasedCity {
 protected:
  NumbersPage() : log_([this](std::string_view line) { events_ += std::string(line) + "\n"; }) {}
  Numbers numbers(std::string url = "https://report.example") {
    NumbersOptions options;
    options.city = "Riverbend";
    options.url = std::move(url);
    return {releases(), signing().verify_key(), city_site(), city_labels(), log_, options};
  }
  std::string shown(const Numbers& numbers, std::string_view language = "en") const {
    return numbers.page(language)->plain;
  }
  std::size_t refusals() const {
    std::size_t count = 0;
    for (auto at = events_.find("release_refused"); at != std::string::npos;
         at = events_.find("release_refused", at + 1))
      ++count;
    return count;
  }
  const std::string& none() const { return city_labels().text("en", "page.numbers.none_title"); }

  std::string events_;
  runtime::EventLog log_;
};

TEST_F(NumbersPage, SaysWhenNothingHasBeenReleased) {
  const auto page = numbers();
  EXPECT_THAT(shown(page), HasSubstr(none()));
  EXPECT_THAT(shown(page, "es"), HasSubstr(city_labels().text("es", "page.numbers.none_title")));
  EXPECT_EQ(page.file("tables.csv"), nullptr);
}

TEST_F(NumbersPage, ShowsAReleaseOnceItIsThere) {
  auto page = numbers();
  publish("2024-Q4");
  page.refresh();
  EXPECT_THAT(shown(page), Not(HasSubstr(none())));
  EXPECT_THAT(shown(page), HasSubstr("4th quarter 2024"));
  EXPECT_THAT(shown(page), HasSubstr(signing().verify_key().line()));
  publish("2025-Q1");
  page.refresh();
  EXPECT_THAT(shown(page), HasSubstr("1st quarter 2025"));
  EXPECT_THAT(shown(page, "es"), HasSubstr(city_labels().text("es", "option.act_types.threat")));
  EXPECT_EQ(shown(page, "xx"), shown(page, "es"));
}

TEST_F(NumbersPage, GivesTheFilesAsSigned) {
  publish("2025-Q1");
  const auto page = numbers();
  for (const auto name : file_names) {
    ASSERT_NE(page.file(name), nullptr) << name;
    EXPECT_EQ(page.file(name)->plain, support::read_file(releases() / "2025-Q1/public" / name));
    EXPECT_THAT(shown(page), HasSubstr("\"/numbers/2025-Q1/" + std::string(name) + "\""));
  }
  EXPECT_EQ(page.file("other"), nullptr);
}

TEST_F(NumbersPage, ShowsEveryReleaseAndLeadsToIt) {
  publish("2024-Q4");
  auto numbers_page = numbers();
  const auto only = numbers_page.page("en", "2024-Q4");
  ASSERT_NE(only, nullptr);
  publish("2025-Q1");
  numbers_page.refresh();
  EXPECT_EQ(numbers_page.page("en", "2024-Q4"), only) << "made once";
  EXPECT_THAT(only->plain, HasSubstr("4th quarter 2024"));
  EXPECT_THAT(only->plain, HasSubstr("\"/es/numbers/2024-Q4\""));
  EXPECT_THAT(numbers_page.page("es", "2025-Q1")->plain, HasSubstr("\"/en/numbers/2025-Q1\""));
  EXPECT_EQ(numbers_page.page("xx", "2025-Q1"), numbers_page.page("es", "2025-Q1"));
  for (const auto* period : {"2024-Q4", "2025-Q1"})
    EXPECT_THAT(shown(numbers_page), HasSubstr("\"/en/numbers/" + std::string(period) + "\""));
  for (const auto* unknown : {"2024", "2025-Q2", "2025-q1", "", "..", "public"}) {
    EXPECT_EQ(numbers_page.page("en", unknown), nullptr) << unknown;
    EXPECT_EQ(numbers_page.file(unknown, "tables.csv"), nullptr) << unknown;
  }
}

TEST_F(NumbersPage, LeadsFromAnEmptyPeriodToTheNewestWithNumbers) {
  const auto& nothing_shown = city_labels().text("en", "page.numbers.nothing_shown");
  const auto leads_on = [](const std::string& page, const std::string& period) {
    return page.find("<p><a href=\"/en/numbers/" + period + "\">") != std::string::npos;
  };
  publish("2025-Q2");
  auto all = numbers();
  EXPECT_THAT(shown(all), HasSubstr(nothing_shown));
  EXPECT_THAT(shown(all), Not(HasSubstr("<table")));
  EXPECT_THAT(all.page("en", "2025-Q2")->plain, Not(HasSubstr("<p><a href=\"/en/numbers/2")));
  for (const std::string period : {"2024-Q4", "2025-Q1"}) {
    publish(period);
    all.refresh();
    EXPECT_TRUE(leads_on(shown(all), period));
    EXPECT_TRUE(leads_on(all.page("en", "2025-Q2")->plain, period));
    EXPECT_THAT(all.page("en", "2025-Q2")->plain, HasSubstr(nothing_shown));
    EXPECT_THAT(all.page("en", period)->plain, Not(HasSubstr(nothing_shown)));
    EXPECT_FALSE(leads_on(all.page("en", period)->plain, period));
  }
  EXPECT_NE(all.file("2025-Q2", "tables.csv"), nullptr);
}

TEST_F(NumbersPage, GivesTheFilesOfEveryReleaseAsSigned) {
  publish("2024-Q4");
  publish("2025-Q1");
  const auto all = numbers();
  for (const std::string period : {"2024-Q4", "2025-Q1"})
    for (const auto name : file_names) {
      ASSERT_NE(all.file(period, name), nullptr) << period << name;
      EXPECT_EQ(all.file(period, name)->plain, support::read_file(releases() / period / "public" / name));
    }
  EXPECT_EQ(all.file("tables.csv"), all.file("2025-Q1", "tables.csv"));
  EXPECT_EQ(all.file("2025-Q1", "other"), nullptr);
}

TEST_F(NumbersPage, GivesTheKeyAsMinisignWritesIt) {
  const auto file = numbers().signing_key();
  EXPECT_EQ(file->plain, signing().verify_key().file());
  EXPECT_EQ(crypto::VerifyKey::parse(file->plain)->line(), signing().verify_key().line());
}

TEST_F(NumbersPage, TellsProgramsOfWhatItShowsAndOfNothingElse) {
  auto all = numbers();
  const auto feeds_entries = [&](const char* language) {
    const auto text = all.feed(language)->plain;
    std::size_t entries = 0;
    for (auto at = text.find("<entry>"); at != std::string::npos; at = text.find("<entry>", at + 1))
      ++entries;
    return entries;
  };
  EXPECT_EQ(feeds_entries("en"), 0U);
  publish("2024-Q4");
  publish("2025-Q1");
  support::write_file(releases() / "2025-Q1/public/tables.csv", "changed");
  all.refresh();
  EXPECT_EQ(feeds_entries("en"), 1U);
  EXPECT_EQ(feeds_entries("es"), 1U);
  EXPECT_EQ(all.feed("xx"), all.feed("es"));
  EXPECT_THAT(all.catalog()->plain, HasSubstr("/numbers/2024-Q4/tables.csv"));
  EXPECT_THAT(all.catalog()->plain, Not(HasSubstr("2025-Q1")));
  ASSERT_NE(all.us_catalog(), nullptr);
  EXPECT_EQ(nlohmann::json::parse(all.us_catalog()->plain)["dataset"].size(), 1U);
  EXPECT_THAT(shown(all), HasSubstr("/data.json"));

  const auto nowhere = numbers("");
  EXPECT_EQ(nowhere.us_catalog(), nullptr);
  EXPECT_THAT(shown(nowhere), Not(HasSubstr("/data.json")));
  EXPECT_NE(nowhere.catalog(), nullptr);
}

TEST_F(NumbersPage, NoticesThatAFileWasChangedOrPutRight) {
  publish("2025-Q1");
  auto page = numbers();
  const auto file = releases() / "2025-Q1/public/tables.csv";
  const auto signed_text = support::read_file(file);
  support::write_file(file, signed_text + "more");
  page.refresh();
  page.refresh();
  EXPECT_THAT(shown(page), HasSubstr(none()));
  EXPECT_EQ(page.page("en", "2025-Q1"), nullptr);
  EXPECT_EQ(page.file("2025-Q1", "manifest.json"), nullptr);
  EXPECT_EQ(refusals(), 1U);
  support::write_file(file, signed_text);
  page.refresh();
  EXPECT_THAT(shown(page), HasSubstr("1st quarter 2025"));
}

TEST_F(NumbersPage, KeepsItsPagesWhileNothingChanges) {
  publish("2025-Q1");
  auto page = numbers();
  const auto before = page.page("en");
  page.refresh();
  EXPECT_EQ(page.page("en"), before);
}

TEST_F(NumbersPage, NeverShowsWhatDoesNotVerify) {
  publish("2024-Q4");
  publish("2025-Q1");
  const auto file = releases() / "2025-Q1/public/tables.json";
  auto changed = support::read_file(file);
  changed.replace(changed.find("40"), 2, "95");
  support::write_file(file, changed);
  auto page = numbers();
  EXPECT_THAT(shown(page), HasSubstr("4th quarter 2024"));
  EXPECT_EQ(refusals(), 1U);
  // Once for each release, however often it is looked at.
  fs::remove_all(releases() / "2024-Q4");
  page.refresh();
  EXPECT_THAT(shown(page), HasSubstr(none()));
  EXPECT_EQ(refusals(), 1U);
}

TEST_F(NumbersPage, NeverShowsAReleaseOfAnotherKey) {
  publish("2025-Q1");
  const Numbers page(releases(), crypto::SigningKey::generate().verify_key(), city_site(), city_labels(),
                     log_, {});
  EXPECT_THAT(shown(page), HasSubstr(none()));
  EXPECT_EQ(page.file("tables.csv"), nullptr);
  EXPECT_EQ(refusals(), 1U);
}

TEST_F(NumbersPage, DoesNotFallOverSignedNonsense) {
  publish("2025-Q1");
  const auto folder = releases() / "2025-Q1/public";
  const std::string tables = R"({"format":"tellsafe-tables-2","period":"2025-Q1","audience":"public"})";
  support::write_file(folder / "tables.json", tables);

  const std::string manifest =
      R"({"format":"tellsafe-release-2","period":"2025-Q1","audience":"public","files":[{"name":"tables.json",)"
      R"("size":)" +
      std::to_string(tables.size()) + R"(,"sha256":")" +
      crypto::hex(crypto::sha256(crypto::bytes_of(tables))) + R"("}]})";
  for (const auto* name : {"tables.csv", "dictionary.csv", "README.txt"}) fs::remove(folder / name);
  support::write_file(folder / "manifest.json", manifest);
  support::write_file(folder / "manifest.json.minisig",
                      signing().sign(crypto::bytes_of(manifest), "comment"));
  const auto page = numbers();
  EXPECT_THAT(shown(page), HasSubstr(none()));
  EXPECT_EQ(refusals(), 1U);
}

TEST_F(NumbersPage, CanBeReadWhileItIsMadeAnew) {
  auto page = numbers();
  std::jthread reader([&](const std::stop_token& stop) {
    while (!stop.stop_requested()) {
      ASSERT_NE(page.page("en"), nullptr);
      if (const auto file = page.file("tables.csv")) {
        ASSERT_FALSE(file->plain.empty());
      }
    }
  });
  publish("2024-Q4");
  page.refresh();
  publish("2025-Q1");
  page.refresh();
}

}  // namespace
}  // namespace tellsafe::reading
