// The real form, labels and built web folder, with the demo's areas and places.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "schema/form.h"
#include "schema/labels.h"
#include "schema/support.h"
#include "service/pages/models.h"
#include "service/pages/site.h"

namespace tellsafe::pages {

inline constexpr std::string_view leave_url = "https://weather.example/?a=1&b=2";
inline constexpr std::string_view leave_escaped =
    "https://weather.example/?a=1&amp;b=2";  // as it stands in HTML

// As long as the real ones.
inline constexpr std::string_view token = "AAAAAbcdefghijklmnopqrst-_9";

std::filesystem::path source_folder();
std::filesystem::path web_folder();
const schema::Form& test_form();
// Of all languages of the project.
const schema::Labels& test_labels();
const std::vector<schema::Place>& test_places();
SiteOptions test_options(bool demo);
const Furniture& test_furniture();
const Site& test_site(bool demo = false);

}  // namespace tellsafe::pages
