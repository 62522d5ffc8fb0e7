#include "service/release/spool.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <string>
#include <utility>

namespace tellsafe::release {

namespace {

boost::system::error_code last_error() {
  return {errno, boost::system::system_category()};
}

}  // namespace

boost::system::result<Spool> Spool::make(const std::filesystem::path& folder) {
  std::string name = (folder / ".spool-XXXXXX").string();
  const int descriptor = ::mkostemp(name.data(), O_CLOEXEC);
  if (descriptor < 0) return last_error();
  Spool spool(descriptor);
  if (::unlink(name.c_str()) != 0) return last_error();
  return spool;
}

Spool::Spool(Spool&& other) noexcept
    : descriptor_(std::exchange(other.descriptor_, -1)), size_(other.size_) {}

Spool::~Spool() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

boost::system::result<std::uint64_t> Spool::append(crypto::ByteView bytes) {
  const std::uint64_t place = size_;
  while (!bytes.empty()) {
    const auto written = ::pwrite(descriptor_, bytes.data(), bytes.size(), static_cast<off_t>(size_));
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return last_error();
    bytes = bytes.subspan(static_cast<std::size_t>(written));
    size_ += static_cast<std::uint64_t>(written);
  }
  return place;
}

boost::system::result<crypto::Bytes> Spool::read(std::uint64_t place, std::size_t size) const {
  crypto::Bytes bytes(size);
  std::size_t done = 0;
  while (done < size) {
    const auto got = ::pread(descriptor_, bytes.data() + done, size - done, static_cast<off_t>(place + done));
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return last_error();
    if (got == 0) return boost::system::errc::make_error_code(boost::system::errc::io_error);
    done += static_cast<std::size_t>(got);
  }
  return bytes;
}

}  // namespace tellsafe::release
