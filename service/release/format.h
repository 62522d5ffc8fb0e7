// The names that a release's files, formats and labels go by, for who writes and who reads them. See
// README.md, "What a release is made of".
#pragma once

#include <string>
#include <string_view>

namespace tellsafe::release {

inline constexpr std::string_view manifest_name = "manifest.json";
inline constexpr std::string_view signature_name = "manifest.json.minisig";
inline constexpr std::string_view tables_json_name = "tables.json";
inline constexpr std::string_view tables_csv_name = "tables.csv";
inline constexpr std::string_view readme_name = "README.txt";

inline constexpr std::string_view manifest_format = "tellsafe-release-1";
inline constexpr std::string_view tables_format = "tellsafe-tables-1";

// The key of the label (schema/labels.h) of an item of a table's side: "option.<question>.<code>" and so on.
// kind: "total", "category", "option" or "unanswered".
std::string label_key(std::string_view question, std::string_view kind, std::string_view code);

}  // namespace tellsafe::release
