// The FBI's hate-crime incidents, as the Crime Data Explorer publishes them, told as a resident would report
// them. Pure: text in, form fields out.
//
// What the file does not say stays unanswered. Two things that a report has and the file has not are drawn by
// a stable hash of the incident's number, and mean nothing: the area of the made-up city (the FBI publishes
// no neighbourhood) and the 0 to 20 days between the incident and the report.
#pragma once

#include <boost/system/result.hpp>
#include <cstddef>
#include <filesystem>
#include <istream>
#include <map>
#include <string>
#include <vector>

#include "schema/form.h"
#include "service/demo/report.h"

namespace tellsafe::demo {

// From a word of one column to an option of the form.
struct FbiColumn {
  std::string name;      // "bias_desc"
  std::string question;  // "bias_targets"
  bool several = false;  // the question takes more than one answer
  // An empty option: the word is known, and the form has no option of its own for it.
  std::map<std::string, std::string, std::less<>> options;
};

struct FbiMapping {
  std::vector<FbiColumn> columns;
};

// Reads service/demo/fbi_labels.json and finds for each NIBRS code the form's option. The error names the
// entry.
boost::system::result<FbiMapping, std::string> load_fbi_mapping(const std::filesystem::path& file,
                                                                const schema::Form& form);

struct FbiImport {
  std::vector<Report> reports;
  // "location_name: Moon base" → how often. All of them were sent as `other`.
  std::map<std::string, std::size_t> unknown_words;   // not in fbi_labels.json
  std::map<std::string, std::size_t> without_option;  // known, with no option of its own
};

// All incidents of a file, in its order. The error names the line. Columns are found by name and may stand in
// any order; incident_date is a spreadsheet's day number (days since 1899-12-30) or YYYY-MM-DD.
boost::system::result<FbiImport, std::string> read_fbi(std::istream& input, const FbiMapping& mapping,
                                                       const schema::Form& form, const std::string& language);

}  // namespace tellsafe::demo
