// Bytes as the header of a sealed story: the shape that the server takes is one that the strict reader takes,
// with as many recipients.
#include <algorithm>
#include <cstdint>
#include <cstdlib>

#include "crypto/age_header.h"
#include "crypto/story_shape.h"

namespace {

using namespace tellsafe::crypto;

void require(bool condition) {
  if (!condition) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::size_t recipients = 1 + data[0] % 3U;
  Bytes file(data + 1, data + size);
  // Most inputs would fail on their size alone.
  file.resize(sealed_story_size(story_buckets[data[0] % 2U], recipients));
  if (!is_sealed_story(file, recipients)) return 0;
  const auto header = parse_age_header(file);
  require(header.has_value() && header->stanzas.size() == recipients);
  require(std::ranges::all_of(header->stanzas, [](const AgeStanza& stanza) {
    return stanza.arguments.size() == 2 && stanza.arguments[0] == "X25519" && stanza.body.size() == 32;
  }));
  return 0;
}
