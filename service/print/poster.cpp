#include <nlohmann/json.hpp>

#include "service/pages/templates.h"
#include "service/print/sheet.h"

namespace tellsafe::print {

std::string poster(const SheetOptions& options, const schema::Labels& labels,
                   const schema::Language& language) {
  auto model = sheet_model(options, labels, language, "poster");
  model["languages"] = nlohmann::json::array();
  for (const auto& one : labels.languages()) {
    model["languages"].push_back({{"code", one.code}, {"name", one.name}, {"direction", one.direction}});
  }
  return pages::Templates::load(options.templates).render("poster", model);
}

}  // namespace tellsafe::print
