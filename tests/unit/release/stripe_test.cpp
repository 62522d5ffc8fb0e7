#include "service/release/stripe.h"

#include <gmock/gmock.h>

#include "service/release/block_head.h"
#include "service/release/open.h"
#include "tests/support/must.h"
#include "tests/unit/release/town.h"

namespace tellsafe::release {
namespace {

using testing::ElementsAre;

std::map<std::uint64_t, crypto::Bytes> columns_of(Stripe& stripe) {
  std::map<std::uint64_t, crypto::Bytes> columns;
  stripe.take_columns([&](std::uint64_t column, crypto::ByteView piece) {
    columns[column].assign(piece.begin(), piece.end());
  });
  return columns;
}

TEST(Stripe, GivesBackWhatWasAddedColumnByColumn) {
  const auto form = small_form();
  Stripe stripe(form);
  stripe.add(5, 1, answers_of(form, {{"colours", {"red", "other"}}, {"size", {"large"}}}, {2025, 2, 3}));
  stripe.add(0x7fffffffffffffff, 0, answers_of(form, {{"leave_out_of_numbers", {"yes"}}}));
  EXPECT_EQ(stripe.reports(), 2U);
  EXPECT_EQ(stripe.first(), 5U);
  EXPECT_EQ(stripe.last(), 0x7fffffffffffffffU);
  const auto columns = columns_of(stripe);
  ASSERT_EQ(columns.size(), 6U);
  EXPECT_THAT(read_column(columns.at(id_column), id_bytes, 2).value(), ElementsAre(5, 0x7fffffffffffffff));
  EXPECT_THAT(read_column(columns.at(quarter_column), quarter_bytes, 2).value(), ElementsAre(1, 0));
  const auto question = [&](std::string_view id) {
    const auto at = form.index_of(id);
    return read_column(columns.at(first_question_column + at), value_bytes(form.questions()[at]), 2).value();
  };
  EXPECT_THAT(question("colours"), ElementsAre(0b1001, 0));
  EXPECT_THAT(question("size"), ElementsAre(2, 0));
  EXPECT_THAT(question("date"), ElementsAre(schema::encode_date({2025, 2, 3}), 0));
  EXPECT_THAT(question("leave_out_of_numbers"), ElementsAre(0, 1));
  EXPECT_EQ(stripe.reports(), 0U);
}

TEST(Stripe, ReadsValuesOfEveryWidth) {
  for (std::size_t bytes = 1; bytes <= 8; ++bytes) {
    crypto::Bytes piece(1024 * bytes);
    for (std::size_t i = 0; i < bytes; ++i) piece[i] = static_cast<std::uint8_t>(i + 1);
    std::uint64_t expected = 0;
    for (std::size_t i = bytes; i-- > 0;) expected = expected << 8U | (i + 1);
    EXPECT_THAT(read_column(piece, bytes, 2).value(), ElementsAre(expected, 0)) << bytes;
  }
}

// What a holder of the vault sees of a block are sizes.
TEST(Stripe, HasSizesThatSayNothingOfAnswers) {
  const auto form = test_support::must(
      schema::Form::load(std::filesystem::path(TELLSAFE_SOURCE_DIR) / "schema",
                         std::filesystem::path(TELLSAFE_SOURCE_DIR) / "deploy/demo/areas.json"));
  const auto sizes = [&](int reports, const Said& said) {
    Stripe stripe(form);
    for (int i = 1; i <= reports; ++i) stripe.add(static_cast<store::ReportId>(i), 1, answers_of(form, said));
    std::map<std::uint64_t, std::size_t> found;
    for (const auto& [column, piece] : columns_of(stripe)) found[column] = piece.size();
    return found;
  };
  const auto few = sizes(1, {});
  EXPECT_EQ(few, sizes(1024, {{"bias_targets", {"asian", "jewish"}}, {"act_types", {"threat"}}}));
  EXPECT_NE(few, sizes(1025, {}));
}

TEST(Stripe, RefusesAColumnOfAnotherSize) {
  const crypto::Bytes piece(1024);
  EXPECT_TRUE(read_column(piece, 1, 1));
  EXPECT_TRUE(read_column(piece, 1, 1024));
  EXPECT_FALSE(read_column(piece, 1, 1025));
  EXPECT_FALSE(read_column(piece, 1, 0));
  EXPECT_FALSE(read_column(piece, 2, 1));
  EXPECT_FALSE(read_column(piece, 0, 1));
  EXPECT_FALSE(read_column(piece, 9, 1));
}

TEST(BlockHead, IsReadBack) {
  const BlockHead head{{2025, 3}, 12, {{2, {1}, 3, 10, 20}, {4, {2}, batch_rows, 21, 0x7fffffffffffffff}}};
  const auto bytes = write_head(head);
  EXPECT_EQ(bytes.size(), 24U + 2 * 64U);
  const auto again = read_head(bytes);
  ASSERT_TRUE(again);
  EXPECT_EQ(again->period, head.period);
  EXPECT_EQ(again->last_decision, 12U);
  ASSERT_EQ(again->stripes.size(), 2U);
  EXPECT_EQ(again->stripes[1].number, 4U);
  EXPECT_EQ(again->stripes[1].form, head.stripes[1].form);
  EXPECT_EQ(again->stripes[1].reports, batch_rows);
  EXPECT_EQ(again->stripes[1].first, 21U);
  EXPECT_EQ(again->stripes[1].last, 0x7fffffffffffffffU);
  EXPECT_TRUE(read_head(write_head({{2025, 0}, 0, {}})));
}

TEST(BlockHead, RefusesWhatItCannotBe) {
  const auto good = write_head({{2025, 3}, 0, {{0, {}, 3, 10, 20}}});
  for (std::size_t size = 0; size < good.size(); ++size)
    EXPECT_FALSE(read_head(crypto::ByteView(good).first(size))) << size;
  EXPECT_FALSE(read_head(write_head({{2025, 3}, 0, {{0, {}, 0, 10, 20}}})));
  EXPECT_FALSE(read_head(write_head({{2025, 3}, 0, {{0, {}, batch_rows + 1, 10, 20}}})));
  EXPECT_FALSE(read_head(write_head({{2025, 3}, 0, {{0, {}, 1, 21, 20}}})));
  EXPECT_FALSE(read_head(write_head({{2025, 3}, 0, {{1, {}, 1, 2, 2}, {1, {}, 1, 3, 3}}})));
  auto nameless = good;
  nameless[0] = 'x';
  EXPECT_FALSE(read_head(nameless));
}

}  // namespace
}  // namespace tellsafe::release
