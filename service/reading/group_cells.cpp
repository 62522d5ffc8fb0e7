#include "service/reading/group_cells.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace tellsafe::reading {

namespace {

using Json = nlohmann::json;

std::uint64_t percent_of(std::uint64_t number, std::uint64_t of) {
  return std::min<std::uint64_t>(100, (number * 100 + of / 2) / of);
}

Json shown_cell(std::uint64_t number, const Scale& scale, const Names& names) {
  Json cell = {
      {"present", true}, {"shown", true}, {"number", names.number(number)}, {"share", false}, {"bar", false}};
  if (scale.base >= smallest_base) cell["share"] = names.percent(percent_of(number, scale.base));
  if (scale.longest > 0) cell["bar"] = percent_of(number, scale.longest);
  return cell;
}

Json hidden_cell(const Extent& extent, const Scale& scale, const Names& names) {
  Json cell = {{"present", true}, {"shown", false}, {"fewer", false}, {"between", false},
               {"low", false},    {"high", false},  {"range", false}};
  if (extent.low >= extent.high || extent.high >= unbounded) return cell;
  if (extent.low == 0 && scale.most > 0 && extent.high >= scale.most) return cell;
  if (extent.low == 0)
    cell["fewer"] = names.number(extent.high + 1);
  else
    cell["between"] = {{"low", names.number(extent.low)}, {"high", names.number(extent.high)}};
  cell["low"] = extent.low;
  cell["high"] = extent.high;
  if (scale.longest == 0) return cell;
  const auto from = percent_of(extent.low, scale.longest);
  cell["range"] = {{"from", from}, {"width", percent_of(extent.high, scale.longest) - from}};
  return cell;
}

}  // namespace

Json cell_model(release::Figure figure, const Extent& extent, const Scale& scale, const Names& names) {
  return figure ? shown_cell(*figure, scale, names) : hidden_cell(extent, scale, names);
}

Json absent_cell() {
  return {{"present", false}};
}

bool is_impossible(release::Figure figure) {
  return figure == std::uint64_t{0};
}

bool is_hidden(const Json& cell) {
  return cell.at("present").get<bool>() && !cell.at("shown").get<bool>();
}

}  // namespace tellsafe::reading
