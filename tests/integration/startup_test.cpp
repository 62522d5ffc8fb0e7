// What tellsafed refuses to start with, and that it says what to do.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>

#include "tests/support/city.h"

namespace tellsafe::support {
namespace {

using testing::ContainsRegex;
using testing::HasSubstr;

void expect_refusal(const Ran& ran, const std::string& words) {
  EXPECT_NE(ran.code, 0);
  EXPECT_NE(ran.code, 124) << "it ran";
  EXPECT_LT(ran.code, 128) << "it crashed";
  EXPECT_THAT(ran.err, ContainsRegex(words));
}

TEST(Startup, StopsCleanlyWhenToldTo) {
  City city;
  city.start();
  auto resident = city.resident();
  resident.report(smallest_report());
  EXPECT_EQ(city.stop(), 0);
  city.start();
  EXPECT_EQ(city.stored_reports(), 1U);
  EXPECT_EQ(city.stop(), 0);
}

TEST(Startup, OneServerAVault) {
  City city;
  city.start();
  const std::string port = std::to_string(city.port());
  city.configure("port", "0");
  expect_refusal(city.refused_start(), "vault");
  city.configure("port", port);
  EXPECT_EQ(city.resident().get("/").status, 200U);
}

TEST(Startup, ADemonstrationSaysSoInEveryLanguage) {
  City city;
  city.start();
  auto resident = city.resident();
  for (const std::string language : {"en", "es"}) {
    for (const std::string page : {"report", "receipt", "numbers"}) {
      EXPECT_TRUE(resident.get("/" + language + "/" + page).says(label(language, "page.common.demo")));
    }
  }
}

TEST(Startup, AnotherVaultKeyIsToldSo) {
  City city;
  write_file(city.config().vault_key, std::string(64, 'a') + "\n");
  expect_refusal(city.refused_start(), "vault");
}

TEST(Startup, AVaultKeyThatOthersMayReadIsRefused) {
  City city;
  using std::filesystem::perms;
  std::filesystem::permissions(city.config().vault_key, perms::owner_read | perms::others_read);
  expect_refusal(city.refused_start(), "vault.key");
}

TEST(Startup, AMissingVaultIsToldSo) {
  City city;
  std::filesystem::remove(city.config().vault_file);
  expect_refusal(city.refused_start(), "vault");
  EXPECT_FALSE(std::filesystem::exists(city.config().vault_file)) << "it must not make a new one";
}

TEST(Startup, AnEntryThatIsWrongIsNamed) {
  City city;
  city.configure("port", "99999");
  expect_refusal(city.refused_start(), "port");
  city.configure("port", "0");
  city.configure("leave_url", "\"javascript:alert(1)\"");
  expect_refusal(city.refused_start(), "leave_url");
}

TEST(Startup, AMissingCertificateIsToldSo) {
  City city;
  std::filesystem::remove(city.config().certificate);
  const Ran ran = city.refused_start();
  expect_refusal(ran, "certificate.*No such file");
  EXPECT_EQ(ran.code, 5);
}

TEST(Startup, AMissingConfigurationIsToldSo) {
  const Ran ran = run({tellsafed_program(), "--config", "/nonexistent/tellsafe.toml"});
  expect_refusal(ran, "/nonexistent/tellsafe.toml");
  const Ran none = run({tellsafed_program()});
  EXPECT_EQ(none.code, 2);
}

}  // namespace
}  // namespace tellsafe::support
