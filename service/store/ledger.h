// The chain of the ledger of releases: no line can be changed or taken out without changing all after it.
#pragma once

#include <span>

#include "service/store/vault.h"

namespace tellsafe::store {

// SHA-256 over: the chain of the line before (32 zero bytes before the first) ‖ number, 8 bytes big-endian ‖
// period ‖ one zero byte ‖ manifests. Pure, thread safe.
std::array<std::uint8_t, 32> chain_of(const LedgerLine& line, const std::array<std::uint8_t, 32>& before);

// The line that follows `lines`.
LedgerLine next_line(std::span<const LedgerLine> lines, std::string_view period,
                     const std::array<std::uint8_t, 32>& manifests);

}  // namespace tellsafe::store
