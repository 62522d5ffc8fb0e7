// How made-up reports are distributed: service/demo/proportions.json, with the source of each figure in it.
#pragma once

#include <array>
#include <boost/system/result.hpp>
#include <cstdint>
#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "schema/form.h"

namespace tellsafe::demo {

struct Weighted {
  std::vector<std::string> codes;
  std::vector<std::uint64_t> weights;  // one for each code
};

// How one choice question is answered.
struct Choice {
  unsigned answered = 100;  // percent who answer at all
  Weighted options;
  std::vector<std::uint64_t> several{100};  // weights of choosing one option, two, three …
  std::set<std::string> alone;              // options that stand alone ("not_sure")
};

struct Times {
  unsigned growth_percent_a_year = 0;
  std::array<std::uint64_t, 7> weekday{};  // Sunday first
  std::array<std::uint64_t, 12> month{};
  unsigned events_a_year = 0;
  std::vector<std::uint64_t> after_event;  // percent on top, day by day
  unsigned same_target_percent = 0;        // of reports in a burst that name the event's target
  std::vector<unsigned> delay_days;        // between incident and report
  std::vector<std::uint64_t> delay_weights;
  Weighted date_precision;
};

struct Proportions {
  Weighted languages;
  Times time;
  std::map<std::string, Choice, std::less<>> questions;
  unsigned online_place_percent = 0;
  unsigned support_language_percent = 0;
  unsigned leave_out_percent = 0;
  unsigned share_percent = 0;
  unsigned story_percent = 0;
};

// The error names the file and what is wrong in it: a question or an option that the form does not have, a
// weight that is missing or not a whole number.
boost::system::result<Proportions, std::string> load_proportions(const std::filesystem::path& file,
                                                                 const schema::Form& form);

}  // namespace tellsafe::demo
