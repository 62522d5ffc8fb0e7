// Writing what must survive a crash: every function returns after the disk has it.
#pragma once

#include <boost/system/error_code.hpp>
#include <filesystem>
#include <string_view>

namespace tellsafe::release {

// Makes a new file with the content. An existing file is an error.
boost::system::error_code write_file(const std::filesystem::path& file, std::string_view content);
// The same, for its owner's eyes only, whatever the process's mask is.
boost::system::error_code write_private_file(const std::filesystem::path& file, std::string_view content);
// Puts the names in a folder on the disk.
boost::system::error_code sync_folder(const std::filesystem::path& folder);

// One at a time may work in a folder, over all processes. Let go when destroyed, or when the process ends.
class FolderLock {
 public:
  explicit FolderLock(const std::filesystem::path& folder);
  ~FolderLock();
  FolderLock(const FolderLock&) = delete;
  FolderLock& operator=(const FolderLock&) = delete;
  // Why there is no lock; resource_unavailable_try_again: somebody else has it.
  const boost::system::error_code& error() const { return error_; }

 private:
  int descriptor_ = -1;
  boost::system::error_code error_;
};

}  // namespace tellsafe::release
