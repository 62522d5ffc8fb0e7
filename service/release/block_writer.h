// Sealing the facts of a period's reports into a block for the next count.
#pragma once

#include <filesystem>
#include <memory>
#include <mutex>
#include <vector>

#include "crypto/block.h"
#include "service/release/block_head.h"
#include "service/release/refusal.h"
#include "service/release/spool.h"
#include "service/release/stripe.h"
#include "service/store/vault.h"

namespace tellsafe::release {

class BlockWriter {
 public:
  // `folder`: where sealed pieces wait, in a file without a name. errors: disk
  static Result<std::unique_ptr<BlockWriter>> make(const std::filesystem::path& folder);

  // Seals a stripe and empties it. Its number must be new, and orders the stripes. Thread safe. errors: disk
  Result<void> add(std::uint64_t number, const schema::FormVersion& form, Stripe& stripe);
  // Seals the head; after the last stripe. The writer must stay as long as what it gives, which asks it for
  // the pieces; a piece that can't be read back from the disk is thrown as std::runtime_error.
  // errors: disk
  Result<store::NewBlock> finish(const Period& period, std::uint64_t last_decision,
                                 const crypto::Recipient& release);

 private:
  struct Place {
    std::uint64_t stripe = 0;
    std::uint64_t column = 0;
    std::uint64_t place = 0;
    std::size_t size = 0;
  };
  explicit BlockWriter(std::filesystem::path folder, Spool spool);
  Result<void> keep(std::uint64_t stripe, std::uint64_t column, crypto::ByteView sealed);

  std::filesystem::path folder_;
  store::BlockId id_ = store::random_id();
  crypto::BlockKey key_ = crypto::BlockKey::generate();
  std::mutex mutex_;
  Spool spool_;
  std::vector<Place> places_;
  std::vector<StripeHead> stripes_;
};

}  // namespace tellsafe::release
