// Random numbers that are the same on every platform: xoshiro256** (Blackman and Vigna, 2018,
// https://prng.di.unimi.it/), seeded through splitmix64. The standard library fixes its engines but not its
// distributions, so those are our own. Never for secrets.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace tellsafe::demo {

// Not thread safe.
class Random {
 public:
  explicit Random(std::uint64_t seed);
  std::uint64_t next();
  // 0 to n-1, each equally likely; n must not be 0.
  std::uint64_t below(std::uint64_t n);
  bool percent(unsigned chance) { return below(100) < chance; }
  // An index, as likely as its weight; the weights must not all be 0.
  std::size_t pick(std::span<const std::uint64_t> weights);

 private:
  std::array<std::uint64_t, 4> state_{};
};

// The same for the same text, everywhere and for ever (64-bit FNV-1a, mixed by splitmix64).
std::uint64_t stable_hash(std::string_view text);

}  // namespace tellsafe::demo
