// What both catalogs say in the same words. Private to service/reading.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "service/reading/catalog.h"

namespace tellsafe::reading {

// In English, as the names in a release's files are.
inline constexpr std::array<std::string_view, 6> keywords = {"hate crime",     "hate incidents",
                                                             "bias incidents", "bias motivation",
                                                             "discrimination", "victim reporting"};

// "Reports of hate and bias – City of Springfield"
std::string title_of(const CatalogSource& source, std::string_view language);
// "Reports of hate and bias – 1st quarter 2025 – City of Springfield"
std::string title_of(const Summary& release, const CatalogSource& source, std::string_view language);
// What the numbers are, and are not.
std::string description(const CatalogSource& source, std::string_view language, bool demo);

// The office that runs this, or else the city.
const std::string& publisher(const NumbersOptions& options);

struct Reached {
  std::string member;   // of a vCard: "hasEmail", "hasURL" or "hasTelephone"
  std::string address;  // "mailto:…", "https://…", "tel:…"
};
// None where the city has given no contact.
std::optional<Reached> contact_of(const NumbersOptions& options);

// Whether the file holds the numbers, and does not speak about them.
bool is_data(std::string_view file);

}  // namespace tellsafe::reading
