#include "service/pages/wording.h"

#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <thread>
#include <vector>

#include "service/pages/templates.h"
#include "tests/unit/pages/test_site.h"

namespace tellsafe::pages {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::ThrowsMessage;

const Wording& wording(std::string_view language) {
  return test_furniture().wordings.find(language)->second;
}

TEST(PutIn, ReplacesKnownNamesOnly) {
  EXPECT_EQ(put_in("{a} and {b} and {a}", {{"a", "1"}}), "1 and {b} and 1");
  EXPECT_EQ(put_in("{a", {{"a", "1"}}), "{a");
  EXPECT_EQ(put_in("{a}", {{"a", "{a}"}}), "{a}");
  EXPECT_EQ(put_in("{x{a}", {{"a", "1"}}), "{x{a}");
}

TEST(Wording, NumbersAreInTheLanguagesNumerals) {
  EXPECT_EQ(wording("en").number(1234567), "1,234,567");
  EXPECT_EQ(wording("en").number(0), "0");
  EXPECT_EQ(wording("ar").number(3456), "٣٬٤٥٦");
  EXPECT_EQ(wording("bn").number(123456), "১,২৩,৪৫৬");
  EXPECT_EQ(wording("hi").number(123456), "1,23,456");
  EXPECT_EQ(wording("fr").number(3456), "3\u202F456");
  EXPECT_EQ(wording("ht").number(3456), "3,456");
  EXPECT_EQ(wording("en").percent(44), "44%");
  EXPECT_THAT(wording("fr").percent(44), AllOf(testing::StartsWith("44"), testing::EndsWith("%")));
  EXPECT_THAT(wording("ar").percent(44), HasSubstr("٤٤"));
}

TEST(Wording, PeriodsAreNamedInTheLanguage) {
  EXPECT_EQ(wording("en").quarter(2025, 1), "1st quarter 2025");
  EXPECT_EQ(wording("en").month(2026, 1), "January 2026");
  EXPECT_EQ(wording("en").month(2026, 12), "December 2026");
  EXPECT_EQ(wording("es").month(2026, 11), "noviembre de 2026");
  EXPECT_EQ(wording("zh-Hans").month(2026, 11), "2026年11月");
  EXPECT_EQ(wording("ht").month(2026, 3), "2026-03");
  EXPECT_EQ(wording("en").quarter(2025, 4), "4th quarter 2025");
  EXPECT_EQ(wording("es").quarter(2025, 2), "2.º trimestre de 2025");
  EXPECT_EQ(wording("ar").quarter(2025, 1), "الربع الأول ٢٠٢٥");
  EXPECT_EQ(wording("zh-Hans").quarter(2025, 3), "2025年第3季度");
  EXPECT_THAT(wording("ht").quarter(2025, 3),
              AllOf(HasSubstr("2025"), HasSubstr(test_labels().text("ht", "page.numbers.quarter"))));
  EXPECT_EQ(wording("en").year(2025), "2025");
  EXPECT_EQ(wording("bn").year(2025), "২০২৫");
}

TEST(Wording, CountsTakeTheFormOfTheLanguage) {
  const auto form = [](const char* language, std::uint64_t count) {
    const auto& forms = test_labels().forms(language, "error.too_long");
    const auto said = wording(language).counted("error.too_long", count, {{"limit", "LIMIT"}});
    for (const auto& [category, text] : forms) {
      if (said == put_in(text, {{"count", wording(language).number(count)}, {"limit", "LIMIT"}}))
        return category;
    }
    return said;
  };
  EXPECT_EQ(form("en", 1), "one");
  EXPECT_EQ(form("en", 3001), "other");
  EXPECT_EQ(form("pl", 3002), "few");
  EXPECT_EQ(form("pl", 3005), "many");
  EXPECT_EQ(form("ru", 3001), "one");
  EXPECT_EQ(form("ar", 3003), "few");
  EXPECT_EQ(form("ar", 3011), "many");
  EXPECT_EQ(form("ar", 3000), "other");
  EXPECT_EQ(form("fr", 1'000'000), "many");
  EXPECT_EQ(wording("en").counted("error.too_long", 3456, {{"limit", "3,000"}}),
            "The text has 3,456 characters. Shorten it to 3,000 or fewer.");
  EXPECT_THROW(wording("en").counted("error.required", 1), std::out_of_range);
}

TEST(Wording, IsTheSameInManyThreads) {
  std::vector<std::jthread> threads;
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([] {
      for (int turn = 0; turn < 200; ++turn) {
        EXPECT_EQ(wording("ar").number(3456), "٣٬٤٥٦");
        EXPECT_EQ(wording("en").quarter(2025, 1), "1st quarter 2025");
        EXPECT_EQ(wording("en").counted("page.wait.seconds", 1),
                  "Wait about 1 second, then press the button.");
      }
    });
  }
}

TEST(OwnName, IsTheLanguagesOwn) {
  EXPECT_EQ(own_name("vi"), "Tiếng Việt");
  EXPECT_EQ(own_name("qqq"), "qqq");
}

// A copy of the labels' folder that a test may spoil.
class SpoiltLabels : public testing::Test {
 protected:
  SpoiltLabels() {
    std::string name = (std::filesystem::temp_directory_path() / "tellsafe-labels-XXXXXX").string();
    folder_ = mkdtemp(name.data());
  }
  ~SpoiltLabels() override { std::filesystem::remove_all(folder_); }

  schema::Labels labels(const std::string& language, const std::string& from, const std::string& to) const {
    std::string text = read_text_file(source_folder() / "schema/labels" / (language + ".json"));
    text.replace(text.find(from), from.size(), to);
    std::ofstream(folder_ / (language + ".json")) << text;
    auto made =
        schema::Labels::load(folder_, {language}, test_form(), source_folder() / "deploy/demo/areas.json");
    if (!made) throw std::runtime_error(made.error());
    return std::move(*made);
  }

  std::filesystem::path folder_;
};

TEST_F(SpoiltLabels, AMissingFormIsNamed) {
  const auto spoilt = labels("ru", "\"few\": ", "\"two\": ");
  EXPECT_THAT([&] { const Wording made(spoilt, spoilt.languages().front()); },
              ThrowsMessage<std::invalid_argument>(AllOf(HasSubstr("ru"), HasSubstr("few"), HasSubstr("."))));
}

TEST_F(SpoiltLabels, AFormTooManyIsFine) {
  const auto more = labels("en", "\"one\": ", "\"few\": \"{count} {limit}\", \"one\": ");
  EXPECT_NO_THROW(Wording(more, more.languages().front()));
}

TEST_F(SpoiltLabels, NumeralsMustBeTenDigits) {
  for (const char* wrong : {"nonesuch", "roman", "hans"}) {
    const auto spoilt = labels("en", "\"latn\"", "\"" + std::string(wrong) + "\"");
    EXPECT_THAT([&] { const Wording made(spoilt, spoilt.languages().front()); },
                ThrowsMessage<std::invalid_argument>(AllOf(HasSubstr("en"), HasSubstr(wrong))));
  }
}

}  // namespace
}  // namespace tellsafe::pages
