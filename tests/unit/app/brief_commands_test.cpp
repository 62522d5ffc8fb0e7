// tellsafe brief, import-history and history, with the real program.
#include <gmock/gmock.h>

#include "crypto/memory.h"
#include "service/app/vault_access.h"
#include "tests/unit/app/town.h"

namespace tellsafe::app {
namespace {

namespace fs = std::filesystem;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

constexpr const char* page =
    "<!doctype html><html lang=\"en\"><head><title>B</title></head><body>B</body></html>";

class BriefCommands : public testing::Test {
 protected:
  BriefCommands() { crypto::start(); }
  support::Ran run(support::Command arguments) {
    arguments.insert(arguments.end(), {"--config", town_.config()});
    return tellsafe(arguments);
  }
  std::unique_ptr<store::StaffVault> vault() { return std::move(*open_staff(*read_config(town_.config()))); }
  void publish(const std::string& month) { vault()->briefs().publish({month, page, {}}).value(); }
  fs::path file(const std::string& name) const { return town_.home() / name; }
  // A program in the place of Chromium, which prints its page with a head before it.
  std::string printer() {
    support::write_file(file("printer"),
                        "#!/bin/sh\nfor one in \"$@\"; do case $one in --print-to-pdf=*) out=${one#*=} ;; "
                        "file://*) page=${one#file://} ;; esac; done\n"
                        "{ printf '%%PDF-1.7 '; cat \"$page\"; } > \"$out\"\n");
    fs::permissions(file("printer"), fs::perms::owner_all);
    return file("printer");
  }
  std::string log() { return run({"audit", "show"}).out; }

  Town town_;
};

TEST_F(BriefCommands, ListShowAndPrintWhatIsPublic) {
  EXPECT_THAT(run({"brief", "list"}).out, HasSubstr("no brief yet"));
  vault()->briefs().save({"2026-12", 0, "{}"}).value();
  publish("2026-11");
  EXPECT_EQ(run({"brief", "list"}).out, "2026-12  draft\n2026-11  public, not printed\n");
  EXPECT_EQ(run({"brief", "show", "2026-11"}).out, page);
  EXPECT_EQ(run({"brief", "show", "2026-12"}).code, 1);
  EXPECT_EQ(run({"brief", "show", "2026-11", "--pdf"}).code, 1);
  EXPECT_EQ(run({"brief", "show", "November"}).code, 2);

  const auto printed =
      run({"brief", "pdf", "2026-11", "--paper", "a4", "--chromium", printer(), "--out", file("brief.pdf")});
  EXPECT_EQ(printed.code, 0) << printed.err;
  const auto pdf = support::read_file(file("brief.pdf"));
  EXPECT_THAT(pdf, HasSubstr("@page{size:a4}"));
  EXPECT_EQ(run({"brief", "show", "2026-11", "--pdf"}).out, pdf);
  EXPECT_THAT(run({"brief", "list"}).out, HasSubstr("2026-11  public, printed"));
  EXPECT_THAT(log(),
              AllOf(HasSubstr("operator:"), HasSubstr("brief_printed"), HasSubstr("brief:2026-11 SHA-256 ")));

  const auto again = run({"brief", "pdf", "2026-11", "--chromium", printer()});
  EXPECT_EQ(again.code, 1);
  EXPECT_THAT(again.err, HasSubstr("already"));
}

TEST_F(BriefCommands, PrintNothingWithoutAPrinterOrAPublicBrief) {
  publish("2026-11");
  const auto none = run({"brief", "pdf", "2026-11", "--chromium", file("nothing")});
  EXPECT_EQ(none.code, 1);
  EXPECT_THAT(none.err, HasSubstr("apt install chromium"));
  EXPECT_EQ(run({"brief", "pdf", "2026-10", "--chromium", printer()}).code, 1);
  EXPECT_EQ(run({"brief", "pdf", "2026-11", "--paper", "a0", "--chromium", printer()}).code, 2);
  EXPECT_THAT(run({"brief", "list"}).out, HasSubstr("not printed"));
  EXPECT_THAT(log(), Not(HasSubstr("printed")));
}

TEST_F(BriefCommands, TakeInTheCountsOfOthersAndTakeThemOut) {
  const auto imported = run({"import-history", source / "deploy/demo/history.csv", "--source",
                             "Springfield Police, annual report", "--kind", "police", "--note", "Offenses."});
  EXPECT_EQ(imported.code, 0) << imported.err;
  EXPECT_THAT(imported.out, AllOf(HasSubstr("2019 to 2022"), HasSubstr("never added"),
                                  HasSubstr("outside counts"), HasSubstr("[releases] outside names none")));
  EXPECT_THAT(
      run({"history", "list"}).out,
      HasSubstr("Springfield Police, annual report (police): 20 counts of 2019 to 2022\n  Offenses."));
  EXPECT_THAT(log(), HasSubstr("history_imported"));
  EXPECT_EQ(run({"import-history", source / "deploy/demo/history.csv", "--source",
                 "Springfield Police, annual report", "--kind", "police"})
                .code,
            1);
  EXPECT_EQ(run({"history", "remove", "Nobody"}).code, 1);
  EXPECT_EQ(run({"history", "remove", "Springfield Police, annual report"}).code, 0);
  EXPECT_THAT(run({"history", "list"}).out, HasSubstr("no counts of others"));
  EXPECT_THAT(log(), HasSubstr("history_removed"));
}

TEST_F(BriefCommands, TakeInNothingOfAFileThatIsWrong) {
  support::write_file(file("bad.csv"), "period,question,code,count\n2019,,,1\n2019,bias_targets,martian,2\n");
  const auto refused = run({"import-history", file("bad.csv"), "--source", "S", "--kind", "police"});
  EXPECT_EQ(refused.code, 2);
  EXPECT_THAT(refused.err, AllOf(HasSubstr("line 3"), HasSubstr("nothing was imported")));
  EXPECT_THAT(run({"history", "list"}).out, HasSubstr("no counts of others"));
  EXPECT_THAT(log(), Not(HasSubstr("history_imported")));
  const auto kind = run({"import-history", file("bad.csv"), "--source", "S", "--kind", "rumour"});
  EXPECT_EQ(kind.code, 2);
  EXPECT_THAT(kind.err, HasSubstr("police, state_tool, survey, other"));
  EXPECT_EQ(run({"import-history", file("none.csv"), "--source", "S", "--kind", "police"}).code, 2);
}

}  // namespace
}  // namespace tellsafe::app
