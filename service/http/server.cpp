#include "service/http/server.h"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/strand.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <exception>
#include <mutex>
#include <stdexcept>
#include <thread>
#include <tuple>
#include <unordered_map>
#include <utility>
#include <vector>

#include "service/http/answer.h"
#include "service/http/service.h"
#include "service/http/session.h"
#include "service/http/tls_context.h"

namespace tellsafe::http {
namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;

namespace {

constexpr std::chrono::milliseconds pause_after_failed_accept{100};

tcp::acceptor listen_on(const asio::any_io_executor& executor, const ServerOptions& options) {
  error_code error;
  const asio::ip::address address = asio::ip::make_address(options.address, error);
  if (error) throw std::runtime_error("\"" + options.address + "\" is not an address to listen on");
  try {
    return {executor, tcp::endpoint(address, options.port)};  // with SO_REUSEADDR
  } catch (const boost::system::system_error& failed) {
    throw std::runtime_error("cannot listen on " + options.address + ", port " +
                             std::to_string(options.port) + ": " + failed.code().message());
  }
}

// What one household or one machine has: the address, and of IPv6 its /64. Empty where it is gone already.
std::string origin_of(const tcp::socket& socket) {
  error_code error;
  const asio::ip::address address = socket.remote_endpoint(error).address();
  if (error) return {};
  if (address.is_v4()) return address.to_string();
  const asio::ip::address_v6::bytes_type bytes = address.to_v6().to_bytes();
  if (address.to_v6().is_v4_mapped()) return {bytes.begin() + 12, bytes.end()};
  return {bytes.begin(), bytes.begin() + 8};
}

}  // namespace

struct Server::State {
  State(const ServerOptions& options, handling::Router router, ErrorPage error_page, runtime::EventLog& log)
      : network_threads(options.network_threads),
        addresses_matter(options.sessions_per_address > 0),
        io(static_cast<int>(options.network_threads)),
        tls(make_tls_context(options.certificate, options.private_key, options.client_authorities)),
        acceptor(listen_on(asio::make_strand(io), options)),
        drain(acceptor.get_executor()),
        service{std::move(router),
                std::move(error_page),
                log,
                options.limits,
                security_headers(options.style_hash, options.staff ? Visitors::staff : Visitors::residents),
                options.staff,
                Places(options.max_sessions, options.sessions_per_address),
                runtime::BlockingPool(options.blocking_threads, options.blocking_queue)} {}

  asio::awaitable<void> accept_all();
  void admit(tcp::socket socket);
  void end_losers(const std::vector<Places::Id>& losers);
  void finished(const std::shared_ptr<Session>& session);
  void end_all(bool at_once);
  void wind_down();

  const std::size_t network_threads;
  const bool addresses_matter;
  asio::io_context io;
  TlsContext tls;
  tcp::acceptor acceptor;  // on a strand, and so is all that winds down
  asio::steady_timer drain;
  std::mutex mutex;
  std::unordered_map<Places::Id, std::shared_ptr<Session>> sessions;  // under the mutex
  Service service;
};

asio::awaitable<void> Server::State::accept_all() {
  constexpr auto as_tuple = asio::as_tuple(asio::use_awaitable);
  bool failing = false;
  while (!service.stopping) {
    tcp::socket socket(asio::make_strand(io));
    const std::tuple<error_code> accepted = co_await acceptor.async_accept(socket, as_tuple);
    const error_code error = std::get<0>(accepted);
    if (service.stopping) co_return;
    if (std::exchange(failing, bool(error)) != failing) {
      service.log.write(failing ? runtime::Event::accept_failed : runtime::Event::accept_recovered,
                        {{runtime::Field::error, error.value()}});
    }
    if (!error) {
      admit(std::move(socket));
      continue;
    }
    // Out of file descriptors, most likely: those that are open must be let finish.
    drain.expires_after(pause_after_failed_accept);
    co_await drain.async_wait(as_tuple);
  }
}

void Server::State::admit(tcp::socket socket) {
  const Places::Entry place = service.places.enter(addresses_matter ? origin_of(socket) : std::string(),
                                                   std::chrono::steady_clock::now());
  end_losers(place.losers);
  std::shared_ptr<Session> session;
  if (place.id != 0) {
    try {
      session = std::make_shared<Session>(service, std::move(socket), *tls, place);
      const std::lock_guard lock(mutex);
      sessions.emplace(place.id, session);
    } catch (const std::exception&) {
      service.places.leave(place.id);
      session.reset();
    }
  }
  if (!session) {
    service.log.tally(runtime::Tally::overload);
    return;
  }
  asio::co_spawn(session->stream.executor(), run_session(session),
                 [this, session](const std::exception_ptr& error) {
                   if (error) service.log.tally(runtime::Tally::handler_failed);
                   finished(session);
                 });
}

void Server::State::end_losers(const std::vector<Places::Id>& losers) {
  const std::lock_guard lock(mutex);
  for (const Places::Id id : losers) {
    service.log.tally(runtime::Tally::overload);
    const auto found = sessions.find(id);
    if (found == sessions.end()) continue;
    asio::post(found->second->stream.executor(), [session = found->second] { end_if_lost(*session); });
  }
}

void Server::State::finished(const std::shared_ptr<Session>& session) {
  service.places.leave(session->place);
  const std::lock_guard lock(mutex);
  sessions.erase(session->place);
  if (service.stopping && sessions.empty()) asio::post(acceptor.get_executor(), [this] { drain.cancel(); });
}

void Server::State::end_all(bool at_once) {
  const std::lock_guard lock(mutex);
  for (const auto& [id, session] : sessions) {
    asio::post(session->stream.executor(), [session = session, at_once] { end_session(*session, at_once); });
  }
}

void Server::State::wind_down() {
  error_code ignored;
  acceptor.close(ignored);
  end_all(false);
  const std::lock_guard lock(mutex);
  if (sessions.empty()) return;
  drain.expires_after(service.limits.drain);
  drain.async_wait([this](error_code error) {
    if (!error) end_all(true);
  });
}

Server::Server(const ServerOptions& options, handling::Router router, ErrorPage error_page,
               runtime::EventLog& log)
    : state_(std::make_unique<State>(options, std::move(router), std::move(error_page), log)) {}

Server::~Server() = default;

std::uint16_t Server::port() const {
  return state_->acceptor.local_endpoint().port();
}

void Server::run() {
  State& state = *state_;
  asio::co_spawn(state.acceptor.get_executor(), state.accept_all(), [](const std::exception_ptr& error) {
    if (error) std::rethrow_exception(error);
  });
  std::vector<std::jthread> others;
  for (std::size_t i = 1; i < state.network_threads; ++i) {
    others.emplace_back([&state] { state.io.run(); });
  }
  state.io.run();
  others.clear();
  state.service.pool.drain();
}

void Server::stop() {
  State& state = *state_;
  if (state.service.stopping.exchange(true)) return;
  asio::post(state.acceptor.get_executor(), [&state] { state.wind_down(); });
}

}  // namespace tellsafe::http
