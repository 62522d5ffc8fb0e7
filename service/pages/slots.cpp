#include "service/pages/slots.h"

#include <stdexcept>

namespace tellsafe::pages {
namespace {

constexpr char opening = '\x01';
constexpr char closing = '\x02';

}  // namespace

std::string slot(std::string_view name) {
  std::string mark{opening};
  mark += name;
  mark += closing;
  return mark;
}

SlottedText::SlottedText(std::string_view marked) {
  while (true) {
    const auto begin = marked.find(opening);
    Piece& piece = pieces_.emplace_back(Piece{std::string(marked.substr(0, begin)), {}});
    size_ += piece.text.size();
    if (begin == std::string_view::npos) return;
    const auto end = marked.find(closing, begin);
    if (end == std::string_view::npos) throw std::invalid_argument("the mark of a gap is not closed");
    piece.slot = marked.substr(begin + 1, end - begin - 1);
    if (piece.slot.empty()) throw std::invalid_argument("a gap has no name");
    marked.remove_prefix(end + 1);
  }
}

void SlottedText::fill(crypto::WipedText& out, const Writer& write) const {
  for (const Piece& piece : pieces_) {
    crypto::append(out, piece.text);
    if (!piece.slot.empty()) write(piece.slot, out);
  }
}

std::string SlottedText::empty() const {
  std::string joined;
  joined.reserve(size_);
  for (const Piece& piece : pieces_) joined += piece.text;
  return joined;
}

std::pair<std::string, std::string> SlottedText::around(std::string_view slot) const {
  std::pair<std::string, std::string> sides;
  std::size_t found = 0;
  for (const Piece& piece : pieces_) {
    (found == 0 ? sides.first : sides.second) += piece.text;
    if (piece.slot == slot) ++found;
  }
  if (found != 1) throw std::invalid_argument("a gap that must be there once is not: " + std::string(slot));
  return sides;
}

}  // namespace tellsafe::pages
