// What tellsafed answers.
#pragma once

#include <vector>

#include "service/handling/router.h"
#include "service/intake/desk.h"
#include "service/pages/site.h"
#include "service/reading/numbers.h"
#include "service/reading/public_briefs.h"

namespace tellsafe::app {

// What is given must outlive the routes. `briefs` may be none.
std::vector<handling::Route> routes(const pages::Site& site, intake::Desk& desk, const intake::Work& work,
                                    const reading::Numbers& numbers, const reading::PublicBriefs* briefs);

}  // namespace tellsafe::app
