#include <gmock/gmock.h>

#include "service/store/connect.h"
#include "store_fixture.h"

namespace tellsafe::store {
namespace {

class BlockTest : public StoreTest {
 protected:
  BlockTest() { create(); }

  // Stripes 0 and 1 of columns 0 and 2, each filled with its own byte.
  NewBlock block(std::function<void()> before_last = {}) const {
    return {id_, Bytes(200, 'k'), [before_last](const auto& keep) {
              for (std::uint64_t stripe = 0; stripe < 2; ++stripe) {
                for (const std::uint64_t column : {0, 2}) {
                  if (stripe == 1 && column == 2 && before_last) before_last();
                  const Bytes sealed = content(stripe, column);
                  keep(BlockPiece{stripe, column, sealed});
                }
              }
            }};
  }
  static Bytes content(std::uint64_t stripe, std::uint64_t column) {
    return Bytes(20'000, static_cast<std::uint8_t>(10 * stripe + column));
  }

  BlockId id_ = random_id();
};

TEST_F(BlockTest, IsKeptWithItsRelease) {
  const auto source = this->source();
  const NewBlock kept = block();
  ASSERT_TRUE(source->record_release({"2025-Q1", {}, {}, &kept}));
  const auto blocks = this->source()->blocks().value();
  ASSERT_EQ(blocks.size(), 1U);
  EXPECT_EQ(blocks[0].id, id_);
  EXPECT_EQ(blocks[0].period, "2025-Q1");
  EXPECT_EQ(blocks[0].sealed_key, kept.sealed_key);
  for (std::uint64_t stripe = 0; stripe < 2; ++stripe)
    for (const std::uint64_t column : {0, 2})
      EXPECT_EQ(source->block_piece(id_, stripe, column).value(), content(stripe, column));
  EXPECT_EQ(source->block_piece(id_, 0, 1).error(), Errc::not_found);
  EXPECT_EQ(source->block_piece(random_id(), 0, 0).error(), Errc::not_found);
}

TEST_F(BlockTest, ThatCannotBeKeptLeavesNoRelease) {
  const NewReport sent = report();
  ASSERT_TRUE(ready_sink()->append(sent));
  const auto source = this->source();
  const NewBlock kept = block([] { throw std::runtime_error("the disk has gone"); });
  EXPECT_THROW((void)source->record_release({"2025-Q1", {}, std::span(&sent.id, 1), &kept}),
               std::runtime_error);
  EXPECT_TRUE(source->ledger().value().empty());
  EXPECT_TRUE(source->blocks().value().empty());
  EXPECT_EQ(source->block_piece(id_, 0, 0).error(), Errc::not_found);
  EXPECT_EQ(source->count_waiting().value(), 1U);
  const NewBlock whole = block();
  EXPECT_TRUE(source->record_release({"2025-Q1", {}, std::span(&sent.id, 1), &whole}));
}

TEST_F(BlockTest, CanBeKeptLaterOnce) {
  const auto source = this->source();
  EXPECT_EQ(source->add_block("2025-Q1", block()).error(), Errc::not_found);
  ASSERT_TRUE(source->record_release({"2025-Q1", {}, {}}));
  ASSERT_TRUE(source->add_block("2025-Q1", block()));
  NewBlock second = block();
  second.id = random_id();
  EXPECT_EQ(source->add_block("2025-Q1", second).error(), Errc::duplicate);
  EXPECT_EQ(source->blocks().value().size(), 1U);
  EXPECT_EQ(source->block_piece(second.id, 0, 0).error(), Errc::not_found);
}

}  // namespace
}  // namespace tellsafe::store
