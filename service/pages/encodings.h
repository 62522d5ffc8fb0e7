// A page with its encodings made ahead.
#pragma once

#include <memory>
#include <string>

#include "service/handling/message.h"

namespace tellsafe::pages {

// gzip at level 9 and brotli at quality 11: slow, for pages that are made once. Throws std::runtime_error
// when a library fails. Never for what holds something personal: its length would tell what it says.
std::shared_ptr<const handling::ReadyPage> make_ready(std::string plain);

}  // namespace tellsafe::pages
