#include "service/reading/bounds.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>

namespace tellsafe::reading {

namespace {

using release::Item;
using release::ItemKind;
using release::PublishedSide;
using release::PublishedTable;

// Each round carries what is known one step further; tables are two steps deep on each of their sides.
constexpr int most_rounds = 20;

// An item and those below it, all else being equal; as numbers of cells.
struct Family {
  std::size_t parent = 0;
  std::vector<std::size_t> children;
  std::optional<std::size_t> unanswered;  // among the children
  bool several = false;
};

std::size_t stride_of(const PublishedTable& table, std::size_t side) {
  std::size_t stride = 1;
  for (std::size_t after = side + 1; after < table.sides.size(); ++after)
    stride *= table.sides[after].items.size();
  return stride;
}

// Each count once, however many tables it is in.
class Cells {
 public:
  // The cell of each place of a table.
  std::vector<std::size_t> add(const PublishedTable& table) {
    std::vector<std::size_t> cells;
    for (std::size_t place = 0; place < table.figures.size(); ++place) {
      const auto items = release::items_at(table.sides, place);
      std::set<std::string> said;  // totals say nothing
      for (std::size_t side = 0; side < items.size(); ++side) {
        const auto& item = table.sides[side].items[items[side]];
        if (item.kind != ItemKind::total)
          said.insert(
              fmt::format("{}={}:{}", table.sides[side].question, release::name_of(item.kind), item.code));
      }
      cells.push_back(numbers_.try_emplace(std::move(said), numbers_.size()).first->second);
    }
    return cells;
  }
  std::size_t size() const { return numbers_.size(); }

 private:
  std::map<std::set<std::string>, std::size_t> numbers_;
};

void add_families(const PublishedTable& table, const std::vector<std::size_t>& cells, std::size_t side,
                  std::vector<Family>& families) {
  const auto& items = table.sides[side].items;
  const auto stride = stride_of(table, side);
  for (std::size_t place = 0; place < table.figures.size(); ++place) {
    if (place / stride % items.size() != 0) continue;
    for (std::size_t above = 0; above < items.size(); ++above) {
      Family family{cells[place + above * stride], {}, std::nullopt, table.sides[side].several};
      for (std::size_t below = 1; below < items.size(); ++below) {
        if (items[below].parent != above) continue;
        family.children.push_back(cells[place + below * stride]);
        if (items[below].kind == ItemKind::unanswered) family.unanswered = family.children.back();
      }
      if (!family.children.empty()) families.push_back(std::move(family));
    }
  }
}

std::uint64_t less(std::uint64_t from, std::uint64_t what) {
  return from > what ? from - what : 0;
}

// A most without what is known to be elsewhere; where there is no most, there is none then either.
std::uint64_t most_without(std::uint64_t most, std::uint64_t elsewhere) {
  return most >= unbounded ? unbounded : less(most, elsewhere);
}

// All that the extents of a family say of each other.
class Narrowing {
 public:
  explicit Narrowing(std::vector<Extent>& extents) : extents_(extents) {}

  // What cannot be is left alone: figures that contradict each other say nothing.
  void tighten(std::size_t place, std::uint64_t low, std::uint64_t high) {
    auto& extent = extents_[place];
    const Extent next{std::max(extent.low, low), std::min(extent.high, high)};
    if (next.low > next.high || next == extent) return;
    extent = next;
    changed_ = true;
  }

  void one_answer(const Family& family) {
    const auto sum = sum_of(family.children);
    tighten(family.parent, sum.low, sum.high);
    const auto parent = extents_[family.parent];
    for (const auto child : family.children) {
      const auto own = extents_[child];
      tighten(child, less(parent.low, less(sum.high, own.high)),
              most_without(parent.high, less(sum.low, own.low)));
    }
  }

  // Those who answered are each answer at least, and all answers together at most.
  void several_answers(const Family& family) {
    const auto sum = sum_of(family.children);
    const auto silent = family.unanswered ? extents_[*family.unanswered] : Extent{0, 0};
    std::uint64_t largest = 0;
    for (const auto child : family.children)
      if (child != family.unanswered) largest = std::max(largest, extents_[child].low);
    tighten(family.parent, largest + silent.low, sum.high);
    const auto parent = extents_[family.parent];
    for (const auto child : family.children) {
      const auto others = less(sum.high, extents_[child].high);
      const auto taken = child == family.unanswered ? largest : silent.low;
      tighten(child, less(parent.low, others), most_without(parent.high, taken));
    }
  }

  bool take_changed() { return std::exchange(changed_, false); }

 private:
  Extent sum_of(const std::vector<std::size_t>& places) const {
    Extent sum{0, 0};
    for (const auto place : places) {
      sum.low += extents_[place].low;
      sum.high += extents_[place].high;
    }
    return sum;
  }

  std::vector<Extent>& extents_;
  bool changed_ = false;
};

bool has_chosen_above(const std::vector<Item>& items, std::size_t item, const std::set<std::size_t>& chosen) {
  while (item != items[item].parent) {
    item = items[item].parent;
    if (chosen.contains(item)) return true;
  }
  return false;
}

// Of those who gave one answer, the rest is what is not chosen: no more can be in the chosen than it leaves.
std::uint64_t rest_at_least(const std::vector<Item>& items, const std::set<std::size_t>& chosen,
                            std::span<const Extent> extents, std::size_t stride, std::size_t offset) {
  std::vector<bool> has_children(items.size());
  for (std::size_t item = 1; item < items.size(); ++item) has_children[items[item].parent] = true;
  std::uint64_t rest = 0;
  for (std::size_t item = 0; item < items.size(); ++item)
    if (!has_children[item] && !chosen.contains(item) && !has_chosen_above(items, item, chosen))
      rest += extents[offset + item * stride].low;
  return rest;
}

}  // namespace

std::vector<std::vector<Extent>> extents(std::span<const PublishedTable> tables, unsigned round_to) {
  Cells cells;
  std::vector<std::vector<std::size_t>> cells_of;
  std::vector<Family> families;
  for (const auto& table : tables) {
    cells_of.push_back(cells.add(table));
    for (std::size_t side = 0; side < table.sides.size(); ++side)
      add_families(table, cells_of.back(), side, families);
  }

  const std::uint64_t slack = round_to > 1 ? round_to - 1 : 0;
  std::vector<Extent> known(cells.size());
  for (std::size_t at = 0; at < tables.size(); ++at)
    for (std::size_t place = 0; place < cells_of[at].size(); ++place)
      if (const auto& figure = tables[at].figures[place])
        known[cells_of[at][place]] = {less(*figure, slack), *figure + slack};

  Narrowing narrowing(known);
  for (int round = 0; round < most_rounds; ++round) {
    for (const auto& family : families)
      family.several ? narrowing.several_answers(family) : narrowing.one_answer(family);
    if (!narrowing.take_changed()) break;
  }

  std::vector<std::vector<Extent>> found(tables.size());
  for (std::size_t at = 0; at < tables.size(); ++at)
    for (std::size_t place = 0; place < cells_of[at].size(); ++place) {
      const auto& figure = tables[at].figures[place];
      found[at].push_back(figure ? Extent{*figure, *figure} : known[cells_of[at][place]]);
    }
  return found;
}

Together together(const PublishedTable& table, std::span<const Extent> extents,
                  std::span<const std::size_t> items, std::size_t offset) {
  const auto& side = table.sides.front();
  const auto stride = stride_of(table, 0);
  const std::set<std::size_t> chosen(items.begin(), items.end());
  Together all{true, {0, 0}};
  std::uint64_t largest = 0;
  std::size_t parts = 0;
  for (const auto item : chosen) {
    if (has_chosen_above(side.items, item, chosen)) continue;
    const auto place = offset + item * stride;
    all.shown = all.shown && table.figures[place].has_value();
    all.extent.low += extents[place].low;
    all.extent.high += extents[place].high;
    largest = std::max(largest, extents[place].low);
    ++parts;
  }
  const auto total = extents[offset].high;
  if (side.several && parts > 1) {
    all.shown = false;
    all.extent = {largest, std::min(all.extent.high, total)};
  } else if (!all.shown && !side.several) {
    const auto left = most_without(total, rest_at_least(side.items, chosen, extents, stride, offset));
    all.extent.high = std::max(all.extent.low, std::min(all.extent.high, left));
  }
  return all;
}

}  // namespace tellsafe::reading
