#include "service/print/qr.h"

#include <fmt/format.h>
#include <qrencode.h>

#include <iterator>
#include <memory>
#include <stdexcept>

#include "service/pages/escape.h"

namespace tellsafe::print {

QrCode qr_code(std::string_view text) {
  if (text.empty() || text.find('\0') != std::string_view::npos) {
    throw std::invalid_argument("a QR code holds a text");
  }
  const std::unique_ptr<QRcode, decltype(&QRcode_free)> made(
      QRcode_encodeString8bit(std::string(text).c_str(), 0, QR_ECLEVEL_Q), &QRcode_free);
  if (!made) throw std::invalid_argument(fmt::format("{} bytes do not fit into a QR code", text.size()));

  QrCode code;
  code.size = static_cast<std::size_t>(made->width);
  code.dark.reserve(code.size * code.size);
  // The lowest bit of a module says whether it is dark; the others say what it is for.
  for (std::size_t at = 0; at < code.size * code.size; ++at) code.dark.push_back((made->data[at] & 1U) != 0);
  return code;
}

std::string svg(const QrCode& code, std::string_view label) {
  // One bar for each run of dark modules, and no module drawn twice, so that no hairline shows between them.
  std::string bars;
  for (std::size_t row = 0; row < code.size; ++row) {
    for (std::size_t column = 0; column < code.size;) {
      std::size_t end = column;
      while (end < code.size && code.dark[row * code.size + end]) ++end;
      if (end == column) {
        ++column;
        continue;
      }
      fmt::format_to(std::back_inserter(bars), "M{} {}h{}v1h-{}z", column + quiet_zone, row + quiet_zone,
                     end - column, end - column);
      column = end;
    }
  }
  const std::size_t side = code.size + 2 * quiet_zone;
  return fmt::format(R"(<svg viewBox="0 0 {0} {0}" role="img" aria-label="{1}" shape-rendering="crispEdges">)"
                     R"(<path fill="#fff" d="M0 0h{0}v{0}H0z"/><path fill="#000" d="{2}"/></svg>)",
                     side, pages::escaped(label), bars);
}

crypto::WipedText half_blocks(const QrCode& code, bool colors) {
  const std::size_t side = code.size + 2 * quiet_zone;
  // Light modules are drawn, dark ones are the background.
  const auto light = [&](std::size_t row, std::size_t column) {
    if (row >= side) return false;
    const bool inside = row >= quiet_zone && row < quiet_zone + code.size && column >= quiet_zone &&
                        column < quiet_zone + code.size;
    return !inside || !code.dark[(row - quiet_zone) * code.size + column - quiet_zone];
  };
  crypto::WipedText drawing;
  for (std::size_t row = 0; row < side; row += 2) {
    if (colors) crypto::append(drawing, "\x1b[40;97m");
    for (std::size_t column = 0; column < side; ++column) {
      const bool above = light(row, column);
      const bool below = light(row + 1, column);
      crypto::append(drawing, above ? (below ? "█" : "▀") : (below ? "▄" : " "));
    }
    crypto::append(drawing, colors ? "\x1b[0m\n" : "\n");
  }
  return drawing;
}

}  // namespace tellsafe::print
