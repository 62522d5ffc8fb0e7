#include "service/http/places.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace tellsafe::http {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

using Id = Places::Id;

Places::Time at(int second) {
  return Places::Time(std::chrono::seconds(second));
}

TEST(Places, AreGivenWhileThereAreSome) {
  Places places(2, 0);
  for (int second = 0; second < 2; ++second) {
    const auto entry = places.enter({}, at(second));
    EXPECT_NE(entry.id, 0U);
    EXPECT_FALSE(entry.turned_away);
    EXPECT_THAT(entry.losers, IsEmpty());
  }
}

TEST(Places, AreLostByWhoHasWaitedLongest) {
  Places places(3, 0);
  const Id first = places.enter({}, at(1)).id;
  const Id second = places.enter({}, at(2)).id;
  const Id third = places.enter({}, at(3)).id;
  places.waits(first, at(4));
  const auto fourth = places.enter({}, at(5));
  EXPECT_THAT(fourth.losers, ElementsAre(second));
  EXPECT_FALSE(fourth.turned_away);
  EXPECT_TRUE(places.lost(second));
  EXPECT_FALSE(places.lost(first));
  EXPECT_THAT(places.enter({}, at(6)).losers, ElementsAre(third));
  EXPECT_THAT(places.enter({}, at(7)).losers, ElementsAre(first));
  EXPECT_THAT(places.enter({}, at(8)).losers, ElementsAre(fourth.id));
}

TEST(Places, AreKeptByWhoWorksAndByWhoHasAClaim) {
  Places places(2, 0);
  places.works(places.enter({}, at(1)).id);
  const Id claims = places.enter({}, at(1)).id;
  places.waits(claims, at(10));
  const auto third = places.enter({}, at(9));
  EXPECT_NE(third.id, 0U);
  EXPECT_TRUE(third.turned_away);
  places.leave(third.id);
  EXPECT_THAT(places.enter({}, at(10)).losers, ElementsAre(claims));
}

TEST(Places, AreATenthMoreForThoseWhoAreTurnedAway) {
  Places places(20, 0);
  for (int i = 0; i < 22; ++i) {
    const auto entry = places.enter({}, at(i));
    EXPECT_EQ(entry.turned_away, i >= 20);
    places.works(entry.id);
  }
  EXPECT_EQ(places.enter({}, at(30)).id, 0U);
}

TEST(Places, OfThoseWhoAreTurnedAwayAreLostToo) {
  Places places(1, 0);
  const Id works = places.enter({}, at(1)).id;
  places.works(works);
  const Id turned_away = places.enter({}, at(2)).id;
  const auto next = places.enter({}, at(3));
  EXPECT_THAT(next.losers, ElementsAre(turned_away));
  EXPECT_TRUE(next.turned_away);
  // Once nobody works any more, the next newcomer is served and not only told to come again.
  places.waits(works, at(4));
  const auto served = places.enter({}, at(5));
  EXPECT_THAT(served.losers, ElementsAre(next.id, works));
  EXPECT_FALSE(served.turned_away);
}

TEST(Places, ComeBackToWhoBeganToWorkInThatMoment) {
  Places places(1, 0);
  const Id first = places.enter({}, at(1)).id;
  const Id second = places.enter({}, at(2)).id;
  ASSERT_TRUE(places.lost(first));
  places.works(first);
  EXPECT_FALSE(places.lost(first));
  places.works(second);
  EXPECT_EQ(places.enter({}, at(3)).id, 0U) << "one too many has the place of those who are turned away";
  places.leave(first);
  EXPECT_TRUE(places.enter({}, at(4)).turned_away);
}

TEST(Places, AreNotGivenBackTwice) {
  Places places(1, 0);
  const Id first = places.enter({}, at(1)).id;
  const Id second = places.enter({}, at(2)).id;
  places.waits(first, at(100));
  EXPECT_TRUE(places.lost(first)) << "whatever it claims now";
  places.leave(first);
  places.leave(first);
  EXPECT_FALSE(places.lost(first));
  places.works(second);
  EXPECT_TRUE(places.enter({}, at(3)).turned_away);
}

TEST(Places, OfAnOriginWithItsShareGoToItsOwn) {
  Places places(4, 2);
  const Id other = places.enter("b", at(1)).id;
  const Id first = places.enter("a", at(2)).id;
  places.enter("a", at(3));
  places.enter("a", at(4));
  EXPECT_THAT(places.enter("a", at(5)).losers, ElementsAre(first));
  EXPECT_FALSE(places.lost(other)) << "though it has waited longest";
}

TEST(Places, AreLostFirstByTheOriginAboveItsShare) {
  Places places(4, 2);
  const Id quiet = places.enter("b", at(1)).id;
  const Id first = places.enter("a", at(2)).id;
  const Id second = places.enter("a", at(3)).id;
  const Id third = places.enter("a", at(4)).id;
  EXPECT_THAT(places.enter("c", at(5)).losers, ElementsAre(first));
  places.leave(first);
  // Now it has no more than its share.
  EXPECT_THAT(places.enter("c", at(6)).losers, ElementsAre(quiet));
  EXPECT_FALSE(places.lost(second) || places.lost(third));
}

TEST(Places, OfAnOriginAboveItsShareAreLostThoughItHasAClaim) {
  Places places(3, 1);
  const Id first = places.enter("a", at(1)).id;
  const Id second = places.enter("a", at(1)).id;
  const Id third = places.enter("b", at(1)).id;
  places.waits(first, at(101));
  places.waits(second, at(100));
  places.waits(third, at(99));
  EXPECT_TRUE(places.enter("a", at(2)).turned_away) << "its own claims hold against itself";
  EXPECT_THAT(places.enter("c", at(3)).losers, testing::Contains(second));
  EXPECT_FALSE(places.lost(third));
}

TEST(Places, AreAllForOneOriginWhileNobodyElseComes) {
  Places places(4, 1);
  for (int i = 0; i < 4; ++i) EXPECT_FALSE(places.enter("a", at(i)).turned_away);
}

}  // namespace
}  // namespace tellsafe::http
