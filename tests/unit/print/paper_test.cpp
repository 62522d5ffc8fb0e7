#include <fmt/format.h>
#include <gmock/gmock.h>

#include <algorithm>

#include "service/pages/wording.h"
#include "service/print/qr.h"
#include "tests/unit/print/page.h"

namespace tellsafe::print {
namespace {

using schema::Kind;
using testing::HasSubstr;
using testing::Not;

std::string made(std::string_view code, const SheetOptions& options = test::options()) {
  return paper_form(options, test::labels(), test::form(), test::language(code));
}

std::size_t count(std::string_view page, std::string_view part) {
  std::size_t found = 0;
  for (auto at = page.find(part); at != std::string_view::npos; at = page.find(part, at + 1)) ++found;
  return found;
}

// Walks over a page's texts in order, question by question.
class Reader {
 public:
  Reader(std::string code, const std::string& page) : code_(std::move(code)), texts_(test::texts(page)) {
    at_ = texts_.cbegin();
  }

  const std::string& label(const std::string& key) const { return test::labels().text(code_, key); }

  // Goes to the next text that is this one.
  void go_to(const std::string& text) {
    at_ = std::find(at_, texts_.cend(), text);
    EXPECT_NE(at_, texts_.cend()) << code_ << ": " << text;
  }

  // The texts from here to the label of `next`, or to the end.
  std::vector<std::string> until(const schema::Question* next) const {
    return {at_, next == nullptr ? texts_.cend() : std::find(at_, texts_.cend(), label_of(*next))};
  }

  std::string label_of(const schema::Question& question) const {
    return label("question." + question.id + ".label");
  }

 private:
  std::string code_;
  std::vector<std::string> texts_;
  std::vector<std::string>::const_iterator at_;
};

void expect_options(const Reader& reader, const schema::Question& question,
                    const std::vector<std::string>& texts) {
  for (const auto& option : question.options) {
    const auto& wanted = reader.label(fmt::format("option.{}.{}", question.id, option.code));
    EXPECT_TRUE(test::has(texts, wanted)) << question.id << ": " << wanted;
  }
  if (question.id != "bias_targets") return;
  for (const auto& category : question.categories) {
    EXPECT_TRUE(test::has(texts, reader.label("category.bias_targets." + category))) << category;
  }
}

TEST(PaperForm, AsksEverythingInEachLanguage) {
  std::vector<const schema::Question*> asked;
  for (const auto& question : test::form().questions()) {
    if (question.asked) asked.push_back(&question);
  }
  for (const auto& language : test::labels().languages()) {
    Reader reader(language.code, made(language.code));
    const auto limit = pages::Wording(test::labels(), language).number(3000);
    for (std::size_t at = 0; at < asked.size(); ++at) {
      const auto& question = *asked[at];
      reader.go_to(reader.label_of(question));
      const auto texts = reader.until(at + 1 < asked.size() ? asked[at + 1] : nullptr);
      expect_options(reader, question, texts);
      EXPECT_EQ(test::has(texts, reader.label("page.report.optional")),
                !question.required && question.kind != Kind::flag)
          << question.id;
      const auto hint = "question." + question.id + ".hint";
      if (test::labels().has(language.code, hint)) {
        EXPECT_TRUE(test::has(texts, pages::put_in(reader.label(hint), {{"limit", limit}}))) << hint;
      } else if (question.kind == Kind::single) {
        EXPECT_TRUE(test::has(texts, reader.label("page.paper.choose_one"))) << question.id;
      }
    }
  }
}

TEST(PaperForm, SaysWhatToDoWithIt) {
  for (const auto& language : test::labels().languages()) {
    const auto page = made(language.code);
    const auto texts = test::texts(page);
    for (const auto* key : {"paper.title", "paper.intro", "paper.not_police", "paper.write_here",
                            "paper.hand_in", "paper.online", "paper.staff", "common.danger",
                            "report.section.leave_out_of_numbers.text", "report.date_is_approximate"}) {
      EXPECT_TRUE(test::has(texts, test::labels().text(language.code, std::string("page.") + key)))
          << language.code << ' ' << key;
    }
    const auto address = "https://report.riverbend.example/" + language.code;
    EXPECT_TRUE(test::has(texts, "report.riverbend.example/" + language.code));
    EXPECT_THAT(page, HasSubstr(svg(qr_code(address), address)));
    EXPECT_EQ(test::reaches_out(page), "") << language.code;
    EXPECT_THAT(page, Not(HasSubstr("<Riverbend>")));
  }
}

TEST(PaperForm, HasAPlaceForEachAnswer) {
  std::size_t boxes = 0;
  std::size_t singles = 0;
  for (const auto& question : test::form().questions()) {
    if (!question.asked) continue;
    boxes += question.options.size() + (question.kind == Kind::flag ? 1 : 0);
    if (question.kind == Kind::date) ++boxes;  // a rough guess
    if (question.kind == Kind::single) ++singles;
  }
  const auto page = made("en");
  EXPECT_EQ(count(page, "class=\"option\"><i></i>"), boxes);
  EXPECT_EQ(count(page, "class=\"question one\""), singles);  // circles, not squares
  EXPECT_EQ(count(page, "<p class=\"boxes\"><i></i><i></i></p>"), 2U);
  EXPECT_EQ(count(page, "<p class=\"boxes\"><i></i><i></i><i></i><i></i></p>"), 1U);
  EXPECT_GE(count(page.substr(page.find("class=\"lines\""), 1500), "<i></i>"), 10U);
}

}  // namespace
}  // namespace tellsafe::print
