#include "service/release/block_reader.h"

#include <fmt/format.h>

#include <algorithm>

#include "service/release/epoch_keys.h"
#include "service/release/stripe.h"

namespace tellsafe::release {

Refusal BlockReader::damaged(std::string_view what) const {
  return {
      Refusal::Kind::damaged,
      fmt::format("The facts that the vault keeps of the release of {} are damaged: {}. Restore the vault "
                  "from a backup; nothing was released.",
                  period_, what)};
}

Result<BlockReader> BlockReader::open(const store::StoredBlock& block, store::ReportSource& vault,
                                      const crypto::Identity& identity) {
  auto key = crypto::BlockKey::open(identity, block.sealed_key);
  if (!key && key.error() == crypto::Errc::no_match)
    return Refusal{
        Refusal::Kind::wrong_key,
        fmt::format("The release key does not open the facts that the vault keeps of the release of "
                    "{}. Use the release key that this vault seals to (release_recipients in "
                    "tellsafe.toml).",
                    block.period)};
  if (!key)
    return Refusal{Refusal::Kind::damaged,
                   fmt::format("The key of the facts that the vault keeps of the release of {} is damaged "
                               "({}). Restore the vault from a backup; nothing was released.",
                               block.period, key.error().message())};
  BlockReader reader(block.id, block.period, std::move(*key));
  const auto sealed = vault.block_piece(block.id, 0, head_column);
  if (!sealed && sealed.error() == store::Errc::not_found) return reader.damaged("their head is missing");
  if (!sealed) return vault_not_read(sealed.error());
  crypto::WipedBytes piece;
  if (!reader.key_.open_piece({block.id, 0, head_column}, *sealed, piece))
    return reader.damaged("their head does not open");
  auto head = read_head(piece);
  if (!head || to_string(head->period) != block.period) return reader.damaged("their head is not theirs");
  reader.head_ = std::move(*head);
  return reader;
}

Result<SealedStripe> BlockReader::read(const StripeHead& stripe, std::span<const std::uint64_t> columns,
                                       store::ReportSource& vault) const {
  SealedStripe sealed{stripe, {}};
  for (const auto column : columns) {
    auto piece = vault.block_piece(id_, stripe.number, column);
    if (!piece && piece.error() == store::Errc::not_found) return damaged("a piece is missing");
    if (!piece) return vault_not_read(piece.error());
    sealed.columns.emplace(column, std::move(*piece));
  }
  return sealed;
}

Result<Values> BlockReader::values(const SealedStripe& stripe, std::uint64_t column, std::size_t bytes,
                                   std::uint64_t largest) const {
  crypto::WipedBytes piece;
  if (!key_.open_piece({id_, stripe.head.number, column}, stripe.columns.at(column), piece))
    return damaged("a piece does not open");
  auto values = read_column(piece, bytes, stripe.head.reports);
  if (!values || std::ranges::any_of(*values, [&](std::uint64_t value) { return value > largest; }))
    return damaged("a piece does not fit its form");
  return std::move(*values);
}

}  // namespace tellsafe::release
