#include "service/reading/export_risk.h"

#include <gmock/gmock.h>

#include "tests/unit/release/papers.h"

namespace tellsafe::reading {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

// An export: 40 reports agreed, of which 40 and 10 are shown in the crossed table, 40 and 15 in that of
// places.
class Risk : public testing::Test, protected release::Papers {
 protected:
  Risk() { become_export(); }
  ExportRisk risk() const { return export_risk(publication()); }
};

TEST_F(Risk, CountsWhatIsShownAndWhatIsNot) {
  const auto found = risk();
  EXPECT_EQ(found.threshold, 10U);
  ASSERT_EQ(found.tables.size(), 2U);
  const auto& crossed = found.tables[0];
  EXPECT_EQ(crossed.id, "shared");
  EXPECT_EQ(crossed.rows, figures.tables[0].size());
  EXPECT_EQ(crossed.shown, 2U);
  EXPECT_EQ(crossed.not_shown, crossed.rows - 2);
  EXPECT_EQ(crossed.smallest, 10U);
  EXPECT_EQ(crossed.near, 1U);
  EXPECT_EQ(crossed.reports, 40U);
  EXPECT_EQ(found.all.rows, figures.tables[0].size() + figures.tables[1].size());
  EXPECT_EQ(found.all.shown, 4U);
  EXPECT_EQ(found.all.near, 2U);
  EXPECT_EQ(found.all.smallest, 10U);
  EXPECT_EQ(found.all.not_shown, found.all.rows - 4);
}

TEST_F(Risk, IsNearUpToTwiceTheThreshold) {
  figure(1, {"worship"}) = 20;
  EXPECT_EQ(risk().tables[1].near, 0U);
  figure(1, {"worship"}) = 19;
  EXPECT_EQ(risk().tables[1].near, 1U);
}

// A 0 that is shown stands where nobody can be.
TEST_F(Risk, ZerosOfNobodyAreNoSmallCounts) {
  figure(1, {"?"}) = 0;
  const auto places = risk().tables[1];
  EXPECT_EQ(places.impossible, 1U);
  EXPECT_EQ(places.shown, 2U);
  EXPECT_EQ(places.smallest, 15U);
  EXPECT_EQ(places.rows, places.shown + places.impossible + places.not_shown);
}

TEST_F(Risk, SharesAreOfTheFinestRowsWhereEachReportIsInOne) {
  // Where several answers can be chosen, a report is in several rows.
  EXPECT_FALSE(risk().tables[0].percent_in_shown);
  EXPECT_EQ(risk().tables[1].percent_in_shown, 37U);  // 15 of 40
  figure(1, {"?"}) = 25;
  EXPECT_EQ(risk().tables[1].percent_in_shown, 100U);
  figure(1, {""}).reset();
  EXPECT_FALSE(risk().tables[1].percent_in_shown);
  EXPECT_FALSE(risk().tables[1].reports);
}

TEST_F(Risk, OfAnExportThatShowsNothing) {
  for (auto& table : figures.tables) std::ranges::fill(table, release::Figure());
  const auto found = risk();
  EXPECT_EQ(found.all.shown, 0U);
  EXPECT_FALSE(found.all.smallest);
  EXPECT_THAT(risk_text(found), HasSubstr("reports of those who agreed: not shown"));
}

TEST_F(Risk, NamesWhatTheAuditCovered) {
  const auto found = risk();
  EXPECT_EQ(found.method, "tellsafe-audit-1");
  EXPECT_EQ(found.verdict, "passed");
  EXPECT_THAT(found.earlier, ElementsAre("2025-Q1", "2025-Q2"));
  EXPECT_THAT(found.sources, ElementsAre("FBI, hate crime, 2025"));
  EXPECT_EQ(found.witnesses, std::string(64, '1'));
  const auto text = risk_text(found);
  for (const auto* part : {"may be shown: 10", "shared_places: 19 rows", "2 shown; smallest 15, below 20: 1",
                           "reports of those who agreed: 40, 37 % of them in shown rows",
                           "passed (tellsafe-audit-1), together with earlier releases: 2025-Q1, 2025-Q2",
                           "FBI, hate crime, 2025"})
    EXPECT_THAT(text, HasSubstr(part));
  statement.audit.sources.clear();
  EXPECT_THAT(risk_text(risk()), HasSubstr("counts known from outside: none"));
}

}  // namespace
}  // namespace tellsafe::reading
