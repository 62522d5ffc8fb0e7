#include "service/app/data_folders.h"

#include <gtest/gtest.h>

#include <filesystem>

namespace tellsafe::app {
namespace {

// The tests are run from a build folder, where nothing is installed beside the program.
TEST(DataFolders, AreTheCheckoutsAndTheBuiltPages) {
  const auto folders = find_data_folders();
  ASSERT_TRUE(folders);
  EXPECT_FALSE(folders->installed);
  EXPECT_TRUE(
      std::filesystem::equivalent(folders->schema, std::filesystem::path(TELLSAFE_SOURCE_DIR) / "schema"));
  EXPECT_TRUE(std::filesystem::equivalent(folders->web, TELLSAFE_WEB_DIR));
  for (const char* name : {"style.css", "page.js", "report.js", "work.js", "templates/report.html"}) {
    EXPECT_TRUE(std::filesystem::exists(folders->web / name)) << name;
  }
}

}  // namespace
}  // namespace tellsafe::app
