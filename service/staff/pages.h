// The staff's pages: templates of web/templates/staff in one frame. Rendered on request; small and few.
#pragma once

#include <boost/system/result.hpp>
#include <filesystem>
#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <span>
#include <string>
#include <string_view>

#include "service/access/door.h"
#include "service/handling/message.h"
#include "service/pages/site.h"

namespace tellsafe::staff {

struct PagesOptions {
  std::filesystem::path web;  // the built folder: templates/staff/, staff.css, scripts
  std::string city;
  std::string public_url;  // of the residents' site; may be empty
  pages::Colors colors;
  bool demo = false;
};

// Immutable after load; thread safe.
class Pages {
 public:
  // The error names the file that is wrong.
  static boost::system::result<Pages, std::string> load(const PagesOptions& options);
  ~Pages();
  Pages(Pages&&) noexcept;
  Pages& operator=(Pages&&) noexcept;

  // The page of templates/staff/<name>.html. The model gives "title" and all that the template names; the
  // frame adds "city", "visitor" {name, organization, role, role_name}, "menu" (what the visitor's role may
  // read), "demo", and the gaps {{{csrf}}} (for the hidden input of every form) and {{{secret}}} (`secret`,
  // which never passes through the template). "scripts" in the model, if there, lists bundles by name:
  // ["passkey"]; so does "here" the address that the menu marks. Without a visitor there is no menu. Throws
  // std::invalid_argument naming what the model lacks.
  handling::Response page(std::string_view name, const nlohmann::json& model, const access::Visitor* visitor,
                          unsigned status = 200, std::string_view secret = {}) const;
  // What happened and what to do, for 400, 401, 403, 404, 405, 408, 409, 413, 429, 500, 503.
  handling::Response error(unsigned status, const access::Visitor* visitor = nullptr) const;

  // 401, with a way to sign in that leads to `wanted`, an address of this site.
  handling::Response sign_in_first(std::string_view wanted) const;
  // 403 for a form that does not belong to the visitor's session, or comes from elsewhere.
  handling::Response foreign_form(const access::Visitor& visitor) const;
  // 403 for who was let in once: stopped, or the agreement has ended.
  handling::Response access_ended() const;

  // The same without a visitor, made ahead. Never null.
  pages::Site::Ready ready_error(unsigned status) const;

  // The scripts, at addresses that hold their hash.
  std::span<const pages::Asset> assets() const;
  const std::string& style_hash() const;

 private:
  struct State;
  explicit Pages(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

// "working group" …
std::string_view words_of(access::Role role);

// Somewhere else, by GET (303).
handling::Response see_other(std::string address);

}  // namespace tellsafe::staff
