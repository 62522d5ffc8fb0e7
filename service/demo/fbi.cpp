#include "service/demo/fbi.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <span>

#include "schema/calendar.h"
#include "schema/csv.h"
#include "service/demo/random.h"

namespace tellsafe::demo {
namespace {

using std::chrono::days;
using std::chrono::sys_days;

constexpr std::string_view other = "other";
constexpr std::uint64_t longest_delay = 20;

struct Columns {
  std::size_t id = 0;
  std::size_t date = 0;
  std::vector<std::size_t> mapped;  // in the order of FbiMapping::columns
};

bool find_column(std::span<const std::string> head, std::string_view name, std::size_t& index) {
  const auto found = std::find(head.begin(), head.end(), name);
  index = static_cast<std::size_t>(found - head.begin());
  return found != head.end();
}

boost::system::result<Columns, std::string> find_columns(std::span<const std::string> head,
                                                         const FbiMapping& mapping) {
  Columns columns;
  const auto missing = [](std::string_view name) {
    return fmt::format("line 1: there is no column {}; is this the FBI's file of hate-crime incidents?",
                       name);
  };
  if (!find_column(head, "incident_id", columns.id)) return missing("incident_id");
  if (!find_column(head, "incident_date", columns.date)) return missing("incident_date");
  for (const FbiColumn& column : mapping.columns) {
    std::size_t index = 0;
    if (!find_column(head, column.name, index)) return missing(column.name);
    columns.mapped.push_back(index);
  }
  return columns;
}

bool parse_incident_day(std::string_view text, sys_days& day) {
  if (const auto written = schema::parse_day(text)) {
    day = *written;
    return true;
  }
  unsigned serial = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), serial);
  if (error != std::errc{} || end != text.data() + text.size() || serial == 0 || serial > 100'000)
    return false;
  constexpr sys_days origin = std::chrono::year{1899} / std::chrono::December / 30;
  day = origin + days{serial};
  return true;
}

std::vector<std::string_view> words_of(std::string_view cell) {
  std::vector<std::string_view> words;
  while (!cell.empty()) {
    const std::size_t end = cell.find(';');
    if (const std::string_view word = cell.substr(0, end); !word.empty()) words.push_back(word);
    cell.remove_prefix(end == std::string_view::npos ? cell.size() : end + 1);
  }
  return words;
}

const std::string& option_for(const FbiColumn& column, std::string_view word, FbiImport& import) {
  static const std::string as_other{other};
  const auto known = column.options.find(word);
  if (known != column.options.end() && !known->second.empty()) return known->second;
  auto& tally = known == column.options.end() ? import.unknown_words : import.without_option;
  ++tally[fmt::format("{}: {}", column.name, word)];
  return as_other;
}

void add_answers(const FbiColumn& column, std::string_view cell, FbiImport& import,
                 std::vector<Field>& fields) {
  std::vector<std::string> chosen;
  for (const std::string_view word : words_of(cell)) {
    const std::string& option = option_for(column, word, import);
    if (std::find(chosen.begin(), chosen.end(), option) == chosen.end()) chosen.push_back(option);
    if (!column.several) break;
  }
  for (std::string& option : chosen) fields.push_back({column.question, std::move(option)});
}

bool says(const std::vector<Field>& fields, std::string_view name, std::string_view value) {
  return std::any_of(fields.begin(), fields.end(),
                     [&](const Field& field) { return field.name == name && field.value == value; });
}

// The city's own areas are those that belong to a group; "online" and the like do not.
std::vector<std::string> city_areas(const schema::Form& form) {
  std::vector<std::string> areas;
  for (const schema::Option& option : form.questions()[form.index_of("area")].options) {
    if (!option.category.empty()) areas.push_back(option.code);
  }
  return areas;
}

void add_date(sys_days day, std::vector<Field>& fields) {
  const std::chrono::year_month_day date{day};
  fields.push_back({"date_day", fmt::format("{}", static_cast<unsigned>(date.day()))});
  fields.push_back({"date_month", fmt::format("{}", static_cast<unsigned>(date.month()))});
  fields.push_back({"date_year", fmt::format("{}", static_cast<int>(date.year()))});
}

}  // namespace

boost::system::result<FbiImport, std::string> read_fbi(std::istream& input, const FbiMapping& mapping,
                                                       const schema::Form& form,
                                                       const std::string& language) {
  schema::CsvReader reader(input);
  std::vector<std::string> row;
  const auto at_line = [](const schema::CsvError& error) {
    return fmt::format("line {}: {}", error.line, error.text);
  };
  auto more = reader.next(row);
  if (!more) return at_line(more.error());
  if (!*more) return std::string("the file is empty");
  const auto columns = find_columns(row, mapping);
  if (!columns) return columns.error();
  const std::vector<std::string> areas = city_areas(form);

  FbiImport import;
  for (more = reader.next(row); more && *more; more = reader.next(row)) {
    sys_days incident;
    if (!parse_incident_day(row[columns->date], incident)) {
      return fmt::format("line {}: incident_date is neither a day number nor YYYY-MM-DD", reader.line());
    }
    const std::uint64_t hash = stable_hash(row[columns->id]);
    Report report{incident + days{static_cast<int>(hash % (longest_delay + 1))}, language, {}};
    report.fields.push_back({"reporter_role", "rather_not_say"});
    for (std::size_t i = 0; i < mapping.columns.size(); ++i) {
      add_answers(mapping.columns[i], row[columns->mapped[i]], import, report.fields);
    }
    add_date(incident, report.fields);
    if (says(report.fields, "place_kind", "online")) {
      report.fields.push_back({"area", "online"});
    } else if (!areas.empty()) {
      report.fields.push_back({"area", areas[(hash >> 32U) % areas.size()]});
    }
    import.reports.push_back(std::move(report));
  }
  if (!more) return at_line(more.error());
  return import;
}

}  // namespace tellsafe::demo
