// The names that a release's files, formats and labels go by, for who writes and who reads them. See
// README.md, "What a release is made of".
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace tellsafe::release {

inline constexpr std::string_view manifest_name = "manifest.json";
inline constexpr std::string_view signature_name = "manifest.json.minisig";
inline constexpr std::string_view tables_json_name = "tables.json";
inline constexpr std::string_view tables_csv_name = "tables.csv";
inline constexpr std::string_view dictionary_name = "dictionary.csv";
inline constexpr std::string_view data_csv_name = "data.csv";  // in exports alone, as codes.csv
inline constexpr std::string_view codes_csv_name = "codes.csv";
inline constexpr std::string_view readme_name = "README.txt";

inline constexpr std::string_view manifest_format = "tellsafe-release-2";
inline constexpr std::string_view tables_format = "tellsafe-tables-2";
inline constexpr std::string_view audit_method = "tellsafe-audit-1";
// The only verdict that a release carries: what does not pass is not written.
inline constexpr std::string_view audit_passed = "passed";
// "late" of the manifest.
inline constexpr std::string_view late_counted = "counted";
inline constexpr std::string_view late_apart = "apart";
// The line of tables.csv and the member of tables.json.
inline constexpr std::string_view late_name = "received_late";

// The key of the label (schema/labels.h) of an item of a table's side: "option.<question>.<code>" and so on.
// kind: "total", "category", "option" or "unanswered".
std::string label_key(std::string_view question, std::string_view kind, std::string_view code);

// The key of the label of a side's total in a year whose tables do not have the reports received late, in
// place of label_key()'s.
inline constexpr std::string_view total_apart_key = "page.numbers.total_apart";

// A figure as comma-separated values have it: never empty, which could be read as zero.
std::string csv_figure(const std::optional<std::uint64_t>& figure);

// Names in other people's files may hold anything: what is not printable ASCII becomes "?".
std::string printable(std::string text);

}  // namespace tellsafe::release
