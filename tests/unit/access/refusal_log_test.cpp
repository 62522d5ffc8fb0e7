#include "service/access/refusal_log.h"

#include <algorithm>
#include <array>
#include <optional>

#include "access_fixture.h"

namespace tellsafe::access {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class RefusalLogTest : public AccessTest {
 protected:
  std::optional<RefusalLog> refusals{std::in_place, audit, wall.clock()};
};

TEST_F(RefusalLogTest, AFloodIsALineAMinuteWithItsCount) {
  for (int i = 0; i < 1000; ++i) refusals->note(anybody, Action::session_refused, "unknown");
  EXPECT_THAT(log(), ElementsAre("anybody session_refused unknown"));
  wall.pass(59s);
  refusals->note(anybody, Action::session_refused, "unknown");
  EXPECT_EQ(log_size(), 1U);
  wall.pass(1s);
  refusals->note(anybody, Action::session_refused, "unknown");
  EXPECT_EQ(log().back(), "anybody session_refused unknown (and 1000 more)");
  wall.pass(60s);
  refusals->note(anybody, Action::session_refused, "unknown");
  EXPECT_EQ(log().back(), "anybody session_refused unknown");
}

TEST_F(RefusalLogTest, ActorsAndActionsAreCountedApart) {
  refusals->note(anybody, Action::session_refused, "a");
  refusals->note(anybody, Action::machine_refused, "b");
  refusals->note("machine:records", Action::machine_refused, "c");
  EXPECT_EQ(log_size(), 3U);
}

TEST_F(RefusalLogTest, ACountIsWrittenWithTheNextRefusalOfAnyKind) {
  for (int i = 0; i < 3; ++i) refusals->note(anybody, Action::session_refused, "a");
  wall.pass(60s);
  refusals->note("machine:records", Action::machine_refused, "c");
  EXPECT_THAT(log(), ElementsAre("anybody session_refused a", "machine:records machine_refused c",
                                 "anybody session_refused a (and 1 more)"));
}

TEST_F(RefusalLogTest, EachKindHasOneLineAMinuteWhateverTheOthersDo) {
  constexpr std::array kinds{Action::session_refused, Action::sign_in_refused, Action::machine_refused};
  for (int second = 0; second < 600; ++second) {
    for (const Action kind : kinds) refusals->note(anybody, kind, "a");
    wall.pass(1s);
  }
  for (const Action kind : kinds) {
    const auto& lines = vault.audit().kept_lines();
    EXPECT_EQ(std::ranges::count(lines, name_of(kind), &store::AuditLine::action), 10);
  }
}

TEST_F(RefusalLogTest, ACountIsTheLineOfItsMinute) {
  for (int i = 0; i < 3; ++i) refusals->note(anybody, Action::session_refused, "a");
  wall.pass(60s);
  refusals->note(anybody, Action::machine_refused, "b");
  ASSERT_EQ(log_size(), 3U);
  refusals->note(anybody, Action::session_refused, "a");
  EXPECT_EQ(log_size(), 3U);
  wall.pass(60s);
  refusals->note(anybody, Action::session_refused, "a");
  EXPECT_EQ(log().back(), "anybody session_refused a (and 1 more)");
}

TEST_F(RefusalLogTest, ACountIsWrittenAtTheEnd) {
  for (int i = 0; i < 2; ++i) refusals->note(anybody, Action::session_refused, "a");
  refusals.reset();
  EXPECT_THAT(log(), ElementsAre("anybody session_refused a", "anybody session_refused a"));
}

TEST_F(RefusalLogTest, WhatCannotBeWrittenStaysCounted) {
  vault.audit_failure.now = store::Errc::busy;
  refusals->note(anybody, Action::session_refused, "a");
  refusals->note(anybody, Action::session_refused, "a");
  vault.audit_failure.now.reset();
  EXPECT_THAT(log(), IsEmpty());
  refusals->note(anybody, Action::session_refused, "a");
  EXPECT_THAT(log(), ElementsAre("anybody session_refused a (and 2 more)"));
}

TEST_F(RefusalLogTest, AClockThatIsSetBackDoesNotSilenceIt) {
  refusals->note(anybody, Action::session_refused, "a");
  wall.pass(-24h);
  refusals->note(anybody, Action::session_refused, "a");
  EXPECT_EQ(log_size(), 2U);
}

}  // namespace
}  // namespace tellsafe::access
