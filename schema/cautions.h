// What is doubtful about the NIBRS codes of a question's options, as its code list says.
#pragma once

#include <boost/system/result.hpp>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace tellsafe::schema {

// By question; only of questions whose code list has some.
using Cautions = std::map<std::string, std::vector<std::string>, std::less<>>;

// Reads form.json and the code lists of `folder`, which Form::load() has found good. The error says which
// file and entry is wrong.
boost::system::result<Cautions, std::string> load_cautions(const std::filesystem::path& folder);

}  // namespace tellsafe::schema
