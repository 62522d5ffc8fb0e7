// What commands that check releases share: the key they are given, and how they tell what they found.
#pragma once

#include <string>
#include <vector>

#include "crypto/minisign.h"
#include "service/app/outcome.h"
#include "service/release/verify.h"

namespace tellsafe::app {

// minisign's line itself, or the name of a .pub file. errors: key_file
Outcome<crypto::VerifyKey> read_public_key(const std::string& given);

// A line for each finding; refused with `otherwise` when one of them is bad.
Outcome<> print_findings(const std::vector<release::Finding>& findings, const char* otherwise);

}  // namespace tellsafe::app
