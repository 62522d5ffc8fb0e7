#include "service/app/commands/init.h"

#include <gmock/gmock.h>

#include <map>

#include "service/app/vault_access.h"
#include "tests/unit/app/town.h"

namespace tellsafe::app {
namespace {

using std::filesystem::perms;
using testing::HasSubstr;

perms shared_with_others(const std::filesystem::path& file) {
  return status(file).permissions() & (perms::group_all | perms::others_all);
}

TEST(Init, MakesADemonstration) {
  const Town town({"--demo", "--areas", source / "deploy/demo/areas.json", "--languages", "en,es"});
  ASSERT_EQ(town.made.code, 0) << town.made.err;
  EXPECT_THAT(town.made.out, HasSubstr("demonstration"));
  EXPECT_THAT(town.made.out, HasSubstr("keys/release.key"));

  const auto config = read_config(town.config());
  ASSERT_FALSE(config.has_error()) << config.error().message;
  EXPECT_EQ(config->city, "Town of \"Q\" \\ Ñ");
  EXPECT_TRUE(*is_demo(*config));
  EXPECT_FALSE(config->clock.empty());
  EXPECT_FALSE(std::filesystem::exists(config->clock));
  EXPECT_TRUE(std::filesystem::exists(config->certificate));
  EXPECT_TRUE(std::filesystem::is_directory(config->releases));
  EXPECT_EQ(support::read_file(config->areas), support::read_file(source / "deploy/demo/areas.json"));
  EXPECT_EQ(support::read_file(config->support), support::read_file(source / "schema/support.json"));
  EXPECT_LE(config->work, 1000U) << "its residents are many and quick";
  EXPECT_GE(config->without_scripts_at_once, 1000U);
  EXPECT_EQ(*(*open_vault(*config))->count_reports(), 0U);
}

TEST(Init, TakesACitysOwnPlacesThatHelp) {
  const auto places = source / "deploy/demo/support.json";
  const Town town({"--demo", "--support", places});
  ASSERT_EQ(town.made.code, 0) << town.made.err;
  EXPECT_EQ(support::read_file(read_config(town.config())->support), support::read_file(places));
}

TEST(Init, KeepsSecretsToTheOwner) {
  const Town town;
  ASSERT_EQ(town.made.code, 0) << town.made.err;
  for (const char* const file : {"vault.key", "vault.db", "keys/release.key", "keys/review.key",
                                 "keys/signing.key", "tls/private.key"}) {
    EXPECT_EQ(shared_with_others(town.folder() / file), perms::none) << file;
  }
  EXPECT_EQ(support::read_file(town.folder() / "vault.key").size(), 65U);
}

TEST(Init, WritesPublicHalvesThatFit) {
  const Town town;
  ASSERT_EQ(town.made.code, 0) << town.made.err;
  const auto config = read_config(town.config());
  EXPECT_EQ(support::read_file(town.folder() / "keys/release.pub"),
            config->release_recipients.front().to_string() + "\n");
  EXPECT_EQ(support::read_file(town.folder() / "keys/review.pub"),
            config->review_recipients.front().to_string() + "\n");
  EXPECT_EQ(support::read_file(town.folder() / "keys/signing.pub"), config->signing_key.file());
  const auto revealed = tellsafe(
      {"identity", "reveal", town.folder() / "keys/review.key", "--passphrase-file", town.passphrase_file()});
  EXPECT_EQ(support::run({"age-keygen", "-y"}, revealed.out).out,
            support::read_file(town.folder() / "keys/review.pub"));
  EXPECT_THAT(revealed.err, HasSubstr("secret key itself"));
}

TEST(Init, MakesARealCityWithoutADemonstrationsMeans) {
  const Town town(support::Command{});
  ASSERT_EQ(town.made.code, 0) << town.made.err;
  const auto config = read_config(town.config());
  EXPECT_FALSE(*is_demo(*config));
  EXPECT_TRUE(config->clock.empty());
  EXPECT_FALSE(std::filesystem::exists(config->certificate));
  EXPECT_THAT(town.made.out, HasSubstr("Put a certificate"));
}

TEST(Init, NeverTouchesAFolderThatIsNotEmpty) {
  const Town town;
  const std::string key = support::read_file(town.folder() / "vault.key");
  const auto again = tellsafe({"init", town.folder(), "--city", "Q", "--leave-url",
                               "https://www.weather.gov/", "--passphrase-file", town.passphrase_file()});
  EXPECT_EQ(again.code, 1);
  EXPECT_THAT(again.err, HasSubstr("not empty"));
  EXPECT_EQ(support::read_file(town.folder() / "vault.key"), key);
}

TEST(Init, LeavesNothingBehindWhenItFails) {
  const std::map<std::string, support::Command> mistakes{
      {"https://", {"--leave-url", "http://www.weather.gov/"}},
      {"zone", {"--time-zone", "Mars/Olympus"}},
      {"xx", {"--languages", "en,xx"}},
      {"nowhere.json", {"--areas", "/nowhere.json"}},
      {"areas", {"--areas", source / "LICENSE"}},
      {"nowhere-to-help.json", {"--support", "/nowhere-to-help.json"}},
      {"support", {"--support", source / "LICENSE"}},
  };
  for (const auto& [words, options] : mistakes) {
    const support::TemporaryFolder home;
    support::Command arguments{"init", home.path() / "town", "--city", "Q"};
    if (words != "https://") arguments.insert(arguments.end(), {"--leave-url", "https://www.weather.gov/"});
    arguments.insert(arguments.end(), options.begin(), options.end());
    const auto failed = tellsafe(arguments);
    EXPECT_THAT(failed.code, testing::AnyOf(2, 5)) << words;
    EXPECT_THAT(failed.err, HasSubstr(words));
    EXPECT_TRUE(std::filesystem::is_empty(home.path())) << words;
  }
}

}  // namespace
}  // namespace tellsafe::app
