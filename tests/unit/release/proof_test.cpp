#include "service/release/proof.h"

#include <gmock/gmock.h>

namespace tellsafe::release {
namespace {

using testing::Contains;
using testing::HasSubstr;
using testing::IsEmpty;

// Cell 0 is the sum of 1, 2 and 3; 0 and 1 are shown.
Problem problem() {
  Problem made;
  made.cells.names = {"2025", "2025; a=option:x", "2025; a=option:y", "2025; a=option:z"};
  made.cells.apart.resize(4);
  made.cells.system = {{32, 20, 9, 3}, {{0, {1, 2, 3}, true}}, {}};
  made.audiences = {{"working_group", 5, 1}};
  made.printed = {{0, 1, 2, 3}};
  made.earlier = {std::vector<bool>(4)};
  return made;
}

Proof proof() {
  const auto solver = disclosure::cbc_solver();
  const auto made = problem();
  const auto choice = choose(made, *solver);
  return proof_of({2025, 0}, made, audit_choice(made, choice, *solver));
}

TEST(Proof, OfASafeReleaseHasNoFaults) {
  const auto made = proof();
  EXPECT_EQ(made.views.size(), 2U);  // the working group's, and all together
  EXPECT_THAT(proof_faults(made), IsEmpty());
}

TEST(Proof, IsReadAsItWasWritten) {
  const auto made = proof();
  const auto text = proof_text(made);
  const auto read = parse_proof(text);
  ASSERT_TRUE(read.has_value());
  EXPECT_EQ(proof_text(*read), text);
  EXPECT_THAT(proof_faults(*read), IsEmpty());
}

TEST(Proof, IsPaddedSoThatItsSizeTellsLittle) {
  EXPECT_EQ(proof_text(proof()).size(), 65'536U);
}

TEST(Proof, FaultsAreFound) {
  auto revealed = proof();
  revealed.views[0].shown[2] = true;
  EXPECT_THAT(proof_faults(revealed), Contains(HasSubstr("\"2025\" less its shown parts leaves 3")));
  EXPECT_THAT(proof_faults(revealed),
              Contains(HasSubstr("no witness proves that \"2025; a=option:z\" is safe")));

  auto small = proof();
  small.views[1].shown[3] = true;
  EXPECT_THAT(proof_faults(small),
              Contains(HasSubstr("together: \"2025; a=option:z\" is shown although it is under 5")));

  auto unasked = proof();
  unasked.views[0].goals.clear();
  EXPECT_THAT(proof_faults(unasked), Contains(HasSubstr("nothing is asked of \"2025; a=option:z\"")));

  auto weakened = proof();
  weakened.views[0].goals[0].low = 3;
  EXPECT_THAT(proof_faults(weakened), Contains(HasSubstr("nothing is asked of")));

  auto invented = proof();
  for (auto& witness : invented.views[0].witnesses)
    for (auto& change : witness.changes) change.count += 1;
  EXPECT_THAT(proof_faults(invented), Contains(HasSubstr("no witness proves")));

  auto other_counts = proof();
  other_counts.system.counts[3] = 4;
  EXPECT_THAT(proof_faults(other_counts), testing::Not(IsEmpty()));

  auto empty = proof();
  empty.views.clear();
  EXPECT_THAT(proof_faults(empty), testing::Not(IsEmpty()));
}

TEST(Proof, WhatIsNotOneIsRefusedWithoutItsWords) {
  const auto text = proof_text(proof());
  for (
      const std::string& broken :
      {std::string("{}"), std::string("not json 42"), text.substr(0, 100),
       std::string(
           R"({"format":"tellsafe-proof-1","period":"2025","cells":["a"],"counts":[1,2],"relations":[],"views":[]})"),
       std::string(
           R"({"format":"tellsafe-proof-1","period":"2025","cells":["a"],"counts":[1],"relations":[[5,true,[0]]],"views":[]})"),
       std::string(
           R"({"format":"tellsafe-proof-1","period":"2025","cells":["a"],"counts":[1],"relations":[],"views":[{"name":"v","threshold":5,"cells":[0],"known":[],"shown":[7],"goals":[],"witnesses":[]}]})")}) {
    const auto read = parse_proof(broken);
    ASSERT_FALSE(read.has_value()) << broken;
    EXPECT_EQ(read.error().message, "The sealed proof of the release is not one.");
  }
}

}  // namespace
}  // namespace tellsafe::release
