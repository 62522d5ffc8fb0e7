// What the pages' scripts say and need to know: see web/scripts/README.md for the shape.
#pragma once

#include <cstddef>
#include <nlohmann/json_fwd.hpp>

#include "schema/form.h"
#include "service/pages/models.h"

namespace tellsafe::pages {

// The body of a report that a script sends has this many bytes; one that does not fit, so many steps more.
inline constexpr std::size_t sent_size = 24'576;
inline constexpr std::size_t sent_step = 8'192;

// Throws what models throw.
nlohmann::json script_words(const Furniture& furniture, const schema::Form& form,
                            const schema::Language& language);

}  // namespace tellsafe::pages
