#include "service/demo/generator.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "service/demo/calendar.h"

namespace tellsafe::demo {
namespace {

using std::chrono::days;
using std::chrono::sys_days;

const std::string& pick(const Weighted& weighted, Random& random) {
  return weighted.codes[random.pick(weighted.weights)];
}

bool contains(const std::vector<std::string>& list, std::string_view code) {
  return std::find(list.begin(), list.end(), code) != list.end();
}

// One or several different options; those that stand alone are never joined by others.
std::vector<std::string> choose(const Choice& choice, Random& random) {
  std::vector<std::string> chosen;
  if (!random.percent(choice.answered)) return chosen;
  const std::size_t wanted = 1 + random.pick(choice.several);
  chosen.push_back(pick(choice.options, random));
  if (choice.alone.contains(chosen.front())) return chosen;
  for (std::size_t i = 1; i < wanted; ++i) {
    const std::string& more = pick(choice.options, random);
    if (!choice.alone.contains(more) && !contains(chosen, more)) chosen.push_back(more);
  }
  return chosen;
}

// The city's areas are not known to proportions.json: they take what its few fixed answers leave, and fall
// off in the order of the city's list.
Choice with_city_areas(Choice choice, const schema::Form& form) {
  std::uint64_t weight = 24;
  for (const schema::Option& option : form.questions()[form.index_of("area")].options) {
    if (option.category.empty()) continue;
    choice.options.codes.push_back(option.code);
    choice.options.weights.push_back(weight);
    weight = std::max<std::uint64_t>(weight * 7 / 8, 4);
  }
  return choice;
}

class Writer {
 public:
  Writer(const Proportions& proportions, const FragmentsByLanguage& fragments, const Calendar& calendar,
         const schema::Form& form, const std::vector<std::string>& languages, sys_days last, Random& random)
      : proportions_(proportions),
        fragments_(fragments),
        calendar_(calendar),
        form_(form),
        languages_(languages),
        last_(last),
        random_(random) {}

  Report write() {
    const sys_days incident = calendar_.draw(random_);
    report_ = {received_after(incident), language(), {}};
    answer("reporter_role");
    const auto acts = answer("act_types");
    add("bias_targets", targets(incident));
    answer("target_kind");
    date(incident);
    answer("day_part");
    answer("repeat");
    place(contains(acts, "online_or_phone"));
    answer("bias_signs");
    if (random_.percent(proportions_.story_percent)) story(acts.front());
    answer("effects");
    police();
    support();
    answer("affected_age_band");
    if (random_.percent(proportions_.leave_out_percent)) add("leave_out_of_numbers", {"yes"});
    if (random_.percent(proportions_.share_percent)) add("share_with_state_police", {"yes"});
    return std::move(report_);
  }

 private:
  void add(const std::string& question, const std::vector<std::string>& answers) {
    for (const std::string& one : answers) report_.fields.push_back({question, one});
  }

  std::vector<std::string> answer(const std::string& question) {
    const auto choice = proportions_.questions.find(question);
    if (choice == proportions_.questions.end()) return {};
    auto chosen = choose(choice->second, random_);
    add(question, chosen);
    return chosen;
  }

  sys_days received_after(sys_days incident) {
    const Times& time = proportions_.time;
    const unsigned delay = time.delay_days[random_.pick(time.delay_weights)];
    return std::min(incident + days{static_cast<int>(delay)}, last_);
  }

  std::string language() {
    const std::string& wanted = pick(proportions_.languages, random_);
    return contains(languages_, wanted) ? wanted : languages_.front();
  }

  std::vector<std::string> targets(sys_days incident) {
    auto chosen = choose(proportions_.questions.find("bias_targets")->second, random_);
    const Event* event = calendar_.event_before(incident);
    if (event != nullptr && random_.percent(proportions_.time.same_target_percent)) return {event->target};
    return chosen;
  }

  void date(sys_days incident) {
    const std::chrono::year_month_day day{incident};
    const std::string& precision = pick(proportions_.time.date_precision, random_);
    if (precision == "none") return;
    const bool whole = precision == "day" || precision == "approximate_day";
    if (whole) add("date_day", {fmt::format("{}", static_cast<unsigned>(day.day()))});
    if (whole || precision == "month") {
      add("date_month", {fmt::format("{}", static_cast<unsigned>(day.month()))});
    }
    add("date_year", {fmt::format("{}", static_cast<int>(day.year()))});
    if (precision == "approximate_day") add("date_is_approximate", {"yes"});
  }

  void place(bool online) {
    if (online && random_.percent(proportions_.online_place_percent)) {
      add("area", {"online"});
      add("place_kind", {"online"});
      return;
    }
    const auto area = proportions_.questions.find("area");
    if (area != proportions_.questions.end())
      add("area", choose(with_city_areas(area->second, form_), random_));
    answer("place_kind");
  }

  void story(const std::string& act) {
    const auto fragments = fragments_.find(report_.language);
    if (fragments != fragments_.end()) add("story", {tell_story(fragments->second, act, random_)});
  }

  // What the police did is asked of those who told them, and why not of the others.
  void police() {
    const auto told = answer("told_whom");
    if (told.empty()) return;
    answer(contains(told, "police") ? "police_result" : "police_why_not");
  }

  void support() {
    const auto wanted = answer("support_wanted");
    if (wanted.empty() || wanted.front() == "nothing_now") return;
    if (random_.percent(proportions_.support_language_percent)) add("support_language", {report_.language});
  }

  const Proportions& proportions_;
  const FragmentsByLanguage& fragments_;
  const Calendar& calendar_;
  const schema::Form& form_;
  const std::vector<std::string>& languages_;
  sys_days last_;
  Random& random_;
  Report report_;
};

std::vector<Event> draw_events(const Plan& plan, const Proportions& proportions, Random& random) {
  const auto span = static_cast<std::uint64_t>((plan.to - plan.from).count()) + 1;
  const Choice& targets = proportions.questions.find("bias_targets")->second;
  std::vector<Event> events;
  const std::uint64_t count = proportions.time.events_a_year * span / 365;
  for (std::uint64_t i = 0; i < count; ++i) {
    const sys_days day = plan.from + days{static_cast<int>(random.below(span))};
    const std::string& target = pick(targets.options, random);
    if (!targets.alone.contains(target)) events.push_back({day, target});
  }
  return events;
}

}  // namespace

std::vector<Report> generate(const Plan& plan, const Proportions& proportions,
                             const FragmentsByLanguage& fragments, const schema::Form& form,
                             const std::vector<std::string>& languages) {
  Random random(plan.seed);
  const Calendar calendar(proportions.time, plan.from, plan.to, draw_events(plan, proportions, random));
  Writer writer(proportions, fragments, calendar, form, languages, plan.to, random);
  std::vector<Report> reports;
  reports.reserve(plan.reports);
  for (std::size_t i = 0; i < plan.reports; ++i) reports.push_back(writer.write());
  std::stable_sort(reports.begin(), reports.end(),
                   [](const Report& a, const Report& b) { return a.received < b.received; });
  return reports;
}

}  // namespace tellsafe::demo
