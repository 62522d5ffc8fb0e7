#include "service/store/staff_origin.h"

#include <thread>

#include "service/store/connect.h"
#include "service/store/staff_vault.h"
#include "store_fixture.h"

namespace tellsafe::store {
namespace {

class StaffOrigin : public StoreTest {
 protected:
  StaffOrigin() { create(); }
  crypto::Sha256 origin_ = crypto::sha256(Bytes{1});
  crypto::Sha256 other_ = crypto::sha256(Bytes{2});
};

TEST_F(StaffOrigin, IsKeptOnceAndForGood) {
  EXPECT_EQ(staff_origin(options_, key_).value(), std::nullopt);
  ASSERT_TRUE(keep_staff_origin(options_, key_, origin_));
  EXPECT_EQ(keep_staff_origin(options_, key_, other_).error(), Errc::already_exists);
  EXPECT_EQ(keep_staff_origin(options_, key_, origin_).error(), Errc::already_exists);
  {
    Database database = connect_to_vault(options_.file, key_);
    for (const char* const change : {"UPDATE staff_file SET origin = zeroblob(32)", "DELETE FROM staff_file",
                                     "INSERT INTO staff_file VALUES (2, zeroblob(32))",
                                     "INSERT OR REPLACE INTO staff_file VALUES (1, zeroblob(32))"}) {
      EXPECT_ANY_THROW(database.run(change)) << change;
    }
  }
  EXPECT_EQ(staff_origin(options_, key_).value(), origin_);
}

TEST_F(StaffOrigin, IsKeptWhileReportsComeIn) {
  const auto sink = ready_sink();
  ASSERT_TRUE(keep_staff_origin(options_, key_, origin_));
  EXPECT_EQ(staff_origin(options_, key_).value(), origin_);
  EXPECT_TRUE(sink->append(report()));
}

TEST_F(StaffOrigin, OfTwoProgramsAtOnceOneKeepsIts) {
  std::optional<Result<void>> others;
  std::thread other([&] { others = keep_staff_origin(options_, key_, other_); });
  const auto ours = keep_staff_origin(options_, key_, origin_);
  other.join();
  EXPECT_NE(ours.has_value(), others->has_value());
  EXPECT_EQ(staff_origin(options_, key_).value(), ours.has_value() ? origin_ : other_);
}

TEST_F(StaffOrigin, NeedsTheVaultAndItsKey) {
  EXPECT_EQ(staff_origin(options_, crypto::SecretBytes::random(32)).error(), Errc::not_a_vault);
  EXPECT_EQ(keep_staff_origin({folder_ / "none", options_.migrations}, key_, origin_).error(),
            Errc::not_a_vault);
}

TEST_F(StaffOrigin, TellsOneFileFromAnother) {
  const StaffVaultOptions one{folder_ / "one.db", options_.migrations / "staff"};
  const StaffVaultOptions two{folder_ / "two.db", options_.migrations / "staff"};
  const crypto::Recipient release({9});
  ASSERT_TRUE(create_staff_vault(one, key_, release));
  ASSERT_TRUE(create_staff_vault(two, key_, release));
  const auto hash_of = [&](const StaffVaultOptions& file) {
    return origin_hash(open_staff_vault(file, key_).value()->audit()).value();
  };
  EXPECT_EQ(hash_of(one), hash_of(one));
  EXPECT_NE(hash_of(one), hash_of(two));
}

}  // namespace
}  // namespace tellsafe::store
