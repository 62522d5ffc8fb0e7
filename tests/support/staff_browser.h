// The browser of somebody of the staff, with their passkey in it. For tests.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

#include "tests/support/authenticator.h"
#include "tests/support/resident.h"

namespace tellsafe::support {

class StaffBrowser {
 public:
  // origin: of the staff's site, with its port.
  StaffBrowser(const std::string& origin, const std::filesystem::path& certificate);
  ~StaffBrowser();
  StaffBrowser(StaffBrowser&&) noexcept;
  StaffBrowser& operator=(StaffBrowser&&) noexcept;

  // What it says of itself; may be changed between requests.
  std::string agent = "Mozilla/5.0 (of a test)";
  std::string origin;  // sent with forms
  std::string cookie;  // "__Host-tellsafe=…", empty: none; kept from what the server sets
  std::string bearer;  // sent where it is not empty
  Authenticator authenticator;

  Page get(std::string_view path);
  // As it is.
  Page post(std::string_view path, const Form& form);
  // The first form of the page that is sent to `action`, with its hidden inputs and these fields.
  Page submit(const Page& page, std::string_view action, Form fields = {});

  // Opens the one-time link (a path of this site) and makes a passkey: what came of it.
  Page enrol(std::string_view path);
  Page sign_in();
  // Answers a page that asks for a passkey, as its script would.
  Page answer(const Page& page);

 private:
  Page ask(const std::string& head, std::string_view body);
  std::string host_;
  std::unique_ptr<http::Client> client_;
};

}  // namespace tellsafe::support
