// One TLS connection for coroutines: OpenSSL works directly on the non-blocking socket, and asio only says
// when the socket is ready. An idle connection so costs a fifth of the memory that asio's own stream takes.
#pragma once

#include <openssl/ssl.h>

#include <boost/asio/awaitable.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/system/result.hpp>
#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>

namespace tellsafe::http {

using Deadline = std::chrono::steady_clock::time_point;

// Every operation ends by its deadline at the latest, with asio::error::timed_out. After a read has timed out
// an answer can still be written; after any other error only shutdown() is left. One operation at a time. Not
// thread safe: all of it belongs on the executor of the socket, which must be a strand where several threads
// run.
class TlsStream {
 public:
  using Error = boost::system::error_code;

  // Throws std::bad_alloc, and boost::system::system_error when the socket cannot be made non-blocking.
  TlsStream(boost::asio::ip::tcp::socket socket, SSL_CTX& context);
  ~TlsStream();
  TlsStream(const TlsStream&) = delete;
  TlsStream& operator=(const TlsStream&) = delete;

  // Called on the executor around each wait for the other side: before it with how many bytes, still
  // encrypted, have come and gone since the wait before, and after it unless the stream was abandoned.
  struct Watch {
    std::function<void(std::uint64_t moved)> waits;
    std::function<void()> works;
  };
  void watch(Watch watch);

  boost::asio::awaitable<Error> handshake(Deadline deadline);
  // Until something can be read, without the memory for it being there yet.
  boost::asio::awaitable<Error> readable(Deadline deadline);
  // At least one byte. errors: eof when the other side has ended the connection
  boost::asio::awaitable<boost::system::result<std::size_t>> read_some(std::span<char> to, Deadline deadline);
  // All of it.
  boost::asio::awaitable<Error> write(std::string_view bytes, Deadline deadline);
  // Says goodbye and lets what the other side still sends run out, because a connection that is closed on
  // unread bytes takes the last answer with it.
  boost::asio::awaitable<void> shutdown(Deadline deadline);

  // Ends the wait that is under way, and every later one at once, with operation_aborted.
  void abandon();

  boost::asio::any_io_executor executor();

  // SHA-256 of the certificate (DER) that the other side has shown and that was verified, hexadecimal; empty
  // where it has shown none. After the handshake.
  std::string peer_certificate() const;

 private:
  struct State;
  std::shared_ptr<State> state_;  // shared with the timer's handler, which may run late
};

}  // namespace tellsafe::http
