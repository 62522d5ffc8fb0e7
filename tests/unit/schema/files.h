// The project's own data files for the tests, and copies of them that a test may spoil.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "schema/form.h"

namespace tellsafe::schema::test {

inline const std::filesystem::path source = TELLSAFE_SOURCE_DIR;
inline const std::filesystem::path schema_folder = source / "schema";
inline const std::filesystem::path demo_areas = source / "deploy" / "demo" / "areas.json";

// schema/form.json with the demonstration's areas. Throws when it doesn't load.
const Form& real_form();

std::string read(const std::filesystem::path& file);

// A folder that goes away with the test.
class Scratch {
 public:
  Scratch();
  ~Scratch();
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;

  const std::filesystem::path& path() const { return path_; }
  // The written file's path.
  std::filesystem::path write(std::string_view name, std::string_view content) const;
  // Copies form.json, codes/ and tables.json of the project, and the demonstration's areas.json.
  void copy_schema() const;
  // Replaces the first `from` in a file; throws when it isn't there, so that no test passes by a stale text.
  void replace(std::string_view name, std::string_view from, std::string_view to) const;

 private:
  std::filesystem::path path_;
};

}  // namespace tellsafe::schema::test
