#include "service/release/side.h"

#include <algorithm>

namespace tellsafe::release {

namespace {

using schema::Kind;
using schema::Level;

bool has_options(const schema::Question& question) {
  return question.kind == Kind::single || question.kind == Kind::several;
}

// The options of a question over all forms, each code once, in the category that the first form to have it
// says.
std::vector<schema::Option> merged_options(std::string_view question, std::span<const schema::Form> forms) {
  std::vector<schema::Option> merged;
  for (const auto& form : forms) {
    const auto* asked = form.find(question);
    if (asked == nullptr || !has_options(*asked)) continue;
    for (const auto& option : asked->options)
      if (std::ranges::find(merged, option.code, &schema::Option::code) == merged.end())
        merged.push_back(option);
  }
  return merged;
}

}  // namespace

std::string_view name_of(ItemKind kind) {
  switch (kind) {
    case ItemKind::total:
      return "total";
    case ItemKind::category:
      return "category";
    case ItemKind::option:
      return "option";
    case ItemKind::unanswered:
      return "unanswered";
  }
  return "";
}

PublishedSide as_published(const Side& side) {
  return {side.question, side.level, side.several, side.items};
}

Side make_side(const schema::Dimension& dimension, std::span<const schema::Form> forms) {
  Side side{dimension.question, dimension.level, false, {{ItemKind::total, "", 0}}, {}};
  for (const auto& form : forms) {
    const auto* asked = form.find(dimension.question);
    if (asked != nullptr && asked->kind == Kind::several) side.several = true;
  }
  const auto options = merged_options(dimension.question, forms);
  std::vector<std::string> categories;
  for (const auto& option : options)
    if (!option.category.empty() && std::ranges::find(categories, option.category) == categories.end())
      categories.push_back(option.category);
  const auto add_option = [&](const schema::Option& option, std::size_t above) {
    side.item_of_option[option.code] = side.items.size();
    side.items.push_back({ItemKind::option, option.code, above});
  };
  for (const auto& category : categories) {
    const std::size_t above = side.items.size();
    side.items.push_back({ItemKind::category, category, 0});
    for (const auto& option : options) {
      if (option.category != category) continue;
      if (dimension.level == Level::category)
        side.item_of_option[option.code] = above;
      else
        add_option(option, above);
    }
  }
  for (const auto& option : options)
    if (option.category.empty()) add_option(option, 0);
  side.items.push_back({ItemKind::unanswered, "", 0});
  return side;
}

SideReader::SideReader(const Side& side, const schema::Form& form) : unanswered_(side.items.size() - 1) {
  const auto* asked = form.find(side.question);
  if (asked == nullptr || !has_options(*asked)) return;
  question_ = form.index_of(side.question);
  several_ = asked->kind == Kind::several;
  for (const auto& option : asked->options) {
    std::vector<std::size_t> items;
    for (auto at = side.item_of_option.at(option.code); at != 0; at = side.items[at].parent)
      items.push_back(at);
    items_of_option_.push_back(std::move(items));
  }
  narrowed_width_ = asked->field.width;
  if (several_ && side.level == Level::category && unanswered_ <= 64) narrow_to_items();
}

// By category, an option hits one item besides the total.
void SideReader::narrow_to_items() {
  narrowed_width_ = static_cast<unsigned>(unanswered_ - 1);
  items_of_byte_.resize((items_of_option_.size() + 7) / 8);
  for (std::size_t option = 0; option < items_of_option_.size(); ++option)
    for (std::size_t byte = 0; byte < 256; ++byte)
      if ((byte >> option % 8 & 1U) != 0)
        items_of_byte_[option / 8].at(byte) |= std::uint64_t{1} << (items_of_option_[option].front() - 1);
}

void SideReader::read_narrowed(std::uint64_t narrowed, std::vector<std::size_t>& hits) const {
  if (!narrows()) return read(narrowed, hits);
  hits.assign(1, 0);
  for (std::size_t item = 1; item < unanswered_; ++item)
    if ((narrowed >> (item - 1) & 1U) != 0) hits.push_back(item);
  if (hits.size() == 1) hits.push_back(unanswered_);
}

void SideReader::read(const schema::Answers& answers, std::vector<std::size_t>& hits) const {
  read(question_ ? answers.values[*question_] : 0, hits);
}

void SideReader::read(std::uint64_t value, std::vector<std::size_t>& hits) const {
  hits.assign(1, 0);
  for (std::size_t option = 0; option < items_of_option_.size(); ++option) {
    const bool chosen = several_ ? ((value >> option) & 1U) != 0 : value == option + 1;
    if (chosen) hits.insert(hits.end(), items_of_option_[option].begin(), items_of_option_[option].end());
  }
  if (hits.size() == 1) hits.push_back(unanswered_);
  std::ranges::sort(hits);
  hits.erase(std::unique(hits.begin(), hits.end()), hits.end());
}

}  // namespace tellsafe::release
