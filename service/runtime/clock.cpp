#include "service/runtime/clock.h"

#include <charconv>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <optional>
#include <string_view>
#include <system_error>
#include <utility>

namespace tellsafe::runtime {
namespace {

std::chrono::sys_days day_of(int year, unsigned month, unsigned day) {
  return std::chrono::year{year} / std::chrono::month{month} / std::chrono::day{day};
}

// Exactly as many digits as `text` has.
std::optional<unsigned> digits(std::string_view text) {
  unsigned value = 0;
  const char* const end = text.data() + text.size();
  const auto [stopped, error] = std::from_chars(text.data(), end, value);
  if (error != std::errc{} || stopped != end) return std::nullopt;
  return value;
}

std::optional<std::chrono::sys_days> parse_day(std::string_view text) {
  if (text.ends_with('\n')) text.remove_suffix(1);
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  const auto year = digits(text.substr(0, 4));
  const auto month = digits(text.substr(5, 2));
  const auto day = digits(text.substr(8, 2));
  if (!year || !month || !day) return std::nullopt;
  const auto date =
      std::chrono::year{static_cast<int>(*year)} / std::chrono::month{*month} / std::chrono::day{*day};
  if (!date.ok()) return std::nullopt;
  return std::chrono::sys_days{date};
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
  if (const auto day = parse_day(text)) last_good_ = *day;
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
