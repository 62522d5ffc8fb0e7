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
  Session(Service& shared, boost::asio::ip::tcp::socket socket, SSL_CTX& context, bool too_many)
      : service(shared), stream(std::move(socket), context), turned_away(too_many) {}

  Service& service;
  TlsStream stream;
  ReadBuffer received;
  const bool turned_away;   // is told 503 and to come again
  bool idle = false;        // waits for a request that has not begun
  std::string certificate;  // as handling::Credentials has it
};

// Returns when the connection is over. Belongs on the executor of the session's socket, a strand.
boost::asio::awaitable<void> run_session(std::shared_ptr<Session> session);

// Ends the session if it is idle (`at_once`: whatever it does). On the same executor.
void end_session(Session& session, bool at_once);

}  // namespace tellsafe::http
