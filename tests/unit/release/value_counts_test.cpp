#include "service/release/value_counts.h"

#include <gmock/gmock.h>

#include <map>
#include <random>

namespace tellsafe::release {
namespace {

using Counted = std::map<Combination, std::uint64_t>;

Counted emptied(ValueCounts& counts) {
  Counted found;
  counts.empty([&](const Combination& values, std::uint64_t count) {
    EXPECT_TRUE(found.emplace(values, count).second);
  });
  return found;
}

TEST(ValueCounts, CountsNarrowAndWideCombinationsAlike) {
  using Widths = std::array<unsigned, most_combined>;
  for (const Widths& widths : {Widths{3, 0, 0},
                               {0, 0, 0},
                               {8, 8, 0},
                               {16, 0, 0},
                               {0, 16, 0},
                               {0, 0, 16},
                               {5, 6, 5},
                               {4, 0, 7},
                               {17, 0, 0},
                               {36, 8, 0},
                               {41, 25, 14},
                               {0, 64, 1},
                               {64, 64, 64}}) {
    const auto limited = [](std::uint64_t value, unsigned bits) {
      return bits == 64 ? value : value & ((std::uint64_t{1} << bits) - 1);
    };
    std::mt19937_64 random(7);
    ValueCounts counts(widths);
    Counted expected;
    for (int i = 0; i < 20'000; ++i) {
      // Few values and many, the largest among them.
      const std::uint64_t seed = random() % 3 == 0 ? ~std::uint64_t{0} - random() % 5 : random();
      const Combination values{limited(seed, widths[0]), limited(~seed, widths[1]),
                               limited(seed * 5, widths[2])};
      counts.add(values);
      ++expected[values];
    }
    EXPECT_EQ(emptied(counts), expected) << testing::PrintToString(widths);
    EXPECT_TRUE(emptied(counts).empty());
  }
}

TEST(ValueCounts, SaysWhenItHoldsManyValues) {
  ValueCounts counts({40, 0, 0});
  std::uint64_t value = 0;
  while (!counts.is_large() && value < 1'000'000) counts.add({value++, 0, 0});
  EXPECT_EQ(value, 65'537U);
  EXPECT_EQ(emptied(counts).size(), value);
  EXPECT_FALSE(counts.is_large());
}

}  // namespace
}  // namespace tellsafe::release
