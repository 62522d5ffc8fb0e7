#include "schema/validate.h"

#include <gmock/gmock.h>

#include <set>

#include "tests/unit/schema/files.h"

namespace tellsafe::schema {
namespace {

using namespace std::chrono_literals;
using ::testing::ElementsAre;

constexpr std::chrono::year_month_day today = 2025y / 11 / 15;

const std::vector<SentField> least{
    {"reporter_role", "rather_not_say"}, {"act_types", "not_sure"}, {"bias_targets", "not_sure"}};

// The least that may be sent and these.
Checked with(const std::vector<SentField>& more) {
  std::vector<SentField> sent = least;
  sent.insert(sent.end(), more.begin(), more.end());
  return check(test::real_form(), sent, today);
}

// "question/input:problem"
std::vector<std::string> problems(const Checked& checked) {
  std::vector<std::string> all;
  for (const auto& error : checked.errors) {
    all.push_back(error.question + "/" + error.input + ":" + std::string(name_of(error.problem)));
  }
  return all;
}

std::uint64_t value(const Checked& checked, std::string_view question) {
  return checked.answers.values.at(test::real_form().index_of(question));
}

std::uint64_t bit(std::string_view id, std::string_view code) {
  const auto& options = test::real_form().find(id)->options;
  for (std::size_t i = 0; i < options.size(); ++i) {
    if (options[i].code == code) return std::uint64_t{1} << i;
  }
  throw std::out_of_range("no such option");
}

TEST(Validate, TakesTheLeastThatMayBeSent) {
  const Checked checked = with({});
  EXPECT_THAT(problems(checked), ElementsAre());
  EXPECT_EQ(value(checked, "reporter_role"), 5U);
  EXPECT_EQ(value(checked, "act_types"), bit("act_types", "not_sure"));
  EXPECT_EQ(value(checked, "date"), 0U);
  EXPECT_EQ(checked.story, "");
  Answers unpacked;
  EXPECT_TRUE(unpack(test::real_form(), pack(test::real_form(), checked.answers), unpacked));
}

TEST(Validate, TakesAWholeReport) {
  const Checked checked = with({{"act_types", "threat"},
                                {"act_types", "bullied"},
                                {"bias_targets", "sikh"},
                                {"target_kind", "a_person"},
                                {"date_day", "3"},
                                {"date_month", "11"},
                                {"date_year", "2025"},
                                {"date_is_approximate", "yes"},
                                {"day_part", "night"},
                                {"area", "elsewhere"},
                                {"support_language", "zh-Hans"},
                                {"story", "  Una historia.\r\nFin. "},
                                {"leave_out_of_numbers", "yes"}});
  EXPECT_THAT(problems(checked), ElementsAre("area/area:unknown_option"));
  EXPECT_EQ(value(checked, "act_types"),
            bit("act_types", "not_sure") | bit("act_types", "threat") | bit("act_types", "bullied"));
  EXPECT_EQ(decode_date(value(checked, "date")), (PartialDate{2025, 11, 3, true}));
  EXPECT_EQ(value(checked, "day_part"), 4U);
  EXPECT_EQ(value(checked, "support_language"), 13U);
  EXPECT_EQ(value(checked, "leave_out_of_numbers"), 1U);
  EXPECT_EQ(value(checked, "share_with_state_police"), 0U);
  EXPECT_EQ(checked.story, "Una historia.\r\nFin.");
}

TEST(Validate, SaysWhatIsMissingInTheOrderOfTheForm) {
  EXPECT_THAT(problems(check(test::real_form(), {}, today)),
              ElementsAre("reporter_role/reporter_role:required", "act_types/act_types:required",
                          "bias_targets/bias_targets:required"));
  const std::vector<SentField> empty{{"bias_targets", ""}, {"act_types", ""}, {"reporter_role", ""}};
  EXPECT_EQ(check(test::real_form(), empty, today).errors.size(), 3U);
}

TEST(Validate, AnEmptyValueIsNoAnswer) {
  std::vector<SentField> empty;
  for (const char* name : {"target_kind", "date_day", "date_month", "date_year", "date_is_approximate",
                           "day_part", "area", "story", "leave_out_of_numbers"}) {
    empty.push_back({name, ""});
  }
  const Checked checked = with(empty);
  EXPECT_THAT(problems(checked), ElementsAre());
  EXPECT_EQ(checked.answers, with({}).answers);
}

TEST(Validate, RefusesOptionsThatTheFormDoesNotHave) {
  EXPECT_THAT(problems(with({{"act_types", "arson"}, {"act_types", "murder"}})),
              ElementsAre("act_types/act_types:unknown_option"));
  EXPECT_THAT(problems(with({{"day_part", "Night"}})), ElementsAre("day_part/day_part:unknown_option"));
  EXPECT_THAT(problems(with({{"day_part", "night "}})), ElementsAre("day_part/day_part:unknown_option"));
  EXPECT_THAT(problems(with({{"leave_out_of_numbers", "on"}})),
              ElementsAre("leave_out_of_numbers/leave_out_of_numbers:unknown_option"));
  EXPECT_THAT(problems(with({{"date_is_approximate", "1"}})),
              ElementsAre("date/date_is_approximate:unknown_option"));
  const std::vector<SentField> wrong{
      {"reporter_role", "nobody"}, {"act_types", "\xFF"}, {"bias_targets", "race_ethnicity_ancestry"}};
  EXPECT_THAT(problems(check(test::real_form(), wrong, today)),
              ElementsAre("reporter_role/reporter_role:unknown_option", "act_types/act_types:unknown_option",
                          "bias_targets/bias_targets:unknown_option"));
}

TEST(Validate, RefusesFieldsThatTheFormDoesNotHaveOnceAndLast) {
  EXPECT_THAT(problems(with({{"name", "x"}, {"", ""}, {"story", "\xFF"}})),
              ElementsAre("story/story:not_text", "/:unknown_field"));
  // The server sets it; nobody sends it.
  EXPECT_THAT(problems(with({{"page_language", "en"}})), ElementsAre("/:unknown_field"));
  EXPECT_EQ(value(with({{"page_language", "en"}}), "page_language"), 0U);
  // A date has no input of its own name.
  EXPECT_THAT(problems(with({{"date", "2025-01-01"}})), ElementsAre("/:unknown_field"));
}

TEST(Validate, RefusesWhatIsSentTwice) {
  EXPECT_THAT(problems(with({{"reporter_role", "for_a_group"}})),
              ElementsAre("reporter_role/reporter_role:repeated"));
  EXPECT_THAT(problems(with({{"story", "a"}, {"story", "b"}})), ElementsAre("story/story:repeated"));
  EXPECT_THAT(problems(with({{"date_year", "2024"}, {"date_year", "2024"}})),
              ElementsAre("date/date_year:repeated"));
  EXPECT_THAT(problems(with({{"date_is_approximate", "yes"}, {"date_is_approximate", "yes"}})),
              ElementsAre("date/date_is_approximate:repeated"));
  EXPECT_THAT(problems(with({{"leave_out_of_numbers", "yes"}, {"leave_out_of_numbers", "yes"}})),
              ElementsAre("leave_out_of_numbers/leave_out_of_numbers:repeated"));
  EXPECT_THAT(problems(with({{"act_types", "threat"}, {"act_types", "threat"}})), ElementsAre());
}

TEST(Validate, LeadsToThePartOfTheDate) {
  EXPECT_THAT(problems(with({{"date_day", "31"}, {"date_month", "2"}, {"date_year", "2024"}})),
              ElementsAre("date/date_day:impossible_date"));
  EXPECT_THAT(problems(with({{"date_month", "x"}, {"date_year", "y"}})),
              ElementsAre("date/date_month:not_a_number", "date/date_year:not_a_number"));
  EXPECT_THAT(problems(with({{"date_year", "2026"}})), ElementsAre("date/date_year:date_in_future"));
}

TEST(Validate, CountsTheStory) {
  std::string story;
  for (int i = 0; i < 1500; ++i) story += "é\r\n";
  const Checked full = with({{"story", story}});
  EXPECT_THAT(problems(full), ElementsAre());  // 2,999: the last line break is no part of it
  story += "xyz";
  const Checked over = with({{"story", story}});
  ASSERT_EQ(over.errors.size(), 1U);
  EXPECT_EQ(name_of(over.errors[0].problem), "too_long");
  EXPECT_EQ(over.errors[0].count, 3003U);
  EXPECT_EQ(over.errors[0].limit, 3000U);
  EXPECT_THAT(problems(with({{"story", "   " + std::string(3000, 'x') + "\n\n"}})), ElementsAre());
}

TEST(Validate, TheStoryIsTheViewThatWasSent) {
  const std::string story = " words ";
  EXPECT_EQ(with({{"story", story}}).story.data(), story.data() + 1);
}

TEST(Validate, RefusesAStoryThatIsNoText) {
  for (const auto* bad : {"\xC3(", "a\x01", "\xED\xA0\x80"}) {
    EXPECT_THAT(problems(with({{"story", bad}})), ElementsAre("story/story:not_text"));
  }
  EXPECT_THAT(problems(with({{"story", std::string_view("a\0b", 3)}})), ElementsAre("story/story:not_text"));
}

TEST(Validate, LooksAtABoundedNumberOfFields) {
  const std::vector<SentField> many(max_sent_fields, {"act_types", "threat"});
  const Checked checked = with(many);
  EXPECT_THAT(problems(checked), ElementsAre("/:unknown_field"));
}

TEST(Validate, EveryOptionOfTheFormCanBeSent) {
  for (const auto& question : test::real_form().questions()) {
    if (!question.asked) continue;
    for (const auto& option : question.options) {
      std::vector<SentField> sent;
      for (const auto& field : least) {
        if (field.name != question.id) sent.push_back(field);
      }
      sent.push_back({question.id, option.code});
      const Checked checked = check(test::real_form(), sent, today);
      EXPECT_THAT(problems(checked), ElementsAre()) << question.id << ' ' << option.code;
      const auto expected = question.kind == Kind::single
                                ? static_cast<std::uint64_t>(&option - question.options.data()) + 1
                                : bit(question.id, option.code);
      EXPECT_EQ(value(checked, question.id), expected) << question.id << ' ' << option.code;
    }
  }
}

TEST(Validate, NamesEachProblemOnce) {
  std::set<std::string_view> names;
  for (const auto problem : all_problems()) names.insert(name_of(problem));
  EXPECT_EQ(names.size(), 10U);
  EXPECT_EQ(name_of(Problem::too_long), "too_long");
  EXPECT_EQ(name_of(Problem::required), "required");
  EXPECT_EQ(name_of(Problem::date_too_old), "date_too_old");
}

}  // namespace
}  // namespace tellsafe::schema
