// A real city lives in real time, so its past is put into the vault here, by the same intake with a clock of
// the test's own.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <filesystem>
#include <stdexcept>
#include <string>
#include <vector>

#include "service/intake/intake.h"
#include "service/store/sqlcipher_vault.h"
#include "tests/support/city.h"
#include "tests/support/manual_clock.h"

namespace tellsafe::support {
namespace {

using testing::HasSubstr;

void report_in_the_past(const City& city, std::chrono::sys_days day, int count) {
  const auto config = city.config();
  const auto form = schema::Form::load(config.schema, config.areas);
  const auto key = runtime::load_vault_key(config.vault_key);
  if (form.has_error() || key.has_error()) throw std::runtime_error("the city cannot be read");
  const auto vault = store::open_sink({config.vault_file, config.schema / "migrations"}, *key);
  if (vault.has_error() || (*vault)->add_form(form->version(), form->canonical_json()).has_error()) {
    throw std::runtime_error("the vault cannot be written");
  }
  const test_support::ManualClock clock(day);
  intake::EpochKeeper epochs(clock, **vault, config.release_recipients.front(), [](bool) {});
  intake::Intake intake(*form, clock, epochs, **vault, config.review_recipients);
  const std::vector<schema::SentField> fields = {
      {"reporter_role", "rather_not_say"}, {"act_types", "threat"}, {"bias_targets", "age"}};
  for (int i = 0; i < count; ++i) {
    const auto checked = intake.check(fields);
    if (!checked.errors.empty() || !intake.keep(checked, "en", intake::Lane::with_work, {})) {
      throw std::runtime_error("a report was not taken");
    }
  }
}

TEST(RealCity, ItsTablesComeOutAudited) {
  using namespace std::chrono_literals;
  City city(City::Kind::real);
  report_in_the_past(city, 2025y / 2 / 10, 12);
  const auto release = city.folder() / "releases/2025-Q1";
  const auto page = city.folder() / "why.html";

  const Ran rehearsed =
      city.tellsafe_unlocked({"release", "2025-Q1", "--rehearse", "--explain", page.string()});
  ASSERT_EQ(rehearsed.code, 0) << rehearsed.err;
  EXPECT_THAT(rehearsed.out, HasSubstr("12 reports counted; the audit passed; nothing was released"));
  EXPECT_FALSE(std::filesystem::exists(release));
  EXPECT_EQ(std::filesystem::status(page).permissions(),
            std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
  EXPECT_THAT(read_file(page), HasSubstr("<table"));
  std::filesystem::remove(page);

  const Ran released = city.tellsafe_unlocked({"release", "2025-Q1"});
  ASSERT_EQ(released.code, 0) << released.err;
  EXPECT_EQ(city.tellsafe_verify(release / "public").code, 0);
  const auto manifest = read_file(release / "public/manifest.json");
  EXPECT_THAT(manifest, HasSubstr("\"verdict\": \"passed\""));
  EXPECT_THAT(manifest, HasSubstr("\"demonstration\": false"));

  const Ran audited = city.tellsafe_unlocked({"audit-release", release.string()});
  EXPECT_EQ(audited.code, 0) << audited.out << audited.err;
  EXPECT_THAT(audited.out, HasSubstr("the proof in the vault is the one that the release commits to"));
  EXPECT_THAT(audited.out, HasSubstr("the attack found nothing in 4 views"));
  write_file(release / "public/README.txt", read_file(release / "public/README.txt") + " ");
  EXPECT_EQ(city.tellsafe_unlocked({"audit-release", release.string()}).code, 1);
}

TEST(RealCity, RefusesADemonstrationsClock) {
  City city(City::Kind::real);
  write_file(city.file(), read_file(city.file()) + "\n[demo]\nclock = \"clock\"\n");
  write_file(city.folder() / "clock", "2025-01-01\n");
  const Ran refused = city.refused_start();
  EXPECT_EQ(refused.code, 5);
  EXPECT_THAT(refused.err, HasSubstr("[demo] clock"));
}

TEST(RealCity, IsNotFedMadeUpReports) {
  City city(City::Kind::real);
  city.start();
  const Ran feed = city.tellsafe({"demo", "feed", "--reports", "1"});
  EXPECT_NE(feed.code, 0);
  EXPECT_THAT(feed.err, HasSubstr("demo"));
  EXPECT_EQ(city.stored_reports(), 0U);
}

TEST(RealCity, ServesPagesThatDoNotSayDemonstration) {
  City city(City::Kind::real);
  city.start();
  auto resident = city.resident();
  const Page page = resident.get("/en/report");
  EXPECT_EQ(page.status, 203U);
  EXPECT_FALSE(page.says(label("en", "page.common.demo")));
  resident.report(smallest_report());
  EXPECT_EQ(city.stored_reports(), 1U);
  EXPECT_EQ(city.stop(), 0);
}

}  // namespace
}  // namespace tellsafe::support
