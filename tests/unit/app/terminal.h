// A program on a terminal of its own, and what stands on it. For tests of what is asked and shown there.
#pragma once

#include <sys/types.h>

#include <string>
#include <string_view>

#include "tests/support/process.h"

namespace tellsafe::app {

class Terminal {
 public:
  // Starts the program as the leader of a new session. Throws std::runtime_error when it cannot.
  explicit Terminal(const support::Command& command);
  ~Terminal();
  Terminal(const Terminal&) = delete;
  Terminal& operator=(const Terminal&) = delete;

  // Reads until `text` stands on the screen since the last call; false when the program ends before.
  bool wait_for(std::string_view text);
  void type(std::string_view keys) const;
  // The exit code.
  int wait();
  // Everything that has stood on the screen.
  const std::string& screen() const { return screen_; }

 private:
  bool read_more();
  int master_ = -1;
  pid_t pid_ = -1;
  std::size_t seen_ = 0;
  std::string screen_;
};

}  // namespace tellsafe::app
