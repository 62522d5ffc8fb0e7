#include "service/demo/proportions.h"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <nlohmann/json.hpp>
#include <numeric>
#include <stdexcept>

namespace tellsafe::demo {
namespace {

using nlohmann::json;

// What is wrong with the file, on its way to load_proportions.
class Wrong : public std::runtime_error {
  using std::runtime_error::runtime_error;
};

Weighted read_weighted(const json& weights) {
  Weighted weighted;
  for (const auto& [code, weight] : weights.items()) {
    weighted.codes.push_back(code);
    weighted.weights.push_back(weight.get<std::uint64_t>());
  }
  if (std::accumulate(weighted.weights.begin(), weighted.weights.end(), std::uint64_t{0}) == 0) {
    throw Wrong("a list of weights is empty or all zero");
  }
  return weighted;
}

template <std::size_t size>
std::array<std::uint64_t, size> read_array(const json& list) {
  if (list.size() != size) throw Wrong(fmt::format("a list needs {} weights and has {}", size, list.size()));
  return list.get<std::array<std::uint64_t, size>>();
}

void check_options(const schema::Question& question, const Choice& choice) {
  const auto offered = [&](const std::string& code) {
    return std::any_of(question.options.begin(), question.options.end(),
                       [&](const schema::Option& option) { return option.code == code; });
  };
  for (const std::string& code : choice.options.codes) {
    if (!offered(code)) throw Wrong(fmt::format("question {} has no option {}", question.id, code));
  }
  for (const std::string& code : choice.alone) {
    if (!offered(code)) throw Wrong(fmt::format("question {} has no option {}", question.id, code));
  }
}

Choice read_choice(const std::string& id, const json& entry, const schema::Form& form) {
  const schema::Question* question = form.find(id);
  if (question == nullptr) throw Wrong(fmt::format("the form has no question {}", id));
  Choice choice;
  choice.answered = entry.at("answered");
  choice.options = read_weighted(entry.at("weights"));
  if (entry.contains("several")) choice.several = entry["several"].get<std::vector<std::uint64_t>>();
  if (entry.contains("alone")) choice.alone = entry["alone"].get<std::set<std::string>>();
  check_options(*question, choice);
  return choice;
}

Times read_times(const json& entry) {
  Times times;
  times.growth_percent_a_year = entry.at("growth_percent_a_year");
  times.weekday = read_array<7>(entry.at("weekday").at("weights"));
  times.month = read_array<12>(entry.at("month").at("weights"));
  times.events_a_year = entry.at("events_a_year");
  times.after_event = entry.at("after_event").at("percent").get<std::vector<std::uint64_t>>();
  times.same_target_percent = entry.at("after_event").at("same_target_percent");
  times.delay_days = entry.at("delay_days").at("days").get<std::vector<unsigned>>();
  times.delay_weights = entry.at("delay_days").at("weights").get<std::vector<std::uint64_t>>();
  if (times.delay_days.size() != times.delay_weights.size()) {
    throw Wrong("delay_days needs as many weights as days");
  }
  times.date_precision = read_weighted(entry.at("date_precision").at("weights"));
  return times;
}

Proportions read_all(const json& file, const schema::Form& form) {
  Proportions all;
  all.languages = read_weighted(file.at("languages").at("weights"));
  all.time = read_times(file.at("time"));
  for (const auto& [id, entry] : file.at("questions").items()) {
    all.questions.emplace(id, read_choice(id, entry, form));
  }
  for (const schema::Question& question : form.questions()) {
    if (question.required && question.asked && !all.questions.contains(question.id)) {
      throw Wrong(fmt::format("the required question {} is missing", question.id));
    }
  }
  all.online_place_percent = file.at("links").at("online_place_percent");
  all.support_language_percent = file.at("links").at("support_language_percent");
  all.leave_out_percent = file.at("flags").at("leave_out_of_numbers");
  all.share_percent = file.at("flags").at("share_with_state_police");
  all.story_percent = file.at("story").at("percent");
  return all;
}

}  // namespace

boost::system::result<Proportions, std::string> load_proportions(const std::filesystem::path& file,
                                                                 const schema::Form& form) {
  std::ifstream input(file);
  if (!input) return fmt::format("{} cannot be read", file.string());
  try {
    return read_all(json::parse(input), form);
  } catch (const json::exception& error) {
    return fmt::format("{}: {}", file.string(), error.what());
  } catch (const Wrong& wrong) {
    return fmt::format("{}: {}", file.string(), wrong.what());
  }
}

}  // namespace tellsafe::demo
