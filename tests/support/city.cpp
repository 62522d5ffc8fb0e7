#include "tests/support/city.h"

#include <arpa/inet.h>
#include <sys/socket.h>
#include <unistd.h>

#include <csignal>
#include <exception>
#include <iostream>
#include <regex>
#include <stdexcept>

#include "crypto/memory.h"
#include "service/store/sqlcipher_vault.h"

namespace tellsafe::support {
namespace {

constexpr std::string_view passphrase = "correct horse battery staple";

const std::filesystem::path source = TELLSAFE_SOURCE_DIR;

void must(const Ran& ran, std::string_view what) {
  if (ran.code != 0) throw std::runtime_error(std::string(what) + " failed:\n" + ran.out + ran.err);
}

// One that nobody listens on just now.
std::uint16_t free_port() {
  const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  const bool found = socket >= 0 && ::bind(socket, reinterpret_cast<sockaddr*>(&address), size) == 0 &&
                     ::getsockname(socket, reinterpret_cast<sockaddr*>(&address), &size) == 0;
  ::close(socket);
  if (!found) throw std::runtime_error("no free port");
  return ntohs(address.sin_port);
}

}  // namespace

std::filesystem::path tellsafe_program() {
  return TELLSAFE_PROGRAM;
}

std::filesystem::path tellsafed_program() {
  return TELLSAFED_PROGRAM;
}

City::City(Kind kind) : folder_(home_.path() / "city") {
  crypto::start();
  write_file(passphrase_file(), std::string(passphrase) + "\n");
  must(run({tellsafe_program(), "init", folder_, "--city", "City of Riverbend", "--leave-url",
            "https://www.weather.gov/", "--areas", source / "deploy/demo/areas.json", "--support",
            source / "deploy/demo/support.json", "--languages", "en,es",
            kind == Kind::demo ? "--demo" : "--self-signed", "--passphrase-file", passphrase_file()}),
       "tellsafe init");
  // Tests send at once and a lot, and machines are quick.
  configure("shortest_seconds", "0");
  configure("without_scripts_per_minute", "60000");
  configure("without_scripts_at_once", "10000");
  configure("work", "1000");
}

City::~City() {
  if (!server_ || std::uncaught_exceptions() == 0) return;
  const auto code = server_->ended();
  std::cerr << "The server " << (code ? "had ended with " + std::to_string(*code) : "was running")
            << ". It said:\n"
            << log();
}

runtime::Config City::config() const {
  auto config = runtime::load_config(file());
  if (config.has_error()) throw std::runtime_error(config.error());
  return std::move(*config);
}

void City::configure(std::string_view entry, std::string_view value) {
  const std::regex line("(^|\n)" + std::string(entry) + " *=[^\n]*");
  const std::string text = read_file(file());
  if (!std::regex_search(text, line)) throw std::runtime_error("no entry " + std::string(entry));
  write_file(file(), std::regex_replace(text, line, "$1" + std::string(entry) + " = " + std::string(value),
                                        std::regex_constants::format_first_only));
}

std::string City::open_reading_room(std::string_view entries) {
  const std::uint16_t port = free_port();
  staff_site_ = "https://localhost:" + std::to_string(port);
  const std::string text = read_file(file());
  const std::string section = "\n[staff]\n";
  const std::size_t at = text.find(section);
  if (at == std::string::npos) throw std::runtime_error("no section [staff]");
  write_file(file(), text.substr(0, at) + section + "url = \"" + staff_site_ +
                         "\"\nport = " + std::to_string(port) + "\n" + std::string(entries) +
                         text.substr(at + section.size()));
  return staff_site_;
}

std::string City::invite(std::string_view role, std::string_view name, std::string_view expires) const {
  const Ran said =
      tellsafe({"staff", "invite", "--role", std::string(role), "--name", std::string(name), "--organization",
                "Riverbend Schools", "--expires", std::string(expires), "--no-qr"});
  static const std::regex link("https://[^/]*(/enrol/[A-Za-z0-9_-]+)");
  std::smatch found;
  if (said.code != 0 || !std::regex_search(said.out, found, link))
    throw std::runtime_error("no invitation: " + said.out + said.err);
  return found.str(1);
}

StaffBrowser City::staff() const {
  return {staff_site_, config().certificate};
}

StaffBrowser City::member(std::string_view role, std::string_view name) const {
  StaffBrowser browser = staff();
  const Page page = browser.enrol(invite(role, name));
  if (page.status != 303) throw std::runtime_error("not enrolled: " + text_in(page.body));
  return browser;
}

std::string City::audit() const {
  const Ran said = tellsafe({"audit", "show"});
  if (said.code != 0) throw std::runtime_error(said.err);
  return said.out;
}

void City::start() {
  configure("port", "0");
  // setpriv: a test that crashes or is ended leaves no server behind.
  server_ = std::make_unique<Background>(
      Command{"setpriv", "--pdeathsig", "SIGKILL", tellsafed_program(), "--config", file()},
      home_.path() / "tellsafed.log");
  auto line = server_->next_line();
  if (line && line->starts_with("staff ")) line = server_->next_line();
  static const std::regex ready("listening https://.*:([0-9]+)");
  std::smatch found;
  if (!line || !std::regex_match(*line, found, ready)) {
    kill();
    throw std::runtime_error("tellsafed is not ready: " + line.value_or("") + "\n" + log());
  }
  said_ += *line + "\n";
  port_ = static_cast<std::uint16_t>(std::stoul(found.str(1)));
  // For the programs that connect to the server as its configuration says.
  configure("port", found.str(1));
}

Ran City::refused_start() const {
  return run({"timeout", "--kill-after=5", "60", tellsafed_program(), "--config", file()});
}

int City::stop() {
  server_->signal(SIGTERM);
  const int code = server_->wait();
  said_ += server_->rest();
  return code;
}

void City::kill() {
  server_->signal(SIGKILL);
  server_->wait();
  said_ += server_->rest();
}

Resident City::resident() const {
  return Resident(port_, config().certificate);
}

Ran City::tellsafe(Command arguments, std::string_view input) const {
  arguments.insert(arguments.begin(), tellsafe_program());
  arguments.insert(arguments.end(), {"--config", file()});
  return run(arguments, input);
}

Ran City::tellsafe_unlocked(Command arguments) const {
  arguments.insert(arguments.end(), {"--passphrase-file", passphrase_file()});
  return tellsafe(std::move(arguments));
}

Ran City::tellsafe_verify(const std::filesystem::path& folder) const {
  return run({tellsafe_program(), "verify", folder, "--key", folder_ / "keys/signing.pub"});
}

void City::set_day(std::string_view day) const {
  const auto clock = config().clock;
  auto beside = clock;
  beside += ".new";
  write_file(beside, std::string(day) + "\n");
  std::filesystem::rename(beside, clock);
}

std::unique_ptr<store::ReportSource> City::vault() const {
  const auto settings = config();
  const auto key = runtime::load_vault_key(settings.vault_key);
  if (key.has_error()) throw std::runtime_error(key.error());
  auto opened = store::open_source({settings.vault_file, source / "schema/migrations"}, *key);
  if (opened.has_error()) throw std::runtime_error("vault: " + opened.error().message());
  return std::move(*opened);
}

std::uint64_t City::stored_reports() const {
  const auto count = vault()->count_reports();
  if (count.has_error()) throw std::runtime_error("vault: " + count.error().message());
  return *count;
}

std::string City::log() const {
  return said_ + read_file(home_.path() / "tellsafed.log");
}

}  // namespace tellsafe::support
