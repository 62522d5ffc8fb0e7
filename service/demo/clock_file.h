// The file that a demonstration's server reads its day from (the configuration's [demo] clock).
#pragma once

#include <boost/system/result.hpp>
#include <chrono>
#include <filesystem>
#include <string>

namespace tellsafe::demo {

class DemoClock {
 public:
  virtual ~DemoClock() = default;
  // errors: what went wrong, in words
  virtual boost::system::result<void, std::string> set(std::chrono::sys_days day) = 0;
  // Back to the real day.
  virtual boost::system::result<void, std::string> clear() = 0;
};

// Writes beside and renames, so that the server never reads half a day. Not thread safe.
class ClockFile final : public DemoClock {
 public:
  explicit ClockFile(std::filesystem::path file) : file_(std::move(file)) {}
  boost::system::result<void, std::string> set(std::chrono::sys_days day) override;
  boost::system::result<void, std::string> clear() override;

 private:
  std::filesystem::path file_;
};

}  // namespace tellsafe::demo
