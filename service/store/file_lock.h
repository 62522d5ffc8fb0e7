// Only one program at a time may be the vault's sink. Private to the store.
#pragma once

#include <filesystem>

namespace tellsafe::store {

// Holds an advisory lock on `file` (made when absent, 0600) for its lifetime; the kernel lets go of it when
// the program dies. The file stays: removing it would let two programs lock two files of one name.
class FileLock {
 public:
  // Throws DatabaseError: busy when another holds it, io
  explicit FileLock(const std::filesystem::path& file);
  FileLock(FileLock&& other) noexcept;
  FileLock(const FileLock&) = delete;
  FileLock& operator=(const FileLock&) = delete;
  FileLock& operator=(FileLock&&) = delete;
  ~FileLock();

 private:
  int descriptor_;
};

}  // namespace tellsafe::store
