#include <gmock/gmock.h>

#include "service/store/connect.h"
#include "store_fixture.h"

namespace tellsafe::store {
namespace {

class Review : public StoreTest {
 protected:
  Review() { create(); }
};

TEST_F(Review, DecisionsComeBackInTheirOrder) {
  const auto source = this->source();
  EXPECT_TRUE(source->decisions().value().empty());
  EXPECT_EQ(source->add_decision(Bytes{1, 2}, 0).value(), 1U);
  EXPECT_EQ(source->add_decision(Bytes{3}, 1).value(), 2U);
  const auto again = this->source()->decisions().value();
  ASSERT_EQ(again.size(), 2U);
  EXPECT_EQ(again[0].number, 1U);
  EXPECT_EQ(again[0].file, (Bytes{1, 2}));
  EXPECT_EQ(again[1].file, (Bytes{3}));
}

TEST_F(Review, WhoHasNotSeenTheLastDecisionAddsNone) {
  const auto source = this->source();
  ASSERT_TRUE(source->add_decision(Bytes{1}, 0));
  EXPECT_EQ(source->add_decision(Bytes{2}, 0).error(), Errc::changed);
  EXPECT_EQ(source->decisions().value().size(), 1U);
}

TEST_F(Review, NumbersAreNeverUsedTwice) {
  const auto source = this->source();
  ASSERT_TRUE(source->add_decision(Bytes{1}, 0));
  ASSERT_TRUE(source->add_decision(Bytes{2}, 1));
  ASSERT_TRUE(source->remove_decision(2));
  EXPECT_EQ(source->remove_decision(2).error(), Errc::not_found);
  EXPECT_EQ(source->add_decision(Bytes{3}, 1).value(), 3U);
}

TEST_F(Review, AServerGoesOnAppending) {
  const auto sink = ready_sink();
  const auto source = this->source();
  for (std::uint64_t i = 0; i < 20; ++i) {
    ASSERT_TRUE(sink->append(report_with_story()));
    ASSERT_TRUE(source->add_decision(Bytes(700, 'd'), i));
  }
  EXPECT_EQ(source->count_reports().value(), 20U);
  EXPECT_EQ(source->decisions().value().size(), 20U);
}

TEST_F(Review, ADecisionMeanwhileAsksForAnotherCount) {
  const auto source = this->source();
  ASSERT_TRUE(source->add_decision(Bytes{1}, 0));
  const Seen before{0, 0};
  EXPECT_EQ(source->record_release({"2025-Q1", {}, {}, nullptr, before}).error(), Errc::changed);
  EXPECT_TRUE(source->ledger().value().empty());
  const Seen now{0, 1};
  EXPECT_TRUE(source->record_release({"2025-Q1", {}, {}, nullptr, now}));
  // As does another release.
  EXPECT_EQ(source->record_release({"2025-Q2", {}, {}, nullptr, now}).error(), Errc::changed);
}

TEST_F(Review, AReportIsFoundByItsId) {
  const NewReport sent = report();
  ASSERT_TRUE(ready_sink()->append(sent));
  const auto source = this->source();
  int visits = 0;
  ASSERT_TRUE(source->report(sent.id, [&](const StoredReport& found) {
    ++visits;
    EXPECT_EQ(found.id, sent.id);
    EXPECT_EQ(found.epoch, sent.epoch);
    EXPECT_EQ(found.form, sent.form);
    EXPECT_EQ(Bytes(found.facts.begin(), found.facts.end()), sent.facts);
    EXPECT_FALSE(found.counted);
  }));
  EXPECT_EQ(visits, 1);
  EXPECT_EQ(source->report(random_id(), [](const StoredReport&) {}).error(), Errc::not_found);
}

// Many and few: the one by walking the table, the other by the index.
TEST_F(Review, OnlyTheWaitingReportsAreGivenInTheOrderOfTheirIds) {
  std::vector<ReportId> ids;
  {
    const auto sink = ready_sink();
    for (int i = 0; i < 400; ++i) {
      const NewReport sent = report();
      ASSERT_TRUE(sink->append(sent));
      ids.push_back(sent.id);
    }
  }
  const auto source = this->source();
  const auto waiting = [&] {
    std::vector<ReportId> seen;
    EXPECT_TRUE(source->each_waiting([&](const StoredReport& one) {
      EXPECT_FALSE(one.counted);
      seen.push_back(one.id);
      return true;
    }));
    EXPECT_EQ(source->count_waiting().value(), seen.size());
    return seen;
  };
  std::sort(ids.begin(), ids.end());
  EXPECT_EQ(waiting(), ids);
  ASSERT_TRUE(source->record_release({"2025-Q1", {}, std::span(ids).first(100)}));
  EXPECT_EQ(waiting(), std::vector(ids.begin() + 100, ids.end()));
  ASSERT_TRUE(source->record_release({"2025-Q2", {}, std::span(ids).subspan(100, 297)}));
  EXPECT_EQ(waiting(), std::vector(ids.end() - 3, ids.end()));
}

}  // namespace
}  // namespace tellsafe::store
