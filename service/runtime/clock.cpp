#include "service/runtime/clock.h"

#include <cstdlib>
#include <ctime>
#include <fstream>
#include <string_view>
#include <system_error>
#include <utility>

#include "schema/calendar.h"

namespace tellsafe::runtime {
namespace {

std::chrono::sys_days day_of(int year, unsigned month, unsigned day) {
  return std::chrono::year{year} / std::chrono::month{month} / std::chrono::day{day};
}

}  // namespace

std::chrono::sys_days SystemClock::today() const {
  const std::time_t now = std::time(nullptr);
  std::tm local{};
  localtime_r(&now, &local);
  return day_of(local.tm_year + 1900, static_cast<unsigned>(local.tm_mon) + 1,
                static_cast<unsigned>(local.tm_mday));
}

FileClock::FileClock(std::filesystem::path file) : file_(std::move(file)), last_good_(real_.today()) {}

std::chrono::sys_days FileClock::today() const {
  const std::lock_guard lock(mutex_);
  std::error_code error;
  if (!std::filesystem::exists(file_, error) && !error) {
    last_good_ = real_.today();
    return last_good_;
  }
  std::string text(16, '\0');
  std::ifstream in(file_, std::ios::binary);
  in.read(text.data(), static_cast<std::streamsize>(text.size()));
  text.resize(static_cast<std::size_t>(in.gcount()));
  std::string_view line = text;
  if (line.ends_with('\n')) line.remove_suffix(1);
  if (const auto day = schema::parse_day(line)) last_good_ = *day;
  return last_good_;
}

std::unique_ptr<Clock> make_clock(const std::filesystem::path& file) {
  if (file.empty()) return std::make_unique<SystemClock>();
  return std::make_unique<FileClock>(file);
}

boost::system::result<void, std::string> set_time_zone(const std::string& name) {
  const std::filesystem::path zones = "/usr/share/zoneinfo";
  std::error_code error;
  // The C library quietly takes a name that it does not know for UTC.
  const bool plain = !name.empty() && name.front() != '/' && name.find("..") == std::string::npos;
  if (!plain || !std::filesystem::is_regular_file(zones / name, error)) {
    return "city.time_zone: \"" + name + "\" is not the name of a time zone in " + zones.string() +
           ", such as America/New_York (the zones are in Debian's package tzdata)";
  }
  if (setenv("TZ", name.c_str(), 1) != 0) throw std::system_error(errno, std::generic_category(), "setenv");
  tzset();
  return {};
}

}  // namespace tellsafe::runtime
