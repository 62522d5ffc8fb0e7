// Running the real programs: to their end, or in the background. For tests.
#pragma once

#include <sys/types.h>

#include <chrono>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tellsafe::support {

using Command = std::vector<std::string>;

struct Ran {
  int code = -1;  // exit code; 128 + signal when a signal ended it
  std::string out;
  std::string err;
};

// Runs a program (found on PATH where it has no slash) to its end. `input` is its whole standard input.
// Throws std::runtime_error when it cannot be started.
Ran run(const Command& command, std::string_view input = {});

// A program in the background whose standard output is read here and whose standard error goes to a file.
// Killed by the destructor.
class Background {
 public:
  Background(const Command& command, const std::filesystem::path& error_file);
  ~Background();
  Background(const Background&) = delete;
  Background& operator=(const Background&) = delete;

  pid_t pid() const { return pid_; }
  // The next line of standard output, without its end. None when the program ends, or says nothing for so
  // long that the test had better fail.
  std::optional<std::string> next_line(std::chrono::seconds patience = std::chrono::seconds(60));
  void signal(int number) const;
  // The exit code when it has ended, without waiting.
  std::optional<int> ended();
  // Waits for the end and gives the exit code as in Ran. Once it has ended, the same code again.
  int wait();
  // All of standard output that next_line has not given; to be called after wait().
  std::string rest();

 private:
  pid_t pid_ = -1;
  int output_ = -1;
  std::string buffer_;
  std::optional<int> code_;
};

std::string read_file(const std::filesystem::path& file);
void write_file(const std::filesystem::path& file, std::string_view content);

// A new empty folder under the system's own; removed by the destructor.
class TemporaryFolder {
 public:
  TemporaryFolder();
  ~TemporaryFolder();
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

}  // namespace tellsafe::support
