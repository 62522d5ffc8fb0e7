// A server of a few small handlers over real TLS on this machine, for tests of service/http.
#pragma once

#include <condition_variable>
#include <filesystem>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "service/http/client.h"
#include "service/http/server.h"

namespace tellsafe::http::test {

// A self-signed certificate for localhost and 127.0.0.1 in a folder that is removed at the end.
class Certificate {
 public:
  Certificate();
  ~Certificate();
  Certificate(const Certificate&) = delete;
  Certificate& operator=(const Certificate&) = delete;

  const std::filesystem::path& folder() const { return folder_; }
  std::filesystem::path chain() const { return folder_ / "certificate.pem"; }
  std::filesystem::path key() const { return folder_ / "private.key"; }

 private:
  std::filesystem::path folder_;
};

// Holds threads until it is opened, and tells how many have come.
class Gate {
 public:
  void pass();
  void wait_for(std::size_t comers);
  void open();

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  std::size_t comers_ = 0;
  bool open_ = false;
};

// The lines of an event log.
class Lines {
 public:
  runtime::EventLog::Write writer();
  std::string all() const;

 private:
  mutable std::mutex mutex_;
  std::string lines_;
};

// A connection that says nothing, not even the first word of TLS. Throws std::runtime_error where none is
// made.
class BareConnection {
 public:
  // from: an address of this machine.
  explicit BareConnection(std::uint16_t port, const char* from = "127.0.0.1");
  ~BareConnection();
  BareConnection(BareConnection&& other) noexcept : socket_(std::exchange(other.socket_, -1)) {}
  BareConnection& operator=(BareConnection&&) = delete;

  int socket() const { return socket_; }
  // Whether the server has ended it; waits for that.
  bool ended();

 private:
  int socket_;
};

std::vector<BareConnection> bare_connections(std::size_t count, std::uint16_t port,
                                             const char* from = "127.0.0.1");

// Pages in "en" and "es":
//   /            ready, with made-up encodings ("PLAIN", "GZIP", "BROTLI")
//   /{lang}/echo GET and POST (blocking): the method, the language and the body, as a personal page
//   /{lang}/gate POST (blocking): waits at `gate`
//   /{lang}/oops POST (blocking) and GET: throws
//   /{lang}/wait GET: 429 with a time to wait, as a personal page
//   /script.js   ready, a script
// An error's page is "<status> <language>".
class Site {
 public:
  explicit Site(Limits limits = {}, unsigned blocking_threads = 4, unsigned blocking_queue = 16,
                unsigned max_sessions = 100,
                std::shared_ptr<const Certificate> own = std::make_shared<const Certificate>(),
                unsigned sessions_per_address = 0);
  ~Site();
  Site(const Site&) = delete;
  Site& operator=(const Site&) = delete;

  Client client() const { return {"localhost", port(), certificate->chain()}; }
  std::uint16_t port() const { return server_->port(); }
  // Returns when run() has returned.
  void stop_and_wait();
  // Only asks it to stop.
  void stop() { server_->stop(); }
  // What was tallied so far.
  std::string tallies();

  const std::shared_ptr<const Certificate> certificate;
  Gate gate;

 private:
  Lines lines_;
  runtime::EventLog log_;
  std::unique_ptr<Server> server_;
  std::thread running_;
};

std::string text(const ClientResponse& response);

}  // namespace tellsafe::http::test
