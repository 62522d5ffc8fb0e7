#include "service/disclosure/system.h"

#include <gmock/gmock.h>

namespace tellsafe::disclosure {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

TEST(System, HasNoFaultsWhereCountsAgree) {
  EXPECT_THAT(faults({{9, 4, 5}, {{0, {1, 2}, true}}, {{1, 4, 4}, {2, 0, 7}}}), IsEmpty());
  EXPECT_THAT(faults({{6, 4, 5}, {{0, {1, 2}, false}}, {}}), IsEmpty());
}

TEST(System, NamesEachFault) {
  EXPECT_THAT(faults({{8, 4, 5}, {{0, {1, 2}, true}}, {}}), ElementsAre(HasSubstr("relation 0")));
  EXPECT_THAT(faults({{10, 4, 5}, {{0, {1, 2}, false}}, {}}), ElementsAre(HasSubstr("relation 0")));
  EXPECT_THAT(faults({{4, 4, 5}, {{0, {1, 2}, false}}, {}}), ElementsAre(HasSubstr("relation 0")));
  EXPECT_THAT(faults({{4}, {{0, {}, true}}, {}}), ElementsAre(HasSubstr("no children")));
  EXPECT_THAT(faults({{4}, {{0, {1}, true}}, {}}), ElementsAre(HasSubstr("does not exist")));
  EXPECT_THAT(faults({{4, 2}, {{0, {1, 1}, true}}, {}}), ElementsAre(HasSubstr("twice")));
  EXPECT_THAT(faults({{4}, {{0, {0}, true}}, {}}), ElementsAre(HasSubstr("twice")));
  EXPECT_THAT(faults({{4}, {}, {{0, 5, 6}, {1, 0, 1}}}),
              ElementsAre(HasSubstr("known 0"), HasSubstr("known 1")));
  EXPECT_THAT(faults({{std::uint64_t{1} << 31}, {}, {}}), ElementsAre(HasSubstr("cell 0")));
}

}  // namespace
}  // namespace tellsafe::disclosure
