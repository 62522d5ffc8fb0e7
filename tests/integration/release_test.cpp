// From reports to a signed release, and to the numbers that everybody can read and check.
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <nlohmann/json.hpp>
#include <regex>
#include <sstream>
#include <string>
#include <thread>
#include <vector>

#include "tests/support/city.h"

namespace tellsafe::support {
namespace {

using testing::HasSubstr;
using testing::Not;

constexpr int reports = 12;  // enough to be shown to the public, who sees 10 of them

std::vector<std::string> send_reports(const City& city, int count) {
  std::vector<std::string> receipts;
  auto resident = city.resident();
  for (int i = 0; i < count; ++i) receipts.push_back(resident.report(full_report("Un relato."), "es"));
  return receipts;
}

std::string key_argument(const City& city) {
  return city.folder() / "keys" / "signing.pub";
}

std::string public_release(const City& city, const std::string& period) {
  return city.folder() / "releases" / period / "public";
}

// The row of a released table, found by the code of its option.
std::string csv_line(const std::string& csv, const std::string& table, const std::string& code) {
  std::istringstream lines(csv);
  for (std::string line; std::getline(lines, line);) {
    if (line.find(table) != std::string::npos && line.find(code) != std::string::npos) return line;
  }
  return {};
}

// The reading room looks for releases now and then.
bool soon_says(Resident& resident, std::string_view path, std::string_view text) {
  for (int tries = 0; tries < 300; ++tries) {
    if (resident.get(path).says(text)) return true;
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
  }
  return false;
}

TEST(Release, TheWholeWay) {
  City city;
  city.set_day("2025-02-10");
  city.start();
  const auto receipts = send_reports(city, reports);
  auto resident = city.resident();
  EXPECT_TRUE(resident.get("/es/numbers").says(label("es", "page.numbers.none_title")));

  const Ran early = city.tellsafe_unlocked({"release", "2025-Q1"});
  EXPECT_EQ(early.code, 1) << early.out << early.err;

  city.set_day("2025-05-20");
  const Ran release = city.tellsafe_unlocked({"release", "2025-Q1"});
  ASSERT_EQ(release.code, 0) << release.out << release.err;
  const std::string folder = public_release(city, "2025-Q1");
  EXPECT_THAT(city.tellsafe({"audit", "show", "--last", "1"}).out, HasSubstr("  released  2025-Q1\n"));

  const Ran verified = city.tellsafe_verify(folder);
  EXPECT_EQ(verified.code, 0) << verified.out << verified.err;
  const Ran minisign = run({"minisign", "-Vm", folder + "/manifest.json", "-p", key_argument(city)});
  EXPECT_EQ(minisign.code, 0) << minisign.out << minisign.err;
  const auto manifest = nlohmann::json::parse(read_file(folder + "/manifest.json"));
  for (const std::string file : {"tables.csv", "tables.json"}) {
    const Ran sum = run({"sha256sum", folder + "/" + file});
    EXPECT_THAT(manifest.dump(), HasSubstr(sum.out.substr(0, 64))) << file;
  }
  EXPECT_THAT(csv_line(read_file(folder + "/tables.csv"), "act_types", "threat"), HasSubstr("10"));

  EXPECT_TRUE(soon_says(resident, "/es/numbers", label("es", "table.act_types.title")));
  const Page numbers = resident.get("/es/numbers");
  EXPECT_TRUE(numbers.in_language("es"));
  EXPECT_TRUE(numbers.says(label("es", "page.numbers.chosen")));
  EXPECT_TRUE(numbers.says(label("es", "option.act_types.threat")));
  EXPECT_TRUE(numbers.says("10"));

  const Page late = resident.withdraw(receipts.front(), "es");
  EXPECT_EQ(late.status, 409U);
  EXPECT_TRUE(late.says(label("es", "page.look_up.counted_title")));
  EXPECT_TRUE(resident.look_up(receipts.front(), "es").says(label("es", "page.look_up.counted_title")));

  const Ran twice = city.tellsafe_unlocked({"release", "2025-Q1"});
  EXPECT_EQ(twice.code, 1);
}

TEST(Release, TheNumbersPageLeadsToTheSignedFiles) {
  City city;
  city.set_day("2025-02-10");
  city.start();
  send_reports(city, reports);
  city.set_day("2025-05-20");
  ASSERT_EQ(city.tellsafe_unlocked({"release", "2025-Q1"}).code, 0);
  auto resident = city.resident();
  ASSERT_TRUE(soon_says(resident, "/en/numbers", "manifest.json"));

  const TemporaryFolder downloads;
  const std::string page = resident.get("/en/numbers").body;
  const std::regex link("href=\"?(/numbers/2025-Q1/([^\" >/]+\\.[a-z]+))");
  for (std::sregex_iterator found(page.begin(), page.end(), link), end; found != end; ++found) {
    const Page file = resident.get(found->str(1));
    EXPECT_EQ(file.status, 200U) << found->str(1);
    write_file(downloads.path() / found->str(2), file.body);
  }
  const Ran verified = city.tellsafe_verify(downloads.path());
  EXPECT_EQ(verified.code, 0) << verified.out;
}

TEST(Release, TheStatePoliceGetOneFileThatIsTheSameEveryTime) {
  City city;
  city.set_day("2025-02-10");
  city.start();
  send_reports(city, reports);
  city.set_day("2026-02-20");
  EXPECT_EQ(city.tellsafe({"export", "--preview"}).code, 1);
  ASSERT_EQ(city.tellsafe_unlocked({"release", "2025"}).code, 0);

  const auto folder = city.folder() / "releases/2025/state_police";
  std::vector<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(folder))
    names.push_back(entry.path().filename());
  EXPECT_THAT(names, testing::UnorderedElementsAre("README.txt", "codes.csv", "data.csv", "dictionary.csv",
                                                   "manifest.json", "manifest.json.minisig", "tables.csv",
                                                   "tables.json"));
  EXPECT_EQ(city.tellsafe_verify(folder).code, 0);
  EXPECT_THAT(read_file(folder / "data.csv"), HasSubstr("state_police_places,2025,share_with_state_police,"));

  // The preview has the SHA-256 of the ZIP file.
  const Ran preview = city.tellsafe({"export", "--preview"});
  EXPECT_EQ(preview.code, 0) << preview.err;
  EXPECT_THAT(preview.out, HasSubstr("SHA-256 of the ZIP file: "));
  EXPECT_EQ(city.tellsafe({"export", "2025", "--preview"}).out, preview.out);

  const auto out = city.folder() / "export.zip";
  EXPECT_EQ(city.tellsafe({"export", "--out", out}).code, 1);  // nobody has approved
  EXPECT_FALSE(std::filesystem::exists(out));
  write_file(folder / "data.csv", read_file(folder / "data.csv") + " ");
  EXPECT_EQ(city.tellsafe({"export", "--preview"}).code, 1);
}

TEST(Release, EveryReleaseStaysReadableForPeopleAndPrograms) {
  City city;
  city.set_day("2025-02-10");
  city.start();
  send_reports(city, reports);
  city.set_day("2025-05-20");
  ASSERT_EQ(city.tellsafe_unlocked({"release", "2025-Q1"}).code, 0);
  send_reports(city, reports);
  city.set_day("2025-08-20");
  const Ran second = city.tellsafe_unlocked({"release", "2025-Q2"});
  ASSERT_EQ(second.code, 0) << second.out << second.err;
  auto resident = city.resident();
  ASSERT_TRUE(soon_says(resident, "/en/numbers", "2nd quarter 2025"));

  const Page older = resident.get("/es/numbers/2025-Q1");
  EXPECT_EQ(older.status, 200U);
  EXPECT_TRUE(older.in_language("es"));
  EXPECT_TRUE(older.says(label("es", "page.numbers.newest")));
  EXPECT_EQ(older.header("cache-control"), "public, no-cache");
  for (const std::string period : {"2025-Q1", "2025-Q2"}) {
    for (const std::string name : {"manifest.json", "manifest.json.minisig", "tables.csv", "tables.json",
                                   "dictionary.csv", "README.txt"}) {
      EXPECT_EQ(resident.get("/numbers/" + period + "/" + name).body,
                read_file(public_release(city, period) + "/" + name));
    }
  }
  EXPECT_EQ(resident.get("/numbers/tables.csv").body, resident.get("/numbers/2025-Q2/tables.csv").body);
  for (const std::string unknown :
       {"/en/numbers/2024", "/en/numbers/2025-Q9", "/numbers/2025-Q1/other", "/numbers/2024/tables.csv",
        "/numbers/2025-Q1/../tables.csv", "/numbers/2025-Q1/", "/numbers/working_group/tables.csv"}) {
    EXPECT_GE(resident.get(unknown).status, 400U) << unknown;
  }

  const Page feed = resident.get("/es/numbers/feed.atom");
  EXPECT_EQ(feed.header("content-type"), "application/atom+xml; charset=utf-8");
  EXPECT_THAT(feed.body, HasSubstr("/es/numbers/2025-Q1"));
  EXPECT_THAT(feed.body, HasSubstr("/es/numbers/2025-Q2"));
  const Page catalog = resident.get("/numbers/catalog.jsonld");
  EXPECT_EQ(catalog.header("content-type"), "application/ld+json");
  EXPECT_EQ(nlohmann::json::parse(catalog.body)["dcat:dataset"].size(), 3U);
  EXPECT_EQ(resident.get("/data.json").status, 404U) << "this city has given no url";

  const TemporaryFolder downloads;
  const auto key = (downloads.path() / "signing.pub").string();
  write_file(key, resident.get("/numbers/signing.pub").body);
  const Ran minisign =
      run({"minisign", "-Vm", public_release(city, "2025-Q1") + "/manifest.json", "-p", key});
  EXPECT_EQ(minisign.code, 0) << minisign.out << minisign.err;
}

TEST(Release, AnybodyFindsOutThatItWasChanged) {
  City city;
  city.set_day("2025-02-10");
  city.start();
  send_reports(city, reports);
  city.set_day("2025-05-20");
  ASSERT_EQ(city.tellsafe_unlocked({"release", "2025-Q1"}).code, 0);
  const std::string folder = public_release(city, "2025-Q1");
  const std::string tables = read_file(folder + "/tables.csv");
  write_file(folder + "/tables.csv", tables + "1");
  EXPECT_EQ(city.tellsafe_verify(folder).code, 1);
  write_file(folder + "/tables.csv", tables);
  EXPECT_EQ(city.tellsafe_verify(folder).code, 0);
  write_file(folder + "/manifest.json", read_file(folder + "/manifest.json") + " ");
  EXPECT_EQ(city.tellsafe_verify(folder).code, 1);
}

TEST(Release, WhatWasWithdrawnIsNotCounted) {
  City city;
  city.set_day("2025-02-10");
  city.start();
  const auto receipts = send_reports(city, reports);
  auto resident = city.resident();
  for (std::size_t i = 0; i < 3; ++i) ASSERT_EQ(resident.withdraw(receipts[i]).status, 200U);
  city.set_day("2025-05-20");
  ASSERT_EQ(city.tellsafe_unlocked({"release", "2025-Q1"}).code, 0);
  // Nine are too few for the public; the working group sees them.
  const std::string group = city.folder() / "releases/2025-Q1/working_group/tables.csv";
  EXPECT_THAT(csv_line(read_file(group), "act_types", "threat"), HasSubstr("9"));
  EXPECT_THAT(csv_line(read_file(public_release(city, "2025-Q1") + "/tables.csv"), "act_types", "threat"),
              Not(testing::ContainsRegex("[0-9]+$")));
}

TEST(Release, ReportsOfEveryRunOfADayAreCounted) {
  City city;
  city.set_day("2025-02-10");
  city.start();
  send_reports(city, 5);
  EXPECT_EQ(city.stop(), 0);
  city.start();
  send_reports(city, 4);
  city.kill();
  city.start();
  send_reports(city, 3);
  const auto epochs = city.vault()->epochs();
  ASSERT_TRUE(epochs.has_value());
  EXPECT_GE(epochs->size(), 3U);
  city.set_day("2025-05-20");
  const Ran release = city.tellsafe_unlocked({"release", "2025-Q1"});
  ASSERT_EQ(release.code, 0) << release.err;
  const std::string group = city.folder() / "releases/2025-Q1/working_group/tables.csv";
  EXPECT_THAT(csv_line(read_file(group), "act_types", "threat"), HasSubstr("12"));
}

TEST(Release, AWrongPassphraseWritesNothing) {
  City city;
  city.set_day("2025-02-10");
  city.start();
  send_reports(city, 1);
  city.set_day("2025-05-20");
  write_file(city.folder() / "wrong", "not this one\n");
  const Ran refused =
      city.tellsafe({"release", "2025-Q1", "--passphrase-file", (city.folder() / "wrong").string()});
  EXPECT_EQ(refused.code, 3) << refused.err;
  EXPECT_FALSE(std::filesystem::exists(public_release(city, "2025-Q1")));
}

TEST(Release, RealIncidentsOfTheFbi) {
  const auto file = std::filesystem::path(TELLSAFE_SOURCE_DIR) / "../shared/data/fbi_ny_nj_ct_2020_2023.csv";
  if (!std::filesystem::exists(file)) GTEST_SKIP() << file << " is not here";
  constexpr int rows = 300;
  City city;
  city.start();
  std::istringstream all(read_file(file));
  std::string some;
  std::string line;
  for (int i = 0; i <= rows && std::getline(all, line); ++i) some += line + "\n";
  write_file(city.folder() / "some.csv", some);

  const Ran feed = city.tellsafe({"demo", "feed", "--fbi", (city.folder() / "some.csv").string()});
  ASSERT_EQ(feed.code, 0) << feed.out << feed.err;
  EXPECT_EQ(city.stored_reports(), static_cast<std::uint64_t>(rows));

  const Ran release = city.tellsafe_unlocked({"release", "--due"});
  ASSERT_EQ(release.code, 0) << release.out << release.err;
  for (const auto& entry : std::filesystem::directory_iterator(city.folder() / "releases")) {
    EXPECT_EQ(city.tellsafe_verify(entry.path() / "public").code, 0) << entry.path();
  }
  auto resident = city.resident();
  EXPECT_TRUE(soon_says(resident, "/en/numbers", label("en", "page.numbers.period")));
}

}  // namespace
}  // namespace tellsafe::support
