#include "service/release/files.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>

namespace tellsafe::release {

namespace {

boost::system::error_code last_error() {
  return {errno, boost::system::system_category()};
}

boost::system::error_code write_all(int descriptor, std::string_view content) {
  while (!content.empty()) {
    const auto written = ::write(descriptor, content.data(), content.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return last_error();
    content.remove_prefix(static_cast<std::size_t>(written));
  }
  return {};
}

boost::system::error_code synced_and_closed(int descriptor, boost::system::error_code error) {
  if (!error && ::fsync(descriptor) != 0) error = last_error();
  if (::close(descriptor) != 0 && !error) error = last_error();
  return error;
}

boost::system::error_code write_new(const std::filesystem::path& file, std::string_view content,
                                    ::mode_t mode) {
  const int descriptor = ::open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode);
  if (descriptor < 0) return last_error();
  return synced_and_closed(descriptor, write_all(descriptor, content));
}

}  // namespace

boost::system::error_code write_file(const std::filesystem::path& file, std::string_view content) {
  return write_new(file, content, 0644);
}

boost::system::error_code write_private_file(const std::filesystem::path& file, std::string_view content) {
  return write_new(file, content, 0600);
}

boost::system::error_code sync_folder(const std::filesystem::path& folder) {
  const int descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (descriptor < 0) return last_error();
  return synced_and_closed(descriptor, {});
}

FolderLock::FolderLock(const std::filesystem::path& folder)
    : descriptor_(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)) {
  if (descriptor_ < 0 || ::flock(descriptor_, LOCK_EX | LOCK_NB) != 0) error_ = last_error();
}

FolderLock::~FolderLock() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

}  // namespace tellsafe::release
