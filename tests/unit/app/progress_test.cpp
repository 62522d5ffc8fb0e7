#include "service/app/progress.h"

#include <gtest/gtest.h>

namespace tellsafe::app {
namespace {

using std::chrono::milliseconds;

TEST(Progress, BarShowsPartRateAndRest) {
  EXPECT_EQ(progress_bar("Opening", 3000, 12000, milliseconds{2000}),
            "Opening  [######------------------]  25 %  1,500/s, 6 s left");
  EXPECT_EQ(progress_bar("Opening", 12000, 12000, milliseconds{8000}),
            "Opening  [########################] 100 %  1,500/s, 0 s left");
}

TEST(Progress, LineShowsTheSame) {
  EXPECT_EQ(progress_line("Sending", 1234560, 9876480, milliseconds{10000}),
            "Sending: 1,234,560 of 9,876,480, 123,456/s, 70 s left");
  EXPECT_EQ(progress_line("Sending", 10, 1000, milliseconds{10000}),
            "Sending: 10 of 1,000, 1/s, 17 min left");
}

TEST(Progress, SaysNothingThatItDoesNotKnow) {
  EXPECT_EQ(progress_line("Sending", 0, 1000, milliseconds{1500}), "Sending: 0 of 1,000");
  EXPECT_EQ(progress_bar("Sending", 0, 0, milliseconds{0}), "Sending  [------------------------]   0 %  ");
  EXPECT_EQ(progress_bar("Sending", 7, 5, milliseconds{1000}),
            "Sending  [########################] 100 %  7/s, 0 s left");
}

}  // namespace
}  // namespace tellsafe::app
