#include "service/demo/stories.h"

#include <fmt/format.h>

#include <fstream>
#include <nlohmann/json.hpp>

namespace tellsafe::demo {
namespace {

using nlohmann::json;

const std::string& one_of(const Fragments::Sentences& sentences, Random& random) {
  return sentences[random.below(sentences.size())];
}

}  // namespace

boost::system::result<FragmentsByLanguage, std::string> load_fragments(const std::filesystem::path& file) {
  std::ifstream input(file);
  if (!input) return fmt::format("{} cannot be read", file.string());
  try {
    const json all = json::parse(input);
    FragmentsByLanguage languages;
    for (const auto& [language, entry] : all.items()) {
      if (language == "about") continue;
      Fragments fragments;
      entry.at("what").get_to(fragments.what);
      entry.at("feeling").get_to(fragments.feeling);
      entry.at("after").get_to(fragments.after);
      entry.at("wish").get_to(fragments.wish);
      bool empty = !fragments.what.contains("") || fragments.feeling.empty() || fragments.after.empty() ||
                   fragments.wish.empty();
      for (const auto& [act, sentences] : fragments.what) empty = empty || sentences.empty();
      if (empty) return fmt::format("{}: {} has a list without a sentence", file.string(), language);
      languages.emplace(language, std::move(fragments));
    }
    return languages;
  } catch (const json::exception& error) {
    return fmt::format("{}: {}", file.string(), error.what());
  }
}

std::string tell_story(const Fragments& fragments, std::string_view act, Random& random) {
  auto what = fragments.what.find(act);
  if (what == fragments.what.end()) what = fragments.what.find("");
  std::string story = one_of(what->second, random);
  story += ' ';
  story += one_of(fragments.feeling, random);
  if (random.percent(55)) {
    story += ' ';
    story += one_of(fragments.after, random);
  }
  if (random.percent(40)) {
    story += ' ';
    story += one_of(fragments.wish, random);
  }
  return story;
}

}  // namespace tellsafe::demo
