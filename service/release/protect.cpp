#include "service/release/protect.h"

#include <algorithm>

namespace tellsafe::release {

namespace {

class Guard {
 public:
  Guard(const Cells& cells, unsigned threshold, std::vector<bool>& shown)
      : cells_(cells), threshold_(threshold), shown_(shown) {}

  // Only ever hides, so it comes to an end.
  void settle() {
    do {
      changed_ = false;
      for (const auto& relation : cells_.relations) {
        if (!shown_[relation.parent])
          for (const auto child : relation.children) hide(child);
        else if (relation.exact)
          settle_exact(relation);
        else
          settle_several(relation);
      }
    } while (changed_);
  }

 private:
  bool small(std::uint64_t count) const { return count > 0 && count < threshold_; }

  void hide(std::size_t cell) {
    if (!shown_[cell]) return;
    shown_[cell] = false;
    changed_ = true;
  }

  struct Below {
    std::uint64_t shown_sum = 0;
    std::size_t hidden = 0;
    const std::size_t* smallest_shown = nullptr;
  };
  Below look(const Relation& relation) const {
    Below below;
    for (const auto& child : relation.children) {
      if (!shown_[child]) {
        ++below.hidden;
        continue;
      }
      below.shown_sum += cells_.counts[child];
      if (below.smallest_shown == nullptr || cells_.counts[child] < cells_.counts[*below.smallest_shown])
        below.smallest_shown = &child;
    }
    return below;
  }

  // `fits` says whether what the relation gives away may be known.
  template <class Fits>
  void hide_until(const Relation& relation, Fits fits) {
    for (Below below = look(relation); below.hidden > 0 && !fits(below); below = look(relation)) {
      if (below.smallest_shown == nullptr) {
        hide(relation.parent);
        return;
      }
      hide(*below.smallest_shown);
    }
  }

  // The hidden children add up to exactly the rest.
  void settle_exact(const Relation& relation) {
    const auto parent = cells_.counts[relation.parent];
    hide_until(relation,
               [&](const Below& below) { return below.hidden >= 2 && !small(parent - below.shown_sum); });
  }

  // The hidden children add up to at least the rest, if there is one; and who did not choose a shown child is
  // known by number.
  void settle_several(const Relation& relation) {
    const auto parent = cells_.counts[relation.parent];
    for (const auto child : relation.children)
      if (shown_[child] && small(parent - cells_.counts[child])) hide(child);
    hide_until(relation, [&](const Below& below) {
      return below.shown_sum >= parent || (below.hidden >= 2 && !small(parent - below.shown_sum));
    });
  }

  const Cells& cells_;
  const unsigned threshold_;
  std::vector<bool>& shown_;
  bool changed_ = false;
};

}  // namespace

Protection protect(const Cells& cells, unsigned threshold, const std::vector<bool>& may_show) {
  Protection protection{may_show, {"primary suppression with residual guard", "not audited", false}};
  for (std::size_t cell = 0; cell < cells.counts.size(); ++cell)
    if (cells.counts[cell] < threshold || cells.counts[cell] == 0) protection.shown[cell] = false;
  Guard(cells, threshold, protection.shown).settle();
  return protection;
}

bool may_show_late(std::uint64_t late, std::uint64_t total, bool total_shown, unsigned threshold) {
  const std::uint64_t rest = total - late;
  return total_shown && late >= threshold && (rest == 0 || rest >= threshold);
}

std::uint64_t rounded(std::uint64_t count, unsigned step) {
  return (count + step / 2) / step * step;
}

}  // namespace tellsafe::release
