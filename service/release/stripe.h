// The facts of up to batch_rows reports of one form, column by column: the plaintext of a block's pieces. See
// crypto/FORMAT.md, "Column blocks". Pure.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

#include "schema/facts.h"
#include "schema/form.h"
#include "service/release/tabulate.h"
#include "service/store/vault.h"

namespace tellsafe::release {

inline constexpr std::uint64_t head_column = 0;
inline constexpr std::uint64_t id_column = 1;
inline constexpr std::uint64_t quarter_column = 2;
inline constexpr std::uint64_t first_question_column = 3;

inline constexpr std::size_t id_bytes = 8;
inline constexpr std::size_t quarter_bytes = 1;
// Bytes of a question's value in its column; 0: it has none.
std::size_t value_bytes(const schema::Question& question);

// Rows in a column of `reports` reports: the next multiple of 1,024.
std::size_t padded_rows(std::size_t reports);

// Fills the columns of a stripe. Wiped when destroyed. Not thread safe.
class Stripe {
 public:
  // `form` must stay as long as the stripe.
  explicit Stripe(const schema::Form& form);
  // quarter: of the year, 0 for late. Ids must grow.
  void add(store::ReportId id, unsigned quarter, const schema::Answers& answers);
  // Calls `visit` with the number and the padded bytes of each column; then the stripe is empty again.
  void take_columns(const std::function<void(std::uint64_t column, crypto::ByteView piece)>& visit);

  std::size_t reports() const { return ids_.size(); }
  store::ReportId first() const { return ids_.front(); }
  store::ReportId last() const { return ids_.back(); }

 private:
  const schema::Form& form_;
  Values ids_;
  crypto::WipedBytes quarters_;
  std::vector<crypto::WipedBytes> answers_;  // by question
};

// The values of a column, `bytes` each. None when the piece has not the size that it must have.
std::optional<Values> read_column(crypto::ByteView piece, std::size_t bytes, std::size_t reports);

}  // namespace tellsafe::release
