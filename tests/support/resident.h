// A resident's browser, as far as the server can tell. For tests.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "tests/support/form.h"

namespace tellsafe::http {
class Client;
}

namespace tellsafe::support {

struct Page {
  unsigned status = 0;
  std::string body;
  std::map<std::string, std::string> headers;  // names in lower case

  std::string header(const std::string& name) const;
  bool in_language(std::string_view language) const;
  bool says(std::string_view text) const;  // somewhere in the text that a reader sees
};

class Resident {
 public:
  Resident(std::uint16_t port, const std::filesystem::path& certificate);
  ~Resident();
  Resident(Resident&&) noexcept;
  Resident& operator=(Resident&&) noexcept;

  Page get(std::string_view path);
  Page post(std::string_view path, const Form& form);
  // The bytes of a whole request, and what comes back.
  Page send(std::string_view bytes);
  // The bytes alone, without waiting for an answer.
  void begin(std::string_view bytes);
  // Ends the connection.
  void leave();

  // Opens the form: its token.
  std::string token(std::string_view language = "en");
  // Asks for a challenge and solves it: the field "work".
  std::string work();

  // Opens the form, posts a report as a browser without scripts (or with, which do the work), and gives its
  // receipt. Throws std::runtime_error with the page when there is none.
  std::string report(const Form& form, std::string_view language = "en");
  std::string report_with_work(const Form& form, std::string_view language = "en");
  Page look_up(std::string_view receipt, std::string_view language = "en");
  Page withdraw(std::string_view receipt, std::string_view language = "en");

 private:
  std::unique_ptr<http::Client> client_;
};

// A request as bytes, with a Content-Length that fits unless `length` says another one.
std::string post_request(std::string_view path, std::string_view body,
                         std::string_view content_type = "application/x-www-form-urlencoded",
                         std::optional<std::size_t> length = std::nullopt);

}  // namespace tellsafe::support
