// The column blocks of released periods, on SQLCipher.
#include <algorithm>

#include "service/store/sqlcipher_source.h"

namespace tellsafe::store {

Result<std::vector<StoredBlock>> SqlcipherSource::blocks() {
  return attempt([&] {
    std::vector<StoredBlock> all;
    Statement query = database_.prepare("SELECT id, period, sealed_key FROM block ORDER BY period");
    while (query.step()) {
      const ByteView key = query.blob(2);
      all.push_back(
          {static_cast<BlockId>(query.number(0)), std::string(query.text(1)), {key.begin(), key.end()}});
    }
    return all;
  });
}

Result<Bytes> SqlcipherSource::block_piece(BlockId block, std::uint64_t stripe, std::uint64_t column) {
  return attempt([&] {
    if (!find_piece_) {
      find_piece_.emplace(database_.prepare(
          "SELECT sealed FROM block_piece WHERE block = ?1 AND stripe = ?2 AND \"column\" = ?3"));
    }
    const Restarted query(*find_piece_);
    query->bind(1, static_cast<std::int64_t>(block))
        .bind(2, static_cast<std::int64_t>(stripe))
        .bind(3, static_cast<std::int64_t>(column));
    if (!query->step()) throw DatabaseError(Errc::not_found);
    const ByteView sealed = query->blob(0);
    return Bytes(sealed.begin(), sealed.end());
  });
}

Result<void> SqlcipherSource::add_block(std::string_view period, const NewBlock& block) {
  return attempt([&] {
    Transaction transaction(database_, Transaction::Kind::write);
    const auto lines = read_ledger();
    if (std::ranges::find(lines, period, &LedgerLine::period) == lines.end())
      throw DatabaseError(Errc::not_found);
    keep(period, block);
    transaction.commit();
  });
}

void SqlcipherSource::keep(std::string_view period, const NewBlock& block) {
  database_.prepare("INSERT INTO block (id, period, sealed_key) VALUES (?1, ?2, ?3)")
      .bind(1, static_cast<std::int64_t>(block.id))
      .bind(2, period)
      .bind(3, ByteView(block.sealed_key))
      .finish();
  Statement insert = database_.prepare(
      "INSERT INTO block_piece (block, stripe, \"column\", sealed) VALUES (?1, ?2, ?3, ?4)");
  block.each_piece([&](const BlockPiece& piece) {
    insert.bind(1, static_cast<std::int64_t>(block.id))
        .bind(2, static_cast<std::int64_t>(piece.stripe))
        .bind(3, static_cast<std::int64_t>(piece.column))
        .bind(4, piece.sealed)
        .finish();
  });
}

}  // namespace tellsafe::store
