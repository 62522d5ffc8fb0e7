#include "service/http/tls_stream.h"

#include <netinet/tcp.h>
#include <openssl/err.h>
#include <openssl/x509.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <cerrno>
#include <new>
#include <tuple>
#include <utility>

#include "crypto/hash.h"

namespace tellsafe::http {
namespace asio = boost::asio;
using boost::asio::awaitable;
using Socket = asio::ip::tcp::socket;
using Error = TlsStream::Error;

namespace {

constexpr auto as_tuple = asio::as_tuple(asio::use_awaitable);

struct FreeSsl {
  void operator()(SSL* ssl) const { SSL_free(ssl); }
};

void set_option(int socket, int name) {
  const int on = 1;
  // Only a matter of speed, so a refusal is no matter.
  static_cast<void>(::setsockopt(socket, IPPROTO_TCP, name, &on, sizeof on));
}

}  // namespace

struct TlsStream::State {
  Socket socket;
  asio::steady_timer timer;
  Deadline deadline = Deadline::max();
  std::unique_ptr<SSL, FreeSsl> ssl;
  bool usable = false;  // between the handshake and the first error
  bool abandoned = false;
  Watch watch;
  std::uint64_t moved = 0;  // up to the last wait

  State(Socket from, SSL_CTX& context)
      : socket(std::move(from)), timer(socket.get_executor()), ssl(SSL_new(&context)) {
    if (!ssl) throw std::bad_alloc();
    socket.non_blocking(true);
    if (SSL_set_fd(ssl.get(), socket.native_handle()) != 1) throw std::bad_alloc();
    SSL_set_accept_state(ssl.get());
    set_option(socket.native_handle(), TCP_NODELAY);
  }

  std::uint64_t moved_since_last_wait() {
    const std::uint64_t all =
        BIO_number_read(SSL_get_rbio(ssl.get())) + BIO_number_written(SSL_get_wbio(ssl.get()));
    return all - std::exchange(moved, all);
  }
  static awaitable<Error> wait(std::shared_ptr<State> state, Socket::wait_type what, Deadline deadline);
  struct Expire;
};

namespace {

// What OpenSSL needs before it can go on: a wait for the socket, or nothing any more.
struct Need {
  Error error;
  Socket::wait_type wait = Socket::wait_read;
};

Need need_of(SSL* ssl, int returned) {
  switch (SSL_get_error(ssl, returned)) {
    case SSL_ERROR_WANT_READ:
      return {{}, Socket::wait_read};
    case SSL_ERROR_WANT_WRITE:
      return {{}, Socket::wait_write};
    case SSL_ERROR_ZERO_RETURN:
      return {asio::error::eof};
    case SSL_ERROR_SYSCALL:
      if (errno != 0) return {Error(errno, boost::system::system_category())};
      return {asio::error::eof};
    default:
      // A close without goodbye is one of these; the reasons are of no use to anybody here.
      ERR_clear_error();
      return {asio::error::connection_aborted};
  }
}

void prepare() {
  // SSL_get_error looks at both.
  ERR_clear_error();
  errno = 0;
}

}  // namespace

// Cancels the wait whose deadline has passed. It may run when that wait is over and another one has begun,
// whose deadline is then still to come.
struct TlsStream::State::Expire {
  std::shared_ptr<State> state;
  void operator()(Error error) const {
    if (error || std::chrono::steady_clock::now() < state->deadline) return;
    Error ignored;
    state->socket.cancel(ignored);
  }
};

awaitable<Error> TlsStream::State::wait(std::shared_ptr<State> state, Socket::wait_type what,
                                        Deadline deadline) {
  if (state->abandoned) co_return asio::error::operation_aborted;
  if (std::chrono::steady_clock::now() >= deadline) co_return asio::error::timed_out;
  if (state->watch.waits) state->watch.waits(state->moved_since_last_wait());
  state->deadline = deadline;
  state->timer.expires_at(deadline);
  state->timer.async_wait(Expire{state});
  const std::tuple<Error> waited = co_await state->socket.async_wait(what, as_tuple);
  state->timer.cancel();
  state->deadline = Deadline::max();
  if (state->watch.works && !state->abandoned) state->watch.works();
  const Error error = std::get<0>(waited);
  if (error == asio::error::operation_aborted && !state->abandoned &&
      std::chrono::steady_clock::now() >= deadline) {
    co_return asio::error::timed_out;
  }
  co_return error;
}

TlsStream::TlsStream(Socket socket, SSL_CTX& context)
    : state_(std::make_shared<State>(std::move(socket), context)) {}

TlsStream::~TlsStream() = default;

asio::any_io_executor TlsStream::executor() {
  return state_->socket.get_executor();
}

std::string TlsStream::peer_certificate() const {
  const X509* const shown = SSL_get0_peer_certificate(state_->ssl.get());
  if (shown == nullptr || SSL_get_verify_result(state_->ssl.get()) != X509_V_OK) return {};
  crypto::Sha256 digest{};
  unsigned size = 0;
  if (X509_digest(shown, EVP_sha256(), digest.data(), &size) != 1 || size != digest.size()) return {};
  return crypto::hex(digest);
}

void TlsStream::watch(Watch watch) {
  state_->watch = std::move(watch);
}

void TlsStream::abandon() {
  state_->abandoned = true;
  Error ignored;
  state_->socket.cancel(ignored);
}

awaitable<Error> TlsStream::handshake(Deadline deadline) {
  for (;;) {
    prepare();
    const int returned = SSL_do_handshake(state_->ssl.get());
    if (returned == 1) break;
    const Need need = need_of(state_->ssl.get(), returned);
    if (need.error) co_return need.error;
    if (const Error error = co_await State::wait(state_, need.wait, deadline)) co_return error;
  }
  // Without tickets the server has nothing to send now, and a client that waits for the acknowledgement of
  // its last message before it sends its request would wait for our delayed one.
  set_option(state_->socket.native_handle(), TCP_QUICKACK);
  state_->usable = true;
  co_return Error{};
}

awaitable<Error> TlsStream::readable(Deadline deadline) {
  if (SSL_has_pending(state_->ssl.get()) == 1) co_return Error{};
  co_return co_await State::wait(state_, Socket::wait_read, deadline);
}

awaitable<boost::system::result<std::size_t>> TlsStream::read_some(std::span<char> to, Deadline deadline) {
  for (;;) {
    // Asked here too: somebody who sends without a pause never makes it wait.
    if (std::chrono::steady_clock::now() >= deadline) co_return Error(asio::error::timed_out);
    prepare();
    std::size_t size = 0;
    const int returned = SSL_read_ex(state_->ssl.get(), to.data(), to.size(), &size);
    if (returned == 1) co_return size;
    const Need need = need_of(state_->ssl.get(), returned);
    if (need.error) {
      state_->usable = need.error == asio::error::eof;
      co_return need.error;
    }
    if (const Error error = co_await State::wait(state_, need.wait, deadline)) co_return error;
  }
}

awaitable<Error> TlsStream::write(std::string_view bytes, Deadline deadline) {
  while (!bytes.empty()) {
    prepare();
    std::size_t size = 0;
    const int returned = SSL_write_ex(state_->ssl.get(), bytes.data(), bytes.size(), &size);
    if (returned == 1) {
      bytes.remove_prefix(size);
      continue;
    }
    const Need need = need_of(state_->ssl.get(), returned);
    Error error = need.error;
    if (!error) error = co_await State::wait(state_, need.wait, deadline);
    if (error) {
      state_->usable = false;
      co_return error;
    }
  }
  co_return Error{};
}

awaitable<void> TlsStream::shutdown(Deadline deadline) {
  if (!std::exchange(state_->usable, false)) co_return;
  prepare();
  SSL_shutdown(state_->ssl.get());
  Error error;
  state_->socket.shutdown(Socket::shutdown_send, error);

  std::array<char, 4096> ignored;  // still encrypted
  std::size_t most = std::size_t{1} << 20;
  while (!error && most > 0) {
    const std::size_t size = state_->socket.read_some(asio::buffer(ignored), error);
    most -= std::min(most, size);
    if (error == asio::error::would_block) error = co_await State::wait(state_, Socket::wait_read, deadline);
  }
}

}  // namespace tellsafe::http
