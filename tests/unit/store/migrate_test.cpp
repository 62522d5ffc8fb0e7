#include "service/store/migrate.h"

#include "service/store/connect.h"
#include "store_fixture.h"

namespace tellsafe::store {
namespace {

class Migrate : public StoreTest {
 protected:
  // A later Tellsafe's folder: ours, and whatever the test adds.
  std::filesystem::path later() {
    const auto made = folder_ / "later";
    std::filesystem::copy(options_.migrations, made);
    return made;
  }
  std::string next_name(const std::filesystem::path& migrations) {
    const auto count = std::distance(std::filesystem::directory_iterator(migrations), {});
    std::string digits = std::to_string(count + 1);
    return std::string(4 - digits.size(), '0') + digits + "_more.sql";
  }
};

TEST_F(Migrate, AVaultOfAnOlderVersionIsBroughtForwardWithItsReports) {
  create();
  const NewReport sent = report();
  ASSERT_TRUE(ready_sink()->append(sent));

  options_.migrations = later();
  std::ofstream(options_.migrations / next_name(options_.migrations))
      << "ALTER TABLE report ADD COLUMN area INTEGER NOT NULL DEFAULT 7;";
  epoch_.id = random_id();
  // Settling copies whole rows, so it must live with columns it does not know.
  ASSERT_TRUE(ready_sink()->append(report()));
  EXPECT_EQ(sink()->find(sent.receipt).value(), ReceiptState::kept);
  EXPECT_EQ(connect_to_vault(options_.file, key_).number("SELECT sum(area) FROM report"), 14);
}

TEST_F(Migrate, AVaultOfTheFirstVersionKeepsItsReportsAndItsLedger) {
  const auto ours = options_.migrations;
  options_.migrations = folder_ / "first";
  std::filesystem::create_directory(options_.migrations);
  std::filesystem::copy(ours / "0001_vault.sql", options_.migrations);
  create();
  const NewReport counted = report();
  const NewReport waiting = report();
  {
    const auto sink = ready_sink();
    ASSERT_TRUE(sink->append(counted));
    ASSERT_TRUE(sink->append(waiting));
  }
  {
    Database old = connect_to_vault(options_.file, key_);
    old.prepare("UPDATE report SET counted = 1 WHERE id = ?1")
        .bind(1, static_cast<std::int64_t>(counted.id))
        .finish();
    old.run("INSERT INTO ledger VALUES (1, '2025-Q1', zeroblob(32), zeroblob(32))");
  }
  options_.migrations = ours;
  const auto source = this->source();
  EXPECT_EQ(source->ledger().value().size(), 1U);
  EXPECT_EQ(source->count_reports().value(), 2U);
  EXPECT_EQ(source->count_waiting().value(), 1U);
  EXPECT_TRUE(source->blocks().value().empty());
  EXPECT_TRUE(source->decisions().value().empty());
  EXPECT_EQ(source->proof("2025-Q1").error(), Errc::not_found);
}

TEST_F(Migrate, AVaultOfANewerVersionIsRefusedAndLeftAlone) {
  create();
  const auto ours = options_;
  options_.migrations = later();
  std::ofstream(options_.migrations / next_name(options_.migrations)) << "CREATE TABLE more (a INTEGER);";
  sink().reset();
  EXPECT_EQ(open_sink(ours, key_).error(), Errc::newer_vault);
  EXPECT_EQ(open_source(ours, key_).error(), Errc::newer_vault);
  EXPECT_TRUE(open_sink(options_, key_));
}

TEST_F(Migrate, AMigrationThatFailsChangesNothing) {
  create();
  const auto ours = options_;
  options_.migrations = later();
  std::ofstream(options_.migrations / next_name(options_.migrations))
      << "CREATE TABLE more (a INTEGER); CREATE TABLE more (a INTEGER);";
  EXPECT_ANY_THROW((void)open_sink(options_, key_));
  EXPECT_TRUE(open_sink(ours, key_));
}

TEST_F(Migrate, AFolderWithAGapIsADamagedInstallation) {
  create();
  options_.migrations = later();
  std::ofstream(options_.migrations / "0099_far.sql") << "CREATE TABLE more (a INTEGER);";
  EXPECT_THROW((void)open_sink(options_, key_), std::runtime_error);
}

}  // namespace
}  // namespace tellsafe::store
