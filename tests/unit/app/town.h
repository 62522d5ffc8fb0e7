// A city made by the real `tellsafe init`, for tests of the command line.
#pragma once

#include <filesystem>
#include <string>

#include "tests/support/process.h"

namespace tellsafe::app {

inline const std::filesystem::path source = TELLSAFE_SOURCE_DIR;
inline const std::string program = TELLSAFE_PROGRAM;
inline constexpr const char* town_passphrase = "correct horse battery staple";

// `tellsafe ARGUMENTS…` without a terminal, so that nothing is ever asked for.
inline support::Ran tellsafe(support::Command arguments) {
  arguments.insert(arguments.begin(), {"setsid", "--wait", program});
  return support::run(arguments);
}

class Town {
 public:
  explicit Town(support::Command more = {"--demo"}) {
    support::write_file(passphrase_file(), std::string(town_passphrase) + "\nthis line is not read\n");
    support::Command arguments{"init",
                               folder(),
                               "--city",
                               "Town of \"Q\" \\ Ñ",
                               "--leave-url",
                               "https://www.weather.gov/",
                               "--passphrase-file",
                               passphrase_file()};
    arguments.insert(arguments.end(), more.begin(), more.end());
    made = tellsafe(arguments);
  }
  std::filesystem::path folder() const { return home_.path() / "town"; }
  std::filesystem::path config() const { return folder() / "tellsafe.toml"; }
  std::filesystem::path passphrase_file() const { return home_.path() / "passphrase"; }
  const std::filesystem::path& home() const { return home_.path(); }

 private:
  support::TemporaryFolder home_;

 public:
  support::Ran made;  // what init said
};

}  // namespace tellsafe::app
