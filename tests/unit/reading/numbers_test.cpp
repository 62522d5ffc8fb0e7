#include "service/reading/numbers.h"

#include <gmock/gmock.h>

#include <nlohmann/json.hpp>
#include <thread>

#include "crypto/hash.h"
#include "tests/support/must.h"
#include "tests/unit/release/town.h"

namespace tellsafe::reading {
namespace {

using release::day;
using release::Town;
using testing::HasSubstr;
using testing::Not;
namespace fs = std::filesystem;

const fs::path source = TELLSAFE_SOURCE_DIR;

// Made once: compressing pages takes its time.
const schema::Form& form() {
  static const auto made =
      test_support::must(schema::Form::load(source / "schema", source / "deploy/demo/areas.json"));
  return made;
}
const schema::Labels& labels() {
  static const auto made = test_support::must(schema::Labels::load(
      source / "schema/labels", {"en", "es"}, form(), source / "deploy/demo/areas.json"));
  return made;
}
const pages::Site& site() {
  pages::SiteOptions options;
  options.web = TELLSAFE_WEB_DIR;
  options.city = "Riverbend";
  options.leave_url = "https://weather.example/";
  static const auto made = test_support::must(pages::Site::load(options, labels(), form(), {}));
  return made;
}

class NumbersPage : public testing::Test {
 protected:
  NumbersPage() : log_([this](std::string_view line) { events_ += std::string(line) + "\n"; }) {
    town_.reports(20, day(2024, 11, 1), {{"act_types", {"threat"}}});
    town_.reports(40, day(2025, 2, 1), {{"act_types", {"threat"}}});
  }
  Numbers numbers(std::string url = "https://report.example") {
    NumbersOptions options;
    options.city = "Riverbend";
    options.url = std::move(url);
    return {town_.releases(), town_.signing.verify_key(), site(), labels(), log_, options};
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
  const std::string& none() const { return labels().text("en", "page.numbers.none_title"); }

  Town town_;
  std::string events_;
  runtime::EventLog log_;
};

TEST_F(NumbersPage, SaysWhenNothingHasBeenReleased) {
  const auto page = numbers();
  EXPECT_THAT(shown(page), HasSubstr(none()));
  EXPECT_THAT(shown(page, "es"), HasSubstr(labels().text("es", "page.numbers.none_title")));
  EXPECT_EQ(page.file("tables.csv"), nullptr);
}

TEST_F(NumbersPage, ShowsAReleaseOnceItIsThere) {
  auto page = numbers();
  town_.release("2024-Q4").value();
  page.refresh();
  EXPECT_THAT(shown(page), Not(HasSubstr(none())));
  EXPECT_THAT(shown(page), HasSubstr("4th quarter 2024"));
  EXPECT_THAT(shown(page), HasSubstr(town_.signing.verify_key().line()));
  town_.release("2025-Q1").value();
  page.refresh();
  EXPECT_THAT(shown(page), HasSubstr("1st quarter 2025"));
  EXPECT_THAT(shown(page, "es"), HasSubstr(labels().text("es", "option.act_types.threat")));
  EXPECT_EQ(shown(page, "xx"), shown(page, "en"));
}

TEST_F(NumbersPage, GivesTheFilesAsSigned) {
  town_.release("2025-Q1").value();
  const auto page = numbers();
  for (const auto name : file_names) {
    ASSERT_NE(page.file(name), nullptr) << name;
    EXPECT_EQ(page.file(name)->plain, support::read_file(town_.releases() / "2025-Q1/public" / name));
    EXPECT_THAT(shown(page), HasSubstr("\"/numbers/2025-Q1/" + std::string(name) + "\""));
  }
  EXPECT_EQ(page.file("other"), nullptr);
}

TEST_F(NumbersPage, ShowsEveryReleaseAndLeadsToIt) {
  town_.release("2024-Q4").value();
  auto numbers_page = numbers();
  const auto only = numbers_page.page("en", "2024-Q4");
  ASSERT_NE(only, nullptr);
  town_.release("2025-Q1").value();
  numbers_page.refresh();
  EXPECT_EQ(numbers_page.page("en", "2024-Q4"), only) << "made once";
  EXPECT_THAT(only->plain, HasSubstr("4th quarter 2024"));
  EXPECT_THAT(only->plain, HasSubstr("\"/es/numbers/2024-Q4\""));
  EXPECT_THAT(numbers_page.page("es", "2025-Q1")->plain, HasSubstr("\"/en/numbers/2025-Q1\""));
  EXPECT_EQ(numbers_page.page("xx", "2025-Q1"), numbers_page.page("en", "2025-Q1"));
  for (const auto* period : {"2024-Q4", "2025-Q1"})
    EXPECT_THAT(shown(numbers_page), HasSubstr("\"/en/numbers/" + std::string(period) + "\""));
  for (const auto* unknown : {"2024", "2025-Q2", "2025-q1", "", "..", "public"}) {
    EXPECT_EQ(numbers_page.page("en", unknown), nullptr) << unknown;
    EXPECT_EQ(numbers_page.file(unknown, "tables.csv"), nullptr) << unknown;
  }
}

TEST_F(NumbersPage, GivesTheFilesOfEveryReleaseAsSigned) {
  town_.release("2024-Q4").value();
  town_.release("2025-Q1").value();
  const auto all = numbers();
  for (const std::string period : {"2024-Q4", "2025-Q1"})
    for (const auto name : file_names) {
      ASSERT_NE(all.file(period, name), nullptr) << period << name;
      EXPECT_EQ(all.file(period, name)->plain,
                support::read_file(town_.releases() / period / "public" / name));
    }
  EXPECT_EQ(all.file("tables.csv"), all.file("2025-Q1", "tables.csv"));
  EXPECT_EQ(all.file("2025-Q1", "other"), nullptr);
}

TEST_F(NumbersPage, GivesTheKeyAsMinisignWritesIt) {
  const auto file = numbers().signing_key();
  EXPECT_EQ(file->plain, town_.signing.verify_key().file());
  EXPECT_EQ(crypto::VerifyKey::parse(file->plain)->line(), town_.signing.verify_key().line());
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
  town_.release("2024-Q4").value();
  town_.release("2025-Q1").value();
  support::write_file(town_.releases() / "2025-Q1/public/tables.csv", "changed");
  all.refresh();
  EXPECT_EQ(feeds_entries("en"), 1U);
  EXPECT_EQ(feeds_entries("es"), 1U);
  EXPECT_EQ(all.feed("xx"), all.feed("en"));
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
  town_.release("2025-Q1").value();
  auto page = numbers();
  const auto file = town_.releases() / "2025-Q1/public/tables.csv";
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
  town_.release("2025-Q1").value();
  auto page = numbers();
  const auto before = page.page("en");
  page.refresh();
  EXPECT_EQ(page.page("en"), before);
}

TEST_F(NumbersPage, NeverShowsWhatDoesNotVerify) {
  town_.release("2024-Q4").value();
  town_.release("2025-Q1").value();
  const auto file = town_.releases() / "2025-Q1/public/tables.json";
  auto changed = support::read_file(file);
  changed.replace(changed.find("40"), 2, "95");
  support::write_file(file, changed);
  auto page = numbers();
  EXPECT_THAT(shown(page), HasSubstr("4th quarter 2024"));
  EXPECT_EQ(refusals(), 1U);
  // Once for each release, however often it is looked at.
  fs::remove_all(town_.releases() / "2024-Q4");
  page.refresh();
  EXPECT_THAT(shown(page), HasSubstr(none()));
  EXPECT_EQ(refusals(), 1U);
}

TEST_F(NumbersPage, NeverShowsAReleaseOfAnotherKey) {
  town_.release("2025-Q1").value();
  const Numbers page(town_.releases(), crypto::SigningKey::generate().verify_key(), site(), labels(), log_,
                     {});
  EXPECT_THAT(shown(page), HasSubstr(none()));
  EXPECT_EQ(page.file("tables.csv"), nullptr);
  EXPECT_EQ(refusals(), 1U);
}

TEST_F(NumbersPage, DoesNotFallOverSignedNonsense) {
  town_.release("2025-Q1").value();
  const auto folder = town_.releases() / "2025-Q1/public";
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
                      town_.signing.sign(crypto::bytes_of(manifest), "comment"));
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
  town_.release("2024-Q4").value();
  page.refresh();
  town_.release("2025-Q1").value();
  page.refresh();
}

}  // namespace
}  // namespace tellsafe::reading
