#include "tests/support/resident.h"

#include <stdexcept>

#include "crypto/memory.h"
#include "service/http/client.h"
#include "service/intake/work_solver.h"

namespace tellsafe::support {
namespace {

Page page_of(const http::ClientResponse& response) {
  Page page;
  page.status = response.status;
  page.body = crypto::text_of(response.body);
  for (const auto& [name, value] : response.headers) page.headers.emplace(name, value);
  return page;
}

std::string report_path(std::string_view language) {
  return "/" + std::string(language) + "/report";
}

std::string receipt_of(const Page& page) {
  const auto receipt = receipt_in(page.body);
  if (page.status != 200 || !receipt) {
    throw std::runtime_error("no receipt but " + std::to_string(page.status) + ":\n" + text_in(page.body));
  }
  return *receipt;
}

}  // namespace

std::string Page::header(const std::string& name) const {
  const auto found = headers.find(name);
  return found == headers.end() ? std::string() : found->second;
}

bool Page::in_language(std::string_view language) const {
  const auto begin = body.find("<html");
  const auto end = body.find('>', begin);
  if (begin == std::string::npos || end == std::string::npos) return false;
  const std::string tag = body.substr(begin, end - begin) + " ";
  const std::string name(language);
  return tag.find(" lang=\"" + name + "\"") != std::string::npos ||
         tag.find(" lang=" + name + " ") != std::string::npos;
}

bool Page::says(std::string_view text) const {
  return text_in(body).find(text) != std::string::npos;
}

Resident::Resident(std::uint16_t port, const std::filesystem::path& certificate)
    : client_(std::make_unique<http::Client>("localhost", port, certificate)) {}
Resident::~Resident() = default;
Resident::Resident(Resident&&) noexcept = default;
Resident& Resident::operator=(Resident&&) noexcept = default;

Page Resident::get(std::string_view path) {
  return page_of(client_->get(path));
}

Page Resident::post(std::string_view path, const Form& form) {
  return page_of(client_->post_form(path, form.body()));
}

Page Resident::send(std::string_view bytes) {
  client_->send_raw(bytes);
  return page_of(client_->read_response());
}

void Resident::begin(std::string_view bytes) {
  client_->send_raw(bytes);
}

void Resident::leave() {
  client_.reset();
}

std::string Resident::token(std::string_view language) {
  const Page page = get("/" + std::string(language) + "/report");
  std::string token = token_in(page.body);
  if (token.empty()) throw std::runtime_error("no token but " + std::to_string(page.status));
  return token;
}

std::string Resident::work() {
  const auto solved = intake::solve_work(get("/work").body);
  if (!solved) throw std::runtime_error("no challenge");
  return *solved;
}

std::string Resident::report(const Form& form, std::string_view language) {
  return receipt_of(post(report_path(language), sent_with(form, token(language))));
}

std::string Resident::report_with_work(const Form& form, std::string_view language) {
  return receipt_of(post(report_path(language), sent_with(form, token(language), work())));
}

Page Resident::look_up(std::string_view receipt, std::string_view language) {
  return post("/" + std::string(language) + "/receipt", receipt_form(receipt, "look"));
}

Page Resident::withdraw(std::string_view receipt, std::string_view language) {
  return post("/" + std::string(language) + "/receipt", receipt_form(receipt, "withdraw"));
}

std::string post_request(std::string_view path, std::string_view body, std::string_view content_type,
                         std::optional<std::size_t> length) {
  std::string request = "POST " + std::string(path) + " HTTP/1.1\r\nHost: localhost\r\n";
  if (!content_type.empty()) request += "Content-Type: " + std::string(content_type) + "\r\n";
  request += "Content-Length: " + std::to_string(length.value_or(body.size())) + "\r\n\r\n";
  return request + std::string(body);
}

}  // namespace tellsafe::support
