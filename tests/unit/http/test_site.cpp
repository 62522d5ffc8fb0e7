#include "test_site.h"

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cstdlib>
#include <stdexcept>

namespace tellsafe::http::test {
namespace {

using handling::ReadyPage;
using handling::Request;
using handling::Response;

Response personal(std::string_view text) {
  Response response;
  response.body = crypto::wiped(text);
  return response;
}

Response home(const Request& /*request*/, const handling::Address& /*address*/) {
  Response response;
  response.keeping = handling::Keeping::shortly;
  response.body = std::make_shared<const ReadyPage>(ReadyPage{"PLAIN", "GZIP", "BROTLI"});
  return response;
}

Response echo(const Request& request, const handling::Address& address) {
  std::string text = request.method == handling::Method::post ? "post " : "get ";
  text += address.language;
  text += request.urlencoded ? " form " : " other ";
  text += crypto::text_of(request.body);
  return personal(text);
}

Response oops(const Request& /*request*/, const handling::Address& /*address*/) {
  throw std::logic_error("a handler that is wrong");
}

Response wait(const Request& /*request*/, const handling::Address& /*address*/) {
  Response response = personal("wait");
  response.status = 429;
  response.retry_after = 120;
  return response;
}

Response script(const Request& /*request*/, const handling::Address& /*address*/) {
  Response response;
  response.type = handling::ContentType::javascript;
  response.body = std::make_shared<const ReadyPage>(ReadyPage{"\"use strict\"", {}, {}});
  return response;
}

handling::Router router(Gate& gate) {
  std::vector<handling::Route> routes(6);
  routes[0].pattern = "/";
  routes[0].get = home;
  routes[1].pattern = "/{lang}/echo";
  routes[1].get = echo;
  routes[1].post = echo;
  routes[2].pattern = "/{lang}/gate";
  routes[2].post = [&gate](const Request& /*request*/, const handling::Address& /*address*/) {
    gate.pass();
    return personal("through");
  };
  routes[3].pattern = "/{lang}/oops";
  routes[3].get = oops;
  routes[3].post = oops;
  routes[4].pattern = "/{lang}/wait";
  routes[4].get = wait;
  routes[5].pattern = "/script.js";
  routes[5].get = script;
  return {{"en", "es"}, std::move(routes)};
}

std::shared_ptr<const ReadyPage> error_page(std::string_view language, unsigned status) {
  return std::make_shared<const ReadyPage>(
      ReadyPage{std::to_string(status) + " " + std::string(language), {}, {}});
}

}  // namespace

Certificate::Certificate() {
  std::string name = (std::filesystem::temp_directory_path() / "tellsafe-http-XXXXXX").string();
  if (mkdtemp(name.data()) == nullptr) throw std::runtime_error("no temporary folder");
  folder_ = name;
  const std::string command =
      "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=localhost"
      " -addext subjectAltName=DNS:localhost,IP:127.0.0.1 -keyout '" +
      key().string() + "' -out '" + chain().string() + "' 2>/dev/null";
  if (std::system(command.c_str()) != 0) throw std::runtime_error("no certificate");  // NOLINT(cert-env33-c)
}

Certificate::~Certificate() {
  std::error_code ignored;
  std::filesystem::remove_all(folder_, ignored);
}

void Gate::pass() {
  std::unique_lock lock(mutex_);
  ++comers_;
  changed_.notify_all();
  changed_.wait(lock, [this] { return open_; });
}

void Gate::wait_for(std::size_t comers) {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [&] { return comers_ >= comers; });
}

void Gate::open() {
  const std::lock_guard lock(mutex_);
  open_ = true;
  changed_.notify_all();
}

runtime::EventLog::Write Lines::writer() {
  return [this](std::string_view line) {
    const std::lock_guard lock(mutex_);
    lines_.append(line).append("\n");
  };
}

std::string Lines::all() const {
  const std::lock_guard lock(mutex_);
  return lines_;
}

BareConnection::BareConnection(std::uint16_t port, const char* from)
    : socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = inet_addr(from);
  const int bound = ::bind(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address);
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (bound != 0 || ::connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
    ::close(socket_);
    throw std::runtime_error("no connection");
  }
}

BareConnection::~BareConnection() {
  if (socket_ >= 0) ::close(socket_);
}

bool BareConnection::ended() {
  char byte = 0;
  return ::recv(socket_, &byte, 1, 0) <= 0;
}

std::vector<BareConnection> bare_connections(std::size_t count, std::uint16_t port, const char* from) {
  std::vector<BareConnection> connections;
  connections.reserve(count);
  while (connections.size() < count) connections.emplace_back(port, from);
  return connections;
}

Site::Site(Limits limits, unsigned blocking_threads, unsigned blocking_queue, unsigned max_sessions,
           std::shared_ptr<const Certificate> own, unsigned sessions_per_address)
    : certificate(std::move(own)), log_(lines_.writer()) {
  ServerOptions options;
  options.address = "127.0.0.1";
  options.port = 0;
  options.certificate = certificate->chain();
  options.private_key = certificate->key();
  options.limits = limits;
  options.network_threads = 2;
  options.blocking_threads = blocking_threads;
  options.blocking_queue = blocking_queue;
  options.max_sessions = max_sessions;
  options.sessions_per_address = sessions_per_address;
  options.style_hash = "'sha256-abc='";
  server_ = std::make_unique<Server>(options, router(gate), error_page, log_);
  running_ = std::thread([this] { server_->run(); });
}

Site::~Site() {
  gate.open();
  stop_and_wait();
}

void Site::stop_and_wait() {
  server_->stop();
  if (running_.joinable()) running_.join();
}

std::string Site::tallies() {
  log_.write_tallies();
  return lines_.all();
}

std::string text(const ClientResponse& response) {
  std::string body(crypto::text_of(response.body));
  body.erase(body.find_last_not_of('\n') + 1);
  return body;
}

}  // namespace tellsafe::http::test
