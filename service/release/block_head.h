// The head of a column block: which period it is of, and its stripes. See crypto/FORMAT.md. Pure.
#pragma once

#include <optional>
#include <vector>

#include "schema/form.h"
#include "service/release/period.h"
#include "service/store/vault.h"

namespace tellsafe::release {

struct StripeHead {
  std::uint64_t number = 0;
  schema::FormVersion form{};
  std::uint64_t reports = 0;
  store::ReportId first = 0;
  store::ReportId last = 0;
};

struct BlockHead {
  Period period;
  std::uint64_t last_decision = 0;  // that its release looked at
  std::vector<StripeHead> stripes;  // by number
};

crypto::Bytes write_head(const BlockHead& head);
// None for what write_head() can't have given, or stripes with more reports than fit.
std::optional<BlockHead> read_head(crypto::ByteView bytes);

}  // namespace tellsafe::release
