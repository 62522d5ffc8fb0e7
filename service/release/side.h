// One side of a table: a question's answers as a tree of items, and what a report counts as in it.
//
// Reports of different form versions are counted together by their codes, never by the position of an option:
// the first form names the items and their categories, and codes that only other forms have follow.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "schema/facts.h"
#include "schema/form.h"
#include "schema/tables.h"

namespace tellsafe::release {

enum class ItemKind { total, category, option, unanswered };

std::string_view name_of(ItemKind kind);

struct Item {
  ItemKind kind = ItemKind::total;
  std::string code;        // empty for total and unanswered
  std::size_t parent = 0;  // index of the item above; the total's is its own
  friend bool operator==(const Item&, const Item&) = default;
};

// The items of a question at a level: the total, then each category followed by its options (level option) or
// alone (level category), then the options without a category, then the unanswered. Parents come first.
struct Side {
  std::string question;
  schema::Level level = schema::Level::option;
  bool several = false;  // in at least one form: children may add up to more than their parent
  std::vector<Item> items;
  std::map<std::string, std::size_t> item_of_option;  // the lowest item that an option's code counts in
};

// A side as it is printed.
struct PublishedSide {
  std::string question;
  schema::Level level = schema::Level::option;
  bool several = false;
  std::vector<Item> items;
  friend bool operator==(const PublishedSide&, const PublishedSide&) = default;
};
PublishedSide as_published(const Side& side);

// `forms` must not be empty.
Side make_side(const schema::Dimension& dimension, std::span<const schema::Form> forms);

// Finds the items of a side that a report of one form counts in.
class SideReader {
 public:
  SideReader(const Side& side, const schema::Form& form);
  // Fills `hits` with the indices of the items, each once, the total always among them. A category is hit
  // once however many of its options were chosen. `answers` must be of the form.
  void read(const schema::Answers& answers, std::vector<std::size_t>& hits) const;
  // The same for the value of the side's question alone; any value where there is none.
  void read(std::uint64_t value, std::vector<std::size_t>& hits) const;
  // Where the form asks the side's question; none: it does not, so nobody answered.
  std::optional<std::size_t> question() const { return question_; }

  // What is left of a value when answers that hit the same items need not be told apart: of several options
  // by category, a bit for each item. Far fewer combinations are then counted. Else the value itself.
  std::uint64_t narrowed(std::uint64_t value) const {
    if (!narrows()) return value;
    std::uint64_t items = 0;
    for (const auto& items_of : items_of_byte_) {
      items |= items_of[value & 0xffU];
      value >>= 8U;
    }
    return items;
  }
  bool narrows() const { return !items_of_byte_.empty(); }
  // Bits of what narrowed() gives; 0 where the form does not ask.
  unsigned narrowed_width() const { return narrowed_width_; }
  // read() for what narrowed() gave.
  void read_narrowed(std::uint64_t narrowed, std::vector<std::size_t>& hits) const;

 private:
  void narrow_to_items();

  std::optional<std::size_t> question_;
  bool several_ = false;
  std::vector<std::vector<std::size_t>> items_of_option_;  // without the total
  std::size_t unanswered_ = 0;
  std::vector<std::array<std::uint64_t, 256>>
      items_of_byte_;  // of a value, the lowest first; bit 0 is item 1
  unsigned narrowed_width_ = 0;
};

}  // namespace tellsafe::release
