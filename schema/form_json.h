// The canonical JSON of a form: everything that is needed to read its reports, its code lists and areas
// included, with sorted names and no white space. schema/README.md describes it.
#pragma once

#include <boost/system/result.hpp>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "schema/form.h"
#include "schema/strict_json.h"

namespace tellsafe::schema {

std::string to_canonical_json(std::span<const Question> questions);

// Questions as they stand in the text; what they must fulfil together is not looked at.
boost::system::result<std::vector<Question>, std::string> from_canonical_json(std::string_view text);

// "single", "several", "date", "text", "flag".
std::string_view name_of(Kind kind);
Kind read_kind(const Node& node);

}  // namespace tellsafe::schema
