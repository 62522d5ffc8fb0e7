#include "tests/unit/staff/test_room.h"

#include <gtest/gtest.h>

#include <cstring>

#include "crypto/signing.h"
#include "service/access/audit_log.h"
#include "service/reading/brief_view.h"
#include "tests/support/must.h"

namespace tellsafe::staff {
namespace {

using test_support::must;
namespace fs = std::filesystem;

const fs::path source = TELLSAFE_SOURCE_DIR;
const fs::path areas_file = source / "deploy/demo/areas.json";

const schema::Form& form() {
  static const auto made = must(schema::Form::load(source / "schema", areas_file));
  return made;
}
const Pages& pages() {
  PagesOptions options;
  options.web = TELLSAFE_WEB_DIR;
  options.city = "City of Riverbend";
  static const auto made = must(Pages::load(options));
  return made;
}
const crypto::VerifyKey& key() {
  static const auto made = crypto::SigningKey::generate().verify_key();
  return made;
}
const reading::BriefPress& press() {
  reading::BriefPressOptions options;
  options.web = TELLSAFE_WEB_DIR;
  options.frame = {"City of Riverbend", "", "", "https://creativecommons.org/licenses/by/4.0/", true, key()};
  static const auto made = must(reading::BriefPress::load(options, test_labels(), {}));
  return made;
}

constexpr const char* test_agent = "a browser";

std::string csrf_in(const std::string& page) {
  const std::string before = "name=\"csrf\" value=\"";
  const auto at = page.find(before);
  if (at == std::string::npos) return {};
  return page.substr(at + before.size(), page.find('"', at + before.size()) - at - before.size());
}

}  // namespace

const schema::Labels& test_labels() {
  static const auto made = must(schema::Labels::load(source / "schema/labels", {"en"}, form(), areas_file));
  return made;
}

struct TestRoom::Made {
  explicit Made(const fs::path& releases)
      : log([](std::string_view) {}),
        group(releases, key(), log),
        names(test_labels()),
        areas(must(schema::load_areas(areas_file))) {}

  runtime::EventLog log;
  reading::GroupReleases group;
  reading::Names names;
  schema::Areas areas;
};

TestRoom::TestRoom(fs::path releases, access::SessionLimits limits)
    : city(std::chrono::sys_days(std::chrono::year(2026) / 11 / 21)),
      now(city.today() + std::chrono::hours(9)) {
  if (releases.empty()) releases = folder_.path();
  made_ = std::make_unique<Made>(releases);
  room = std::make_unique<Room>(RoomParts{vault,
                                          city,
                                          steady,
                                          [this] { return now; },
                                          pages(),
                                          made_->group,
                                          made_->names,
                                          made_->areas,
                                          press(),
                                          [releases] { return reading::brief_figures(releases, key()); },
                                          {},
                                          releases,
                                          key(),
                                          {"staff.riverbend.example", "City of Riverbend", test_origin},
                                          limits,
                                          true});
  router_ = std::make_unique<handling::Router>(std::vector<std::string>{"en"}, room->routes());
}

TestRoom::~TestRoom() = default;

Signed TestRoom::sign_in(access::Role role, const std::string& name) {
  Signed who;
  who.person = {store::random_id(),
                name,
                "Riverbend Schools",
                std::string(access::name_of(role)),
                city.today() + std::chrono::days(100),
                false};
  crypto::Sha256 token{};
  std::memcpy(token.data(), &who.person.id, sizeof who.person.id);
  EXPECT_TRUE(vault.people().add(who.person, token, now));
  store::StoredPasskey passkey;
  passkey.id = crypto::Bytes(token.begin(), token.end());
  passkey.person = who.person.id;
  passkey.label = "Phone";
  EXPECT_TRUE(vault.people().add_first_passkey(passkey, token));
  access::AuditLog log(vault.audit(), [this] { return now; });
  access::Sessions sessions(
      vault.people(), log, [this] { return now; }, city);
  handling::Credentials shown;
  shown.agent = test_agent;
  const auto cookie = sessions.begin(who.person, passkey.id, shown).value();
  const std::string line(cookie.begin(), cookie.end());
  const auto equals = line.find('=');
  who.cookie = line.substr(equals + 1, line.find(';') - equals - 1);
  who.csrf = csrf_in(body_of(get("/", &who)));
  return who;
}

handling::Response TestRoom::ask(const std::string& address, bool posted, const support::Form& sent,
                                 const Signed* who, const std::string& origin) {
  const auto question = address.find('?');
  handling::Request request;
  request.method = posted ? handling::Method::post : handling::Method::get;
  request.path = crypto::wiped(address.substr(0, question));
  request.urlencoded = posted;
  request.body = crypto::wiped(sent.body());
  handling::Credentials shown;
  shown.agent = test_agent;
  shown.origin = origin;
  if (who != nullptr) shown.session = crypto::wiped(who->cookie);
  if (question != std::string::npos) shown.query = address.substr(question + 1);
  request.credentials = std::move(shown);

  const auto match = router_->match(crypto::text_of(request.path));
  handling::Response response;
  if (match.route == nullptr) {
    response.status = 404;
    return response;
  }
  const auto& handler = posted ? match.route->post : match.route->get;
  if (!handler) {
    response.status = 405;
    return response;
  }
  return handler(request, match.address);
}

handling::Response TestRoom::get(const std::string& address, const Signed* who) {
  return ask(address, false, {}, who, {});
}

handling::Response TestRoom::post(const std::string& address, const support::Form& form, const Signed* who,
                                  const std::string& origin) {
  support::Form sent = form;
  bool has_token = false;
  for (const auto& field : form.fields()) has_token = has_token || field.first == "csrf";
  if (who != nullptr && !has_token) sent.add("csrf", who->csrf);
  return ask(address, true, sent, who, origin);
}

std::string TestRoom::log() {
  std::string all;
  EXPECT_TRUE(vault.audit().each([&](const store::AuditLine& line) {
    all += line.actor + " " + line.action + " " + line.subject + "\n";
    return true;
  }));
  return all;
}

std::string body_of(const handling::Response& response) {
  if (const auto* ready = std::get_if<std::shared_ptr<const handling::ReadyPage>>(&response.body))
    return *ready ? (*ready)->plain : std::string();
  const auto& text = std::get<crypto::WipedText>(response.body);
  return {text.begin(), text.end()};
}

}  // namespace tellsafe::staff
