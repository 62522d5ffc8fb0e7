#include "service/access/refusal_log.h"

#include <fmt/format.h>

namespace tellsafe::access {
namespace {

// Also when somebody has set the clock back.
bool is_over(store::Time written, store::Time now) {
  return now < written || now - written >= refusal_interval;
}

}  // namespace

RefusalLog::RefusalLog(Recorder& recorder, WallClock now) : recorder_(recorder), now_(std::move(now)) {}

RefusalLog::~RefusalLog() {
  try {
    write_counted(now_(), true);
  } catch (const std::exception&) {
    // Nothing more can be done for a count at the end.
  }
}

bool RefusalLog::write(const Key& key, const std::string& reason, std::uint64_t more) {
  const std::string subject = more == 0 ? reason : fmt::format("{} (and {} more)", reason, more);
  return recorder_.record(key.first, key.second, subject).has_value();
}

void RefusalLog::write_counted(store::Time now, bool all) {
  for (auto entry = noted_.begin(); entry != noted_.end();) {
    Noted& noted = entry->second;
    const bool due = all || is_over(noted.written, now);
    if (due && noted.more == 0) {
      entry = noted_.erase(entry);
      continue;
    }
    // The last of those that were counted stands for itself. The entry stays: its interval begins anew.
    if (due && write(entry->first, noted.reason, noted.more - 1)) noted = {now, 0, {}};
    ++entry;
  }
}

void RefusalLog::note(std::string_view actor, Action action, std::string_view reason) {
  const std::scoped_lock lock(mutex_);
  const store::Time now = now_();
  const Key key{std::string(actor), action};
  auto& noted = noted_[key];
  const bool due = noted.written == store::Time{} || is_over(noted.written, now);
  if (due && write(key, std::string(reason), noted.more)) {
    noted = {now, 0, {}};
  } else {
    ++noted.more;
    noted.reason = reason;
  }
  write_counted(now, false);
}

}  // namespace tellsafe::access
