#include "service/access/challenges.h"

#include <sodium.h>

#include <algorithm>
#include <span>

namespace tellsafe::access {
namespace {

constexpr std::size_t time_size = 8;
constexpr std::size_t mac_at = 16;
constexpr std::size_t key_size = 32;

using Seconds = std::chrono::duration<std::uint64_t>;

Seconds seconds_of(runtime::SteadyClock::TimePoint time) {
  return std::chrono::duration_cast<Seconds>(time.time_since_epoch());
}

Seconds issued_at(const Challenge& challenge) {
  std::uint64_t seconds = 0;
  for (const std::uint8_t byte : std::span(challenge).first<time_size>()) seconds = (seconds << 8) | byte;
  return Seconds(seconds);
}

}  // namespace

Challenges::Challenges(const runtime::SteadyClock& clock, std::size_t most)
    : clock_(clock), most_(most), key_(crypto::SecretBytes::random(key_size)) {}

Challenges::Mac Challenges::mac_of(const Challenge& challenge, const Ceremony& ceremony) const {
  Mac mac{};
  crypto_generichash_state state;
  crypto_generichash_init(&state, key_.data(), key_.size(), mac.size());
  const auto purpose = static_cast<std::uint8_t>(ceremony.purpose);
  crypto_generichash_update(&state, &purpose, 1);
  crypto_generichash_update(&state, challenge.data(), mac_at);
  const auto subject = crypto::bytes_of(ceremony.subject);
  crypto_generichash_update(&state, subject.data(), subject.size());
  crypto_generichash_final(&state, mac.data(), mac.size());
  return mac;
}

Challenge Challenges::issue(const Ceremony& ceremony) const {
  Challenge challenge{};
  std::uint64_t seconds = seconds_of(clock_.now()).count();
  for (std::size_t i = time_size; i > 0; seconds >>= 8)
    challenge.at(--i) = static_cast<std::uint8_t>(seconds);
  randombytes_buf(challenge.data() + time_size, mac_at - time_size);
  std::ranges::copy(mac_of(challenge, ceremony), challenge.begin() + mac_at);
  return challenge;
}

bool Challenges::good(const Challenge& challenge, const Ceremony& ceremony) const {
  const Mac mac = mac_of(challenge, ceremony);
  if (sodium_memcmp(mac.data(), challenge.data() + mac_at, mac.size()) != 0) return false;
  return seconds_of(clock_.now()) - issued_at(challenge) <= challenge_lifetime;
}

bool Challenges::take(const Challenge& challenge, const Ceremony& ceremony) {
  if (!good(challenge, ceremony)) return false;
  const auto now = clock_.now();
  const std::lock_guard lock(mutex_);
  std::erase_if(answered_, [&](const auto& answer) { return answer.second < now; });
  if (answered_.size() >= most_) return false;
  // A second more than it can be good for, since it tells its time in whole seconds.
  return answered_.emplace(challenge, now + challenge_lifetime + std::chrono::seconds(1)).second;
}

}  // namespace tellsafe::access
