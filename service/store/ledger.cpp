#include "service/store/ledger.h"

#include "crypto/hash.h"

namespace tellsafe::store {

std::array<std::uint8_t, 32> chain_of(const LedgerLine& line, const std::array<std::uint8_t, 32>& before) {
  Bytes content(before.begin(), before.end());
  for (int shift = 56; shift >= 0; shift -= 8) {
    content.push_back(static_cast<std::uint8_t>(line.number >> shift));
  }
  content.insert(content.end(), line.period.begin(), line.period.end());
  content.push_back(0);
  content.insert(content.end(), line.manifests.begin(), line.manifests.end());
  return crypto::sha256(content);
}

LedgerLine next_line(std::span<const LedgerLine> lines, std::string_view period,
                     const std::array<std::uint8_t, 32>& manifests) {
  LedgerLine line{lines.size() + 1, std::string(period), manifests, {}};
  line.chain = chain_of(line, lines.empty() ? std::array<std::uint8_t, 32>{} : lines.back().chain);
  return line;
}

}  // namespace tellsafe::store
