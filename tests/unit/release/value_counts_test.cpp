#include "service/release/value_counts.h"

#include <gmock/gmock.h>

#include <map>
#include <random>

namespace tellsafe::release {
namespace {

using Counted = std::map<std::pair<std::uint64_t, std::uint64_t>, std::uint64_t>;

Counted emptied(ValueCounts& counts) {
  Counted found;
  counts.empty([&](std::uint64_t first, std::uint64_t second, std::uint64_t count) {
    EXPECT_TRUE(found.emplace(std::pair(first, second), count).second);
  });
  return found;
}

TEST(ValueCounts, CountsNarrowAndWidePairsAlike) {
  for (const auto& [first_bits, second_bits] :
       {std::pair{3U, 0U}, {0U, 0U}, {8U, 8U}, {16U, 0U}, {0U, 16U}, {17U, 0U}, {36U, 8U}, {64U, 64U}}) {
    const auto limited = [](std::uint64_t value, unsigned bits) {
      return bits == 64 ? value : value & ((std::uint64_t{1} << bits) - 1);
    };
    std::mt19937_64 random(7);
    ValueCounts counts(first_bits, second_bits);
    Counted expected;
    for (int i = 0; i < 20'000; ++i) {
      // Few values and many, the largest among them.
      const std::uint64_t seed = random() % 3 == 0 ? ~std::uint64_t{0} - random() % 5 : random();
      const auto first = limited(seed, first_bits);
      const auto second = limited(~seed, second_bits);
      counts.add(first, second);
      ++expected[{first, second}];
    }
    EXPECT_EQ(emptied(counts), expected) << first_bits << " " << second_bits;
    EXPECT_TRUE(emptied(counts).empty());
  }
}

TEST(ValueCounts, SaysWhenItHoldsManyValues) {
  ValueCounts counts(40, 0);
  std::uint64_t value = 0;
  while (!counts.is_large() && value < 1'000'000) counts.add(value++, 0);
  EXPECT_EQ(value, 65'537U);
  EXPECT_EQ(emptied(counts).size(), value);
  EXPECT_FALSE(counts.is_large());
}

}  // namespace
}  // namespace tellsafe::release
