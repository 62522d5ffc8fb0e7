#include "service/access/sign_off.h"

#include <gtest/gtest.h>

namespace tellsafe::access {
namespace {

const crypto::Sha256 seen{1};
const crypto::Sha256 other{2};

store::Approval by(store::PersonId person, const char* role = "working_group", crypto::Sha256 digest = seen) {
  store::Approval approval;
  approval.subject = "export:2025";
  approval.digest = digest;
  approval.person = person;
  approval.name = "Person " + std::to_string(person);
  approval.role = role;
  return approval;
}

TEST(SignOff, TakesTwoPeople) {
  const std::vector<store::Approval> none;
  EXPECT_FALSE(sign_off(none, seen).complete);
  const std::vector one{by(1)};
  EXPECT_FALSE(sign_off(one, seen).complete);
  EXPECT_FALSE(sign_off(one, seen).missing.empty());
  const std::vector two{by(1), by(2)};
  EXPECT_TRUE(sign_off(two, seen).complete);
  EXPECT_EQ(names_of(sign_off(two, seen)), "Person 1, Person 2");
}

TEST(SignOff, OnePersonTwiceIsOne) {
  const std::vector twice{by(1), by(1, "liaison")};
  EXPECT_FALSE(sign_off(twice, seen).complete);
}

TEST(SignOff, WhatWasSaidOfOtherContentsDoesNotCount) {
  const std::vector two{by(1), by(2, "working_group", other)};
  EXPECT_FALSE(sign_off(two, seen).complete);
  EXPECT_FALSE(sign_off(two, other).complete);
}

TEST(SignOff, TwoOfTheRoleThatMustNotBeAloneAreNotEnough) {
  const SignOffRule rule{Role::liaison};
  const std::vector police{by(1, "liaison"), by(2, "liaison")};
  EXPECT_FALSE(sign_off(police, seen, rule).complete);
  const std::vector mixed{by(1, "liaison"), by(2, "working_group")};
  EXPECT_TRUE(sign_off(mixed, seen, rule).complete);
  const std::vector three{by(1, "liaison"), by(2, "liaison"), by(3)};
  EXPECT_TRUE(sign_off(three, seen, rule).complete);
}

TEST(SignOff, WhoIsStoppedNowDoesNotCount) {
  std::vector<store::Person> people(2);
  people[0].id = 1;
  people[1].id = 2;
  const std::vector three{by(1), by(2), by(3)};
  EXPECT_EQ(valid_approvals(three, people).size(), 3U);
  people[1].stopped = true;
  const auto valid = valid_approvals(three, people);
  ASSERT_EQ(valid.size(), 2U);
  EXPECT_EQ(valid[0].person, 1U);
  EXPECT_EQ(valid[1].person, 3U);
}

}  // namespace
}  // namespace tellsafe::access
