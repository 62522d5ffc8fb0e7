#include "service/intake/form_token.h"

#include <algorithm>
#include <array>
#include <optional>

namespace tellsafe::intake {
namespace {

constexpr std::size_t time_size = 4;
constexpr std::size_t tag_size = 16;
using Token = std::array<std::uint8_t, time_size + tag_size>;

Token signed_token(std::uint32_t second, const crypto::SecretBytes& key) {
  Token token{};
  for (std::size_t i = 0; i < time_size; ++i) {
    token[i] = static_cast<std::uint8_t>(second >> (8 * (time_size - 1 - i)));
  }
  crypto_generichash(token.data() + time_size, tag_size, token.data(), time_size, key.data(), key.size());
  return token;
}

// The second that the token says it was issued in, if it is one of ours.
std::optional<std::uint32_t> second_of(std::string_view text, const crypto::SecretBytes& key) {
  Token token{};
  std::size_t size = 0;
  if (text.size() != token_length ||
      sodium_base642bin(token.data(), token.size(), text.data(), text.size(), nullptr, &size, nullptr,
                        sodium_base64_VARIANT_URLSAFE_NO_PADDING) != 0 ||
      size != token.size()) {
    return std::nullopt;
  }
  std::uint32_t second = 0;
  for (std::size_t i = 0; i < time_size; ++i) second = second << 8U | token[i];
  const Token right = signed_token(second, key);
  if (sodium_memcmp(token.data(), right.data(), token.size()) != 0) return std::nullopt;
  return second;
}

}  // namespace

FormTokens::FormTokens(const runtime::SteadyClock& clock, std::chrono::seconds shortest,
                       std::chrono::seconds longest)
    : clock_(clock),
      shortest_(static_cast<std::uint32_t>(shortest.count())),
      longest_(static_cast<std::uint32_t>(longest.count())),
      // So that a token that is as old as `shortest` can be made from the first second on.
      origin_(clock.now() - shortest),
      key_(crypto::SecretBytes::random(crypto_generichash_KEYBYTES)) {}

std::uint32_t FormTokens::now() const {
  const auto passed = std::chrono::duration_cast<std::chrono::seconds>(clock_.now() - origin_);
  return static_cast<std::uint32_t>(std::max<std::int64_t>(passed.count(), shortest_));
}

std::string FormTokens::token_of(std::uint32_t second) const {
  const Token token = signed_token(second, key_);
  std::array<char, token_length + 1> text{};
  sodium_bin2base64(text.data(), text.size(), token.data(), token.size(),
                    sodium_base64_VARIANT_URLSAFE_NO_PADDING);
  return {text.data(), token_length};
}

std::string FormTokens::issue() const {
  return token_of(now());
}

std::string FormTokens::renew(std::string_view text) const {
  const auto second = second_of(text, key_);
  if (!second) return issue();
  return token_of(std::max(now() - shortest_, *second));
}

TokenCheck FormTokens::check(std::string_view text) const {
  const auto second = second_of(text, key_);
  const std::uint32_t this_second = now();
  if (!second || *second > this_second || this_second - *second > longest_)
    return TokenCheck::too_late_or_unknown;
  return this_second - *second < shortest_ ? TokenCheck::too_early : TokenCheck::good;
}

}  // namespace tellsafe::intake
