// A page with gaps. A template is rendered once with marks where something personal may stand; cut at the
// marks, it can be filled in as often as one likes without a template library seeing what is filled in.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "crypto/memory.h"

namespace tellsafe::pages {

// The mark of a gap: the name between two control characters, which no template, label or escaped text holds.
std::string slot(std::string_view name);

// Immutable; thread safe.
class SlottedText {
 public:
  // Appends what belongs into the gap of that name: HTML, already escaped.
  using Writer = std::function<void(std::string_view slot, crypto::WipedText& out)>;

  SlottedText() = default;
  // Throws std::invalid_argument when a mark is not closed or has no name.
  explicit SlottedText(std::string_view marked);

  void fill(crypto::WipedText& out, const Writer& write) const;
  // The text with every gap left empty.
  std::string empty() const;
  // What stands before and after the one gap of that name, other gaps left empty. Throws
  // std::invalid_argument when there is no such gap, or more than one.
  std::pair<std::string, std::string> around(std::string_view slot) const;
  std::size_t size() const { return size_; }

 private:
  struct Piece {
    std::string text;
    std::string slot;  // follows the text; empty after the last
  };
  std::vector<Piece> pieces_;
  std::size_t size_ = 0;
};

}  // namespace tellsafe::pages
