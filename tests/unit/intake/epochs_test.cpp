#include "service/intake/epochs.h"

#include <gtest/gtest.h>

#include <vector>

#include "crypto/epoch_open.h"
#include "tests/support/fake_vault.h"
#include "tests/support/manual_clock.h"

namespace tellsafe::intake {
namespace {

using namespace std::chrono_literals;
constexpr std::chrono::sys_days monday{2025y / 3 / 3};

class Epochs : public testing::Test {
 protected:
  crypto::Identity custodian_ = (crypto::start(), crypto::Identity::generate());
  test_support::ManualClock clock_{monday};
  test_support::FakeVault vault_;
  std::vector<bool> notices_;
  EpochKeeper keeper_{clock_, vault_, custodian_.recipient(),
                      [this](bool opened) { notices_.push_back(opened); }};
};

TEST_F(Epochs, TheSealedKeyIsInTheVaultBeforeItIsGivenOut) {
  const auto epoch = keeper_.current();
  ASSERT_TRUE(epoch);
  const auto kept = vault_.epochs();
  ASSERT_EQ(kept->size(), 1U);
  EXPECT_EQ(kept->front().id, epoch->id);
  EXPECT_EQ(kept->front().day, monday);

  const auto opened = crypto::OpenedEpochKey::open(custodian_, kept->front().sealed_key);
  ASSERT_TRUE(opened);
  const crypto::FactsContext context{7, epoch->id, {}};
  const crypto::Bytes facts{1, 2, 3};
  crypto::Bytes read(3);
  ASSERT_TRUE(opened->open_facts(context, epoch->key->seal(context, facts), read));
  EXPECT_EQ(read, facts);
}

TEST_F(Epochs, OneDayHasOneKey) {
  const auto first = keeper_.current();
  EXPECT_EQ(keeper_.current()->id, first->id);
  EXPECT_EQ(vault_.epochs()->size(), 1U);
}

TEST_F(Epochs, ANewDayHasANewKey) {
  const auto first = keeper_.current();
  clock_.set(monday + std::chrono::days{1});
  const auto second = keeper_.current();
  EXPECT_NE(second->id, first->id);
  EXPECT_EQ(second->day, monday + std::chrono::days{1});
  EXPECT_EQ(notices_, (std::vector<bool>{true, false, true}));
}

TEST_F(Epochs, NoKeyOutlivesItsDay) {
  std::weak_ptr<const crypto::EpochKey> key = keeper_.current()->key;
  EXPECT_FALSE(key.expired());
  clock_.set(monday + std::chrono::days{1});
  ASSERT_TRUE(keeper_.current());
  EXPECT_TRUE(key.expired());
  EXPECT_EQ(notices_, (std::vector<bool>{true, false, true}));
}

TEST_F(Epochs, NoKeyIsGivenOutThatTheVaultDidNotTake) {
  vault_.fail_with = store::Errc::disk_full;
  EXPECT_EQ(keeper_.current().error(), store::Errc::disk_full);
  EXPECT_TRUE(notices_.empty());
  vault_.fail_with.reset();
  EXPECT_TRUE(keeper_.current());
}

}  // namespace
}  // namespace tellsafe::intake
