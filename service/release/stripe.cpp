#include "service/release/stripe.h"

#include <algorithm>
#include <bit>

namespace tellsafe::release {

namespace {

constexpr std::size_t padding_rows = 1024;

template <class Bytes>
void append_value(Bytes& column, std::uint64_t value, std::size_t bytes) {
  for (std::size_t i = 0; i < bytes; ++i) column.push_back(static_cast<std::uint8_t>(value >> 8 * i));
}

// The width is known when it is compiled, so that the loop over a column is a few instructions long.
template <std::size_t Bytes>
void read_values(const std::uint8_t* from, Values& values) {
  for (auto& value : values) {
    value = 0;
    for (std::size_t i = 0; i < Bytes; ++i) value |= std::uint64_t{from[i]} << 8 * i;
    from += Bytes;
  }
}

}  // namespace

std::size_t value_bytes(const schema::Question& question) {
  return (question.field.width + 7) / 8;
}

std::size_t padded_rows(std::size_t reports) {
  return (reports + padding_rows - 1) / padding_rows * padding_rows;
}

Stripe::Stripe(const schema::Form& form) : form_(form), answers_(form.questions().size()) {}

void Stripe::add(store::ReportId id, unsigned quarter, const schema::Answers& answers) {
  ids_.push_back(id);
  quarters_.push_back(static_cast<std::uint8_t>(quarter));
  const auto questions = form_.questions();
  for (std::size_t i = 0; i < questions.size(); ++i)
    append_value(answers_[i], answers.values[i], value_bytes(questions[i]));
}

void Stripe::take_columns(const std::function<void(std::uint64_t column, crypto::ByteView piece)>& visit) {
  const std::size_t rows = padded_rows(reports());
  crypto::WipedBytes ids;
  ids.reserve(rows * id_bytes);
  for (const auto id : ids_) append_value(ids, id, id_bytes);
  const auto give = [&](std::uint64_t column, crypto::WipedBytes& piece, std::size_t bytes) {
    piece.resize(rows * bytes);
    visit(column, piece);
    piece.clear();
  };
  give(id_column, ids, id_bytes);
  give(quarter_column, quarters_, quarter_bytes);
  for (std::size_t i = 0; i < answers_.size(); ++i) {
    const auto bytes = value_bytes(form_.questions()[i]);
    if (bytes != 0) give(first_question_column + i, answers_[i], bytes);
  }
  ids_.clear();
}

std::optional<Values> read_column(crypto::ByteView piece, std::size_t bytes, std::size_t reports) {
  if (piece.size() != padded_rows(reports) * bytes) return std::nullopt;
  Values values(reports);
  switch (bytes) {
    case 1:
      read_values<1>(piece.data(), values);
      return values;
    case 2:
      read_values<2>(piece.data(), values);
      return values;
    case 3:
      read_values<3>(piece.data(), values);
      return values;
    case 4:
      read_values<4>(piece.data(), values);
      return values;
    case 5:
      read_values<5>(piece.data(), values);
      return values;
    case 6:
      read_values<6>(piece.data(), values);
      return values;
    case 7:
      read_values<7>(piece.data(), values);
      return values;
    case 8:
      read_values<8>(piece.data(), values);
      return values;
    default:
      return std::nullopt;
  }
}

}  // namespace tellsafe::release
