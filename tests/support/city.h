// A whole city in a temporary folder, made and run with the real programs. For tests.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "service/runtime/config.h"
#include "service/store/vault.h"
#include "tests/support/process.h"
#include "tests/support/resident.h"
#include "tests/support/staff_browser.h"

namespace tellsafe::support {

class City {
 public:
  enum class Kind { demo, real };

  // `tellsafe init` with English and Spanish and the demonstration's areas and places that help. Its form may
  // come back at once, little work is asked for, and many may send without work. Throws std::runtime_error
  // with what tellsafe said when it fails, as everything here does.
  explicit City(Kind kind = Kind::demo);
  ~City();
  City(const City&) = delete;
  City& operator=(const City&) = delete;

  const std::filesystem::path& folder() const { return folder_; }
  std::filesystem::path file() const { return folder_ / "tellsafe.toml"; }
  std::filesystem::path passphrase_file() const { return home_.path() / "passphrase"; }
  runtime::Config config() const;
  // Replaces the first line of the configuration that begins with `entry` and " =".
  void configure(std::string_view entry, std::string_view value);

  // Gives the city a listener for staff, on a port that is free; before start(). Its address.
  std::string open_reading_room(std::string_view entries = {});
  const std::string& staff_site() const { return staff_site_; }
  // The path of a new person's one-time link.
  std::string invite(std::string_view role, std::string_view name,
                     std::string_view expires = "2099-12-31") const;
  // A new browser of somebody of the staff, not signed in.
  StaffBrowser staff() const;
  // The same, enrolled and signed in.
  StaffBrowser member(std::string_view role, std::string_view name) const;
  // What the audit log says, a line for each entry.
  std::string audit() const;

  // Starts tellsafed on a port that the system picks, and returns when it says that it is ready.
  void start();
  // Runs a server that should refuse to start, to its end. Its code is 124 when it had to be ended.
  Ran refused_start() const;
  // SIGTERM, and the exit code.
  int stop();
  // SIGKILL.
  void kill();
  pid_t server() const { return server_->pid(); }

  // A new resident with a connection of their own.
  Resident resident() const;
  std::uint16_t port() const { return port_; }

  // `tellsafe COMMAND… --config FILE`
  Ran tellsafe(Command arguments, std::string_view input = {}) const;
  // The same for commands that need a passphrase, with `--passphrase-file`.
  Ran tellsafe_unlocked(Command arguments) const;
  // `tellsafe verify FOLDER` with the city's signing key.
  Ran tellsafe_verify(const std::filesystem::path& folder) const;

  // The city's day, as "2025-03-31". Demonstrations only.
  void set_day(std::string_view day) const;

  std::uint64_t stored_reports() const;
  std::unique_ptr<store::ReportSource> vault() const;

  // What the server has written to standard error in all its runs, and to standard output before the last
  // stop.
  std::string log() const;

 private:
  TemporaryFolder home_;
  std::filesystem::path folder_;
  std::unique_ptr<Background> server_;
  std::string said_;
  std::uint16_t port_ = 0;
  std::string staff_site_;
};

std::filesystem::path tellsafe_program();
std::filesystem::path tellsafed_program();

}  // namespace tellsafe::support
