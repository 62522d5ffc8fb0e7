#include "service/app/files.h"

#include <gtest/gtest.h>

#include "tests/support/process.h"

namespace tellsafe::app {
namespace {

using std::filesystem::perms;

TEST(Files, AreWrittenOnceWithTheirRights) {
  const support::TemporaryFolder folder;
  const auto secret = folder.path() / "secret";
  const auto open = folder.path() / "open";
  ASSERT_FALSE(write_new_file(secret, "a", Mode::secret).has_error());
  ASSERT_FALSE(write_new_file(open, "b", Mode::open).has_error());
  EXPECT_EQ(status(secret).permissions(), perms::owner_read | perms::owner_write);
  EXPECT_EQ(status(open).permissions() & (perms::group_write | perms::others_write), perms::none);

  const auto again = write_new_file(secret, "c", Mode::secret);
  ASSERT_TRUE(again.has_error());
  EXPECT_EQ(again.error().code, ExitCode::disk);
  EXPECT_EQ(support::read_file(secret), "a");
}

TEST(Files, AreReadWholeUpToALimit) {
  const support::TemporaryFolder folder;
  const auto file = folder.path() / "file";
  support::write_file(file, "text\n");
  EXPECT_EQ(*read_small_file(file, ExitCode::key_file), "text\n");
  support::write_file(file, "");
  EXPECT_EQ(*read_small_file(file, ExitCode::key_file), "");
  support::write_file(file, std::string((1U << 20U) + 1, 'x'));
  EXPECT_EQ(read_small_file(file, ExitCode::key_file).error().code, ExitCode::key_file);
  EXPECT_EQ(read_small_file(folder.path() / "none", ExitCode::usage).error().code, ExitCode::usage);
  EXPECT_EQ(read_small_file(folder.path(), ExitCode::usage).error().code, ExitCode::usage);
}

}  // namespace
}  // namespace tellsafe::app
