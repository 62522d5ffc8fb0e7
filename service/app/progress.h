// How far something has come, for whatever takes longer than a second: a bar on a terminal, plain lines
// elsewhere. Written to standard error.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

namespace tellsafe::app {

// "Opening reports  [######--------------]  31 %  12,400/s, 4 s left". Pure. total may be 0 (nothing known).
std::string progress_bar(std::string_view label, std::uint64_t done, std::uint64_t total,
                         std::chrono::milliseconds elapsed);
// "Opening reports: 3,100 of 10,000, 12,400/s, 4 s left"
std::string progress_line(std::string_view label, std::uint64_t done, std::uint64_t total,
                          std::chrono::milliseconds elapsed);

// Not thread safe.
class Progress {
 public:
  explicit Progress(std::string label);
  // Ends the line of a bar that was shown.
  ~Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;
  // May be called as often as one likes; seldom writes.
  void update(std::uint64_t done, std::uint64_t total);

 private:
  using Clock = std::chrono::steady_clock;
  std::string label_;
  bool terminal_;
  bool shown_ = false;
  Clock::time_point start_ = Clock::now();
  Clock::time_point next_;
};

}  // namespace tellsafe::app
