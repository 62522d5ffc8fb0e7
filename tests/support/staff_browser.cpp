#include "tests/support/staff_browser.h"

#include <fmt/format.h>

#include <regex>
#include <stdexcept>

#include "service/http/client.h"

namespace tellsafe::support {
namespace {

std::uint16_t port_of(const std::string& origin) {
  return static_cast<std::uint16_t>(std::stoul(origin.substr(origin.rfind(':') + 1)));
}

// The first <form …>…</form> whose tag fits.
std::string form_in(const std::string& page, const std::string& pattern) {
  const std::regex tag("<form[^>]*" + pattern + "[^>]*>");
  std::smatch found;
  if (!std::regex_search(page, found, tag)) throw std::runtime_error("no such form:\n" + text_in(page));
  const auto begin = static_cast<std::size_t>(found.position());
  return page.substr(begin, page.find("</form>", begin) - begin);
}

std::string action_of(const std::string& form) {
  static const std::regex action("action=\"([^\"]*)\"");
  std::smatch found;
  if (!std::regex_search(form, found, action)) throw std::runtime_error("a form without an action");
  return found.str(1);
}

}  // namespace

StaffBrowser::StaffBrowser(const std::string& site, const std::filesystem::path& certificate)
    : origin(site),
      host_(site.substr(site.find("//") + 2)),
      client_(std::make_unique<http::Client>("localhost", port_of(site), certificate)) {}
StaffBrowser::~StaffBrowser() = default;
StaffBrowser::StaffBrowser(StaffBrowser&&) noexcept = default;
StaffBrowser& StaffBrowser::operator=(StaffBrowser&&) noexcept = default;

Page StaffBrowser::ask(const std::string& head, std::string_view body) {
  std::string request = head + fmt::format("Host: {}\r\n", host_);
  if (!agent.empty()) request += fmt::format("User-Agent: {}\r\n", agent);
  if (!cookie.empty()) request += fmt::format("Cookie: {}\r\n", cookie);
  if (!bearer.empty()) request += fmt::format("Authorization: Bearer {}\r\n", bearer);
  request += fmt::format("Connection: close\r\n\r\n{}", body);
  client_->send_raw(request);
  const auto response = client_->read_response();
  Page page;
  page.status = response.status;
  page.body = crypto::text_of(response.body);
  for (const auto& [name, value] : response.headers) {
    page.headers.emplace(name, value);
    if (name != "set-cookie") continue;
    cookie = value.substr(0, value.find(';'));
    if (cookie.ends_with('=')) cookie.clear();
  }
  if (!client_->ended()) throw std::runtime_error("the server did not close the connection");
  return page;
}

Page StaffBrowser::get(std::string_view path) {
  return ask(fmt::format("GET {} HTTP/1.1\r\n", path), {});
}

Page StaffBrowser::post(std::string_view path, const Form& form) {
  const std::string body = form.body();
  std::string head = fmt::format(
      "POST {} HTTP/1.1\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n", path,
      body.size());
  if (!origin.empty()) head += fmt::format("Origin: {}\r\n", origin);
  return ask(head, body);
}

Page StaffBrowser::submit(const Page& page, std::string_view action, Form fields) {
  Form sent = hidden_in(form_in(page.body, fmt::format("action=\"{}\"", action)));
  for (const auto& [name, value] : fields.fields()) sent.add(name, value);
  return post(action, sent);
}

Page StaffBrowser::answer(const Page& page) {
  const std::string form = form_in(page.body, "data-passkey=");
  return post(action_of(form), authenticator.answer(form, origin));
}

Page StaffBrowser::enrol(std::string_view path) {
  return answer(get(path));
}

Page StaffBrowser::sign_in() {
  return answer(get("/"));
}

}  // namespace tellsafe::support
