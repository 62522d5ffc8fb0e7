#include <gmock/gmock.h>

#include <regex>

#include "tests/unit/app/town.h"

namespace tellsafe::app {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

// A city's configuration with this address, or without one.
std::filesystem::path config_with(const Town& town, const std::string& url) {
  std::string config =
      std::regex_replace(support::read_file(town.config()), std::regex("\nurl = [^\n]*"), "");
  if (!url.empty()) config.replace(config.find("[city]\n"), 7, "[city]\nurl = \"" + url + "\"\n");
  support::write_file(town.config(), config);
  return town.config();
}

support::Ran poster_of(const std::filesystem::path& config, support::Command more) {
  more.insert(more.begin(), {"poster", "--config", config});
  return tellsafe(more);
}

TEST(PosterCommand, WritesAPosterAndTheFormOnPaper) {
  const Town town;
  const auto config = config_with(town, "https://report.town.example");
  const auto poster = poster_of(config, {"--lang", "en"});
  EXPECT_EQ(poster.code, 0) << poster.err;
  EXPECT_THAT(poster.out, StartsWith("<!doctype html>"));
  EXPECT_THAT(poster.out, HasSubstr("aria-label=\"https://report.town.example/en\""));
  EXPECT_THAT(poster.out, HasSubstr("Town of &quot;Q&quot;"));
  EXPECT_THAT(poster.out, HasSubstr("Demonstration"));

  const auto file = town.home() / "paper.html";
  const auto paper = poster_of(config, {"--lang", "en", "--paper", "--out", file});
  EXPECT_EQ(paper.code, 0) << paper.err;
  EXPECT_EQ(paper.out, "");
  EXPECT_THAT(support::read_file(file), HasSubstr("What happened?"));
  EXPECT_EQ(poster_of(config, {"--lang", "en", "--out", file}).code, 8) << "a file was overwritten";
  EXPECT_THAT(support::read_file(file), HasSubstr("What happened?"));
}

TEST(PosterCommand, WantsAnAddressAndALanguageOfTheCity) {
  const Town town;
  const auto nowhere = poster_of(config_with(town, ""), {"--lang", "en"});
  EXPECT_EQ(nowhere.code, 5);
  EXPECT_THAT(nowhere.err, HasSubstr("[city] url"));
  const auto config = config_with(town, "https://report.town.example");
  const auto unknown = poster_of(config, {"--lang", "xx"});
  EXPECT_EQ(unknown.code, 2);
  EXPECT_THAT(unknown.err, HasSubstr("--lang xx"));
  EXPECT_THAT(poster_of(config, {}).err, HasSubstr("--lang"));
}

}  // namespace
}  // namespace tellsafe::app
