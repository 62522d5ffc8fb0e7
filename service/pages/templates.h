// The mustache templates of web/templates, rendered strictly: a name that the model lacks is an error and not
// a hole in the page. What is wrong with an installation's own files is thrown as std::invalid_argument,
// which names it; Site::load catches it.
#pragma once

#include <filesystem>
#include <map>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>

namespace tellsafe::pages {

// Immutable after load; thread safe. Only for our own texts and released numbers: it keeps what it is given
// in ordinary memory.
class Templates {
 public:
  // Reads every .html file of the folder; its stem is its name. Throws naming the file that is wrong.
  static Templates load(const std::filesystem::path& folder);

  // Throws naming the template, and the partial or the name in the model that is missing. In the model null
  // is false, and numbers are text.
  std::string render(std::string_view name, const nlohmann::json& model) const;

 private:
  std::map<std::string, std::string, std::less<>> sources_;
};

// The whole file. Throws std::invalid_argument naming a file that cannot be read.
std::string read_text_file(const std::filesystem::path& file);

}  // namespace tellsafe::pages
