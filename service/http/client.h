// A small HTTPS client for the demonstration's reports and for tests. Not for residents' own use: browsers do
// that better. It keeps its connection, sends one request after the other and waits for each answer.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "crypto/memory.h"

namespace tellsafe::http {

struct ClientResponse {
  unsigned status = 0;
  std::vector<std::pair<std::string, std::string>> headers;  // names in lower case, in the order they came
  crypto::WipedText body;

  // The first header of that name (lower case), empty where there is none.
  std::string_view header(std::string_view name) const;
};

// Not thread safe. Everything throws std::runtime_error that says what failed: no connection, a certificate
// that is not the trusted one or names another host, an answer that is not HTTP, no answer in 60 seconds.
class Client {
 public:
  // trusted: a PEM file with the server's certificate or the authority that signed it; nothing else is
  // trusted. host: a name or an address that the certificate names. Connects with the first request.
  Client(std::string host, std::uint16_t port, std::filesystem::path trusted);
  ~Client();
  Client(Client&&) noexcept;
  Client& operator=(Client&&) noexcept;

  // Asked again once on a new connection when the kept one turns out to be closed before any answer.
  ClientResponse get(std::string_view path);
  // `body` is urlencoded already. Also sent again on a new connection: a kept connection that the server
  // closed before any answer has not taken the request.
  ClientResponse post_form(std::string_view path, std::string_view body);

  // For tests of what no client should send: writes bytes as they are, and reads answers one by one.
  void send_raw(std::string_view bytes);
  ClientResponse read_response(bool to_head = false);
  // Whether the server has ended the connection, which is then closed here too; waits for bytes or the end.
  bool ended();

 private:
  struct Connection;
  ClientResponse ask(std::string_view request);
  std::string request_line(std::string_view method, std::string_view path) const;

  std::string host_;
  std::uint16_t port_;
  std::filesystem::path trusted_;
  std::unique_ptr<Connection> connection_;
};

}  // namespace tellsafe::http
