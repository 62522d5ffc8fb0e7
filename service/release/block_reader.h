// Reading blocks: whole columns of answers, without opening a single report.
#pragma once

#include <map>
#include <vector>

#include "crypto/block.h"
#include "service/release/block_head.h"
#include "service/release/refusal.h"
#include "service/release/tabulate.h"
#include "service/store/vault.h"

namespace tellsafe::release {

// Sealed columns of one stripe, as they came out of the vault.
struct SealedStripe {
  StripeHead head;
  std::map<std::uint64_t, crypto::Bytes> columns;  // by number
};

class BlockReader {
 public:
  // Opens key and head. errors: wrong_key, damaged, vault
  static Result<BlockReader> open(const store::StoredBlock& block, store::ReportSource& vault,
                                  const crypto::Identity& identity);

  const BlockHead& head() const { return head_; }
  // errors: damaged (one is missing), vault
  Result<SealedStripe> read(const StripeHead& stripe, std::span<const std::uint64_t> columns,
                            store::ReportSource& vault) const;
  // The values of one of the columns that were read, each at most `largest`. Thread safe. errors: damaged
  Result<Values> values(const SealedStripe& stripe, std::uint64_t column, std::size_t bytes,
                        std::uint64_t largest) const;

 private:
  BlockReader(store::BlockId id, std::string period, crypto::BlockKey key)
      : id_(id), period_(std::move(period)), key_(std::move(key)) {}
  Refusal damaged(std::string_view what) const;

  store::BlockId id_;
  std::string period_;
  crypto::BlockKey key_;
  BlockHead head_;
};

}  // namespace tellsafe::release
