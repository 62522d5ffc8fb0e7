#include "service/pages/assets.h"

#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>
#include <stdexcept>

#include "tests/unit/pages/test_site.h"

namespace tellsafe::pages {
namespace {

class Assets : public testing::Test {
 protected:
  Assets() {
    std::string name = (std::filesystem::temp_directory_path() / "tellsafe-assets-XXXXXX").string();
    folder_ = mkdtemp(name.data());
    for (const char* script : {"page", "report", "work"}) write(script, "abc");
  }
  ~Assets() override { std::filesystem::remove_all(folder_); }
  void write(const std::string& name, const std::string& content) const {
    std::ofstream(folder_ / (name + ".js")) << content;
  }

  std::filesystem::path folder_;
};

// The SHA-256 of "abc" stands in FIPS 180-4's examples.
TEST_F(Assets, AreNamedByTheirHash) {
  const auto scripts = load_scripts(folder_);
  EXPECT_EQ(scripts.report.asset.path, "/assets/report-ba7816bf8f01cfea.js");
  EXPECT_EQ(scripts.report.integrity, "sha256-ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=");
  EXPECT_EQ(scripts.report.asset.type, handling::ContentType::javascript);
  EXPECT_EQ(scripts.report.asset.bytes->plain, "abc");
  EXPECT_EQ(scripts.work.asset.path, "/assets/work-ba7816bf8f01cfea.js");
  write("report", "abd");
  EXPECT_NE(load_scripts(folder_).report.asset.path, scripts.report.asset.path);
  EXPECT_NE(load_scripts(folder_).report.integrity, scripts.report.integrity);
}

TEST_F(Assets, EachIsNeeded) {
  for (const char* script : {"page", "report", "work"}) {
    std::filesystem::remove(folder_ / (std::string(script) + ".js"));
    EXPECT_THAT([&] { load_scripts(folder_); }, testing::ThrowsMessage<std::invalid_argument>(
                                                    testing::HasSubstr(std::string(script) + ".js")));
    write(script, "abc");
  }
}

TEST_F(Assets, TheWorkersAddressIsGivenToTheFormsScript) {
  auto model = page_model(test_furniture(), test_labels().languages().front(), "report", "report");
  ASSERT_EQ(model.at("page_scripts").size(), 1U);
  EXPECT_EQ(model.at("page_scripts").at(0).at("work"), false);
  add_form_script(model, test_furniture().scripts);
  ASSERT_EQ(model.at("page_scripts").size(), 2U);
  EXPECT_EQ(model.at("page_scripts").at(1).at("work"), test_furniture().scripts.work.asset.path);
}

}  // namespace
}  // namespace tellsafe::pages
