#include "service/app/commands/export.h"

#include <gmock/gmock.h>

#include <regex>

#include "service/reading/export_zip.h"
#include "tests/unit/app/town.h"
#include "tests/unit/release/papers.h"

namespace tellsafe::app {
namespace {

using testing::HasSubstr;
using testing::Not;
namespace fs = std::filesystem;

// A town with one release for the state police, of a key that its configuration names.
class Export : public testing::Test, protected release::Papers {
 protected:
  Export() {
    become_export();
    const std::regex key("(\nsigning = )\"[^\"]*\"");
    support::write_file(town_.config(), std::regex_replace(support::read_file(town_.config()), key,
                                                           "$1\"" + signing->verify_key().line() + "\""));
    options_.config = town_.config();
    options_.out = town_.home() / "export.zip";
    office_.approved_by = [this](std::string_view subject, const crypto::Sha256& digest) {
      asked_ = std::string(subject);
      digest_ = digest;
      return names_;
    };
    office_.record = [this](std::string_view subject) -> Outcome<> {
      recorded_ += std::string(subject) + (fs::exists(options_.out) ? " after" : " before");
      return recording_;
    };
  }
  fs::path folder() const { return town_.folder() / "releases/2025/state_police"; }
  void publish() {
    fs::create_directories(folder());
    for (const auto& [name, content] : files()) support::write_file(folder() / name, content);
  }
  // What it prints is in said_.
  Outcome<> run() {
    testing::internal::CaptureStdout();
    auto outcome = export_release(options_, office_);
    said_ = testing::internal::GetCapturedStdout();
    return outcome;
  }
  void expect_refused(const std::string& why) {
    const auto outcome = run();
    ASSERT_TRUE(outcome.has_error());
    EXPECT_EQ(outcome.error().code, ExitCode::refused);
    EXPECT_THAT(outcome.error().message, HasSubstr(why));
    EXPECT_FALSE(fs::exists(options_.out));
  }

  const Town town_;
  ExportOptions options_;
  ExportOffice office_;
  Outcome<std::vector<std::string>> names_ =
      std::vector<std::string>{"Ana Diaz, Hill House", "Bo Lee, Bridge"};
  Outcome<> recording_;
  std::string asked_;
  crypto::Sha256 digest_{};
  std::string recorded_;
  std::string said_;
};

TEST_F(Export, WritesWhatTwoPeopleApproved) {
  publish();
  const auto outcome = run();
  ASSERT_FALSE(outcome.has_error()) << outcome.error().message;
  const auto zip = support::read_file(options_.out);
  EXPECT_EQ(zip, reading::export_zip(files()));
  EXPECT_EQ(asked_, "export:2025");
  EXPECT_EQ(digest_, crypto::sha256(crypto::bytes_of(zip)));
  EXPECT_EQ(recorded_, "export:2025 before");
  for (const auto* part : {"City of Riverbend, 2025 (demonstration)", "data.csv", "not shown",
                           "audit: passed", "no NIBRS submission", "Ana Diaz, Hill House, Bo Lee, Bridge"})
    EXPECT_THAT(said_, HasSubstr(part));
  EXPECT_THAT(said_, HasSubstr(crypto::hex(digest_)));
}

TEST_F(Export, NeverWritesOverAFile) {
  publish();
  support::write_file(options_.out, "before");
  EXPECT_EQ(run().error().code, ExitCode::disk);
  EXPECT_EQ(support::read_file(options_.out), "before");
}

TEST_F(Export, SaysWhoIsMissing) {
  publish();
  names_ = std::vector<std::string>{"Ana Diaz, Hill House"};
  expect_refused("so far Ana Diaz, Hill House has. 1 more must look");
  names_ = std::vector<std::string>();
  expect_refused("nobody has. 2 more must look");
  EXPECT_EQ(recorded_, "");
  office_ = {};
  expect_refused("is not approved");
}

TEST_F(Export, DoesNotHappenWhenItCannotBeRecorded) {
  publish();
  recording_ = Failure{ExitCode::vault, "the log is full"};
  EXPECT_EQ(run().error().message, "the log is full");
  EXPECT_FALSE(fs::exists(options_.out));
  recording_ = {};
  office_.record = nullptr;
  EXPECT_TRUE(run().has_error());
  EXPECT_FALSE(fs::exists(options_.out));
  names_ = Failure{ExitCode::vault, "the vault is busy"};
  EXPECT_EQ(run().error().message, "the vault is busy");
}

TEST_F(Export, OfAPreviewWritesAndRecordsNothing) {
  publish();
  options_.preview = true;
  names_ = std::vector<std::string>();
  ASSERT_FALSE(run().has_error());
  EXPECT_THAT(said_, HasSubstr("SHA-256 of the ZIP file: "));
  EXPECT_THAT(said_, HasSubstr("Approved by: nobody"));
  EXPECT_EQ(recorded_, "");
  EXPECT_FALSE(fs::exists(options_.out));
}

TEST_F(Export, OfNothingIsRefused) {
  expect_refused("no release for the state police yet");
  publish();
  options_.period = "2024";
  expect_refused("no release of 2024");
  options_.period = "soon";
  EXPECT_EQ(run().error().code, ExitCode::usage);
  options_.period = "2025";
  EXPECT_FALSE(run().has_error());
}

TEST_F(Export, OfWhatTheCityDidNotSignIsRefused) {
  publish();
  support::write_file(folder() / "data.csv", files().at("data.csv") + " ");
  expect_refused("is not what the city signed");
  EXPECT_THAT(said_, Not(HasSubstr("SHA-256")));
  EXPECT_EQ(asked_, "");
}

TEST_F(Export, IsACommand) {
  publish();
  const auto preview = tellsafe({"export", "--preview", "--config", town_.config()});
  EXPECT_EQ(preview.code, 0) << preview.err;
  EXPECT_THAT(preview.out, HasSubstr("Export for the state police"));
  EXPECT_EQ(tellsafe({"export", "--preview", "--out", "x.zip", "--config", town_.config()}).code, 2);
  const auto refused = tellsafe({"export", "2025", "--config", town_.config(), "--out", options_.out});
  EXPECT_EQ(refused.code, 1);
  EXPECT_THAT(refused.err, HasSubstr("2 different people must approve"));
  EXPECT_FALSE(fs::exists(options_.out));
}

}  // namespace
}  // namespace tellsafe::app
