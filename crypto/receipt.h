// Receipts: 20 Crockford base-32 symbols in five groups of four, 95 random bits and 5 check bits.
// See FORMAT.md, "Receipt". The server stores only a keyed hash of a hash of a receipt.
#pragma once

#include <array>
#include <string_view>

#include "crypto/memory.h"
#include "crypto/result.h"

namespace tellsafe::crypto {

using ReceiptHash = std::array<std::uint8_t, 32>;  // BLAKE2b of the canonical 20 symbols
using ReceiptTag = std::array<std::uint8_t, 32>;   // keyed BLAKE2b of the hash: what is stored

class Receipt {
 public:
  static Receipt generate();
  // Forgiving: any case, O for 0, I and L for 1, spaces, hyphens and dashes anywhere. errors: bad_receipt
  static Result<Receipt> parse(std::string_view text);
  // "XXXX-XXXX-XXXX-XXXX-XXXX"
  WipedText text() const;
  ReceiptHash hash() const;

 private:
  explicit Receipt(WipedText symbols) : symbols_(std::move(symbols)) {}
  WipedText symbols_;
};

// key: 32 bytes
ReceiptTag receipt_tag(const SecretBytes& key, const ReceiptHash& hash);

}  // namespace tellsafe::crypto
