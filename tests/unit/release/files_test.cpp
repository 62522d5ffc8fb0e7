#include "service/release/files.h"

#include <gtest/gtest.h>

#include "tests/support/process.h"

namespace tellsafe::release {
namespace {

TEST(Files, WritesWhatItIsGivenOnce) {
  const support::TemporaryFolder folder;
  const std::string content(1U << 20U, 'x');
  EXPECT_FALSE(write_file(folder.path() / "a", content));
  EXPECT_EQ(support::read_file(folder.path() / "a"), content);
  EXPECT_EQ(write_file(folder.path() / "a", "other"), boost::system::errc::file_exists);
  EXPECT_EQ(support::read_file(folder.path() / "a"), content);
  EXPECT_FALSE(sync_folder(folder.path()));
}

TEST(Files, SaysWhatFailed) {
  const support::TemporaryFolder folder;
  EXPECT_EQ(write_file(folder.path() / "none" / "a", ""), boost::system::errc::no_such_file_or_directory);
  EXPECT_EQ(sync_folder(folder.path() / "none"), boost::system::errc::no_such_file_or_directory);
}

TEST(FolderLock, IsHeldByOneAtATime) {
  const support::TemporaryFolder folder;
  {
    const FolderLock first(folder.path());
    EXPECT_FALSE(first.error());
    EXPECT_EQ(FolderLock(folder.path()).error(), boost::system::errc::resource_unavailable_try_again);
  }
  EXPECT_FALSE(FolderLock(folder.path()).error());
}

}  // namespace
}  // namespace tellsafe::release
