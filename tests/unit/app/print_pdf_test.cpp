#include "service/app/print_pdf.h"

#include <gmock/gmock.h>

#include "tests/support/process.h"

namespace tellsafe::app {
namespace {

namespace fs = std::filesystem;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

constexpr const char* page =
    "<!doctype html>\n<html lang=\"en\"><head><title>A brief</title></head><body><h1>Heading</h1>"
    "<table><tr><th scope=\"col\">Head</th></tr><tr><td>One</td></tr></table></body></html>";

// A program in the place of Chromium.
class PrintPdf : public testing::Test {
 protected:
  Printer printer(const std::string& script) {
    support::write_file(program_,
                        "#!/bin/sh\nfor one in \"$@\"; do\n  case $one in\n"
                        "    --print-to-pdf=*) out=${one#*=} ;;\n"
                        "    file://*) page=${one#file://} ;;\n  esac\ndone\n" +
                            script);
    fs::permissions(program_, fs::perms::owner_all);
    Printer made;
    made.program = program_;
    return made;
  }
  fs::path kept(const std::string& name) const { return folder_.path() / name; }

 private:
  support::TemporaryFolder folder_;
  fs::path program_ = folder_.path() / "printer";
};

TEST_F(PrintPdf, GivesWhatTheProgramPrinted) {
  const auto pdf = print_pdf(page, printer("printf '%%PDF-1.7 ' > \"$out\"; cat \"$page\" >> \"$out\"\n"));
  ASSERT_TRUE(pdf) << pdf.error().message;
  EXPECT_THAT(*pdf, StartsWith("%PDF-1.7 <!doctype html>"));
  EXPECT_THAT(*pdf,
              HasSubstr("default-src 'none'; style-src 'unsafe-inline'\"><style>@page{size:letter}</style>"));
}

TEST_F(PrintPdf, ForThePaperThatIsAskedFor) {
  auto a4 = printer("printf '%%PDF-' > \"$out\"; cat \"$page\" >> \"$out\"\n");
  a4.paper = "a4";
  EXPECT_THAT(*print_pdf(page, a4), HasSubstr("size:a4"));
}

TEST_F(PrintPdf, FetchesNothingAndLeavesNothing) {
  const auto where = kept("seen");
  const auto pdf = print_pdf(page, printer("printf '%s\\n' \"$@\" > '" + where.string() + "'; env >> '" +
                                           where.string() + "'; stat -c %a \"$(dirname \"$page\")\" >> '" +
                                           where.string() + "'; printf '%%PDF-' > \"$out\"\n"));
  ASSERT_TRUE(pdf);
  const auto seen = support::read_file(where);
  EXPECT_THAT(seen, AllOf(HasSubstr("--host-resolver-rules=MAP * ~NOTFOUND\n"), HasSubstr("\n700\n")));
  EXPECT_THAT(seen, Not(HasSubstr("GTEST")));
  const auto at = seen.find("--print-to-pdf=") + std::string_view("--print-to-pdf=").size();
  EXPECT_FALSE(fs::exists(fs::path(seen.substr(at, seen.find('\n', at) - at)).parent_path()));
}

TEST_F(PrintPdf, SaysWhenTheProgramIsNotThere) {
  Printer none;
  none.program = kept("nothing");
  const auto pdf = print_pdf(page, none);
  ASSERT_TRUE(pdf.has_error());
  EXPECT_EQ(pdf.error().code, ExitCode::refused);
  EXPECT_THAT(pdf.error().message, HasSubstr("apt install chromium"));
}

TEST_F(PrintPdf, SaysWhenItFailsOrPrintsNothing) {
  for (const auto* script : {"exit 3\n", "kill -9 $$\n", "exit 0\n", "echo text > \"$out\"\n"}) {
    const auto pdf = print_pdf(page, printer(script));
    ASSERT_TRUE(pdf.has_error()) << script;
    EXPECT_EQ(pdf.error().code, ExitCode::refused) << script;
  }
}

TEST_F(PrintPdf, EndsAProgramThatDoesNotEnd) {
  auto slow = printer("sleep 1000 & sleep 1000\n");
  slow.patience = std::chrono::milliseconds(50);
  const auto pdf = print_pdf(page, slow);
  ASSERT_TRUE(pdf.has_error());
  EXPECT_THAT(pdf.error().message, HasSubstr("took too long"));
}

TEST_F(PrintPdf, WithChromiumHasTagsALanguageATitleAndItsFontsAndRunsNoScript) {
  const Printer chromium;
  if (!fs::exists(chromium.program)) GTEST_SKIP() << chromium.program << " is not there";
  std::string with_script = page;
  with_script.insert(with_script.find("</body>"), "<script>document.querySelector('h1').remove()</script>");
  const auto pdf = print_pdf(with_script, chromium);
  ASSERT_TRUE(pdf) << pdf.error().message;
  for (const auto* part : {"/StructTreeRoot", "/Lang (en)", "/DisplayDocTitle true", "/S /H1", "/S /TH",
                           "/Scope /Column", "/FontFile2"})
    EXPECT_THAT(*pdf, HasSubstr(part));
}

}  // namespace
}  // namespace tellsafe::app
