#include "schema/facts.h"

#include <gmock/gmock.h>

#include <random>
#include <stdexcept>

#include "tests/unit/schema/files.h"

namespace tellsafe::schema {
namespace {

Form form_with(std::vector<std::string> single, std::vector<std::string> several) {
  const auto question = [](std::string id, Kind kind, const std::vector<std::string>& codes) {
    Question made;
    made.id = std::move(id);
    made.kind = kind;
    for (const auto& code : codes) made.options.push_back({code, {}, {}});
    return made;
  };
  Question story = question("story", Kind::text, {});
  story.max_characters = 10;
  auto form = Form::make({question("one", Kind::single, single), question("many", Kind::several, several),
                          question("date", Kind::date, {}), story, question("flag", Kind::flag, {})});
  if (!form) throw std::runtime_error(form.error());
  return std::move(*form);
}

// A random answer to each question, all of its range.
Answers random_answers(const Form& form, std::mt19937_64& random) {
  Answers answers;
  const auto below = [&](std::uint64_t end) {
    return std::uniform_int_distribution<std::uint64_t>(0, end - 1)(random);
  };
  for (const auto& question : form.questions()) {
    std::uint64_t value = 0;
    switch (question.kind) {
      case Kind::single:
        value = below(question.options.size() + 1);
        break;
      case Kind::several:
        value = random() >> (64 - question.field.width);
        break;
      case Kind::flag:
        value = below(2);
        break;
      case Kind::date: {
        PartialDate date{static_cast<unsigned>(below(max_year) + 1), static_cast<unsigned>(below(13)), 0,
                         below(2) == 1};
        if (date.month != 0) date.day = static_cast<unsigned>(below(29));
        value = below(4) == 0 ? 0 : encode_date(date);
        break;
      }
      case Kind::text:
        break;
    }
    answers.values.push_back(value);
  }
  return answers;
}

TEST(Facts, LieAsTheReadmeSays) {
  const Form form = form_with({"a", "b", "c"}, {"x", "y", "z"});
  const Facts facts = pack(form, {{2, 0b101, encode_date({2025, 3, 14, true}), 0, 1}});
  // The layout; then, lowest bits first: 2 in two bits, 101 in three, the date in 22, the flag in one.
  const std::uint64_t bits = 2U | 0b101U << 2U |
                             std::uint64_t{2025U << 10U | 3U << 6U | 14U << 1U | 1U} << 5U |
                             std::uint64_t{1} << 27U;
  EXPECT_EQ(facts[0], 1);
  for (std::size_t i = 0; i < 4; ++i) EXPECT_EQ(facts.at(1 + i), (bits >> (8 * i)) & 0xFFU) << i;
  for (std::size_t i = 5; i < facts_size; ++i) EXPECT_EQ(facts.at(i), 0) << i;
}

TEST(Facts, ComeBackAsTheyWent) {
  std::mt19937_64 random(1);
  const Form& form = test::real_form();
  for (int i = 0; i < 2000; ++i) {
    const Answers answers = random_answers(form, random);
    Answers again;
    ASSERT_TRUE(unpack(form, pack(form, answers), again));
    ASSERT_EQ(again, answers);
  }
}

TEST(Facts, HoldSixtyFourOptions) {
  std::vector<std::string> codes;
  for (int i = 0; i < 64; ++i) codes.push_back(std::to_string(i));
  const Form form = form_with({"a"}, codes);
  const Answers answers{{1, 0x8000'0000'0000'0001U, 0, 0, 1}};
  Answers again;
  ASSERT_TRUE(unpack(form, pack(form, answers), again));
  EXPECT_EQ(again, answers);
  EXPECT_EQ(read_bits(pack(form, answers), form.questions()[1].field), 0x8000'0000'0000'0001U);
}

TEST(Facts, FormsWithOtherOptionsEachReadTheirOwn) {
  const Form before = form_with({"a", "b"}, {"x"});
  const Form after = form_with({"new", "a", "b", "c", "d"}, {"x", "y", "z"});
  const Answers old_answers{{2, 1, encode_date({2024, 0, 0, false}), 0, 1}};
  const Answers new_answers{{5, 6, encode_date({2025, 12, 31, true}), 0, 0}};
  Answers again;
  ASSERT_TRUE(unpack(before, pack(before, old_answers), again));
  EXPECT_EQ(again, old_answers);
  ASSERT_TRUE(unpack(after, pack(after, new_answers), again));
  EXPECT_EQ(again, new_answers);
}

TEST(Facts, RefuseWhatNoFormPacked) {
  const Form form = form_with({"a", "b"}, {"x", "y", "z"});
  const Facts good = pack(form, {{1, 5, encode_date({2025, 3, 0, false}), 0, 1}});
  Answers answers;
  ASSERT_TRUE(unpack(form, good, answers));
  EXPECT_FALSE(unpack(form, std::span(good).first(63), answers));
  EXPECT_FALSE(unpack(form, {}, answers));
  EXPECT_FALSE(unpack(form, std::vector<std::uint8_t>(65), answers));

  Facts other_layout = good;
  other_layout[0] = 2;
  EXPECT_FALSE(unpack(form, other_layout, answers));
  Facts third_of_two = good;
  third_of_two[1] |= 3;
  EXPECT_FALSE(unpack(form, third_of_two, answers));
  // Every single bit behind the last field.
  const auto& last = form.questions().back().field;
  for (unsigned bit = last.offset + last.width; bit < facts_size * 8; ++bit) {
    Facts padded = good;
    padded.at(bit / 8) = static_cast<std::uint8_t>(padded.at(bit / 8) | 1U << (bit % 8));
    EXPECT_FALSE(unpack(form, padded, answers)) << bit;
  }
}

TEST(Facts, RefuseToPackWhatIsOutOfRange) {
  const Form form = form_with({"a", "b"}, {"x", "y", "z"});
  for (const auto& values : std::vector<std::vector<std::uint64_t>>{{0, 0, 0, 0},
                                                                    {3, 0, 0, 0, 0},
                                                                    {0, 8, 0, 0, 0},
                                                                    {0, 0, 1, 0, 0},
                                                                    {0, 0, 0, 1, 0},
                                                                    {0, 0, 0, 0, 2}}) {
    EXPECT_THROW(pack(form, {values}), std::invalid_argument);
  }
}

TEST(PartialDate, KnowsWhatCanBe) {
  for (const PartialDate& good :
       {PartialDate{}, PartialDate{2024, 0, 0, true}, PartialDate{2024, 2, 0, false},
        PartialDate{2024, 2, 29, true}, PartialDate{max_year, 12, 31, false}}) {
    EXPECT_TRUE(is_possible(good));
    EXPECT_EQ(decode_date(encode_date(good)), good);
  }
  for (const PartialDate& bad :
       {PartialDate{0, 0, 0, true}, PartialDate{0, 1, 0, false}, PartialDate{2024, 0, 1, false},
        PartialDate{2023, 2, 29, false}, PartialDate{2023, 13, 0, false}, PartialDate{2023, 4, 31, false},
        PartialDate{max_year + 1, 0, 0, false}}) {
    EXPECT_FALSE(is_possible(bad)) << bad.year << '-' << bad.month << '-' << bad.day;
    EXPECT_THROW(encode_date(bad), std::invalid_argument);
  }
}

}  // namespace
}  // namespace tellsafe::schema
