// A file without a name for sealed pieces that are waiting to be kept, so that they need not lie in memory.
#pragma once

#include <boost/system/result.hpp>
#include <filesystem>
#include <mutex>

#include "crypto/memory.h"

namespace tellsafe::release {

// Gone when it is destroyed, or when the process ends.
class Spool {
 public:
  // errors: the system's
  static boost::system::result<Spool> make(const std::filesystem::path& folder);
  Spool(Spool&& other) noexcept;
  Spool(const Spool&) = delete;
  Spool& operator=(const Spool&) = delete;
  Spool& operator=(Spool&&) = delete;
  ~Spool();

  // Gives the place at which the bytes begin. Not thread safe.
  boost::system::result<std::uint64_t> append(crypto::ByteView bytes);
  boost::system::result<crypto::Bytes> read(std::uint64_t place, std::size_t size) const;

 private:
  explicit Spool(int descriptor) : descriptor_(descriptor) {}
  int descriptor_;
  std::uint64_t size_ = 0;
};

}  // namespace tellsafe::release
