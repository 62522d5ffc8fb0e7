#include "schema/facts.h"

#include <algorithm>
#include <chrono>
#include <stdexcept>

namespace tellsafe::schema {
namespace {

std::uint64_t low_bits(unsigned count) {
  return count >= 64 ? ~std::uint64_t{0} : (std::uint64_t{1} << count) - 1;
}

void write_bits(Facts& facts, BitField field, std::uint64_t value) {
  for (unsigned i = 0; i < field.width; ++i) {
    const unsigned bit = field.offset + i;
    const auto one = static_cast<std::uint8_t>(((value >> i) & 1U) << (bit % 8));
    facts.at(bit / 8) = static_cast<std::uint8_t>(facts.at(bit / 8) | one);
  }
}

bool in_range(const Question& question, std::uint64_t value) {
  switch (question.kind) {
    case Kind::single:
      return value <= question.options.size();
    case Kind::several:
      return (value & ~low_bits(question.field.width)) == 0;
    case Kind::date:
      return value <= low_bits(date_width) && is_possible(decode_date(value));
    case Kind::flag:
      return value <= 1;
    case Kind::text:
      return value == 0;
  }
  return false;
}

}  // namespace

bool is_possible(const PartialDate& date) {
  if (date.year == 0) return date == PartialDate{};
  if (date.year > max_year || date.month > 12) return false;
  if (date.month == 0) return date.day == 0;
  const std::chrono::year_month_day day{std::chrono::year{static_cast<int>(date.year)},
                                        std::chrono::month{date.month},
                                        std::chrono::day{date.day == 0 ? 1 : date.day}};
  return day.ok();
}

std::uint64_t encode_date(const PartialDate& date) {
  if (!is_possible(date)) throw std::invalid_argument("a date that can't be");
  return std::uint64_t{date.year} << 10U | std::uint64_t{date.month} << 6U | std::uint64_t{date.day} << 1U |
         (date.approximate ? 1U : 0U);
}

PartialDate decode_date(std::uint64_t value) {
  return {static_cast<unsigned>(value >> 10U & 0xFFFU), static_cast<unsigned>(value >> 6U & 0xFU),
          static_cast<unsigned>(value >> 1U & 0x1FU), (value & 1U) != 0};
}

std::uint64_t read_bits(std::span<const std::uint8_t> facts, BitField field) {
  const unsigned shift = field.offset % 8;
  const unsigned bytes = (shift + field.width + 7) / 8;  // up to 9
  const auto* from = facts.data() + field.offset / 8;
  std::uint64_t value = 0;
  for (unsigned i = 0; i < bytes && i < 8; ++i) value |= std::uint64_t{from[i]} << 8 * i;
  value >>= shift;
  if (bytes == 9) value |= std::uint64_t{from[8]} << (64 - shift);
  return value & low_bits(field.width);
}

Facts pack(const Form& form, const Answers& answers) {
  const auto questions = form.questions();
  if (answers.values.size() != questions.size()) throw std::invalid_argument("answers to another form");
  Facts facts{};
  facts[0] = facts_layout;
  for (std::size_t i = 0; i < questions.size(); ++i) {
    if (!in_range(questions[i], answers.values[i]))
      throw std::invalid_argument("an answer that is out of range");
    write_bits(facts, questions[i].field, answers.values[i]);
  }
  return facts;
}

bool unpack(const Form& form, std::span<const std::uint8_t> facts, Answers& answers) {
  if (facts.size() != facts_size || facts[0] != facts_layout) return false;
  answers.values.clear();
  unsigned end = first_field_offset;
  for (const auto& question : form.questions()) {
    const std::uint64_t value = read_bits(facts, question.field);
    if (!in_range(question, value)) return false;
    answers.values.push_back(value);
    end = question.field.offset + question.field.width;
  }
  for (unsigned bit = end; bit < facts_size * 8; bit += 64) {
    if (read_bits(facts, {bit, std::min(64U, static_cast<unsigned>(facts_size) * 8 - bit)}) != 0)
      return false;
  }
  return true;
}

}  // namespace tellsafe::schema
