#include "service/demo/fbi.h"

#include <gmock/gmock.h>

#include <fstream>
#include <set>
#include <sstream>

#include "tests/unit/demo/checks.h"

namespace tellsafe::demo {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

const FbiMapping& mapping() {
  static const FbiMapping loaded = [] {
    auto result = load_fbi_mapping(data_folder / "fbi_labels.json", city_form());
    if (result.has_error()) throw std::runtime_error(result.error());
    return std::move(*result);
  }();
  return loaded;
}

constexpr const char* head = "incident_id,incident_date,offense_name,location_name,bias_desc,victim_types\n";

boost::system::result<FbiImport, std::string> read(const std::string& text) {
  std::istringstream input(text);
  return read_fbi(input, mapping(), city_form(), "en");
}

Report read_one(const std::string& row) {
  auto import = read(head + row + "\n");
  if (import.has_error()) throw std::runtime_error(import.error());
  return import->reports.at(0);
}

TEST(Fbi, TellsAnIncidentAsAResidentWould) {
  const Report report = read_one(
      "1327079,43979,Intimidation,School-Elementary/Secondary,Anti-Black or African American,Individual");
  EXPECT_THAT(answers(report, "reporter_role"), ElementsAre("rather_not_say"));
  EXPECT_THAT(answers(report, "act_types"), ElementsAre("threat"));
  EXPECT_THAT(answers(report, "place_kind"), ElementsAre("k12_school"));
  EXPECT_THAT(answers(report, "bias_targets"), ElementsAre("black_or_african_american"));
  EXPECT_THAT(answers(report, "target_kind"), ElementsAre("a_person"));
  EXPECT_THAT(answers(report, "date_day"), ElementsAre("28"));
  EXPECT_THAT(answers(report, "date_month"), ElementsAre("5"));
  EXPECT_THAT(answers(report, "date_year"), ElementsAre("2020"));
  EXPECT_THAT(answers(report, "story"), IsEmpty());
  EXPECT_EQ(objections(report), "");
}

TEST(Fbi, ReadsSeveralWordsAndNamesEachAnswerOnce) {
  const Report report = read_one(
      "1,2020-05-28,Simple Assault;Aggravated Assault;Intimidation,Cyberspace;Residence/Home,"
      "Anti-Sikh;Anti-Arab,Individual;Law Enforcement Officer;Business");
  EXPECT_THAT(answers(report, "act_types"), ElementsAre("hit_pushed_or_spat_on", "threat"));
  EXPECT_THAT(answers(report, "place_kind"), ElementsAre("online"));
  EXPECT_THAT(answers(report, "area"), ElementsAre("online"));
  EXPECT_THAT(answers(report, "bias_targets"), ElementsAre("sikh", "arab"));
  EXPECT_THAT(answers(report, "target_kind"), ElementsAre("a_person", "business"));
}

TEST(Fbi, ComesWithinTwentyDaysAndAlwaysTheSame) {
  std::set<std::chrono::sys_days> received;
  for (int id = 0; id < 300; ++id) {
    const std::string row = std::to_string(id) + ",2020-05-28,Arson,Bar/Nightclub,Anti-Gay (Male),Business";
    const Report report = read_one(row);
    EXPECT_EQ(report.received, read_one(row).received);
    EXPECT_EQ(answers(report, "area"), answers(read_one(row), "area"));
    received.insert(report.received);
  }
  EXPECT_EQ(received.size(), 21U);
  EXPECT_EQ(*received.begin(), day(2020, 5, 28));
  EXPECT_EQ(*received.rbegin(), day(2020, 6, 17));
}

TEST(Fbi, CountsWhatHasNoAnswerOfItsOwn) {
  const auto import = read(std::string(head) +
                           "1,43979,Robbery,Moon base,Anti-Martian,Unknown\n"
                           "2,43979,Robbery,Other/Unknown,Anti-Asian,Individual\n");
  ASSERT_TRUE(import.has_value()) << import.error();
  EXPECT_THAT(import->unknown_words,
              ElementsAre(std::pair("bias_desc: Anti-Martian", 1), std::pair("location_name: Moon base", 1)));
  EXPECT_THAT(import->without_option,
              ElementsAre(std::pair("offense_name: Robbery", 2), std::pair("victim_types: Unknown", 1)));
  for (const char* const question : {"act_types", "place_kind", "bias_targets", "target_kind"}) {
    EXPECT_THAT(answers(import->reports[0], question), ElementsAre("other")) << question;
  }
  EXPECT_EQ(objections(import->reports[0]), "");
}

TEST(Fbi, NamesTheLineOfAMistake) {
  EXPECT_THAT(read("").error(), HasSubstr("empty"));
  EXPECT_THAT(read("a,b\n").error(), HasSubstr("no column incident_id"));
  EXPECT_THAT(read(std::string(head) + "1,43979,a,b,c,d\n2,yesterday,a,b,c,d\n").error(),
              HasSubstr("line 3: incident_date"));
  EXPECT_THAT(read(std::string(head) + "1,43979\n").error(), HasSubstr("line 2: has 2 fields"));
}

// Every incident of the published file, where it is at hand.
TEST(Fbi, KnowsEveryWordOfTheRealFile) {
  const auto file = source / "../shared/data/fbi_ny_nj_ct_2020_2023.csv";
  std::ifstream input(file);
  if (!input) GTEST_SKIP() << "the FBI's file is not here: " << file;
  const auto import = read_fbi(input, mapping(), city_form(), "en");
  ASSERT_TRUE(import.has_value()) << import.error();
  EXPECT_EQ(import->reports.size(), 8119U);
  EXPECT_THAT(import->unknown_words, IsEmpty());
  for (const auto& [word, times] : import->without_option)
    EXPECT_FALSE(word.starts_with("bias_desc")) << word;
  for (const Report& report : import->reports) ASSERT_EQ(objections(report), "") << urlencode(report.fields);

  std::size_t jewish = 0;
  for (const Report& report : import->reports) {
    const auto targets = answers(report, "bias_targets");
    jewish += static_cast<std::size_t>(std::count(targets.begin(), targets.end(), "jewish"));
  }
  EXPECT_EQ(jewish, 2267U);
}

}  // namespace
}  // namespace tellsafe::demo
