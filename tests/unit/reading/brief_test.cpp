#include "service/reading/brief.h"

#include <gmock/gmock.h>

namespace tellsafe::reading {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

BriefText some_text() {
  BriefText text;
  text.month = {2026, 11};
  text.changes = {"The form asks for the time of day."};
  text.needs = {"Help in Haitian Creole.", "“Quotes”, <tags> & é"};
  text.done = {{"The bus stop is dark.", "Two lamps were put up."}};
  text.next = "2026-12-15";
  text.notes = "One\nTwo";
  return text;
}

std::vector<std::string> fields_of(const std::vector<BriefProblem>& problems) {
  std::vector<std::string> fields;
  for (const auto& problem : problems) fields.push_back(problem.field);
  return fields;
}

TEST(BriefMonth, IsYearAndMonth) {
  EXPECT_EQ(to_string({2026, 3}), "2026-03");
  EXPECT_EQ(before({2026, 1}), (Month{2025, 12}));
  EXPECT_EQ(before({2026, 7}), (Month{2026, 6}));
}

TEST(BriefJson, ComesBackAsItWas) {
  const auto json = to_json(some_text());
  const auto back = parse_brief(json);
  ASSERT_TRUE(back) << back.error();
  EXPECT_EQ(to_json(*back), json);
  EXPECT_EQ(back->needs, some_text().needs);
  EXPECT_EQ(back->done.front().did, "Two lamps were put up.");
  EXPECT_EQ(back->notes, "One\nTwo");
}

TEST(BriefJson, OfAnEmptyBriefHasItsMonthOnly) {
  BriefText text;
  text.month = {2026, 11};
  EXPECT_EQ(to_json(text), R"({"format":"tellsafe-brief-1","month":"2026-11"})");
  EXPECT_TRUE(parse_brief(to_json(text)));
}

TEST(BriefJson, IsReadStrictly) {
  for (const auto* wrong :
       {"", "[]", R"({"format":"tellsafe-brief-2","month":"2026-11"})", R"({"format":"tellsafe-brief-1"})",
        R"({"format":"tellsafe-brief-1","month":"11/2026"})",
        R"({"format":"tellsafe-brief-1","month":"2026-11","more":1})",
        R"({"format":"tellsafe-brief-1","month":"2026-11","needs":"one"})",
        R"({"format":"tellsafe-brief-1","month":"2026-11","needs":["a"],"needs":["b"]})",
        R"({"format":"tellsafe-brief-1","month":"2026-11","done":[{"said":"a"}]})",
        R"({"format":"tellsafe-brief-1","month":"2026-11","next":"soon"})"})
    EXPECT_FALSE(parse_brief(wrong)) << wrong;
}

TEST(BriefProblems, NameTheFieldThatIsWrong) {
  EXPECT_THAT(problems_of(some_text()), testing::IsEmpty());
  auto text = some_text();
  text.changes.assign(brief_limits.changes + 1, "x");
  text.needs = {std::string(brief_limits.item + 1, 'x')};
  text.done = {{"said", ""}, {"", "did"}};
  text.next = "2026-02-30";
  text.notes = std::string(brief_limits.notes + 1, 'x');
  EXPECT_THAT(fields_of(problems_of(text)),
              ElementsAre("changes", "needs", "did_1", "said_2", "next", "notes"));
  EXPECT_FALSE(parse_brief(to_json(text)));
}

TEST(BriefProblems, CountCharactersAndNotBytes) {
  BriefText text;
  text.month = {2026, 11};
  std::string item;
  for (std::size_t i = 0; i < brief_limits.item; ++i) item += "é";
  text.needs = {item};
  EXPECT_THAT(problems_of(text), testing::IsEmpty());
  text.needs = {item + "é"};
  EXPECT_THAT(problems_of(text).front().message, HasSubstr("161"));
  text.needs = {"a\x01"};
  EXPECT_THAT(fields_of(problems_of(text)), ElementsAre("needs"));
}

TEST(BriefProblems, OfTooManyPairs) {
  BriefText text;
  text.month = {2026, 11};
  text.done.assign(brief_limits.done + 1, {"said", "did"});
  EXPECT_THAT(fields_of(problems_of(text)), ElementsAre("said_1"));
}

TEST(BriefDigest, IsOfTheBytes) {
  EXPECT_EQ(crypto::hex(brief_digest("abc")),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

}  // namespace
}  // namespace tellsafe::reading
