#include "schema/areas.h"

#include <gmock/gmock.h>

#include <numeric>

#include "tests/unit/schema/files.h"

namespace tellsafe::schema {
namespace {

using ::testing::HasSubstr;

constexpr std::string_view good = R"({
  "groups": [{"code": "north", "population": 20000, "labels": {"en": "North", "es": "Norte"}}],
  "areas": [{"code": "elm_park", "group": "north", "labels": {"en": "Elm Park"}}]
})";

std::string problem_after(std::string_view from, std::string_view to) {
  const test::Scratch scratch;
  scratch.write("areas.json", good);
  scratch.replace("areas.json", from, to);
  const auto areas = load_areas(scratch.path() / "areas.json");
  return areas ? "" : areas.error();
}

TEST(Areas, Loads) {
  const test::Scratch scratch;
  const auto areas = load_areas(scratch.write("areas.json", good));
  ASSERT_TRUE(areas) << areas.error();
  ASSERT_EQ(areas->groups.size(), 1U);
  EXPECT_EQ(areas->groups[0].population, 20'000U);
  EXPECT_EQ(areas->areas[0].group, "north");
}

TEST(Areas, RefusesMistakesAndNamesThem) {
  EXPECT_THAT(problem_after("20000", "19999"), HasSubstr("groups[0]: \"north\" has 19999 residents"));
  EXPECT_THAT(problem_after("\"group\": \"north\"", "\"group\": \"south\""),
              HasSubstr("areas[0].group: there is no group \"south\""));
  EXPECT_THAT(problem_after("elm_park", "elm park"), HasSubstr("areas[0].code"));
  EXPECT_THAT(
      problem_after("\"areas\": [", R"("areas": [{"code":"elm_park","group":"north","labels":{"en":"E"}},)"),
      HasSubstr("areas[1].code: \"elm_park\" is there twice"));
  EXPECT_THAT(problem_after("\"groups\": [",
                            R"("groups": [{"code":"empty","population":50000,"labels":{"en":"E"}},)"),
              HasSubstr("\"empty\" has no area"));
  EXPECT_THAT(problem_after(R"({"en": "Elm Park"})", "{}"), HasSubstr("needs a name"));
  EXPECT_THAT(problem_after("20000", "20000.5"), HasSubstr("must be a whole number"));
  EXPECT_THAT(problem_after("\"population\"", "\"people\""), HasSubstr("\"people\" is not known here"));
}

TEST(Areas, MayHaveAPlaceOnAMapOfTiles) {
  const test::Scratch scratch;
  const std::string placed = R"({"groups": [
      {"code": "north", "population": 20000, "row": 1, "column": 2, "labels": {"en": "North"}},
      {"code": "south", "population": 20000, "row": 2, "column": 2, "labels": {"en": "South"}}],
    "areas": [{"code": "elm_park", "group": "north", "labels": {"en": "Elm Park"}},
              {"code": "oak_hill", "group": "south", "labels": {"en": "Oak Hill"}}]})";
  const auto areas = load_areas(scratch.write("areas.json", placed));
  ASSERT_TRUE(areas) << areas.error();
  EXPECT_EQ(areas->groups[1].tile, (TilePlace{2, 2}));
  const auto problem = [&](std::string_view from, std::string_view to) {
    scratch.write("areas.json", placed);
    scratch.replace("areas.json", from, to);
    const auto read = load_areas(scratch.path() / "areas.json");
    return read ? "" : read.error();
  };
  EXPECT_THAT(problem("\"row\": 1, ", ""), HasSubstr("groups[0]"));
  EXPECT_THAT(problem("\"row\": 1, \"column\": 2, ", ""), HasSubstr("either all groups"));
  EXPECT_THAT(problem("\"row\": 1", "\"row\": 2"), HasSubstr("another group is in row 2, column 2"));
  EXPECT_THAT(problem("\"row\": 1", "\"row\": 0"), HasSubstr("is a number from 1 to 20"));
}

TEST(Areas, ACityMayHaveNone) {
  const test::Scratch scratch;
  EXPECT_TRUE(load_areas(scratch.write("areas.json", R"({"groups":[],"areas":[]})")));
}

TEST(Areas, FindsTheNameInTheBestLanguage) {
  const NameByLanguage labels{{"en", "North"}, {"es", "Norte"}};
  EXPECT_EQ(name_in(labels, "es", {"en", "es"}), "Norte");
  EXPECT_EQ(name_in(labels, "fr", {"fr", "es", "en"}), "Norte");
  EXPECT_EQ(name_in(labels, "fr", {"fr"}), "North");
}

TEST(Areas, TheDemonstrationIsACityOf136000) {
  const auto areas = load_areas(test::demo_areas);
  ASSERT_TRUE(areas) << areas.error();
  EXPECT_EQ(areas->groups.size(), 5U);
  EXPECT_EQ(areas->areas.size(), 12U);
  EXPECT_EQ(std::accumulate(areas->groups.begin(), areas->groups.end(), std::uint64_t{0},
                            [](std::uint64_t sum, const AreaGroup& group) { return sum + group.population; }),
            136'000U);
}

}  // namespace
}  // namespace tellsafe::schema
