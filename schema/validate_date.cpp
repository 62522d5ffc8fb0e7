#include "schema/validate_date.h"

#include "schema/text.h"

namespace tellsafe::schema {
namespace {

constexpr unsigned first_year = 1900;

// A part that was not given is 0 and no problem; a given 0 is neither a day nor a month.
unsigned read_day_or_month(std::string_view text, DatePart part, CheckedDate& checked) {
  if (trimmed(text).empty()) return 0;
  const auto number = read_number(text);
  if (!number || number->digits > 2) {
    checked.problems.push_back({part, Problem::not_a_number});
    return 0;
  }
  if (number->value == 0) checked.problems.push_back({part, Problem::impossible_date});
  return number->value;
}

unsigned read_year(std::string_view text, unsigned this_year, CheckedDate& checked) {
  if (trimmed(text).empty()) return 0;
  const auto number = read_number(text);
  if (!number || (number->digits != 2 && number->digits != 4)) {
    checked.problems.push_back({DatePart::year, Problem::not_a_number});
    return 0;
  }
  if (number->digits == 4) {
    if (number->value < first_year) checked.problems.push_back({DatePart::year, Problem::date_too_old});
    return number->value;
  }
  const unsigned in_this_century = this_year - this_year % 100 + number->value;
  return in_this_century <= this_year ? in_this_century : in_this_century - 100;
}

void check_whole(CheckedDate& checked, std::chrono::year_month_day today) {
  const PartialDate& date = checked.date;
  const auto add = [&](DatePart part, Problem problem) { checked.problems.push_back({part, problem}); };
  if (date.day != 0 && date.month == 0) return add(DatePart::month, Problem::impossible_date);
  if (date.month > 12) return add(DatePart::month, Problem::impossible_date);
  if (date.month != 0 && date.year == 0) return add(DatePart::year, Problem::impossible_date);

  const auto year = static_cast<unsigned>(static_cast<int>(today.year()));
  if (date.year > year) return add(DatePart::year, Problem::date_in_future);
  if (!is_possible(date)) return add(DatePart::day, Problem::impossible_date);
  if (date.year < year) return;
  const auto month = static_cast<unsigned>(today.month());
  if (date.month > month) return add(DatePart::month, Problem::date_in_future);
  if (date.month == month && date.day > static_cast<unsigned>(today.day())) {
    add(DatePart::day, Problem::date_in_future);
  }
}

}  // namespace

CheckedDate check_date(const SentDate& sent, std::chrono::year_month_day today) {
  CheckedDate checked;
  checked.date.day = read_day_or_month(sent.day, DatePart::day, checked);
  checked.date.month = read_day_or_month(sent.month, DatePart::month, checked);
  checked.date.year = read_year(sent.year, static_cast<unsigned>(static_cast<int>(today.year())), checked);
  checked.date.approximate = sent.approximate && checked.date.year != 0;
  if (checked.problems.empty()) check_whole(checked, today);
  return checked;
}

}  // namespace tellsafe::schema
