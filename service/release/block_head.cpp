#include "service/release/block_head.h"

#include <algorithm>
#include <string>

#include "service/release/open.h"

namespace tellsafe::release {

namespace {

constexpr std::size_t period_size = 8;
constexpr std::size_t head_size = period_size + 8 + 8;
constexpr std::size_t stripe_size = 8 + 32 + 8 + 8 + 8;

void write_number(crypto::Bytes& bytes, std::uint64_t number) {
  for (int shift = 56; shift >= 0; shift -= 8) bytes.push_back(static_cast<std::uint8_t>(number >> shift));
}

std::uint64_t read_number(crypto::ByteView& bytes) {
  std::uint64_t number = 0;
  for (const auto byte : bytes.first(8)) number = number << 8U | byte;
  bytes = bytes.subspan(8);
  return number;
}

std::optional<StripeHead> read_stripe(crypto::ByteView& bytes) {
  StripeHead stripe;
  stripe.number = read_number(bytes);
  std::copy_n(bytes.begin(), stripe.form.size(), stripe.form.begin());
  bytes = bytes.subspan(stripe.form.size());
  stripe.reports = read_number(bytes);
  stripe.first = read_number(bytes);
  stripe.last = read_number(bytes);
  if (stripe.reports == 0 || stripe.reports > batch_rows || stripe.first > stripe.last) return std::nullopt;
  return stripe;
}

}  // namespace

crypto::Bytes write_head(const BlockHead& head) {
  const std::string period = to_string(head.period);
  crypto::Bytes bytes(period.begin(), period.end());
  bytes.resize(period_size);
  write_number(bytes, head.last_decision);
  write_number(bytes, head.stripes.size());
  for (const auto& stripe : head.stripes) {
    write_number(bytes, stripe.number);
    bytes.insert(bytes.end(), stripe.form.begin(), stripe.form.end());
    for (const auto number : {stripe.reports, stripe.first, stripe.last}) write_number(bytes, number);
  }
  return bytes;
}

std::optional<BlockHead> read_head(crypto::ByteView bytes) {
  if (bytes.size() < head_size) return std::nullopt;
  std::string name(bytes.begin(), bytes.begin() + period_size);
  name.resize(std::min(name.find('\0'), name.size()));
  const auto period = parse_period(name);
  bytes = bytes.subspan(period_size);
  if (!period) return std::nullopt;
  BlockHead head{*period, read_number(bytes), {}};
  const std::uint64_t stripes = read_number(bytes);
  if (bytes.size() % stripe_size != 0 || bytes.size() / stripe_size != stripes) return std::nullopt;
  while (!bytes.empty()) {
    const auto stripe = read_stripe(bytes);
    if (!stripe || (!head.stripes.empty() && stripe->number <= head.stripes.back().number))
      return std::nullopt;
    head.stripes.push_back(*stripe);
  }
  return head;
}

}  // namespace tellsafe::release
