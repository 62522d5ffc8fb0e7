#include "service/demo/proportions.h"

#include <gmock/gmock.h>

#include <fstream>
#include <nlohmann/json.hpp>

#include "service/demo/stories.h"
#include "tests/support/process.h"
#include "tests/unit/demo/checks.h"

namespace tellsafe::demo {
namespace {

using nlohmann::json;
using testing::HasSubstr;

json own_file() {
  return json::parse(support::read_file(data_folder / "proportions.json"));
}

std::string error_of(const json& file) {
  const support::TemporaryFolder folder;
  support::write_file(folder.path() / "p.json", file.dump());
  const auto loaded = load_proportions(folder.path() / "p.json", city_form());
  return loaded.has_error() ? loaded.error() : "";
}

TEST(Proportions, OwnFileFitsTheForm) {
  EXPECT_EQ(error_of(own_file()), "");
}

TEST(Proportions, EachFigureNamesItsSource) {
  const json file = own_file();
  const auto known = [&](const std::string& source) {
    if (source.starts_with("assumed")) return true;
    for (const auto& [name, text] : file.at("sources").items()) {
      if (source.starts_with(name)) return true;
    }
    return false;
  };
  for (const auto& [id, question] : file.at("questions").items()) {
    EXPECT_TRUE(known(question.at("source"))) << id;
  }
  EXPECT_TRUE(known(file.at("languages").at("source")));
  EXPECT_TRUE(known(file.at("time").at("growth_source")));
}

TEST(Proportions, NamesWhatIsWrong) {
  json file = own_file();
  file["questions"]["day_part"]["weights"]["teatime"] = 1;
  EXPECT_THAT(error_of(file), HasSubstr("day_part has no option teatime"));

  file = own_file();
  file["questions"]["shoe_size"] = file["questions"]["day_part"];
  EXPECT_THAT(error_of(file), HasSubstr("no question shoe_size"));

  file = own_file();
  file["questions"].erase("bias_targets");
  EXPECT_THAT(error_of(file), HasSubstr("bias_targets"));

  file = own_file();
  file["time"]["weekday"]["weights"] = {1, 2, 3};
  EXPECT_THAT(error_of(file), HasSubstr("7 weights"));

  EXPECT_THAT(load_proportions("/nowhere.json", city_form()).error(), HasSubstr("/nowhere.json"));
}

TEST(Fragments, ThereIsAStoryForEachActInEachLanguage) {
  const auto languages = load_fragments(data_folder / "fragments.json");
  ASSERT_TRUE(languages.has_value()) << languages.error();
  for (const char* const language : {"en", "es"}) {
    ASSERT_TRUE(languages->contains(language));
    Random random(1);
    for (const schema::Option& act : city_form().find("act_types")->options) {
      EXPECT_GT(tell_story(languages->find(language)->second, act.code, random).size(), 20U);
    }
  }
}

}  // namespace
}  // namespace tellsafe::demo
