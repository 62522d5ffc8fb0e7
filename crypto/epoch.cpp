#include "crypto/epoch.h"

#include <algorithm>
#include <string_view>

#include "crypto/age.h"
#include "crypto/facts_data.h"

namespace tellsafe::crypto {
namespace {

constexpr std::string_view label = "tellsafe-facts-1";
constexpr std::size_t nonce_size = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
static_assert(facts_overhead == nonce_size + crypto_aead_xchacha20poly1305_ietf_ABYTES);

template <class Output>
Output put_number(std::uint64_t number, Output out) {
  for (unsigned shift = 64; shift > 0; shift -= 8) *out++ = static_cast<std::uint8_t>(number >> (shift - 8));
  return out;
}

}  // namespace

FactsData facts_data(const FactsContext& context) {
  FactsData data{};
  auto out = std::copy(label.begin(), label.end(), data.begin());
  out = put_number(context.report, out);
  out = put_number(context.epoch, out);
  std::copy(context.form.begin(), context.form.end(), out);
  return data;
}

EpochKey EpochKey::generate() {
  return EpochKey(SecretBytes::random(crypto_aead_xchacha20poly1305_ietf_KEYBYTES));
}

Bytes EpochKey::sealed_to(const Recipient& release) const {
  return age_encrypt({&release, 1}, key_.view());
}

Bytes EpochKey::seal(const FactsContext& context, ByteView facts) const {
  const FactsData data = facts_data(context);
  Bytes sealed(facts.size() + facts_overhead);
  randombytes_buf(sealed.data(), nonce_size);
  crypto_aead_xchacha20poly1305_ietf_encrypt(sealed.data() + nonce_size, nullptr, facts.data(), facts.size(),
                                             data.data(), data.size(), nullptr, sealed.data(), key_.data());
  return sealed;
}

}  // namespace tellsafe::crypto
