// The coded answers of one report, and their packing into a record of fixed size. See schema/README.md for
// every bit. Pure functions; thread safe.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "schema/form.h"

namespace tellsafe::schema {

inline constexpr std::size_t facts_size = 64;
using Facts = std::array<std::uint8_t, facts_size>;

inline constexpr std::uint8_t facts_layout = 1;        // the first byte of each record
inline constexpr unsigned first_field_offset = 8;      // in bits
inline constexpr unsigned date_width = 22;             // year 12, month 4, day 5, approximate 1
inline constexpr unsigned max_year = (1U << 12U) - 1;  // the largest that fits

// 0 means not given. A day is only given with a month, a month only with a year.
struct PartialDate {
  unsigned year = 0;
  unsigned month = 0;
  unsigned day = 0;
  bool approximate = false;
  friend bool operator==(const PartialDate&, const PartialDate&) = default;
};

// One value for each question of the form, in its order, in the form in which it is packed:
// single: 0 not answered, else 1 + option; several: one bit an option; flag: 0 or 1; date: encode_date; text:
// 0.
struct Answers {
  std::vector<std::uint64_t> values;
  friend bool operator==(const Answers&, const Answers&) = default;
};

// year << 10 | month << 6 | day << 1 | approximate. Throws std::invalid_argument for a date that is_possible
// refuses.
std::uint64_t encode_date(const PartialDate& date);
// Any bits give a date; whether it is possible is another question.
PartialDate decode_date(std::uint64_t value);
// A day of the calendar, a month, a year or nothing at all; approximate only with a year.
bool is_possible(const PartialDate& date);

// The bits of one question in a packed record: bit i of the record is bit i % 8 of byte i / 8, the lowest
// first. The field must lie in the record and be at most 64 bits wide, as a form's fields do.
std::uint64_t read_bits(std::span<const std::uint8_t> facts, BitField field);

// Throws std::invalid_argument unless there is one value in range for each question of the form: what check()
// or unpack() gave always is.
Facts pack(const Form& form, const Answers& answers);

// Fails (false) when the record is of another size or layout, a value is out of the form's range, a date is
// impossible or padding bits are set; `answers` is then unspecified. Never reads outside the record. What it
// accepts, pack() gives back bit by bit.
bool unpack(const Form& form, std::span<const std::uint8_t> facts, Answers& answers);

}  // namespace tellsafe::schema
