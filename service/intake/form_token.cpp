#include "service/intake/form_token.h"

#include <algorithm>
#include <array>

namespace tellsafe::intake {
namespace {

constexpr std::size_t time_size = 4;
constexpr std::size_t form_size = 8;
constexpr std::size_t tag_size = 16;
constexpr std::size_t signed_size = time_size + form_size;
using Token = std::array<std::uint8_t, signed_size + tag_size>;
using FormNumber = std::array<std::uint8_t, form_size>;

struct Meaning {
  std::uint32_t second = 0;
  FormNumber form{};
};

Token signed_token(const Meaning& meaning, const crypto::SecretBytes& key) {
  Token token{};
  for (std::size_t i = 0; i < time_size; ++i) {
    token[i] = static_cast<std::uint8_t>(meaning.second >> (8 * (time_size - 1 - i)));
  }
  std::copy(meaning.form.begin(), meaning.form.end(), token.begin() + time_size);
  crypto_generichash(token.data() + signed_size, tag_size, token.data(), signed_size, key.data(), key.size());
  return token;
}

std::string text_of(const Meaning& meaning, const crypto::SecretBytes& key) {
  const Token token = signed_token(meaning, key);
  std::array<char, token_length + 1> text{};
  sodium_bin2base64(text.data(), text.size(), token.data(), token.size(),
                    sodium_base64_VARIANT_URLSAFE_NO_PADDING);
  return {text.data(), token_length};
}

// What a token says, if it is one of ours.
std::optional<Meaning> read(std::string_view text, const crypto::SecretBytes& key) {
  Token token{};
  std::size_t size = 0;
  if (text.size() != token_length ||
      sodium_base642bin(token.data(), token.size(), text.data(), text.size(), nullptr, &size, nullptr,
                        sodium_base64_VARIANT_URLSAFE_NO_PADDING) != 0 ||
      size != token.size()) {
    return std::nullopt;
  }
  Meaning meaning;
  for (std::size_t i = 0; i < time_size; ++i) meaning.second = meaning.second << 8U | token[i];
  std::copy_n(token.begin() + time_size, form_size, meaning.form.begin());
  const Token right = signed_token(meaning, key);
  if (sodium_memcmp(token.data(), right.data(), token.size()) != 0) return std::nullopt;
  return meaning;
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

std::string FormTokens::issue() const {
  Meaning meaning{now(), {}};
  randombytes_buf(meaning.form.data(), meaning.form.size());
  return text_of(meaning, key_);
}

std::string FormTokens::renew(std::string_view text) const {
  const auto meaning = read(text, key_);
  if (!meaning) return issue();
  return text_of({std::max(now() - shortest_, meaning->second), meaning->form}, key_);
}

TokenCheck FormTokens::check(std::string_view text) const {
  const auto meaning = read(text, key_);
  const std::uint32_t this_second = now();
  if (!meaning || meaning->second > this_second || this_second - meaning->second > longest_)
    return TokenCheck::too_late_or_unknown;
  return this_second - meaning->second < shortest_ ? TokenCheck::too_early : TokenCheck::good;
}

std::optional<std::uint64_t> FormTokens::report_id(std::string_view text) const {
  const auto meaning = read(text, key_);
  if (!meaning) return std::nullopt;
  // 16 bytes are the least that BLAKE2b gives here; the tag's own input is longer, so the two never meet.
  std::array<std::uint8_t, 16> digest{};
  crypto_generichash(digest.data(), digest.size(), meaning->form.data(), meaning->form.size(), key_.data(),
                     key_.size());
  std::uint64_t id = 0;
  for (std::size_t i = 0; i < 8; ++i) id = id << 8U | digest[i];
  id >>= 1U;
  return id == 0 ? 1 : id;
}

}  // namespace tellsafe::intake
