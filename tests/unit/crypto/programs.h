// Running other people's programs, to hold our formats against theirs.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "crypto/memory.h"

namespace tellsafe::crypto {

// A folder of its own, removed with everything in it.
class WorkFolder {
 public:
  WorkFolder();
  ~WorkFolder();
  WorkFolder(const WorkFolder&) = delete;
  WorkFolder& operator=(const WorkFolder&) = delete;
  std::filesystem::path operator/(std::string_view name) const { return path_ / name; }
  void write(std::string_view name, ByteView content) const;
  Bytes read(std::string_view name) const;
  std::string read_text(std::string_view name) const;
  // Runs a shell command in this folder and gives back its exit status; what it prints goes to "output".
  int run(const std::string& command) const;

 private:
  std::filesystem::path path_;
};

}  // namespace tellsafe::crypto
