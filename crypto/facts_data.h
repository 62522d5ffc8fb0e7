// The associated data of sealed facts. See FORMAT.md, "Sealed facts".
#pragma once

#include <array>

#include "crypto/epoch.h"

namespace tellsafe::crypto {

using FactsData = std::array<std::uint8_t, 64>;

// Label (16), report (8), epoch (8), form (32); numbers big endian.
FactsData facts_data(const FactsContext& context);

}  // namespace tellsafe::crypto
