#include "service/app/operator_name.h"

#include <gtest/gtest.h>

namespace tellsafe::app {
namespace {

TEST(OperatorName, TellsWhoseLoginItWas) {
  EXPECT_EQ(operator_name("tellsafe", "eli", "mallory"), "tellsafe (eli)");
  EXPECT_EQ(operator_name("tellsafe", {}, "eli"), "tellsafe (eli)");
  EXPECT_EQ(operator_name("tellsafe", {}, "eli.stone@city.example"), "tellsafe (eli.stone@city.example)");
  EXPECT_EQ(operator_name("eli", "eli", ""), "eli");
  EXPECT_EQ(operator_name("root", {}, ""), "root");
}

TEST(OperatorName, TakesNothingThatIsNoPlainName) {
  for (const char* name : {"eli)", "eli stone", "eli\nreleased 2026", "-eli", "eli\"", "éli"})
    EXPECT_EQ(operator_name("tellsafe", {}, name), "tellsafe") << name;
  EXPECT_EQ(operator_name("tellsafe", {}, std::string(65, 'a')), "tellsafe");
  EXPECT_EQ(operator_name("tellsafe", "a b", "eli"), "tellsafe");
}

}  // namespace
}  // namespace tellsafe::app
