#include "service/disclosure/residuals.h"

#include <gmock/gmock.h>

namespace tellsafe::disclosure {
namespace {

TEST(Residuals, OfASumIsTheRest) {
  const System system{{20, 9, 8, 3}, {{0, {1, 2, 3}, true}}, {}};
  const auto rest = [&](std::vector<bool> shown) {
    const auto found = residuals(system, shown, 5);
    return found.empty() ? 0 : found.front().rest;
  };
  EXPECT_EQ(rest({true, true, true, false}), 3U);
  EXPECT_EQ(rest({true, true, false, false}), 0U);
  EXPECT_EQ(rest({false, true, true, false}), 0U);
  EXPECT_EQ(rest({true, true, true, true}), 0U);
}

TEST(Residuals, OfSeveralAnswersAreTheComplementAndTheRest) {
  const System system{{20, 17, 9, 8, 4}, {{0, {1, 2, 3, 4}, false}}, {}};
  const auto rest = [&](std::vector<bool> shown) {
    const auto found = residuals(system, shown, 5);
    return found.empty() ? 0 : found.front().rest;
  };
  EXPECT_EQ(rest({true, true, false, false, false}), 3U);  // who did not choose 1
  EXPECT_EQ(rest({true, false, true, true, false}), 3U);   // who chose neither 2 nor 3
  EXPECT_EQ(rest({true, false, true, false, false}), 0U);
  EXPECT_EQ(rest({false, true, true, true, false}), 0U);
}

}  // namespace
}  // namespace tellsafe::disclosure
