#include "schema/code_notes.h"

#include <gmock/gmock.h>

#include "tests/unit/schema/files.h"

namespace tellsafe::schema {
namespace {

using testing::HasSubstr;

TEST(CodeNotes, HaveTheCautionsOfTheCodeListsByQuestion) {
  const auto notes = load_code_notes(test::schema_folder);
  ASSERT_TRUE(notes.has_value()) << notes.error();
  const auto& cautions = notes->cautions;
  EXPECT_THAT(cautions.at("bias_targets"), testing::SizeIs(4));
  EXPECT_THAT(cautions.at("target_kind").front(), HasSubstr("a public school counts as government"));
  EXPECT_FALSE(cautions.contains("page_language"));  // its list has none
  EXPECT_FALSE(cautions.contains("effects"));        // it has no list
}

TEST(CodeNotes, NameTheNibrsCodesThatAnOptionMayHave) {
  const auto notes = load_code_notes(test::schema_folder);
  ASSERT_TRUE(notes.has_value()) << notes.error();
  const auto& elements = notes->elements;
  EXPECT_THAT(elements, testing::SizeIs(4));
  EXPECT_EQ(elements.at("bias_targets").name, "bias_motivation");
  EXPECT_EQ(elements.at("bias_targets").labels.at("21"), "Anti-Jewish");
  EXPECT_FALSE(elements.at("bias_targets").labels.contains("88"));
  EXPECT_EQ(elements.at("act_types").name, "offense");
  EXPECT_EQ(elements.at("target_kind").labels.at("R"), "Religious Organization");
  EXPECT_EQ(elements.at("place_kind").name, "location_type");
}

TEST(CodeNotes, NameTheFileThatIsWrong) {
  const test::Scratch scratch;
  scratch.copy_schema();
  scratch.replace("codes/act_type.json", "\"cautions\": [", "\"cautions\": [3, ");
  const auto wrong = load_code_notes(scratch.path());
  ASSERT_TRUE(wrong.has_error());
  EXPECT_THAT(wrong.error(), HasSubstr("act_type.json: cautions[0]"));
  std::filesystem::remove(scratch.path() / "codes" / "act_type.json");
  EXPECT_THAT(load_code_notes(scratch.path()).error(), HasSubstr("act_type.json: cannot be read"));
  std::filesystem::remove(scratch.path() / "codes" / "nibrs.json");
  EXPECT_THAT(load_code_notes(scratch.path()).error(), HasSubstr("nibrs.json: cannot be read"));
  std::filesystem::remove(scratch.path() / "form.json");
  EXPECT_THAT(load_code_notes(scratch.path()).error(), HasSubstr("form.json: cannot be read"));
}

}  // namespace
}  // namespace tellsafe::schema
