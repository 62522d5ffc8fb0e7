#include "service/runtime/config.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <fstream>
#include <iterator>
#include <string>

#include "test_folder.h"

namespace tellsafe::runtime {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::SizeIs;

// The recipient of the age specification's own example, and a minisign key made for this test.
const std::string recipient = "age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwj";
const std::string reviewer = "age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p";
const std::string signing_key = "RWQf6LRCGA9i53mlYecO4IzT51TGPpvWucNSCh1CBM0QTaLn73Y7GFO3";

// The address of the Tor Project's own site.
const std::string onion = "http://2gzyxa5ihm7nsggfxnu52rck2vv4rvmdlkiu3zzui5du4xyclen53wid.onion";

std::string replaced(std::string text, std::string_view from, std::string_view to) {
  const std::size_t at = text.find(from);
  if (at == std::string::npos) throw std::logic_error("not there: " + std::string(from));
  return text.replace(at, from.size(), to);
}

std::string example() {
  std::ifstream in(TELLSAFE_SOURCE_DIR "/deploy/tellsafe.example.toml");
  std::string text{std::istreambuf_iterator<char>(in), {}};
  text = replaced(std::move(text), "release = \"age1...\"", "release = \"" + recipient + "\"");
  text = replaced(std::move(text), "review = [\"age1...\"]",
                  "review = [\"" + reviewer + "\", \"" + reviewer + "\"]");
  return replaced(std::move(text), "\"RW...\"", "\"" + signing_key + "\"");
}

std::string error_of(const std::string& content) {
  const TestFolder folder;
  const auto config = load_config(folder.write("tellsafe.toml", content));
  return config.has_error() ? config.error() : "";
}

TEST(Config, TakesTheExample) {
  const TestFolder folder;
  const auto config = load_config(folder.write("tellsafe.toml", example()));
  ASSERT_TRUE(config.has_value()) << config.error();
  EXPECT_EQ(config->city, "City of Springfield");
  EXPECT_EQ(config->leave_url, "https://www.weather.gov/");
  EXPECT_EQ(config->time_zone, "America/New_York");
  EXPECT_THAT(config->languages, ElementsAre("en", "es"));
  EXPECT_EQ(config->areas, folder.path() / "areas.json");
  EXPECT_EQ(config->support, folder.path() / "support.json");
  EXPECT_EQ(config->url, "");
  EXPECT_EQ(config->onion, "");
  EXPECT_EQ(config->office, "");
  EXPECT_EQ(config->contact, "");
  EXPECT_EQ(config->without_scripts_per_minute, 60U);
  EXPECT_EQ(config->without_scripts_at_once, 120U);
  EXPECT_EQ(config->work, 50'000U);
  EXPECT_EQ(config->shortest_seconds, 3U);
  EXPECT_EQ(config->longest_hours, 6U);
  EXPECT_EQ(config->address, "127.0.0.1");
  EXPECT_EQ(config->port, 8443);
  EXPECT_EQ(config->certificate, folder.path() / "tls/certificate.pem");
  EXPECT_EQ(config->private_key, folder.path() / "tls/private.key");
  EXPECT_EQ(config->network_threads, 1U);
  EXPECT_EQ(config->blocking_threads, 64U);
  EXPECT_EQ(config->max_sessions, 2000U);
  EXPECT_EQ(config->vault_file, folder.path() / "vault.db");
  EXPECT_EQ(config->vault_key, folder.path() / "vault.key");
  ASSERT_THAT(config->release_recipients, SizeIs(1));
  EXPECT_EQ(config->release_recipients[0].to_string(), recipient);
  EXPECT_THAT(config->review_recipients, SizeIs(2));
  EXPECT_EQ(config->signing_key.line(), signing_key);
  EXPECT_EQ(config->releases, folder.path() / "releases");
  EXPECT_TRUE(config->clock.empty());
  EXPECT_TRUE(config->schema.string().ends_with("share/tellsafe/schema")) << config->schema;
  EXPECT_TRUE(config->web.string().ends_with("share/tellsafe/web")) << config->web;
}

TEST(Config, TakesTheEntriesThatTheExampleOnlyNames) {
  const TestFolder folder;
  std::string content = example();
  for (const char* line : {"[paths]", "schema = ", "web = ", "[demo]", "clock = ", "office = ", "contact = ",
                           "url = ", "onion = ", "[city.colors]", "header = ", "button = "}) {
    content = replaced(std::move(content), std::string("# ") + line, line);
  }
  content = replaced(std::move(content), "http://<56 letters and digits>.onion", onion);
  const auto config = load_config(folder.write("tellsafe.toml", content));
  ASSERT_TRUE(config.has_value()) << config.error();
  EXPECT_EQ(config->schema, "/opt/tellsafe/schema");
  EXPECT_EQ(config->web, "/opt/tellsafe/web");
  EXPECT_EQ(config->clock, folder.path() / "clock");
  EXPECT_EQ(config->office, "Springfield Human Rights Commission");
  EXPECT_EQ(config->contact, "rights@springfield.example");
  EXPECT_EQ(config->url, "https://report.springfield.example");
  EXPECT_EQ(config->onion, onion);
  EXPECT_EQ(config->header_color, "#1f2a44");
  EXPECT_EQ(config->button_color, "#0a5a3c");
}

TEST(Config, TakesEachKindOfContactAndAddress) {
  const auto takes = [](const std::string& entry) {
    return error_of(replaced(example(), "[city]", "[city]\n" + entry)).empty();
  };
  for (const char* contact : {"https://springfield.example/rights?a=1", "rights+site@springfield.example",
                              "+1 (555) 010-0199", "311"}) {
    EXPECT_TRUE(takes("contact = \"" + std::string(contact) + "\"")) << contact;
  }
  EXPECT_TRUE(takes("url = \"https://report.springfield.example:8443/x\""));
}

TEST(Config, DropsTheLastSlashOfTheSitesAddress) {
  const TestFolder folder;
  const auto config = load_config(
      folder.write("tellsafe.toml",
                   replaced(example(), "[city]", "[city]\nurl = \"https://report.springfield.example/\"")));
  ASSERT_TRUE(config.has_value()) << config.error();
  EXPECT_EQ(config->url, "https://report.springfield.example");
}

TEST(Config, HasDefaultsForTheWaysIn) {
  std::string content = example();
  for (const char* line :
       {"[intake]", "without_scripts_per_minute = 60", "without_scripts_at_once = 120", "work = 50000",
        "shortest_seconds = 3", "longest_hours = 6", "support = \"support.json\""}) {
    content = replaced(std::move(content), line, "");
  }
  const TestFolder folder;
  const auto config = load_config(folder.write("tellsafe.toml", content));
  ASSERT_TRUE(config.has_value()) << config.error();
  EXPECT_EQ(config->without_scripts_at_once, 120U);
  EXPECT_TRUE(config->support.empty()) << "then the pages name no places";
}

TEST(Config, HasDefaultsForTheServer) {
  std::string content = example();
  for (const char* line : {"address = \"127.0.0.1\"", "port = 8443", "network_threads = 1",
                           "blocking_threads = 64", "max_sessions = 2000"}) {
    content = replaced(std::move(content), line, "");
  }
  const TestFolder folder;
  const auto config = load_config(folder.write("tellsafe.toml", content));
  ASSERT_TRUE(config.has_value()) << config.error();
  EXPECT_EQ(config->port, 8443);
  EXPECT_EQ(config->max_sessions, 2000U);
}

struct Wrong {
  const char* from;
  const char* to;
  const char* entry;
};

TEST(Config, NamesTheEntryThatIsWrong) {
  const std::string not_version_3 = "[city]\nonion = \"" + replaced(onion, "d.onion", "e.onion") + "\"";
  const std::string with_path = "[city]\nonion = \"" + onion + "/\"";
  const Wrong cases[] = {
      {"name = \"City of Springfield\"", "", "city.name"},
      {"name = \"City of Springfield\"", "name = \"\"", "city.name"},
      {"name = \"City of Springfield\"", "name = 5", "city.name"},
      {"https://www.weather.gov/", "http://www.weather.gov/", "city.leave_url"},
      {"https://www.weather.gov/", "javascript:alert(1)", "city.leave_url"},
      {"time_zone = \"America/New_York\"", "", "city.time_zone"},
      {"[\"en\", \"es\"]", "[]", "city.languages"},
      {"[\"en\", \"es\"]", "\"en\"", "city.languages"},
      {"[\"en\", \"es\"]", "[\"en\", 5]", "city.languages"},
      {"[\"en\", \"es\"]", "[\"en\", \"en\"]", "city.languages"},
      {"[\"en\", \"es\"]", "[\"../en\"]", "city.languages"},
      {"areas = \"areas.json\"", "", "city.areas"},
      {"support = \"support.json\"", "support = 5", "city.support"},
      {"[city]", "[city]\nurl = \"http://report.springfield.example\"", "city.url"},
      {"[city]", "[city]\nurl = \"https:///report\"", "city.url"},
      {"[city]", "[city]\nurl = \"https://a.example/?x=1\"", "city.url"},
      {"[city]", "[city]\nurl = \"https://a.example/<b>\"", "city.url"},
      {"[city]", "[city]\nonion = \"http://springfield.onion\"", "city.onion"},
      {"[city]", not_version_3.c_str(), "city.onion"},
      {"[city]", with_path.c_str(), "city.onion"},
      {"[city]", "[city]\noffice = \"\"", "city.office"},
      {"[city]", "[city]\ncontact = \"javascript:alert(1)\"", "city.contact"},
      {"[city]", "[city]\ncontact = \"ask us\"", "city.contact"},
      {"[city]", "[city]\ncontact = \"@example.org\"", "city.contact"},
      {"[city]", "[city]\ncontact = \"a@b@example.org\"", "city.contact"},
      {"[vault]", "[city.colors]\nheader = \"navy\"\n[vault]", "city.colors.header"},
      {"[vault]", "[city.colors]\nbutton = \"#12345g\"\n[vault]", "city.colors.button"},
      {"[vault]", "[city.colors]\nfooter = \"#123456\"\n[vault]", "city.colors.footer"},
      {"[vault]", "[city.colours]\nheader = \"#123456\"\n[vault]", "city.colours"},
      {"without_scripts_per_minute = 60", "without_scripts_per_minute = 0",
       "intake.without_scripts_per_minute"},
      {"without_scripts_at_once = 120", "without_scripts_at_once = 0", "intake.without_scripts_at_once"},
      {"work = 50000", "work = 0", "intake.work"},
      {"work = 50000", "work = 10000001", "intake.work"},
      {"shortest_seconds = 3", "shortest_seconds = 61", "intake.shortest_seconds"},
      {"longest_hours = 6", "longest_hours = 0", "intake.longest_hours"},
      {"port = 8443", "port = 65536", "server.port"},
      {"port = 8443", "port = -1", "server.port"},
      {"port = 8443", "port = \"8443\"", "server.port"},
      {"port = 8443", "port = 8443.0", "server.port"},
      {"network_threads = 1", "network_threads = 0", "server.network_threads"},
      {"blocking_threads = 64", "blocking_threads = 0", "server.blocking_threads"},
      {"max_sessions = 2000", "max_sessions = 0", "server.max_sessions"},
      {"certificate = \"tls/certificate.pem\"", "", "server.certificate"},
      {"private_key = \"tls/private.key\"", "", "server.private_key"},
      {"file = \"vault.db\"", "", "vault.file"},
      {"key = \"vault.key\"", "", "vault.key"},
      {"release = \"age1", "release = \"age2", "keys.release"},
      {"review = [\"age1", "review = [\"age2", "keys.review"},
      {reviewer.c_str(), recipient.c_str(), "keys.review"},
      {"signing = \"RW", "signing = \"XX", "keys.signing"},
      {"folder = \"releases\"", "", "releases.folder"},
      {"[vault]", "[vault]\nfiel = \"x\"", "vault.fiel"},
      {"[vault]", "[volt]\n[vault]", "volt"},
      {"[city]", "name = \"x\"\n[city]", "name"},
  };
  for (const Wrong& wrong : cases) {
    EXPECT_THAT(error_of(replaced(example(), wrong.from, wrong.to)),
                HasSubstr(std::string(": ") + wrong.entry + ":"))
        << wrong.to;
  }
}

TEST(Config, SaysWhereTheFileCannotBeRead) {
  EXPECT_THAT(load_config("/nowhere/tellsafe.toml").error(), HasSubstr("/nowhere/tellsafe.toml"));
  EXPECT_THAT(error_of("[city]\nname = \n"), HasSubstr("line 2"));
  EXPECT_THAT(error_of("\xff\xfe"), HasSubstr("tellsafe.toml"));
}

class VaultKey : public testing::Test {
 protected:
  void SetUp() override { crypto::start(); }
  std::string error_of(std::string_view content, mode_t mode = S_IRUSR | S_IWUSR) const {
    const auto file = folder.write("vault.key", content);
    ::chmod(file.c_str(), mode);
    const auto key = load_vault_key(file);
    return key.has_error() ? key.error() : "";
  }
  const std::string digits = "00112233445566778899aabbccddeeff00112233445566778899AABBCCDDEEFF";
  TestFolder folder;
};

TEST_F(VaultKey, IsReadFromItsDigits) {
  EXPECT_EQ(error_of(digits), "");
  EXPECT_EQ(error_of(digits + "\n"), "");
  const auto key = load_vault_key(folder.path() / "vault.key");
  ASSERT_TRUE(key.has_value());
  ASSERT_EQ(key->size(), 32U);
  EXPECT_EQ(key->data()[0], 0x00);
  EXPECT_EQ(key->data()[1], 0x11);
  EXPECT_EQ(key->data()[31], 0xFF);
}

TEST_F(VaultKey, IsRefusedWhereItIsNotAKey) {
  for (const std::string& wrong :
       {std::string(), digits.substr(1), digits + "0", digits + "\n\n", digits + " ", "x" + digits.substr(1),
        " " + digits, digits.substr(2) + "\n"}) {
    EXPECT_THAT(error_of(wrong), HasSubstr("not 64 hexadecimal digits")) << wrong;
  }
}

TEST_F(VaultKey, IsRefusedWhereOthersCanReadIt) {
  EXPECT_THAT(error_of(digits, 0640), HasSubstr("chmod 600"));
  EXPECT_THAT(error_of(digits, 0604), HasSubstr("chmod 600"));
}

TEST_F(VaultKey, IsMissed) {
  EXPECT_THAT(load_vault_key(folder.path() / "none").error(), HasSubstr("none"));
  EXPECT_TRUE(load_vault_key(folder.path()).has_error());
}

// The example with entries in its section for staff.
std::string with_staff(const std::string& entries) {
  return replaced(example(), "\n[staff]\n", "\n[staff]\n" + entries);
}

TEST(Config, HasNoReadingRoomUnlessAskedFor) {
  const TestFolder folder;
  const auto config = load_config(folder.write("tellsafe.toml", example()));
  ASSERT_TRUE(config.has_value()) << config.error();
  EXPECT_EQ(config->staff_url, "");
  EXPECT_EQ(config->staff_file, folder.path() / "staff.db");
  EXPECT_EQ(config->staff_certificate, config->certificate);
  EXPECT_EQ(config->licence, "https://creativecommons.org/licenses/by/4.0/");
}

TEST(Config, ReadsTheReadingRoom) {
  const TestFolder folder;
  const auto config = load_config(folder.write(
      "tellsafe.toml",
      with_staff("url = \"https://staff.example/\"\nport = 9444\naddress = \"10.0.0.5\"\ncertificate = "
                 "\"tls/staff.pem\"\n"
                 "client_authorities = \"tls/programs.pem\"\nidle_seconds = 60\nfresh_seconds = 0\n")));
  ASSERT_TRUE(config.has_value()) << config.error();
  EXPECT_EQ(config->staff_url, "https://staff.example");
  EXPECT_EQ(config->staff_port, 9444);
  EXPECT_EQ(config->staff_address, "10.0.0.5");
  EXPECT_EQ(config->staff_certificate, folder.path() / "tls/staff.pem");
  EXPECT_EQ(config->staff_private_key, config->private_key);
  EXPECT_EQ(config->staff_authorities, folder.path() / "tls/programs.pem");
  EXPECT_EQ(config->staff_idle_seconds, 60U);
  EXPECT_EQ(config->staff_fresh_seconds, 0U);
}

// Cookies know hosts and no ports.
TEST(Config, StaffNeedAHostNameOfTheirOwn) {
  const auto config = [](const std::string& residents, const std::string& staff) {
    return replaced(with_staff("url = \"" + staff + "\"\n"), "# url = \"https://report.springfield.example\"",
                    "url = \"" + residents + "\"");
  };
  EXPECT_THAT(error_of(config("https://city.example", "https://city.example:8444")), HasSubstr("staff.url"));
  EXPECT_EQ(error_of(config("https://report.city.example", "https://staff.city.example")), "");
  EXPECT_EQ(error_of(config("https://localhost:8443", "https://localhost:8444")), "");
  EXPECT_THAT(error_of(config("https://Report.City.example", "https://report.city.example:8444")),
              HasSubstr("staff need one of their own"));
}

// Else no form's Origin would ever be the staff's, and nobody could sign in.
TEST(Config, StaffsAddressIsWrittenAsBrowsersWriteOrigins) {
  const auto error = [](const std::string& staff) {
    return error_of(with_staff("url = \"" + staff + "\"\n"));
  };
  for (const char* good : {"https://staff.example", "https://staff.example/", "https://staff.example:8444",
                           "https://xn--mnchen-3ya.example", "https://127.0.0.1:8444"}) {
    EXPECT_EQ(error(good), "") << good;
  }
  for (const char* bad :
       {"http://staff.example", "https://Staff.example", "HTTPS://staff.example",
        "https://staff.example/room", "https://staff.example//", "https://staff.example:443",
        "https://staff.example:443/", "https://staff.example:0443",
        "https://staff.example:", "https://staff.example:65536", "https://staff.example:84x", "https://:8444",
        "https://staff..example", "https://staff.example.", "https://.example", "https://eve@staff.example",
        "https://[::1]:8444", "https://staff_1.example"}) {
    EXPECT_THAT(error(bad), HasSubstr("staff.url: is wanted")) << bad;
  }
}

}  // namespace
}  // namespace tellsafe::runtime
