// One connection, from the handshake to the goodbye. Private to service/http.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <memory>
#include <string>

#include "service/http/read_buffer.h"
#include "service/http/service.h"
#include "service/http/tls_stream.h"

namespace tellsafe::http {

struct Session {
  // `entry` has an id.
  Session(Service& shared, boost::asio::ip::tcp::socket socket, SSL_CTX& context, const Places::Entry& entry)
      : service(shared),
        place(entry.id),
        stream(std::move(socket), context),
        turned_away(entry.turned_away) {}

  Service& service;
  const Places::Id place;
  TlsStream stream;
  ReadBuffer received;
  const bool turned_away;                             // is told 503 and to come again
  bool idle = false;                                  // waits for a request that has not begun
  bool busy = false;                                  // a request is coming or its answer is going
  Deadline claim = std::chrono::steady_clock::now();  // until when it may keep its place, see Places
  std::string certificate;                            // as handling::Credentials has it
};

// Returns when the connection is over. Belongs on the executor of the session's socket, a strand.
boost::asio::awaitable<void> run_session(std::shared_ptr<Session> session);

// Ends the session if it is idle (`at_once`: whatever it does). On the same executor.
void end_session(Session& session, bool at_once);

// Ends the session if it has lost its place. On the same executor.
void end_if_lost(Session& session);

}  // namespace tellsafe::http
