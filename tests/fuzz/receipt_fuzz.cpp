// Any bytes: what is taken for a receipt must be the same receipt when it is written out and read again.
#include <algorithm>
#include <cstdlib>
#include <string_view>

#include "crypto/receipt.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace tellsafe::crypto;
  const auto receipt = Receipt::parse({reinterpret_cast<const char*>(data), size});
  if (!receipt) return 0;
  const WipedText text = receipt->text();
  const auto again = Receipt::parse(text_of(text));
  if (!again || again->text() != text || again->hash() != receipt->hash()) std::abort();
  return 0;
}
