#include "service/intake/work.h"

#include <array>
#include <charconv>
#include <nlohmann/json.hpp>

#include "crypto/hash.h"
#include "service/intake/work_payload.h"

namespace tellsafe::intake {
namespace {

constexpr std::int64_t lifetime = 2 * 60 * 60;
constexpr std::int64_t coarse = 10 * 60;

bool same(std::string_view a, std::string_view b) {
  return a.size() == b.size() && sodium_memcmp(a.data(), b.data(), a.size()) == 0;
}

std::uint64_t short_name(std::string_view challenge) {
  std::uint64_t name = 0;
  std::from_chars(challenge.data(), challenge.data() + 16, name, 16);
  return name;
}

}  // namespace

Work::Work(const runtime::SteadyClock& clock, std::chrono::sys_seconds started, std::uint32_t largest,
           std::size_t max_used)
    : clock_(clock),
      origin_(clock.now()),
      started_(started.time_since_epoch().count()),
      largest_(largest),
      max_used_(max_used),
      key_(crypto::SecretBytes::random(crypto_auth_hmacsha256_KEYBYTES)) {}

std::int64_t Work::unix_now() const {
  return started_ + std::chrono::duration_cast<std::chrono::seconds>(clock_.now() - origin_).count();
}

std::string Work::signature_of(std::string_view challenge) const {
  std::array<std::uint8_t, crypto_auth_hmacsha256_BYTES> signature{};
  const auto signed_text = crypto::bytes_of(challenge);
  crypto_auth_hmacsha256(signature.data(), signed_text.data(), signed_text.size(), key_.data());
  return crypto::hex(signature);
}

std::string Work::challenge() const {
  std::array<std::uint8_t, salt_digits / 2> random{};
  randombytes_buf(random.data(), random.size());
  const std::int64_t expires = (unix_now() + lifetime + coarse - 1) / coarse * coarse;
  const std::string salt = work_salt(crypto::hex(random), expires);
  const std::string challenge = work_hash(salt, randombytes_uniform(largest_ + 1));
  return nlohmann::json{{"algorithm", work_algorithm},
                        {"challenge", challenge},
                        {"maxnumber", largest_},
                        {"salt", salt},
                        {"signature", signature_of(challenge)}}
      .dump();
}

bool Work::accept(std::string_view payload) {
  const auto sent = parse_work_payload(payload);
  if (!sent || sent->number > largest_) return false;
  if (!same(sent->signature, signature_of(sent->challenge))) return false;
  if (work_hash(sent->salt, sent->number) != sent->challenge) return false;

  const std::int64_t now = unix_now();
  const std::lock_guard lock(mutex_);
  while (!used_.empty() && used_.begin()->first <= now) {
    used_count_ -= used_.begin()->second.size();
    used_.erase(used_.begin());
  }
  if (sent->expires <= now || used_count_ >= max_used_) return false;
  if (!used_[sent->expires].insert(short_name(sent->challenge)).second) return false;
  ++used_count_;
  return true;
}

}  // namespace tellsafe::intake
