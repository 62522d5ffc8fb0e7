// The real form, labels and templates, with the demo's areas.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "schema/form.h"
#include "schema/labels.h"
#include "service/pages/models.h"
#include "service/pages/site.h"

namespace tellsafe::pages {

inline constexpr std::string_view leave_url = "https://weather.example/?a=1&b=2";

std::filesystem::path source_folder();
const schema::Form& test_form();
const schema::Labels& test_labels();
SiteOptions test_options(bool demo);
Furniture test_furniture();
const Site& test_site(bool demo = false);

}  // namespace tellsafe::pages
