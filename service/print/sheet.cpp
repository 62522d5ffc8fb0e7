#include "service/print/sheet.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <string_view>

#include "service/pages/colors.h"
#include "service/pages/wording.h"
#include "service/print/qr.h"

namespace tellsafe::print {
namespace {

// The start page in this language: as a code, and as letters to type, which a browser completes.
nlohmann::json address(std::string_view site, const schema::Language& language) {
  while (site.ends_with('/')) site.remove_suffix(1);
  const std::string whole = fmt::format("{}/{}", site, language.code);
  return {{"letters", whole.substr(whole.find("://") + 3)}, {"code", svg(qr_code(whole), whole)}};
}

}  // namespace

nlohmann::json sheet_model(const SheetOptions& options, const schema::Labels& labels,
                           const schema::Language& language, const char* page) {
  nlohmann::json texts = labels.tree(language.code).at("page").at(page);
  for (auto& text : texts) text = pages::put_in(text.get<std::string>(), {{"city", options.city}});
  const auto common = [&](std::string_view name) {
    return labels.text(language.code, fmt::format("page.common.{}", name));
  };
  return {
      {"lang", language.code},
      {"dir", language.direction},
      {"city", options.city},
      {"color_rule", pages::color_rule({options.header_color, options.button_color})},
      {"danger", common("danger")},
      {"demo", options.demo ? nlohmann::json(common("demo")) : nlohmann::json(false)},
      {"not_reviewed", language.reviewed ? nlohmann::json(false) : nlohmann::json(common("not_reviewed"))},
      {"site", address(options.url, language)},
      {"onion", options.onion.empty() ? nlohmann::json(false) : address(options.onion, language)},
      {"text", texts}};
}

}  // namespace tellsafe::print
