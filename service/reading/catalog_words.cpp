#include "service/reading/catalog_words.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "service/pages/models.h"
#include "service/release/format.h"

namespace tellsafe::reading {

std::string title_of(const CatalogSource& source, std::string_view language) {
  return fmt::format("{} – {}", source.labels.text(language, "page.numbers.dataset"), source.options.city);
}

std::string title_of(const Summary& release, const CatalogSource& source, std::string_view language) {
  return fmt::format("{} – {} – {}", source.labels.text(language, "page.numbers.dataset"),
                     period_name(release.period, source.site.wording(language)), source.options.city);
}

std::string description(const CatalogSource& source, std::string_view language, bool demo) {
  const auto intro =
      pages::put_in(source.labels.text(language, "page.numbers.intro"), {{"city", source.options.city}});
  return fmt::format("{} {}", intro, caveats(source.labels, language, demo));
}

const std::string& publisher(const NumbersOptions& options) {
  return options.office.empty() ? options.city : options.office;
}

std::optional<Reached> contact_of(const NumbersOptions& options) {
  const auto link = pages::contact_link(options.contact);
  if (!link.is_object()) return std::nullopt;
  const auto address = link.at("href").get<std::string>();
  const auto* const member = address.starts_with("mailto:") ? "hasEmail"
                             : address.starts_with("tel:")  ? "hasTelephone"
                                                            : "hasURL";
  return Reached{member, address};
}

bool is_data(std::string_view file) {
  return file == release::tables_csv_name || file == release::tables_json_name;
}

}  // namespace tellsafe::reading
