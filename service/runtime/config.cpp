#include "service/runtime/config.h"

#include <fmt/format.h>
#include <sys/stat.h>
#include <toml++/toml.h>

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <memory>
#include <optional>
#include <string_view>
#include <utility>

#include "service/runtime/config_formats.h"

namespace tellsafe::runtime {
namespace {

std::string in_lower_case(std::string_view text) {
  std::string lower(text);
  for (char& c : lower)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return lower;
}

// Reads entries one by one and keeps the first thing that is wrong, so that the list of entries below can be
// read straight down.
class Entries {
 public:
  Entries(const toml::table& file, std::filesystem::path folder) : file_(file), folder_(std::move(folder)) {}

  const std::string& problem() const { return problem_; }

  void fail(std::string_view entry, std::string_view wanted) {
    if (problem_.empty()) problem_ = fmt::format("{}: {}", entry, wanted);
  }

  bool has(std::string_view entry) const { return !!file_.at_path(entry); }

  std::string text(std::string_view entry) {
    const auto value = file_.at_path(entry).value_exact<std::string>();
    if (!value || value->empty()) fail(entry, "is wanted, a text in quotation marks");
    return value.value_or("");
  }

  std::filesystem::path path(std::string_view entry) {
    const std::filesystem::path given = text(entry);
    return given.empty() ? given : (folder_ / given).lexically_normal();
  }

  unsigned number(std::string_view entry, unsigned otherwise, unsigned least, unsigned most) {
    if (!has(entry)) return otherwise;
    const auto value = file_.at_path(entry).value_exact<std::int64_t>();
    if (!value || *value < least || *value > most) {
      fail(entry, fmt::format("is wanted as a whole number from {} to {}", least, most));
      return otherwise;
    }
    return static_cast<unsigned>(*value);
  }

  // Empty where the entry is not there.
  std::string optional_text(std::string_view entry) { return has(entry) ? text(entry) : std::string(); }

  std::vector<std::string> texts(std::string_view entry) {
    std::vector<std::string> all;
    if (const auto* list = file_.at_path(entry).as_array()) {
      for (const toml::node& item : *list) all.push_back(item.value_exact<std::string>().value_or(""));
    }
    if (all.empty() || std::count(all.begin(), all.end(), "") > 0) {
      fail(entry, "is wanted, a list of texts: [\"…\", \"…\"]");
    }
    return all;
  }

  crypto::Recipient recipient(std::string_view entry, std::string_view given) {
    const auto parsed = crypto::Recipient::parse(given);
    if (parsed.has_value()) return *parsed;
    fail(entry, "is wanted as an age recipient: age1 and 58 more characters");
    return crypto::Recipient{{}};
  }

 private:
  const toml::table& file_;
  std::filesystem::path folder_;
  std::string problem_;
};

constexpr std::string_view known_entries[] = {
    "city.name",
    "city.leave_url",
    "city.time_zone",
    "city.languages",
    "city.areas",
    "city.support",
    "city.url",
    "city.onion",
    "city.office",
    "city.map",
    "city.contact",
    "city.colors.header",
    "city.colors.button",
    "intake.without_scripts_per_minute",
    "intake.without_scripts_at_once",
    "intake.work",
    "intake.shortest_seconds",
    "intake.longest_hours",
    "server.address",
    "server.port",
    "server.certificate",
    "server.private_key",
    "server.max_sessions",
    "server.network_threads",
    "server.blocking_threads",
    "staff.url",
    "staff.file",
    "staff.address",
    "staff.port",
    "staff.certificate",
    "staff.private_key",
    "staff.client_authorities",
    "staff.idle_seconds",
    "staff.longest_seconds",
    "staff.fresh_seconds",
    "vault.file",
    "vault.key",
    "keys.release",
    "keys.review",
    "keys.signing",
    "releases.folder",
    "releases.outside",
    "releases.licence",
    "paths.schema",
    "paths.web",
    "demo.clock",
};

// The first entry that no line above names, empty where there is none. `above`: "city.", for what stands in
// [city].
std::string unknown_entry(const toml::table& table, const std::string& above = {}) {
  for (const auto& [key, value] : table) {
    std::string entry = above + std::string(key.str());
    if (std::ranges::find(known_entries, entry) != std::end(known_entries)) continue;
    const auto in_section = [&](std::string_view known) { return known.starts_with(entry + "."); };
    const auto* section = value.as_table();
    if (!section || std::ranges::none_of(known_entries, in_section)) return entry;
    if (std::string unknown = unknown_entry(*section, entry + "."); !unknown.empty()) return unknown;
  }
  return {};
}

// Where `make install` or a package puts the program's data: share/tellsafe beside its bin.
std::filesystem::path installed(std::string_view folder) {
  std::error_code error;
  const auto program = std::filesystem::read_symlink("/proc/self/exe", error);
  return (program.parent_path() / "../share/tellsafe" / folder).lexically_normal();
}

void read_city(Entries& entries, Config& config) {
  config.city = entries.text("city.name");
  config.leave_url = entries.text("city.leave_url");
  if (!config.leave_url.starts_with("https://")) {
    entries.fail("city.leave_url", "is wanted as an address that begins with https://");
  }
  config.time_zone = entries.text("city.time_zone");
  config.languages = entries.texts("city.languages");
  for (auto tag = config.languages.begin(); tag != config.languages.end(); ++tag) {
    if (!is_language_tag(*tag)) entries.fail("city.languages", "is wanted as language tags such as \"en\"");
    if (std::find(config.languages.begin(), tag, *tag) != tag) {
      entries.fail("city.languages", "names a language twice");
    }
  }
  config.areas = entries.path("city.areas");
  if (entries.has("city.support")) config.support = entries.path("city.support");
  config.office = entries.optional_text("city.office");
  if (entries.has("city.map")) config.map = entries.path("city.map");
}

void read_addresses(Entries& entries, Config& config) {
  config.url = entries.optional_text("city.url");
  if (!config.url.empty() && !is_site_address(config.url)) {
    entries.fail("city.url", "is wanted as the site's address, such as https://report.springfield.example");
  }
  if (config.url.ends_with('/')) config.url.pop_back();
  config.onion = entries.optional_text("city.onion");
  if (!config.onion.empty() && !is_onion_address(config.onion)) {
    entries.fail("city.onion", "is wanted as http://, the 56 letters and digits of an onion service, .onion");
  }
  config.contact = entries.optional_text("city.contact");
  if (!config.contact.empty() && !is_contact(config.contact)) {
    entries.fail("city.contact", "is wanted as https://…, an e-mail address or a phone number");
  }
}

void read_colors(Entries& entries, Config& config) {
  for (const auto& [entry, color] : {std::pair("city.colors.header", &config.header_color),
                                     std::pair("city.colors.button", &config.button_color)}) {
    if (!entries.has(entry)) continue;
    *color = entries.text(entry);
    if (!is_color(*color)) entries.fail(entry, "is wanted as #rrggbb, six hexadecimal digits");
  }
}

void read_intake(Entries& entries, Config& config) {
  config.without_scripts_per_minute =
      entries.number("intake.without_scripts_per_minute", config.without_scripts_per_minute, 1, 1'000'000);
  config.without_scripts_at_once =
      entries.number("intake.without_scripts_at_once", config.without_scripts_at_once, 1, 1'000'000);
  config.work = entries.number("intake.work", config.work, 1, 10'000'000);
  config.shortest_seconds = entries.number("intake.shortest_seconds", config.shortest_seconds, 0, 60);
  config.longest_hours = entries.number("intake.longest_hours", config.longest_hours, 1, 48);
}

void read_server(Entries& entries, Config& config) {
  if (entries.has("server.address")) config.address = entries.text("server.address");
  config.port = static_cast<std::uint16_t>(entries.number("server.port", config.port, 0, 65535));
  config.certificate = entries.path("server.certificate");
  config.private_key = entries.path("server.private_key");
  config.network_threads = entries.number("server.network_threads", config.network_threads, 1, 64);
  config.blocking_threads = entries.number("server.blocking_threads", config.blocking_threads, 1, 1024);
  config.max_sessions = entries.number("server.max_sessions", config.max_sessions, 1, 1'000'000);
}

// After [server] and [vault], whose files it falls back on.
void read_staff(Entries& entries, Config& config) {
  config.staff_url = entries.optional_text("staff.url");
  if (config.staff_url.ends_with('/')) config.staff_url.pop_back();
  if (!config.staff_url.empty() && !is_https_origin(config.staff_url)) {
    entries.fail("staff.url",
                 "is wanted as the address of the staff's site, in lower case, without a path and without "
                 ":443, as in https://staff.springfield.example");
  }
  // Cookies know hosts and no ports: the staff's would go to the residents' listener, which never reads one.
  const std::string_view host = host_of(config.staff_url);
  if (!host.empty() && host != "localhost" && host == in_lower_case(host_of(config.url))) {
    entries.fail("staff.url", "has the residents' host name; staff need one of their own");
  }
  config.staff_file =
      entries.has("staff.file") ? entries.path("staff.file") : config.vault_file.parent_path() / "staff.db";
  if (entries.has("staff.address")) config.staff_address = entries.text("staff.address");
  config.staff_port = static_cast<std::uint16_t>(entries.number("staff.port", config.staff_port, 0, 65535));
  config.staff_certificate =
      entries.has("staff.certificate") ? entries.path("staff.certificate") : config.certificate;
  config.staff_private_key =
      entries.has("staff.private_key") ? entries.path("staff.private_key") : config.private_key;
  if (entries.has("staff.client_authorities"))
    config.staff_authorities = entries.path("staff.client_authorities");
  config.staff_idle_seconds =
      entries.number("staff.idle_seconds", config.staff_idle_seconds, 1, 24 * 60 * 60);
  config.staff_longest_seconds =
      entries.number("staff.longest_seconds", config.staff_longest_seconds, 1, 24 * 60 * 60);
  config.staff_fresh_seconds = entries.number("staff.fresh_seconds", config.staff_fresh_seconds, 0, 60 * 60);
}

void read_keys(Entries& entries, Config& config) {
  config.release_recipients.push_back(entries.recipient("keys.release", entries.text("keys.release")));
  for (const std::string& recipient : entries.texts("keys.review")) {
    config.review_recipients.push_back(entries.recipient("keys.review", recipient));
    if (config.review_recipients.back() == config.release_recipients.front()) {
      entries.fail("keys.review", "names the release key: who counts would then read the stories too");
    }
  }
  const auto signing = crypto::VerifyKey::parse(entries.text("keys.signing"));
  if (signing.has_value()) {
    config.signing_key = *signing;
  } else {
    entries.fail("keys.signing", "is wanted as minisign writes a public key: RW and 54 more characters");
  }
}

void read_folders(Entries& entries, Config& config) {
  config.vault_file = entries.path("vault.file");
  config.vault_key = entries.path("vault.key");
  config.releases = entries.path("releases.folder");
  if (entries.has("releases.licence")) {
    config.licence = entries.text("releases.licence");
    if (!config.licence.starts_with("https://"))
      entries.fail("releases.licence", "is wanted as the licence's address, https://…");
  }
  if (entries.has("releases.outside")) config.outside = entries.path("releases.outside");
  config.schema = entries.has("paths.schema") ? entries.path("paths.schema") : installed("schema");
  config.web = entries.has("paths.web") ? entries.path("paths.web") : installed("web");
  if (entries.has("demo.clock")) config.clock = entries.path("demo.clock");
}

struct CloseFile {
  void operator()(std::FILE* file) const { static_cast<void>(std::fclose(file)); }
};

std::optional<std::string> content_of(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  if (!in) return std::nullopt;
  return std::string{std::istreambuf_iterator<char>(in), {}};
}

using Loaded = boost::system::result<Config, std::string>;

// Said outright, because a Config could also be made from a text.
Loaded wrong(std::string what) {
  return {boost::system::in_place_error, std::move(what)};
}

}  // namespace

boost::system::result<Config, std::string> load_config(const std::filesystem::path& file) {
  const std::string name = file.string();
  const auto content = content_of(file);
  if (!content) return wrong(name + ": cannot be read");
  toml::table table;
  try {
    table = toml::parse(*content);
  } catch (const toml::parse_error& error) {
    return wrong(fmt::format("{}, line {}: {}", name, error.source().begin.line, error.description()));
  }
  if (const std::string entry = unknown_entry(table); !entry.empty()) {
    return wrong(fmt::format("{}: {}: there is no such entry", name, entry));
  }

  Config config;
  Entries entries(table, std::filesystem::absolute(file).parent_path());
  read_city(entries, config);
  read_addresses(entries, config);
  read_colors(entries, config);
  read_intake(entries, config);
  read_server(entries, config);
  read_keys(entries, config);
  read_folders(entries, config);
  read_staff(entries, config);
  if (!entries.problem().empty()) return wrong(fmt::format("{}: {}", name, entries.problem()));
  return config;
}

boost::system::result<crypto::SecretBytes, std::string> load_vault_key(const std::filesystem::path& file) {
  const std::string name = file.string();
  const std::unique_ptr<std::FILE, CloseFile> in(std::fopen(file.c_str(), "rbe"));
  if (!in) return fmt::format("{}: the vault key cannot be read", name);
  struct stat status {};
  if (::fstat(::fileno(in.get()), &status) != 0 || !S_ISREG(status.st_mode)) {
    return fmt::format("{}: the vault key is not a file", name);
  }
  if ((status.st_mode & (S_IRWXG | S_IRWXO)) != 0) {
    return fmt::format("{}: others can read the vault key; run: chmod 600 {}", name, name);
  }

  constexpr std::size_t digits = 64;
  // Or the key would stay behind in the stream's buffer.
  if (std::setvbuf(in.get(), nullptr, _IONBF, 0) != 0)
    return fmt::format("{}: cannot read the vault key", name);
  crypto::SecretBytes text(digits + 2);
  const std::size_t size = std::fread(text.data(), 1, text.size(), in.get());
  crypto::SecretBytes key(digits / 2);
  std::size_t written = 0;
  const bool ends = size == digits || (size == digits + 1 && text.data()[digits] == '\n');
  const bool decodes =
      ends && sodium_hex2bin(key.data(), key.size(), reinterpret_cast<const char*>(text.data()), digits,
                             nullptr, &written, nullptr) == 0;
  if (!decodes || written != key.size()) {
    return fmt::format("{}: the vault key is not {} hexadecimal digits", name, digits);
  }
  return key;
}

}  // namespace tellsafe::runtime
