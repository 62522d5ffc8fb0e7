#include "service/demo/clock_file.h"

#include <fmt/format.h>

#include <fstream>
#include <system_error>

#include "service/demo/report.h"

namespace tellsafe::demo {

boost::system::result<void, std::string> ClockFile::set(std::chrono::sys_days day) {
  std::filesystem::path beside = file_;
  beside += ".new";
  std::ofstream out(beside, std::ios::trunc);
  out << to_string(day) << '\n';
  out.close();
  std::error_code error;
  if (out) std::filesystem::rename(beside, file_, error);
  if (!out || error) return fmt::format("the demonstration's clock {} cannot be written", file_.string());
  return {};
}

boost::system::result<void, std::string> ClockFile::clear() {
  std::error_code error;
  std::filesystem::remove(file_, error);
  if (error) return fmt::format("the demonstration's clock {} cannot be removed", file_.string());
  return {};
}

}  // namespace tellsafe::demo
