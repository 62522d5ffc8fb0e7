#include "service/release/block_writer.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <stdexcept>
#include <tuple>

namespace tellsafe::release {

namespace {

Refusal spool_failed(const std::filesystem::path& folder, const boost::system::error_code& error) {
  return {Refusal::Kind::disk,
          fmt::format("{} could not be written: {}. Check the disk's space and the folder's owner, then run "
                      "the command again.",
                      folder.string(), error.message())};
}

}  // namespace

BlockWriter::BlockWriter(std::filesystem::path folder, Spool spool)
    : folder_(std::move(folder)), spool_(std::move(spool)) {}

Result<std::unique_ptr<BlockWriter>> BlockWriter::make(const std::filesystem::path& folder) {
  auto spool = Spool::make(folder);
  if (!spool) return spool_failed(folder, spool.error());
  return std::unique_ptr<BlockWriter>(new BlockWriter(folder, std::move(*spool)));
}

Result<void> BlockWriter::keep(std::uint64_t stripe, std::uint64_t column, crypto::ByteView sealed) {
  const std::lock_guard lock(mutex_);
  const auto place = spool_.append(sealed);
  if (!place) return spool_failed(folder_, place.error());
  places_.push_back({stripe, column, *place, sealed.size()});
  return {};
}

Result<void> BlockWriter::add(std::uint64_t number, const schema::FormVersion& form, Stripe& stripe) {
  const StripeHead head{number, form, stripe.reports(), stripe.first(), stripe.last()};
  std::optional<Refusal> refused;
  stripe.take_columns([&](std::uint64_t column, crypto::ByteView piece) {
    if (refused) return;
    if (auto ok = keep(number, column, key_.seal({id_, number, column}, piece)); !ok) refused = ok.error();
  });
  if (refused) return *refused;
  const std::lock_guard lock(mutex_);
  stripes_.push_back(head);
  return {};
}

Result<store::NewBlock> BlockWriter::finish(const Period& period, std::uint64_t last_decision,
                                            const crypto::Recipient& release) {
  std::ranges::sort(stripes_, {}, &StripeHead::number);
  const auto head = write_head({period, last_decision, stripes_});
  if (auto ok = keep(0, head_column, key_.seal({id_, 0, head_column}, head)); !ok) return ok.error();
  std::ranges::sort(places_, {}, [](const Place& place) { return std::tie(place.stripe, place.column); });
  const auto each_piece = [this](const std::function<void(const store::BlockPiece&)>& visit) {
    for (const auto& [stripe, column, place, size] : places_) {
      const auto sealed = spool_.read(place, size);
      if (!sealed) throw std::runtime_error(spool_failed(folder_, sealed.error()).message);
      visit({stripe, column, *sealed});
    }
  };
  return store::NewBlock{id_, key_.sealed_to(release), each_piece};
}

}  // namespace tellsafe::release
