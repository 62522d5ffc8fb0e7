// Who holds the key sees where each row lies in the file. After an epoch that must not say in which order the
// reports came.
#include "service/store/settling.h"

#include <algorithm>
#include <map>

#include "service/store/connect.h"
#include "service/store/sqlcipher_sink.h"
#include "store_fixture.h"
#include "vault_pages.h"

namespace tellsafe::store {
namespace {

class SettlingTest : public StoreTest {
 protected:
  SettlingTest() { create(); }

  // A sink that does not wait for the disk: thousands of commits, one after the other.
  std::unique_ptr<ReportSink> fast_sink() {
    Database writing = connect_to_vault(options_.file, key_);
    writing.run("PRAGMA synchronous = OFF");
    auto made = std::make_unique<SqlcipherSink>(FileLock(folder_ / "lock"), std::move(writing),
                                                connect_to_vault(options_.file, key_));
    EXPECT_TRUE(made->add_form(form_, "{}"));
    EXPECT_TRUE(made->add_epoch(epoch_));
    return made;
  }

  // Beginnings and ends that can be found again.
  NewReport recognisable(std::size_t story_size) const {
    NewReport made = report_with_story(story_size);
    randombytes_buf(made.facts.data(), made.facts.size());
    randombytes_buf(made.story->data() + story_size - 16, 16);
    return made;
  }

  // Where in the file the bytes lie: page and offset in one number that grows as SQLite fills a page (from
  // its end) and takes new pages (from the front). `kinds` are the first bytes of the pages to look at, none
  // for all.
  std::int64_t place_of(const std::vector<std::string>& pages, std::string_view kinds, ByteView bytes) const {
    const std::string wanted(bytes.begin(), bytes.end());
    for (std::size_t p = 1; p < pages.size(); ++p) {
      if (!kinds.empty() && kinds.find(pages[p][0]) == kinds.npos) continue;
      const auto at = pages[p].find(wanted);
      if (at != std::string::npos) return static_cast<std::int64_t>(p * 4096 + 4095 - at);
    }
    ADD_FAILURE() << "not in the file";
    return 0;
  }

  std::vector<std::string> pages() {
    EXPECT_TRUE(connect_to_vault(options_.file, key_).shrink_log());
    return decrypted_pages(bytes_of(options_.file), key_);
  }

  struct Places {
    std::vector<std::int64_t> facts, receipts, stories, waiting;
  };
  Places places_of(const std::vector<NewReport>& sent) {
    constexpr std::string_view table_leaves = "\x0d";
    constexpr std::string_view index_pages = "\x0a\x02";
    const auto all = pages();
    Places places;
    for (const NewReport& one : sent) {
      places.facts.push_back(place_of(all, table_leaves, ByteView(one.facts).first(16)));
      places.receipts.push_back(place_of(all, index_pages, one.receipt));
      // As the index of the waiting reports has it.
      std::array<std::uint8_t, 8> id{};
      for (unsigned i = 0; i < 8; ++i) id[i] = static_cast<std::uint8_t>(one.id >> (56 - 8 * i));
      places.waiting.push_back(place_of(all, index_pages, id));
      places.stories.push_back(place_of(all, "", ByteView(*one.story).last(16)));
    }
    return places;
  }
};

TEST_F(SettlingTest, OnAQuietDayPlacesFollowTheIdsAndNotTheArrival) {
  for (int day = 0; day < 3; ++day) {
    epoch_ = {random_id(), epoch_.day + std::chrono::days(1), Bytes(200, 'k')};
    auto sink = fast_sink();
    std::vector<NewReport> sent;
    std::map<ReportId, NewReport> by_id;
    for (int i = 0; i < 6; ++i) {
      sent.push_back(recognisable(100));
      by_id.emplace(sent.back().id, sent.back());
      ASSERT_TRUE(sink->append(sent.back()));
    }
    // While the epoch lives the order is there to see, so the test sees what it should.
    const Places live = places_of(sent);
    EXPECT_TRUE(std::is_sorted(live.facts.begin(), live.facts.end()));
    EXPECT_TRUE(std::is_sorted(live.receipts.begin(), live.receipts.end()));
    EXPECT_TRUE(std::is_sorted(live.stories.begin(), live.stories.end()));
    EXPECT_TRUE(std::is_sorted(live.waiting.begin(), live.waiting.end()));

    sink.reset();
    sent.clear();
    for (const auto& [id, one] : by_id) sent.push_back(one);
    const Places settled = places_of(sent);
    EXPECT_TRUE(std::is_sorted(settled.facts.begin(), settled.facts.end())) << "day " << day;
    EXPECT_TRUE(std::is_sorted(settled.receipts.begin(), settled.receipts.end())) << "day " << day;
    EXPECT_TRUE(std::is_sorted(settled.stories.begin(), settled.stories.end())) << "day " << day;
    EXPECT_TRUE(std::is_sorted(settled.waiting.begin(), settled.waiting.end())) << "day " << day;
  }
}

TEST_F(SettlingTest, OnABusyDayThePagesOfStoriesSayNothing) {
  // How often, of two stories, the later one lies further on: 1 gives the order away, 0.5 says nothing.
  const auto betrayal = [](const std::vector<std::int64_t>& places) {
    double pairs = 0;
    double in_order = 0;
    for (std::size_t later = 1; later < places.size(); ++later) {
      for (std::size_t earlier = 0; earlier < later; ++earlier) {
        ++pairs;
        in_order += places[later] > places[earlier] ? 1 : 0;
      }
    }
    return in_order / pairs;
  };
  auto sink = fast_sink();
  std::vector<NewReport> sent;
  for (std::int64_t i = 0; i < Settling::piece * 3 / 2; ++i) {
    sent.push_back(recognisable(4300));
    ASSERT_TRUE(sink->append(sent.back()));
  }
  const std::vector<NewReport> some(sent.end() - 300, sent.end());
  EXPECT_GT(betrayal(places_of(some).stories), 0.95);
  sink.reset();
  EXPECT_NEAR(betrayal(places_of(some).stories), 0.5, 0.15);
  EXPECT_EQ(source()->count_reports().value(), sent.size());
}

TEST_F(SettlingTest, StepsEndAndAreTakenOncePerEpoch) {
  {
    const auto sink = ready_sink();
    for (int i = 0; i < 10; ++i) ASSERT_TRUE(sink->append(report()));
  }
  Database database = connect_to_vault(options_.file, key_);
  Settling settling(database);
  EXPECT_FALSE(settling.step(0));
  database.run("UPDATE epoch SET settled = 0");
  EXPECT_FALSE(settling.step(epoch_.id));
  EXPECT_TRUE(settling.step(0));
  EXPECT_FALSE(settling.step(0));
}

TEST_F(SettlingTest, ALateReportMakesItsEpochDueAgain) {
  ready_sink().reset();
  const auto sink = this->sink();
  ASSERT_TRUE(sink->append(report()));
  Database database = connect_to_vault(options_.file, key_);
  EXPECT_EQ(database.number("SELECT settled FROM epoch"), 0);
}

TEST_F(SettlingTest, WhatAKilledProgramLeftIsSettledAtTheNextStart) {
  {
    const auto sink = ready_sink();
    ASSERT_TRUE(sink->append(report_with_story()));
  }
  connect_to_vault(options_.file, key_).run("UPDATE epoch SET settled = 0");
  sink().reset();
  EXPECT_EQ(connect_to_vault(options_.file, key_).number("SELECT settled FROM epoch"), 1);
}

TEST_F(SettlingTest, IdsAreRandomAndHave63Bits) {
  std::uint64_t all = 0;
  std::size_t rising = 0;
  std::uint64_t before = random_id();
  for (int i = 0; i < 1000; ++i) {
    const std::uint64_t id = random_id();
    EXPECT_NE(id, 0U);
    all |= id;
    rising += id > before ? 1 : 0;
    before = id;
  }
  EXPECT_EQ(all, ~std::uint64_t{0} >> 1);
  EXPECT_GT(rising, 350U);
  EXPECT_LT(rising, 650U);
}

}  // namespace
}  // namespace tellsafe::store
