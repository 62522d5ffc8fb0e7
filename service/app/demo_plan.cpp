#include "service/app/demo_plan.h"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <map>
#include <utility>

#include "schema/calendar.h"
#include "schema/form.h"
#include "service/demo/fbi.h"
#include "service/demo/generator.h"

namespace tellsafe::app {
namespace {

using std::chrono::sys_days;
using Reports = std::vector<demo::Report>;

constexpr std::size_t usual_reports = 1800;

// 1 January of the year before last: a year that began in its middle would look like a rise after it.
sys_days usual_first_day(sys_days last) {
  const std::chrono::year_month_day day(last);
  return (day.year() - std::chrono::years{2}) / std::chrono::January / 1;
}

Outcome<sys_days> day_option(const char* name, const std::string& given, sys_days otherwise) {
  if (given.empty()) return otherwise;
  if (const auto day = schema::parse_day(given)) return *day;
  return Failure{ExitCode::usage, fmt::format("{} {}: a day is written as 2025-03-31", name, given)};
}

void tell(const char* what, const std::map<std::string, std::size_t>& words) {
  if (words.empty()) return;
  fmt::print("{}\n", what);
  for (const auto& [word, times] : words) fmt::print("  {:6}  {}\n", times, word);
}

// Every report as likely as any other, and the same ones for the same seed.
void sample(Reports& reports, std::size_t size, std::uint64_t seed) {
  demo::Random random(seed);
  for (std::size_t i = 0; i < size; ++i) {
    std::swap(reports[i], reports[i + random.below(reports.size() - i)]);
  }
  reports.resize(size);
}

Outcome<Reports> from_fbi(const FeedOptions& options, const std::filesystem::path& data,
                          const schema::Form& form, const std::string& language, sys_days from, sys_days to) {
  const auto mapping = demo::load_fbi_mapping(data / "fbi_labels.json", form);
  if (mapping.has_error()) return Failure{ExitCode::configuration, mapping.error()};
  std::ifstream input(options.fbi, std::ios::binary);
  if (!input) return Failure{ExitCode::usage, fmt::format("{} cannot be read", options.fbi.string())};
  auto import = demo::read_fbi(input, *mapping, form, language);
  if (import.has_error()) {
    return Failure{ExitCode::usage, fmt::format("{}, {}", options.fbi.string(), import.error())};
  }
  tell("Words that the form has no answer of its own for, sent as \"other\":", import->without_option);
  tell("Words that are not in fbi_labels.json, sent as \"other\":", import->unknown_words);

  Reports reports = std::move(import->reports);
  std::erase_if(reports, [&](const demo::Report& one) { return one.received < from || one.received > to; });
  if (options.reports != 0 && options.reports < reports.size())
    sample(reports, options.reports, options.seed);
  std::stable_sort(reports.begin(), reports.end(),
                   [](const demo::Report& a, const demo::Report& b) { return a.received < b.received; });
  return reports;
}

Outcome<Reports> made_up(const FeedOptions& options, const std::filesystem::path& data,
                         const schema::Form& form, const runtime::Config& config, sys_days from,
                         sys_days to) {
  const auto proportions = demo::load_proportions(data / "proportions.json", form);
  if (proportions.has_error()) return Failure{ExitCode::configuration, proportions.error()};
  const auto fragments = demo::load_fragments(data / "fragments.json");
  if (fragments.has_error()) return Failure{ExitCode::configuration, fragments.error()};
  const demo::Plan plan{options.seed, options.reports == 0 ? usual_reports : options.reports, from, to};
  return demo::generate(plan, *proportions, *fragments, form, config.languages);
}

}  // namespace

Outcome<Reports> plan_reports(const FeedOptions& options, const runtime::Config& config, sys_days today) {
  const auto to = day_option("--to", options.to, today);
  if (to.has_error()) return to.error();
  if (*to > today) return Failure{ExitCode::usage, "--to is a day that has not come yet"};
  const auto from =
      day_option("--from", options.from, options.fbi.empty() ? usual_first_day(*to) : sys_days{});
  if (from.has_error()) return from.error();
  if (*from > *to) return Failure{ExitCode::usage, "--from is after --to"};

  const auto form = schema::Form::load(config.schema, config.areas);
  if (form.has_error()) return Failure{ExitCode::configuration, form.error()};
  const auto data =
      options.data.empty() ? (config.schema / "../service/demo").lexically_normal() : options.data;
  return options.fbi.empty() ? made_up(options, data, *form, config, *from, *to)
                             : from_fbi(options, data, *form, config.languages.front(), *from, *to);
}

}  // namespace tellsafe::app
