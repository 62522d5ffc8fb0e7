// What a release showed, by the names that cells have in audits.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

#include "service/release/publication.h"

namespace tellsafe::release {

// The audience whose figures everybody can read.
inline constexpr std::string_view everybody = "public";

// The parts of a year of which quarters were released; see problem.h.
std::string year_part(const Period& period);   // all of it; also the only part of other releases
std::string again_part(const Period& period);  // what the released quarters counted
std::string fresh_part(const Period& period);  // the rest: received late, or of a quarter without a release

// The part whose tables a publication prints.
std::string printed_part(const Statement& statement);

// Cells that are shown, with their figures.
std::map<std::string, std::uint64_t> shown_cells(const Publication& publication);

// The name of the cell at a place of a published table.
std::string cell_name(const std::string& part, const PublishedTable& table, std::size_t place);

}  // namespace tellsafe::release
