#include "schema/cautions.h"

#include <gmock/gmock.h>

#include "tests/unit/schema/files.h"

namespace tellsafe::schema {
namespace {

using testing::HasSubstr;

TEST(Cautions, AreThoseOfTheCodeListsByQuestion) {
  const auto cautions = load_cautions(test::schema_folder);
  ASSERT_TRUE(cautions.has_value()) << cautions.error();
  EXPECT_THAT(cautions->at("bias_targets"), testing::SizeIs(4));
  EXPECT_THAT(cautions->at("target_kind").front(), HasSubstr("a public school counts as government"));
  EXPECT_FALSE(cautions->contains("page_language"));  // its list has none
  EXPECT_FALSE(cautions->contains("effects"));        // it has no list
}

TEST(Cautions, NameTheFileThatIsWrong) {
  const test::Scratch scratch;
  scratch.copy_schema();
  scratch.replace("codes/act_type.json", "\"cautions\": [", "\"cautions\": [3, ");
  const auto wrong = load_cautions(scratch.path());
  ASSERT_TRUE(wrong.has_error());
  EXPECT_THAT(wrong.error(), HasSubstr("act_type.json: cautions[0]"));
  std::filesystem::remove(scratch.path() / "codes" / "act_type.json");
  EXPECT_THAT(load_cautions(scratch.path()).error(), HasSubstr("act_type.json: cannot be read"));
  std::filesystem::remove(scratch.path() / "form.json");
  EXPECT_THAT(load_cautions(scratch.path()).error(), HasSubstr("form.json: cannot be read"));
}

}  // namespace
}  // namespace tellsafe::schema
