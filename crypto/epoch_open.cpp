#include "crypto/epoch_open.h"

#include <stdexcept>

#include "crypto/age_open.h"
#include "crypto/facts_data.h"

namespace tellsafe::crypto {

Result<OpenedEpochKey> OpenedEpochKey::open(const Identity& release, ByteView sealed_key) {
  const auto key = age_decrypt({&release, 1}, sealed_key);
  if (!key) return key.error();
  if (key->size() != crypto_aead_xchacha20poly1305_ietf_KEYBYTES) return Errc::bad_payload;
  return OpenedEpochKey(SecretBytes::copy_of(*key));
}

Result<void> OpenedEpochKey::open_facts(const FactsContext& context, ByteView sealed,
                                        std::span<std::uint8_t> facts) const {
  if (sealed.size() < facts_overhead) return Errc::bad_seal;
  if (facts.size() < sealed.size() - facts_overhead)
    throw std::invalid_argument("too little room for the facts");
  const FactsData data = facts_data(context);
  const auto nonce = sealed.first(crypto_aead_xchacha20poly1305_ietf_NPUBBYTES);
  const auto rest = sealed.subspan(nonce.size());
  if (crypto_aead_xchacha20poly1305_ietf_decrypt(facts.data(), nullptr, nullptr, rest.data(), rest.size(),
                                                 data.data(), data.size(), nonce.data(), key_.data()) != 0) {
    return Errc::bad_seal;
  }
  return {};
}

}  // namespace tellsafe::crypto
