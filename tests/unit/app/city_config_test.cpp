#include "service/app/city_config.h"

#include <gtest/gtest.h>

#include "crypto/identity.h"
#include "crypto/signing.h"
#include "service/runtime/config.h"
#include "tests/support/process.h"

namespace tellsafe::app {
namespace {

class CityConfigTest : public testing::Test {
 protected:
  CityConfigTest() {
    crypto::start();
    keys_ = {crypto::Identity::generate().recipient().to_string(),
             crypto::Identity::generate().recipient().to_string(),
             crypto::SigningKey::generate().verify_key().line()};
    options_.city = "Quote \" backslash \\ Ñandú \t end";
    options_.leave_url = "https://www.weather.gov/";
    options_.languages = {"en", "es"};
  }
  runtime::Config load(const DataFolders& data) {
    support::write_file(file_, city_config(options_, keys_, data));
    auto config = runtime::load_config(file_);
    if (config.has_error()) throw std::runtime_error(config.error());
    return std::move(*config);
  }
  support::TemporaryFolder folder_;
  std::filesystem::path file_ = folder_.path() / "tellsafe.toml";
  InitOptions options_;
  PublicKeys keys_;
};

TEST_F(CityConfigTest, IsReadAsItWasMeant) {
  const auto config = load({"/data/schema", "/data/web", false});
  EXPECT_EQ(config.city, options_.city);
  EXPECT_EQ(config.leave_url, options_.leave_url);
  EXPECT_EQ(config.time_zone, "America/New_York");
  EXPECT_EQ(config.languages, options_.languages);
  EXPECT_EQ(config.areas, folder_.path() / "areas.json");
  EXPECT_EQ(config.vault_file, folder_.path() / "vault.db");
  EXPECT_EQ(config.releases, folder_.path() / "releases");
  EXPECT_EQ(config.release_recipients.at(0).to_string(), keys_.release);
  EXPECT_EQ(config.review_recipients.at(0).to_string(), keys_.review);
  EXPECT_EQ(config.signing_key.line(), keys_.signing);
  EXPECT_EQ(config.schema, "/data/schema");
  EXPECT_EQ(config.web, "/data/web");
  EXPECT_TRUE(config.clock.empty());
  EXPECT_EQ(config.support, folder_.path() / "support.json");
  const runtime::Config usual;
  EXPECT_EQ(config.without_scripts_per_minute, usual.without_scripts_per_minute);
  EXPECT_EQ(config.without_scripts_at_once, usual.without_scripts_at_once);
  EXPECT_EQ(config.work, usual.work);
  EXPECT_EQ(config.shortest_seconds, usual.shortest_seconds);
  EXPECT_EQ(config.longest_hours, usual.longest_hours);
}

TEST_F(CityConfigTest, OnlyADemonstrationHasAClock) {
  options_.demo = true;
  EXPECT_EQ(load({"/data/schema", "/data/web", false}).clock, folder_.path() / "clock");
}

TEST_F(CityConfigTest, LeavesInstalledFoldersToTheProgram) {
  EXPECT_EQ(city_config(options_, keys_, {"/data/schema", "/data/web", true}).find("/data"),
            std::string::npos);
}

}  // namespace
}  // namespace tellsafe::app
