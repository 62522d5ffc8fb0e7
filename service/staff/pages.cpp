#include "service/staff/pages.h"

#include <fmt/format.h>

#include <array>
#include <map>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <utility>
#include <vector>

#include "service/pages/assets.h"
#include "service/pages/colors.h"
#include "service/pages/encodings.h"
#include "service/pages/escape.h"
#include "service/pages/slots.h"
#include "service/pages/templates.h"
#include "service/staff/words.h"

namespace tellsafe::staff {
namespace {

using access::Permission;
using access::Role;
using nlohmann::json;

constexpr std::array<std::string_view, 2> script_names = {"group", "passkey"};

struct Entry {
  std::string_view name;
  std::string_view address;
  Permission permission;
};

constexpr std::array<Entry, 7> menu_entries = {{
    {"Figures", "/group", Permission::read_group},
    {"Briefs", "/brief", Permission::read_drafts},
    {"State police export", "/liaison", Permission::approve_export},
    {"People", "/people", Permission::manage_people},
    {"Programs", "/machines", Permission::manage_machines},
    {"Audit log", "/audit", Permission::read_audit},
    {"Your account", "/account", Permission::own_account},
}};

struct Said {
  unsigned status;
  std::string_view title;
  std::string_view text;
};

constexpr std::array<Said, 14> errors = {{
    {400, "That did not arrive whole",
     "Go back and try again. If it happens again, tell your administrator."},
    {401, "Please sign in", "You are not signed in, or your session has ended."},
    {403, "You may not do this", "Your role does not allow it."},
    {404, "There is nothing at this address", "It may have been typed wrongly, or it is not there any more."},
    {405, "That cannot be done here", "Go back and use the buttons of the page."},
    {408, "That took too long", "The connection was too slow. Try again."},
    {409, "Somebody else was quicker", "What you saw has changed meanwhile. Look at it again."},
    {411, "That did not arrive whole", "Go back and try again."},
    {413, "That was too large", "Make it shorter and try again."},
    {415, "That did not arrive whole", "Go back and try again."},
    {429, "Too many attempts", "Wait a minute and try again."},
    {431, "That was too large", "Close this window and open the site anew."},
    {500, "Something went wrong here",
     "It is our mistake. Try again; if it happens again, tell your administrator."},
    {503, "Too busy just now", "Nothing was changed. Try again in a moment."},
}};

constexpr Said foreign{403, "That was not done",
                       "The form was not one of this site's own, or was from before you last signed in. Open "
                       "the page anew and try again."};

constexpr Said ended{403, "Your access has ended", access_has_ended};

const Said& said_of(unsigned status) {
  for (const Said& said : errors)
    if (said.status == status) return said;
  return said_of(status < 500 ? 400 : 500);
}

json menu_of(Role role, std::string_view here) {
  json menu = json::array();
  for (const Entry& entry : menu_entries) {
    if (!access::allowed(role, entry.permission)) continue;
    menu.push_back({{"name", entry.name}, {"address", entry.address}, {"here", entry.address == here}});
  }
  return menu;
}

// What is secret never passes through the template library.
crypto::WipedText filled(const std::string& rendered, const access::Visitor* visitor,
                         std::string_view secret) {
  crypto::WipedText page;
  page.reserve(rendered.size() + 4096);
  pages::SlottedText(rendered).fill(page, [&](std::string_view slot, crypto::WipedText& out) {
    if (slot == "secret") pages::append_escaped(out, secret);
    if (slot == "csrf" && visitor != nullptr) pages::append_escaped(out, crypto::text_of(visitor->csrf));
  });
  return page;
}

}  // namespace

std::string_view words_of(Role role) {
  switch (role) {
    case Role::working_group:
      return "working group";
    case Role::liaison:
      return "state police liaison";
    case Role::advisory_board:
      return "advisory board";
    case Role::administrator:
      return "administrator";
  }
  return "";
}

struct Pages::State {
  explicit State(PagesOptions given)
      : options(std::move(given)),
        templates(pages::Templates::load(options.web / "templates/staff")),
        style(pages::read_text_file(options.web / "staff.css") + pages::color_rule(options.colors)),
        style_hash(fmt::format("'{}'", pages::integrity_of(style))) {
    for (const auto name : script_names) {
      const auto script = pages::load_script(options.web, name);
      scripts.emplace(name, json{{"src", script.asset.path}, {"integrity", script.integrity}});
      assets.push_back(script.asset);
    }
    for (const Said& said : errors)
      ready.emplace(said.status, pages::make_ready(pages::SlottedText(error_page(said, nullptr)).empty()));
  }

  json frame(const access::Visitor* visitor, std::string_view here) const {
    json model = {{"city", options.city},
                  {"public_url", options.public_url.empty() ? json(false) : json(options.public_url)},
                  {"style", style},
                  {"demo", options.demo},
                  {"csrf", pages::slot("csrf")},
                  {"secret", pages::slot("secret")},
                  {"visitor", false},
                  {"menu", json::array()},
                  {"has_menu", false}};
    if (visitor == nullptr) return model;
    model["visitor"] = {{"name", visitor->person.name},
                        {"organization", visitor->person.organization},
                        {"role", access::name_of(visitor->role)},
                        {"role_name", words_of(visitor->role)}};
    model["menu"] = menu_of(visitor->role, here);
    model["has_menu"] = true;
    return model;
  }

  std::string render(std::string_view name, const json& own, const access::Visitor* visitor) const {
    json model = frame(visitor, own.value("here", ""));
    json wanted = json::array();
    for (const json& script : own.value("scripts", json::array())) {
      const auto found = scripts.find(script.get<std::string>());
      if (found == scripts.end())
        throw std::invalid_argument(fmt::format("there is no script {}", script.dump()));
      wanted.push_back(found->second);
    }
    model.update(own);
    model["scripts"] = std::move(wanted);
    return templates.render(name, model);
  }

  std::string error_page(const Said& said, const access::Visitor* visitor,
                         std::string_view wanted = "/") const {
    return render("error",
                  {{"title", said.title},
                   {"text", said.text},
                   {"sign_in", said.status == 401},
                   {"sign_in_address", sign_in_address(wanted)},
                   {"status", said.status}},
                  visitor);
  }

  const PagesOptions options;
  const pages::Templates templates;
  const std::string style;
  const std::string style_hash;
  std::map<std::string, json, std::less<>> scripts;
  std::vector<pages::Asset> assets;
  std::map<unsigned, pages::Site::Ready> ready;
};

boost::system::result<Pages, std::string> Pages::load(const PagesOptions& options) {
  try {
    return Pages(std::make_unique<State>(options));
  } catch (const std::exception& wrong) {
    return fmt::format("the staff's pages cannot be made: {}", wrong.what());
  }
}

Pages::Pages(std::unique_ptr<State> state) : state_(std::move(state)) {}
Pages::~Pages() = default;
Pages::Pages(Pages&&) noexcept = default;
Pages& Pages::operator=(Pages&&) noexcept = default;

handling::Response Pages::page(std::string_view name, const json& model, const access::Visitor* visitor,
                               unsigned status, std::string_view secret) const {
  handling::Response response;
  response.status = status;
  response.body = filled(state_->render(name, model, visitor), visitor, secret);
  return response;
}

handling::Response Pages::error(unsigned status, const access::Visitor* visitor) const {
  handling::Response response;
  response.status = status;
  if (visitor == nullptr) {
    response.body = ready_error(status);
  } else {
    response.body = filled(state_->error_page(said_of(status), visitor), visitor, {});
  }
  return response;
}

handling::Response Pages::sign_in_first(std::string_view wanted) const {
  handling::Response response;
  response.status = 401;
  response.body = filled(state_->error_page(said_of(401), nullptr, wanted), nullptr, {});
  return response;
}

handling::Response Pages::foreign_form(const access::Visitor& visitor) const {
  handling::Response response;
  response.status = 403;
  response.body = filled(state_->error_page(foreign, &visitor), &visitor, {});
  return response;
}

handling::Response Pages::access_ended() const {
  handling::Response response;
  response.status = ended.status;
  response.body = filled(state_->error_page(ended, nullptr), nullptr, {});
  return response;
}

pages::Site::Ready Pages::ready_error(unsigned status) const {
  return state_->ready.at(said_of(status).status);
}

std::span<const pages::Asset> Pages::assets() const {
  return state_->assets;
}

const std::string& Pages::style_hash() const {
  return state_->style_hash;
}

handling::Response see_other(std::string address) {
  handling::Response response;
  response.status = 303;
  response.location = std::move(address);
  return response;
}

}  // namespace tellsafe::staff
