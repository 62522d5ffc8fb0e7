// The clock stands at the edge. Nothing finer than a day is ever asked of it.
#pragma once

#include <boost/system/result.hpp>
#include <chrono>
#include <filesystem>
#include <memory>
#include <mutex>
#include <string>

namespace tellsafe::runtime {

// Thread safe.
class Clock {
 public:
  virtual ~Clock() = default;
  // The city's day.
  virtual std::chrono::sys_days today() const = 0;
};

// The machine's clock, in the zone of set_time_zone().
class SystemClock final : public Clock {
 public:
  std::chrono::sys_days today() const override;
};

// The day that a file holds, as 2025-03-31 and one line feed at most, read each time it is asked for. The
// real day where the file is absent; the last good day where it holds something else. Replace the file by
// renaming.
class FileClock final : public Clock {
 public:
  explicit FileClock(std::filesystem::path file);
  std::chrono::sys_days today() const override;

 private:
  std::filesystem::path file_;
  SystemClock real_;
  mutable std::mutex mutex_;
  mutable std::chrono::sys_days last_good_;
};

// A FileClock where `file` is given, else a SystemClock.
std::unique_ptr<Clock> make_clock(const std::filesystem::path& file);

// Sets the zone of the whole process (TZ), so it belongs at the start, before there are threads.
// The error says what is wrong with the name.
boost::system::result<void, std::string> set_time_zone(const std::string& name);

}  // namespace tellsafe::runtime
