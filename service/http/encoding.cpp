#include "service/http/encoding.h"

#include <algorithm>
#include <optional>

#include "service/http/text.h"

namespace tellsafe::http {
namespace {

// "0.75" → 750 (RFC 9110, 12.4.2: one digit, and up to three more).
std::optional<unsigned> weight_of(std::string_view text) {
  if (text.empty() || text.size() > 5 || (text[0] != '0' && text[0] != '1')) return std::nullopt;
  unsigned weight = text[0] == '1' ? 1000 : 0;
  if (text.size() > 1 && text[1] != '.') return std::nullopt;
  unsigned worth = 100;
  for (const char c : text.substr(std::min<std::size_t>(2, text.size()))) {
    if (c < '0' || c > '9') return std::nullopt;
    weight += static_cast<unsigned>(c - '0') * worth;
    worth /= 10;
  }
  return weight <= 1000 ? std::optional(weight) : std::nullopt;
}

struct Item {
  std::string_view coding;
  unsigned weight = 1000;
};

std::optional<Item> parse_item(std::string_view text) {
  const std::size_t semicolon = text.find(';');
  Item item{trim(text.substr(0, semicolon))};
  if (semicolon == std::string_view::npos) return item;
  const std::string_view parameter = trim(text.substr(semicolon + 1));
  if (!equal_ignoring_case(parameter.substr(0, 2), "q=")) return std::nullopt;
  const auto weight = weight_of(parameter.substr(2));
  if (!weight) return std::nullopt;
  item.weight = *weight;
  return item;
}

}  // namespace

Accepted parse_accept_encoding(std::string_view value) {
  std::optional<unsigned> brotli;
  std::optional<unsigned> gzip;
  unsigned others = 0;
  while (!value.empty()) {
    const std::size_t comma = value.find(',');
    const auto item = parse_item(value.substr(0, comma));
    value = comma == std::string_view::npos ? std::string_view{} : value.substr(comma + 1);
    if (!item) continue;
    if (equal_ignoring_case(item->coding, "br")) brotli = item->weight;
    if (equal_ignoring_case(item->coding, "gzip")) gzip = item->weight;
    if (item->coding == "*") others = item->weight;
  }
  return {brotli.value_or(others), gzip.value_or(others)};
}

Encoded choose(const handling::ReadyPage& page, Accepted accepted) {
  const unsigned brotli = page.brotli.empty() ? 0 : accepted.brotli;
  const unsigned gzip = page.gzip.empty() ? 0 : accepted.gzip;
  if (brotli > 0 && brotli >= gzip) return {page.brotli, "br"};
  if (gzip > 0) return {page.gzip, "gzip"};
  return {page.plain, {}};
}

}  // namespace tellsafe::http
