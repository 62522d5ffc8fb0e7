#include "service/intake/epochs.h"

#include <utility>

namespace tellsafe::intake {

EpochKeeper::EpochKeeper(const runtime::Clock& clock, store::ReportSink& vault, crypto::Recipient release,
                         Notice notice)
    : clock_(clock), vault_(vault), release_(release), notice_(std::move(notice)) {}

EpochKeeper::~EpochKeeper() {
  wipe();
}

store::Result<CurrentEpoch> EpochKeeper::current() {
  const std::lock_guard lock(mutex_);
  const auto today = clock_.today();
  if (epoch_ && epoch_->day == today) return *epoch_;
  wipe();

  CurrentEpoch next{store::random_id(), today,
                    std::make_shared<const crypto::EpochKey>(crypto::EpochKey::generate())};
  auto kept = vault_.add_epoch({next.id, today, next.key->sealed_to(release_)});
  if (kept.has_error()) return kept.error();
  epoch_ = std::move(next);
  notice_(true);
  return *epoch_;
}

void EpochKeeper::wipe() {
  if (!epoch_) return;
  epoch_.reset();
  notice_(false);
}

}  // namespace tellsafe::intake
