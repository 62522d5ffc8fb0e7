// Bytes as what a browser says about a passkey's ceremony.
#include <cstdint>
#include <cstdlib>

#include "service/access/client_data.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto parsed = tellsafe::access::parse_client_data({data, size});
  if (parsed && (size > tellsafe::access::longest_client_data || parsed->origin.size() > size)) std::abort();
  return 0;
}
