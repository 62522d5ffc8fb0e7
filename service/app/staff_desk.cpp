#include "service/app/staff_desk.h"

#include <fmt/format.h>

#include "schema/calendar.h"
#include "service/access/access_error.h"
#include "service/app/vault_access.h"
#include "service/release/decision.h"

namespace tellsafe::app {

access::Accounts StaffDesk::accounts() {
  return {log.vault().people(), log.recorder(), access::machine_time, *city};
}

Failure StaffDesk::failure(const boost::system::error_code& error, std::string_view what) const {
  if (error == store::Errc::not_found) {
    return {ExitCode::refused, fmt::format("there is no such {}; the lists show what there is", what)};
  }
  if (error == store::Errc::duplicate) {
    return {ExitCode::refused, fmt::format("there is such a {} already, perhaps a revoked one", what)};
  }
  if (error == store::Errc::changed) {
    return {ExitCode::refused, fmt::format("somebody else has changed this {} meanwhile; look again", what)};
  }
  if (error.category() != access::access_error_category()) return staff_vault_failure(config, error);
  const bool usage = error == access::AccessErrc::not_a_name;
  return {usage ? ExitCode::usage : ExitCode::refused, error.message()};
}

Outcome<StaffDesk> open_staff_desk(const std::filesystem::path& file) {
  auto config = read_config(file);
  if (config.has_error()) return config.error();
  const auto demo = is_demo(*config);
  if (demo.has_error()) return demo.error();
  auto log = OperatorLog::open(*config);
  if (log.has_error()) return log.error();
  auto city = runtime::make_clock(*demo ? config->clock : std::filesystem::path());
  return StaffDesk{std::move(*config), std::move(city), std::move(*log)};
}

Outcome<std::chrono::sys_days> read_day(std::string_view text) {
  if (const auto day = schema::parse_day(text)) return *day;
  return Failure{ExitCode::usage, fmt::format("{}: a day is written as 2026-12-31", text)};
}

Outcome<std::uint64_t> read_id(std::string_view text) {
  const auto id = release::parse_report_id(text);
  if (id) return *id;
  return Failure{ExitCode::usage, fmt::format("{}: 16 hexadecimal digits are wanted, from the lists", text)};
}

}  // namespace tellsafe::app
