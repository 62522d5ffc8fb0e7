#include "service/http/client.h"

#include <arpa/inet.h>
#include <fmt/format.h>
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <csignal>
#include <optional>
#include <stdexcept>

#include "service/http/text.h"

namespace tellsafe::http {
namespace {

constexpr timeval patience{.tv_sec = 60, .tv_usec = 0};
constexpr std::size_t longest_head = 65536;
constexpr std::size_t longest_body = std::size_t{64} << 20;

[[noreturn]] void fail(const std::string& what) {
  const unsigned long code = ERR_peek_last_error();
  ERR_clear_error();
  const char* const reason = code == 0 ? nullptr : ERR_reason_error_string(code);
  throw std::runtime_error(reason == nullptr ? what : what + ": " + reason);
}

struct FreeAddresses {
  void operator()(addrinfo* addresses) const { freeaddrinfo(addresses); }
};
struct FreeContext {
  void operator()(SSL_CTX* context) const { SSL_CTX_free(context); }
};
struct FreeSsl {
  void operator()(SSL* ssl) const { SSL_free(ssl); }
};

class Socket {
 public:
  Socket(const std::string& host, std::uint16_t port) {
    addrinfo hints{};
    hints.ai_socktype = SOCK_STREAM;
    addrinfo* found = nullptr;
    const int error = getaddrinfo(host.c_str(), std::to_string(port).c_str(), &hints, &found);
    const std::unique_ptr<addrinfo, FreeAddresses> addresses(found);
    if (error != 0) throw std::runtime_error(host + ": " + gai_strerror(error));
    for (const addrinfo* each = found; each != nullptr; each = each->ai_next) {
      if (open(*each)) return;
    }
    throw std::runtime_error(fmt::format("nothing answers at {}, port {}", host, port));
  }
  ~Socket() { close(); }
  Socket(const Socket&) = delete;
  Socket& operator=(const Socket&) = delete;

  int descriptor() const { return descriptor_; }

 private:
  bool open(const addrinfo& address) {
    descriptor_ = ::socket(address.ai_family, address.ai_socktype | SOCK_CLOEXEC, address.ai_protocol);
    if (descriptor_ < 0) return false;
    const int on = 1;
    ::setsockopt(descriptor_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    ::setsockopt(descriptor_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    ::setsockopt(descriptor_, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
    if (::connect(descriptor_, address.ai_addr, address.ai_addrlen) == 0) return true;
    close();
    return false;
  }
  void close() {
    if (descriptor_ >= 0) ::close(descriptor_);
    descriptor_ = -1;
  }
  int descriptor_ = -1;
};

void expect_host(SSL* ssl, const std::string& host) {
  X509_VERIFY_PARAM* const wanted = SSL_get0_param(ssl);
  if (X509_VERIFY_PARAM_set1_ip_asc(wanted, host.c_str()) == 1) return;
  if (SSL_set1_host(ssl, host.c_str()) != 1 || SSL_set_tlsext_host_name(ssl, host.c_str()) != 1) fail(host);
}

}  // namespace

std::string_view ClientResponse::header(std::string_view name) const {
  const auto found = std::ranges::find(headers, name, &std::pair<std::string, std::string>::first);
  return found == headers.end() ? std::string_view{} : found->second;
}

struct Client::Connection {
  Connection(const std::string& host, std::uint16_t port, const std::filesystem::path& trusted)
      : socket(host, port), context(SSL_CTX_new(TLS_client_method())) {
    if (!context) fail("TLS");
    if (SSL_CTX_load_verify_locations(context.get(), trusted.c_str(), nullptr) != 1) {
      fail("the trusted certificate " + trusted.string() + " cannot be used");
    }
    SSL_CTX_set_verify(context.get(), SSL_VERIFY_PEER, nullptr);
    // So that a city's own certificate can be trusted by itself, whoever signed it.
    X509_VERIFY_PARAM_set_flags(SSL_CTX_get0_param(context.get()), X509_V_FLAG_PARTIAL_CHAIN);
    ssl.reset(SSL_new(context.get()));
    if (!ssl || SSL_set_fd(ssl.get(), socket.descriptor()) != 1) fail("TLS");
    expect_host(ssl.get(), host);
    if (SSL_connect(ssl.get()) != 1) fail(fmt::format("no TLS connection to {}, port {}", host, port));
  }

  bool write(std::string_view bytes) {
    return bytes.empty() || SSL_write(ssl.get(), bytes.data(), static_cast<int>(bytes.size())) > 0;
  }

  // Appends what comes next to `received`; false at the end of the connection.
  bool read() {
    constexpr std::size_t step = 16384;
    const std::size_t before = received.size();
    received.resize(before + step);
    std::size_t size = 0;
    const bool some = SSL_read_ex(ssl.get(), received.data() + before, step, &size) == 1;
    received.resize(before + (some ? size : 0));
    return some;
  }

  crypto::WipedText take(std::size_t size) {
    const auto end = received.begin() + static_cast<std::ptrdiff_t>(size);
    crypto::WipedText taken(received.begin(), end);
    received.erase(received.begin(), end);
    return taken;
  }

  std::optional<crypto::WipedText> read_head();
  std::optional<ClientResponse> read_response(bool to_head);

  Socket socket;
  std::unique_ptr<SSL_CTX, FreeContext> context;
  std::unique_ptr<SSL, FreeSsl> ssl;
  crypto::WipedText received;
};

// Nothing where the connection ended before the first byte.
std::optional<crypto::WipedText> Client::Connection::read_head() {
  constexpr std::string_view empty_line = "\r\n\r\n";
  for (;;) {
    const std::size_t end = crypto::text_of(received).find(empty_line);
    if (end != std::string_view::npos) return take(end + empty_line.size());
    if (received.size() > longest_head) fail("an answer that is not HTTP");
    if (!read()) {
      if (received.empty()) return std::nullopt;
      fail("the connection ended within an answer");
    }
  }
}

std::optional<ClientResponse> Client::Connection::read_response(bool to_head) {
  const auto head = read_head();
  if (!head) return std::nullopt;
  std::string_view lines = crypto::text_of(*head);
  if (!lines.starts_with("HTTP/1.1 ") || lines.size() < 13) fail("an answer that is not HTTP");
  ClientResponse response;
  std::from_chars(lines.data() + 9, lines.data() + 12, response.status);
  lines.remove_prefix(lines.find("\r\n") + 2);
  while (!lines.starts_with("\r\n")) {
    const std::string_view line = lines.substr(0, lines.find("\r\n"));
    lines.remove_prefix(line.size() + 2);
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos) fail("an answer that is not HTTP");
    std::string name(line.substr(0, colon));
    std::ranges::transform(name, name.begin(),
                           [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    response.headers.emplace_back(std::move(name), trim(line.substr(colon + 1)));
  }
  const std::string_view length = response.header("content-length");
  std::size_t size = 0;
  std::from_chars(length.data(), length.data() + length.size(), size);
  if (size > longest_body) fail("an answer that is too long");
  while (!to_head && received.size() < size) {
    if (!read()) fail("the connection ended within an answer");
  }
  if (!to_head) response.body = take(size);
  return response;
}

Client::Client(std::string host, std::uint16_t port, std::filesystem::path trusted)
    : host_(std::move(host)), port_(port), trusted_(std::move(trusted)) {
  // Writing to a connection that the server has closed is an error to be told, not the program's end.
  static_cast<void>(std::signal(SIGPIPE, SIG_IGN));
}
Client::~Client() = default;
Client::Client(Client&&) noexcept = default;
Client& Client::operator=(Client&&) noexcept = default;

std::string Client::request_line(std::string_view method, std::string_view path) const {
  const bool is_ipv6 = host_.find(':') != std::string::npos;
  return fmt::format("{} {} HTTP/1.1\r\nHost: {}{}{}:{}\r\n", method, path, is_ipv6 ? "[" : "", host_,
                     is_ipv6 ? "]" : "", port_);
}

ClientResponse Client::ask(std::string_view request) {
  const bool kept = connection_ != nullptr;
  for (int attempt = kept ? 0 : 1; attempt < 2; ++attempt) {
    if (!connection_) connection_ = std::make_unique<Connection>(host_, port_, trusted_);
    // A server that closes while it is written to may still have an answer on its way.
    connection_->write(request);
    if (auto response = connection_->read_response(false)) {
      if (equal_ignoring_case(response->header("connection"), "close")) connection_.reset();
      return std::move(*response);
    }
    connection_.reset();
  }
  fail("the server ended the connection without an answer");
}

ClientResponse Client::get(std::string_view path) {
  return ask(request_line("GET", path) + "\r\n");
}

ClientResponse Client::post_form(std::string_view path, std::string_view body) {
  return ask(fmt::format("{}Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{}",
                         request_line("POST", path), body.size(), body));
}

void Client::send_raw(std::string_view bytes) {
  if (!connection_) connection_ = std::make_unique<Connection>(host_, port_, trusted_);
  if (!connection_->write(bytes)) fail("the server ended the connection");
}

ClientResponse Client::read_response(bool to_head) {
  auto response = connection_ ? connection_->read_response(to_head) : std::nullopt;
  if (!response) fail("the server ended the connection without an answer");
  return std::move(*response);
}

bool Client::ended() {
  if (connection_ && (!connection_->received.empty() || connection_->read())) return false;
  connection_.reset();
  return true;
}

}  // namespace tellsafe::http
