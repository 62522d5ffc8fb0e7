// The HTTPS server: listens, speaks TLS and HTTP, hands plain requests to the routes' handlers and forgets
// everything else. Keeps no log of requests; see runtime/event_log.h for what is counted.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "service/handling/router.h"
#include "service/runtime/event_log.h"

namespace tellsafe::http {

// The longest that each step of a connection may take, and the most that a request may be.
struct Limits {
  std::chrono::milliseconds handshake{10'000};
  std::chrono::milliseconds head{15'000};   // from the first byte to the empty line
  std::chrono::milliseconds body{30'000};   // all of it
  std::chrono::milliseconds write{30'000};  // an answer
  std::chrono::milliseconds idle{15'000};   // between requests
  std::chrono::milliseconds shutdown{2'000};
  // While all places are taken: a request that is coming, or an answer that is going, keeps its place so long
  // for each byte that moves, and at most for `patience`; other connections lose theirs in the order in which
  // they began to wait. Slower than 250 bytes a second, a report hardly comes within `body`.
  std::chrono::milliseconds patience_per_byte{4};
  std::chrono::milliseconds patience{10'000};
  std::chrono::milliseconds drain{10'000};  // for requests that are under way when the server stops
  std::size_t head_bytes = std::size_t{16} * 1024;
  std::size_t body_bytes = std::size_t{256} * 1024;
};

struct ServerOptions {
  std::string address = "127.0.0.1";
  std::uint16_t port = 8443;  // 0: any that is free
  std::filesystem::path certificate;
  std::filesystem::path private_key;
  Limits limits;
  unsigned network_threads = 1;
  unsigned blocking_threads = 64;
  unsigned blocking_queue = 256;  // requests that may wait for a blocking thread; more are answered 503
  // When so many are open, a newcomer gets the place of the one that has waited longest without a request.
  // Where all have one, up to a tenth more are answered 503; beyond, connections are closed.
  unsigned max_sessions = 2000;
  // An address (IPv6: its /64) with so many connections gets further ones only in the place of its own while
  // all are taken. 0: addresses are not looked at, since many residents share those of Tor and of proxies.
  unsigned sessions_per_address = 0;
  std::string style_hash;  // for the content security policy: "'sha256-…'"
  // A listener for staff reads their credentials; one for residents never does.
  bool staff = false;
  // PEM: who signs the certificates that programs of staff may show; empty: none is asked for.
  std::filesystem::path client_authorities;
};

// The page of a status in a language, never null. Called on the network threads.
using ErrorPage =
    std::function<std::shared_ptr<const handling::ReadyPage>(std::string_view language, unsigned status)>;

class Server {
 public:
  // Reads the certificate and listens. Throws std::runtime_error that says what is wrong with the files or
  // the address. `log` must outlive the server.
  Server(const ServerOptions& options, handling::Router router, ErrorPage error_page, runtime::EventLog& log);
  ~Server();
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  // Where it listens.
  std::uint16_t port() const;
  // Serves until stop() is called and everything under way is answered (at the latest after Limits::drain).
  // To be called once.
  void run();
  // Takes no more connections and lets requests finish. Thread safe; may be called before run() and again.
  void stop();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace tellsafe::http
