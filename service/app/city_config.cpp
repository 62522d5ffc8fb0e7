#include "service/app/city_config.h"

#include <fmt/format.h>

#include <string_view>
#include <vector>

#include "service/runtime/config.h"

namespace tellsafe::app {
namespace {

// A basic string of TOML 1.0.
std::string toml_text(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) {
      out += fmt::format("\\u{:04X}", static_cast<unsigned char>(c));
    } else {
      out += c;
    }
  }
  return out + '"';
}

std::string toml_list(const std::vector<std::string>& texts) {
  std::string out = "[";
  for (const std::string& text : texts) {
    if (out.size() > 1) out += ", ";
    out += toml_text(text);
  }
  return out + ']';
}

constexpr std::string_view city_part =
    R"(# The configuration of one city, made by `tellsafe init`. There is nothing secret in here: the server holds
# public keys only. Relative paths are relative to the folder of this file. An entry with a typing mistake in
# its name is refused.

[city]
name = {}
# Where "Leave this page" goes: a neutral site, such as a weather forecast.
leave_url = {}
# The city's time zone, as in /usr/share/zoneinfo. It says when a day begins.
time_zone = {}
# The languages of the pages. The first one is used for addresses without a language.
languages = {}
# The city's areas and their groups.
areas = "areas.json"
# The area groups as GeoJSON, for the working group's map; each feature has a property "group".
# map = "areas.geojson"
# The places that help, shown before and after reporting. Add your own.
support = "support.json"
# Who runs this for the city, and where to write to when something on a page is wrong: a page, an e-mail address or
# a phone number.
# office = "…"
# contact = "…"
# The site's public addresses, for posters and the pages about safety. The url also stands in the feeds and catalogs of
# the numbers; portals of the United States read them only where there is one, and an e-mail address as contact.
# url = "https://…"
# onion = "http://….onion"

# Backgrounds; what is written on them is black or white, whichever reads better.
# [city.colors]
# header = "#1f2a44"
# button = "#0a5a3c"

)";

constexpr std::string_view intake_part =
    R"(# Reports whose browser has done a small piece of work never wait. All others, from browsers without scripts, share
# one allowance, so that a flood cannot fill the vault; no address is looked at, and nobody is locked out.
[intake]
# Reports without work: so many a minute in the long run,
without_scripts_per_minute = {}
# and so many at once. When half of them are used up, reports are marked as having come in a burst.
without_scripts_at_once = {}
# The largest number that a browser has to try; it tries half of them on average.
work = {}
# A form that comes back sooner or later than this is shown once more, with everything that was typed.
shortest_seconds = {}
longest_hours = {}

)";

constexpr std::string_view server_part = R"([server]
# The address to listen on: 0.0.0.0 or :: for all, 127.0.0.1 for this machine only.
address = "127.0.0.1"
port = 8443
# The certificate chain and its private key, PEM. An ECDSA P-256 key is the fastest for you and for residents.
certificate = "tls/certificate.pem"
private_key = "tls/private.key"
# One network thread serves thousands of visitors at once; the others wait for the disk.
network_threads = 1
blocking_threads = 64
# Connections open at the same time. Then those that wait without a request make room, and when there are none left,
# more visitors are told to come back in a moment.
max_sessions = 2000

[staff]
# Staff sign in with passkeys, on a listener and at a host name of their own: keep it inside the city's network, or
# let only their addresses reach it. Without a url there is none. Passkeys are bound to the host name in it: choose
# it once. In lower case, without a path.
# url = "https://staff.springfield.example"
# address = "127.0.0.1"
# port = 8444
# Its certificate and key; without them [server]'s.
# certificate = "tls/staff.pem"
# private_key = "tls/staff.key"
# Who signs the certificates of programs that fetch exports, PEM; programs with tokens need none.
# client_authorities = "tls/programs.pem"
# A session ends when nothing was done for so long, and at the latest after so long.
# idle_seconds = 900
# longest_seconds = 28800
# What changes or signs something asks for the passkey again when it was shown longer ago than this. 0: each time; only a
# further passkey of one's own may follow within five minutes.
# fresh_seconds = 300

[vault]
file = "vault.db"
# 64 hexadecimal digits; readable by the server's user only.
key = "vault.key"

)";

constexpr std::string_view keys_part =
    R"(# Public halves only. The secret halves belong to the custodian and the reviewers, off this machine.
[keys]
# The one recipient of the coded answers: `tellsafe release` needs its secret half.
release = {}
# Who can open stories, one or more.
review = [{}]
# Checks the signatures of releases, as `minisign -P` takes it.
signing = {}

[releases]
# The folder that `tellsafe release` writes to and the public numbers are read from.
folder = "releases"
# Counts that an attacker may know from elsewhere (see outside.csv in deploy/demo of the program's source).
# outside = "outside.csv"
# The licence of the released numbers.
# licence = "https://creativecommons.org/licenses/by/4.0/"
)";

constexpr std::string_view paths_part = R"(
# Where the program's own data lies.
[paths]
schema = {}
web = {}
)";

constexpr std::string_view demo_part = R"(
# A demonstration may live in the past: this file holds its day, as 2025-03-31. Without the file it is today.
[demo]
clock = "clock"
)";

// A demonstration is fed with years of reports in a minute.
std::string intake_text(bool demo) {
  const runtime::Config usual;
  return fmt::format(intake_part, demo ? 60'000 : usual.without_scripts_per_minute,
                     demo ? 10'000 : usual.without_scripts_at_once, demo ? 1000 : usual.work,
                     demo ? 0 : usual.shortest_seconds, usual.longest_hours);
}

}  // namespace

std::string city_config(const InitOptions& options, const PublicKeys& keys, const DataFolders& data) {
  std::string text = fmt::format(city_part, toml_text(options.city), toml_text(options.leave_url),
                                 toml_text(options.time_zone), toml_list(options.languages));
  text += intake_text(options.demo);
  text += server_part;
  text += fmt::format(keys_part, toml_text(keys.release), toml_text(keys.review), toml_text(keys.signing));
  if (!data.installed) {
    text += fmt::format(paths_part, toml_text(data.schema.string()), toml_text(data.web.string()));
  }
  if (options.demo) text += demo_part;
  return text;
}

}  // namespace tellsafe::app
