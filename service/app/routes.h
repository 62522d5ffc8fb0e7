// What tellsafed answers.
#pragma once

#include <vector>

#include "service/handling/router.h"
#include "service/intake/desk.h"
#include "service/pages/site.h"
#include "service/reading/numbers.h"

namespace tellsafe::app {

// The references must outlive the routes.
std::vector<handling::Route> routes(const pages::Site& site, intake::Desk& desk, const intake::Work& work,
                                    const reading::Numbers& numbers);

}  // namespace tellsafe::app
