#include <atomic>
#include <map>
#include <set>
#include <thread>

#include "service/store/connect.h"
#include "service/store/ledger.h"
#include "store_fixture.h"

namespace tellsafe::store {
namespace {

class Source : public StoreTest {
 protected:
  Source() { create(); }
};

TEST_F(Source, GivesBackWhatWasAppended) {
  std::map<ReportId, NewReport> sent;
  {
    const auto sink = ready_sink();
    for (std::size_t i = 0; i < 300; ++i) {
      NewReport one = i % 2 == 0 ? report_with_story(1200 + i * 40) : report();
      randombytes_buf(one.facts.data(), one.facts.size());
      if (one.story) randombytes_buf(one.story->data(), one.story->size());
      ASSERT_TRUE(sink->append(one));
      sent.emplace(one.id, one);
    }
  }
  const auto source = this->source();
  EXPECT_EQ(source->count_reports().value(), 300U);
  std::set<ReportId> seen;
  ASSERT_TRUE(source->each_report([&](const StoredReport& stored) {
    seen.insert(stored.id);
    const NewReport& one = sent.at(stored.id);
    EXPECT_EQ(stored.epoch, one.epoch);
    EXPECT_EQ(stored.form, one.form);
    EXPECT_TRUE(std::equal(stored.facts.begin(), stored.facts.end(), one.facts.begin(), one.facts.end()));
    EXPECT_FALSE(stored.counted);
    return true;
  }));
  EXPECT_EQ(seen.size(), 300U);
  std::size_t stories = 0;
  ASSERT_TRUE(source->each_story([&](const StoredStory& stored) {
    ++stories;
    const NewReport& one = sent.at(stored.report);
    EXPECT_TRUE(std::equal(stored.file.begin(), stored.file.end(), one.story->begin(), one.story->end()));
    EXPECT_EQ(stored.day, epoch_.day);
    EXPECT_EQ(source->story(stored.report).value(), *one.story);
    return true;
  }));
  EXPECT_EQ(stories, 150U);
  EXPECT_EQ(source->story(random_id()).error(), Errc::not_found);
}

TEST_F(Source, StopsWhenTheVisitorHasEnough) {
  {
    const auto sink = ready_sink();
    for (int i = 0; i < 5; ++i) ASSERT_TRUE(sink->append(report_with_story()));
  }
  const auto source = this->source();
  int visits = 0;
  ASSERT_TRUE(source->each_report([&](const StoredReport&) { return ++visits < 2; }));
  EXPECT_EQ(visits, 2);
  visits = 0;
  ASSERT_TRUE(source->each_story([&](const StoredStory&) { return ++visits < 2; }));
  EXPECT_EQ(visits, 2);
}

TEST_F(Source, GivesBackEpochsWithTheirDays) {
  Epoch early{random_id(), std::chrono::sys_days(std::chrono::year(1969) / 12 / 31), Bytes{1, 2, 3}};
  {
    const auto sink = ready_sink();
    ASSERT_TRUE(sink->add_epoch(early));
  }
  const auto epochs = source()->epochs().value();
  ASSERT_EQ(epochs.size(), 2U);
  for (const Epoch& one : epochs) {
    const Epoch& added = one.id == early.id ? early : epoch_;
    EXPECT_EQ(one.id, added.id);
    EXPECT_EQ(one.day, added.day);
    EXPECT_EQ(one.sealed_key, added.sealed_key);
  }
}

TEST_F(Source, TwoFormVersionsLiveInOneVault) {
  const schema::FormVersion second{7, 7};
  const NewReport old_report = report();
  NewReport new_report = report();
  new_report.form = second;
  {
    const auto sink = ready_sink();
    ASSERT_TRUE(sink->add_form(second, R"({"questions":["más"]})"));
    ASSERT_TRUE(sink->append(old_report));
    ASSERT_TRUE(sink->append(new_report));
  }
  const auto source = this->source();
  std::map<schema::FormVersion, std::string> forms;
  for (const StoredForm& form : source->forms().value()) forms[form.version] = form.canonical_json;
  EXPECT_EQ(forms, (std::map<schema::FormVersion, std::string>{{form_, "{}"},
                                                               {second, R"({"questions":["más"]})"}}));
  ASSERT_TRUE(source->each_report([&](const StoredReport& stored) {
    EXPECT_EQ(stored.form, stored.id == new_report.id ? second : form_);
    return true;
  }));
}

TEST_F(Source, ReadsOneSnapshotWhileTheSinkGoesOn) {
  const auto sink = ready_sink();
  for (int i = 0; i < 200; ++i) ASSERT_TRUE(sink->append(report_with_story()));
  const auto source = this->source();
  std::size_t seen = 0;
  ASSERT_TRUE(source->each_report([&](const StoredReport&) {
    if (seen++ < 20) {
      EXPECT_TRUE(sink->append(report_with_story()));
    }
    return true;
  }));
  EXPECT_EQ(seen, 200U);
  EXPECT_EQ(source->count_reports().value(), 220U);
}

TEST_F(Source, SeesEachReportOnceWhileAnEpochIsSettled) {
  const auto sink = ready_sink();
  for (int i = 0; i < 50; ++i) ASSERT_TRUE(sink->append(report_with_story()));
  Epoch next{random_id(), epoch_.day + std::chrono::days(1), Bytes(200, 'k')};
  const auto source = this->source();
  std::set<ReportId> seen;
  ASSERT_TRUE(source->each_report([&](const StoredReport& stored) {
    if (seen.empty()) {
      EXPECT_TRUE(sink->add_epoch(next));
    }
    EXPECT_TRUE(seen.insert(stored.id).second);
    return true;
  }));
  EXPECT_EQ(seen.size(), 50U);
}

TEST_F(Source, AReleaseIsRecordedAndItsReportsMarked) {
  const auto sink = ready_sink();
  std::vector<ReportId> ids;
  for (int i = 0; i < 6; ++i) {
    const NewReport sent = report();
    ASSERT_TRUE(sink->append(sent));
    ids.push_back(sent.id);
  }
  const auto source = this->source();
  const auto quarter = source->record_release({"2025-Q1", {1}, std::span(ids).first(3)}).value();
  const auto year =
      source->record_release({"2025", {2}, std::span(ids).first(4)}).value();  // three of them again
  EXPECT_EQ(quarter.number, 1U);
  EXPECT_EQ(year.number, 2U);
  EXPECT_EQ(year.chain, chain_of(year, quarter.chain));
  const auto ledger = source->ledger().value();
  ASSERT_EQ(ledger.size(), 2U);
  EXPECT_EQ(ledger[0].period, "2025-Q1");
  EXPECT_EQ(ledger[0].manifests, quarter.manifests);
  EXPECT_EQ(ledger[1].chain, year.chain);
  std::size_t counted = 0;
  ASSERT_TRUE(source->each_report([&](const StoredReport& stored) {
    counted += stored.counted ? 1 : 0;
    return true;
  }));
  EXPECT_EQ(counted, 4U);
}

TEST_F(Source, AReleaseOfWithdrawnReportsIsRefusedWhole) {
  const auto sink = ready_sink();
  const NewReport stays = report();
  const NewReport goes = report();
  ASSERT_TRUE(sink->append(stays));
  ASSERT_TRUE(sink->append(goes));
  const auto source = this->source();
  ASSERT_TRUE(sink->withdraw(goes.receipt));
  const std::array ids{stays.id, goes.id};
  EXPECT_EQ(source->record_release({"2025-Q1", {}, ids}).error(), Errc::changed);
  EXPECT_TRUE(source->ledger()->empty());
  EXPECT_EQ(sink->find(stays.receipt).value(), ReceiptState::kept);
}

TEST_F(Source, AProofIsKeptWithItsRelease) {
  const auto source = this->source();
  const Bytes sealed(100'000, 'p');
  ASSERT_TRUE(source->record_release({.period = "2025-Q1", .counted = {}, .proof = sealed}));
  ASSERT_TRUE(source->record_release({.period = "2025-Q2", .counted = {}}));
  EXPECT_EQ(this->source()->proof("2025-Q1").value(), sealed);
  EXPECT_EQ(source->proof("2025-Q2").error(), Errc::not_found);  // was released without one
  EXPECT_EQ(source->proof("2025-Q3").error(), Errc::not_found);
  const Bytes other(100, 'q');
  EXPECT_EQ(source->record_release({.period = "2025-Q1", .counted = {}, .proof = other}).error(),
            Errc::period_exists);
  EXPECT_EQ(source->proof("2025-Q1").value(), sealed);
}

TEST_F(Source, AProofThatCannotBeKeptLeavesNoRelease) {
  const auto sink = ready_sink();
  const NewReport sent = report();
  ASSERT_TRUE(sink->append(sent));
  const auto source = this->source();
  Database database = connect_to_vault(options_.file, key_);
  database.run("CREATE TRIGGER full BEFORE INSERT ON proof BEGIN SELECT RAISE(ABORT, 'full'); END");
  const Bytes sealed(100, 'p');
  const NewRelease release{.period = "2025-Q1", .counted = std::span(&sent.id, 1), .proof = sealed};
  EXPECT_ANY_THROW((void)source->record_release(release));
  EXPECT_TRUE(source->ledger()->empty());
  EXPECT_EQ(sink->find(sent.receipt).value(), ReceiptState::kept);
  database.run("DROP TRIGGER full");
  EXPECT_TRUE(source->record_release(release));
  EXPECT_EQ(source->proof("2025-Q1").value(), sealed);
}

TEST_F(Source, AProofIsNotKeptWithoutARelease) {
  const auto source = this->source();
  const std::array gone{random_id()};
  const Bytes sealed(100, 'p');
  EXPECT_EQ(source->record_release({.period = "2025-Q1", .counted = gone, .proof = sealed}).error(),
            Errc::changed);
  EXPECT_EQ(source->proof("2025-Q1").error(), Errc::not_found);
}

TEST_F(Source, APeriodIsReleasedOnce) {
  const auto source = this->source();
  ASSERT_TRUE(source->record_release({"2025-Q1", {}, {}}));
  EXPECT_EQ(source->record_release({"2025-Q1", {1}, {}}).error(), Errc::period_exists);
  EXPECT_EQ(source->ledger()->size(), 1U);
}

TEST_F(Source, TheLedgerOnlyGrows) {
  ASSERT_TRUE(source()->record_release({"2025-Q1", {}, {}}));
  Database database = connect_to_vault(options_.file, key_);
  EXPECT_ANY_THROW(database.run("UPDATE ledger SET period = '2025-Q2'"));
  EXPECT_ANY_THROW(database.run("DELETE FROM ledger"));
  EXPECT_ANY_THROW(
      database.run("INSERT OR REPLACE INTO ledger SELECT 1, '2025-Q2', manifests, chain FROM ledger"));
  EXPECT_ANY_THROW(
      database.run("INSERT OR REPLACE INTO ledger SELECT 2, period, manifests, chain FROM ledger"));
  EXPECT_ANY_THROW(database.run("INSERT INTO ledger SELECT 9, '2025-Q2', manifests, chain FROM ledger"));
  EXPECT_EQ(source()->ledger().value().at(0).period, "2025-Q1");
}

TEST_F(Source, RecordsAReleaseWhileReportsStreamIn) {
  const auto sink = ready_sink();
  std::vector<ReportId> ids;
  for (int i = 0; i < 100; ++i) {
    const NewReport sent = report();
    ASSERT_TRUE(sink->append(sent));
    ids.push_back(sent.id);
  }
  std::atomic<bool> stop = false;
  std::uint64_t appended = 100;
  std::thread resident([&] {
    while (!stop) {
      EXPECT_TRUE(sink->append(report()));
      ++appended;
    }
  });
  const auto source = this->source();
  for (int quarter = 0; quarter < 20; ++quarter) {
    EXPECT_TRUE(source->record_release({"period " + std::to_string(quarter), {}, ids}));
  }
  stop = true;
  resident.join();
  EXPECT_EQ(source->count_reports().value(), appended);
}

}  // namespace
}  // namespace tellsafe::store
