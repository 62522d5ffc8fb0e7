// Answers for programs: JSON, and nothing that a person would need.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string_view>

#include "service/handling/message.h"

namespace tellsafe::staff {

handling::Response as_json(const nlohmann::json& value);

// {"error": …} with that status; 401 also says how a program can show who it is.
handling::Response no(unsigned status, std::string_view what);

}  // namespace tellsafe::staff
