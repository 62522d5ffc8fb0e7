// Made-up reports for the demonstration. The same seed gives the same reports on every platform.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

#include "schema/form.h"
#include "service/demo/proportions.h"
#include "service/demo/report.h"
#include "service/demo/stories.h"

namespace tellsafe::demo {

struct Plan {
  std::uint64_t seed = 1;
  std::size_t reports = 1800;
  std::chrono::sys_days from;  // incidents happen between these days, both included,
  std::chrono::sys_days to;    // and no report comes later than the last one
};

// In the order of the days on which they are sent. `languages` are the site's; a report in a language that
// the site does not have is sent from the first one's page. `from` must not be after `to`.
std::vector<Report> generate(const Plan& plan, const Proportions& proportions,
                             const FragmentsByLanguage& fragments, const schema::Form& form,
                             const std::vector<std::string>& languages);

}  // namespace tellsafe::demo
