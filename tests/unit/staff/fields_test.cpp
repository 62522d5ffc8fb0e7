#include "service/staff/fields.h"

#include <gmock/gmock.h>

namespace tellsafe::staff {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(Fields, GiveWhatWasTyped) {
  const Fields fields("name=Ana+D%C3%ADaz&role=liaison&role=board&empty=&notes=%20one%0D%0Atwo%0Dthree%20");
  EXPECT_EQ(fields.value("name"), "Ana Díaz");
  EXPECT_THAT(fields.values("role"), ElementsAre("liaison", "board"));
  EXPECT_TRUE(fields.has("empty"));
  EXPECT_EQ(fields.value("empty"), "");
  EXPECT_FALSE(fields.has("absent"));
  EXPECT_EQ(fields.value("notes"), "one\ntwo\nthree");
  EXPECT_EQ(fields.all().size(), 5U);
}

TEST(Fields, AreNoneAtAllWhereSomethingIsNoText) {
  EXPECT_THAT(Fields("name=Ana&other=%FF").all(), IsEmpty());
  EXPECT_THAT(Fields("name=Ana&other=a%00b").all(), IsEmpty());
  std::string many;
  for (int i = 0; i < 201; ++i) many += "a=1&";
  EXPECT_THAT(Fields(many).all(), IsEmpty());
}

}  // namespace
}  // namespace tellsafe::staff
