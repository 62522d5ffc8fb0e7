#include "crypto/epoch.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <stdexcept>

#include "crypto/age.h"
#include "crypto/epoch_open.h"
#include "crypto/facts_data.h"
#include "crypto/hash.h"

namespace tellsafe::crypto {
namespace {

class Epoch : public ::testing::Test {
 protected:
  Epoch() : release_((start(), Identity::generate())), key_(EpochKey::generate()) {
    for (std::size_t i = 0; i < facts_.size(); ++i) facts_[i] = static_cast<std::uint8_t>(i);
    context_.report = 0x0102030405060708;
    context_.epoch = 0x1112131415161718;
    context_.form.fill(0x2F);
  }
  OpenedEpochKey opened() const {
    return OpenedEpochKey::open(release_, key_.sealed_to(release_.recipient())).value();
  }
  Identity release_;
  EpochKey key_;
  FactsContext context_;
  std::array<std::uint8_t, 64> facts_{};
};

TEST_F(Epoch, FactsGoRound) {
  const Bytes sealed = key_.seal(context_, facts_);
  EXPECT_EQ(sealed.size(), facts_.size() + facts_overhead);
  std::array<std::uint8_t, 64> out{};
  ASSERT_TRUE(opened().open_facts(context_, sealed, out));
  EXPECT_EQ(out, facts_);
  EXPECT_NE(key_.seal(context_, facts_), sealed);
}

TEST_F(Epoch, NoticesAChangeOfAnyBitAndAnyCut) {
  const auto key = opened();
  const Bytes sealed = key_.seal(context_, facts_);
  std::array<std::uint8_t, 65> out{};
  for (std::size_t bit = 0; bit < sealed.size() * 8; ++bit) {
    Bytes changed = sealed;
    changed[bit / 8] ^= static_cast<std::uint8_t>(1U << (bit % 8));
    const auto result = key.open_facts(context_, changed, out);
    ASSERT_FALSE(result) << "bit " << bit;
    EXPECT_EQ(result.error(), Errc::bad_seal);
  }
  for (std::size_t size = 0; size < sealed.size(); ++size) {
    EXPECT_FALSE(key.open_facts(context_, ByteView(sealed).first(size), out)) << size;
  }
  Bytes longer = sealed;
  longer.push_back(0);
  EXPECT_FALSE(key.open_facts(context_, longer, out));
}

TEST_F(Epoch, BindsFactsToReportEpochAndForm) {
  const auto key = opened();
  const Bytes sealed = key_.seal(context_, facts_);
  std::array<std::uint8_t, 64> out{};
  FactsContext other = context_;
  other.report ^= 1U;
  EXPECT_FALSE(key.open_facts(other, sealed, out));
  other = context_;
  other.epoch ^= std::uint64_t{1} << 63U;
  EXPECT_FALSE(key.open_facts(other, sealed, out));
  other = context_;
  std::swap(other.report, other.epoch);
  EXPECT_FALSE(key.open_facts(other, sealed, out));
  other = context_;
  other.form[31] ^= 1U;
  EXPECT_FALSE(key.open_facts(other, sealed, out));
}

TEST_F(Epoch, AnotherKeyOpensNothing) {
  const auto another = EpochKey::generate();
  std::array<std::uint8_t, 64> out{};
  EXPECT_FALSE(opened().open_facts(context_, another.seal(context_, facts_), out));
  const auto stranger = Identity::generate();
  const auto result = OpenedEpochKey::open(stranger, key_.sealed_to(release_.recipient()));
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error(), Errc::no_match);
}

TEST_F(Epoch, AKeyHasExactly32Bytes) {
  const Recipient recipient = release_.recipient();
  for (const std::size_t size : {0U, 31U, 33U}) {
    const auto result = OpenedEpochKey::open(release_, age_encrypt({&recipient, 1}, Bytes(size)));
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error(), Errc::bad_payload);
  }
}

TEST_F(Epoch, NeedsRoomForTheFacts) {
  std::array<std::uint8_t, 63> small{};
  EXPECT_THROW((void)opened().open_facts(context_, key_.seal(context_, facts_), small),
               std::invalid_argument);
}

// As FORMAT.md writes it down.
TEST_F(Epoch, AssociatedDataAreAsSpecified) {
  EXPECT_EQ(hex(facts_data(context_)),
            "74656c6c736166652d66616374732d3101020304050607081112131415161718"
            "2f2f2f2f2f2f2f2f2f2f2f2f2f2f2f2f2f2f2f2f2f2f2f2f2f2f2f2f2f2f2f2f");
}

}  // namespace
}  // namespace tellsafe::crypto
