// Part of validate: the three numbers and one box of a date.
#pragma once

#include <chrono>
#include <optional>
#include <string_view>
#include <vector>

#include "schema/facts.h"
#include "schema/validate.h"

namespace tellsafe::schema {

// What was sent, empty where nothing was.
struct SentDate {
  std::string_view day;
  std::string_view month;
  std::string_view year;
  bool approximate = false;
};

enum class DatePart { day, month, year };

struct DateProblem {
  DatePart part = DatePart::day;  // the input to go to
  Problem problem = Problem::not_a_number;
};

struct CheckedDate {
  PartialDate date;  // meaningful only without problems
  std::vector<DateProblem> problems;
};

CheckedDate check_date(const SentDate& sent, std::chrono::year_month_day today);

}  // namespace tellsafe::schema
