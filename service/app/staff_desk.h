// What every command about staff needs: the configuration, the city's day, the staff's file and its log.
#pragma once

#include <filesystem>
#include <memory>
#include <string_view>

#include "service/access/accounts.h"
#include "service/app/operator_log.h"
#include "service/app/outcome.h"
#include "service/runtime/clock.h"

namespace tellsafe::app {

struct StaffDesk {
  runtime::Config config;
  std::unique_ptr<runtime::Clock> city;
  OperatorLog log;

  access::Accounts accounts();
  std::string_view actor() const { return log.actor(); }
  // In words, with the number for scripts. `what`: "person", for what is not there, or is there already.
  Failure failure(const boost::system::error_code& error, std::string_view what) const;
};

// errors: configuration, vault
Outcome<StaffDesk> open_staff_desk(const std::filesystem::path& config);

// "2026-12-31". errors: usage
Outcome<std::chrono::sys_days> read_day(std::string_view text);

// 16 hexadecimal digits, as the lists print them. errors: usage
Outcome<std::uint64_t> read_id(std::string_view text);

}  // namespace tellsafe::app
