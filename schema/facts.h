// The coded answers of one report, and their packing into a record of fixed size. See schema/README.md.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "schema/form.h"

namespace tellsafe::schema {

inline constexpr std::size_t facts_size = 64;
using Facts = std::array<std::uint8_t, facts_size>;

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

std::uint64_t encode_date(const PartialDate& date);
PartialDate decode_date(std::uint64_t value);

// The bits of one question in a packed record.
std::uint64_t read_bits(std::span<const std::uint8_t> facts, BitField field);

// answers.values.size() must be form.questions().size().
Facts pack(const Form& form, const Answers& answers);

// Fails (false) when a value is out of the form's range or padding bits are set; never reads outside the
// record.
bool unpack(const Form& form, std::span<const std::uint8_t> facts, Answers& answers);

}  // namespace tellsafe::schema
