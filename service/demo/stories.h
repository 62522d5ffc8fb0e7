// Made-up stories, put together from short harmless sentences (service/demo/fragments.json).
#pragma once

#include <boost/system/result.hpp>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "service/demo/random.h"

namespace tellsafe::demo {

struct Fragments {
  using Sentences = std::vector<std::string>;
  std::map<std::string, Sentences, std::less<>>
      what;  // by act type; "" for those that have none of their own
  Sentences feeling;
  Sentences after;
  Sentences wish;
};

using FragmentsByLanguage = std::map<std::string, Fragments, std::less<>>;

// The error names the file and what is wrong in it.
boost::system::result<FragmentsByLanguage, std::string> load_fragments(const std::filesystem::path& file);

// Two to four sentences.
std::string tell_story(const Fragments& fragments, std::string_view act, Random& random);

}  // namespace tellsafe::demo
