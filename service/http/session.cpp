#include "service/http/session.h"

#include <algorithm>
#include <boost/asio/error.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <cstdint>
#include <utility>

#include "service/http/answer.h"
#include "service/http/dispatch.h"
#include "service/http/head.h"
#include "service/http/target.h"

namespace tellsafe::http {
namespace asio = boost::asio;
using asio::awaitable;

namespace {

Deadline in(std::chrono::milliseconds time) {
  return std::chrono::steady_clock::now() + time;
}

// The status for a read that failed: 408 where the visitor was too slow, 0 where nobody is there to be told.
unsigned status_of(const boost::system::error_code& error) {
  return error == asio::error::timed_out ? 408 : 0;
}

struct HeadBytes {
  std::size_t size = 0;  // 0: refused
  unsigned status = 0;   // 0: nobody is there any more
};

awaitable<HeadBytes> receive_head(Session& session) {
  const Limits& limits = session.service.limits;
  const Deadline deadline = in(limits.head);
  std::size_t searched = 0;
  for (;;) {
    const std::string_view received = session.received.view();
    if (const std::size_t size = find_head_end(received, searched); size > 0) co_return HeadBytes{size};
    if (has_bare_line_feed(received, searched)) co_return HeadBytes{0, 400};
    searched = received.size();
    const std::span<char> room = session.received.room(limits.head_bytes);
    if (room.empty()) {
      co_return HeadBytes{0, received.find('\n') == std::string_view::npos ? 414U : 431U};
    }
    const auto size = co_await session.stream.read_some(room, deadline);
    if (!size) co_return HeadBytes{0, status_of(size.error())};
    session.received.filled(*size);
  }
}

// False where it did not come; `status` as in HeadBytes.
awaitable<bool> receive_body(Session& session, std::size_t length, crypto::WipedText& body,
                             unsigned& status) {
  const Deadline deadline = in(session.service.limits.body);
  const std::size_t here = std::min(length, session.received.view().size());
  crypto::append(body, session.received.view().substr(0, here));
  session.received.take(here);
  // Grows with what comes, not with what is announced: announcing costs nothing.
  constexpr std::size_t step = 16384;
  while (body.size() < length) {
    const std::size_t before = body.size();
    body.resize(std::min(length, before + step));
    const auto size = co_await session.stream.read_some(std::span(body).subspan(before), deadline);
    body.resize(before + (size ? *size : 0));
    if (!size) {
      status = status_of(size.error());
      co_return false;
    }
  }
  co_return true;
}

// Whether the connection can be used again.
awaitable<bool> send(Session& session, const handling::Response& response, Sending sending) {
  Service& service = session.service;
  if (service.stopping || session.turned_away) sending.keep_alive = false;
  const bool own_style = !response.style_hash.empty();
  const crypto::WipedText answer = make_answer(
      response,
      own_style ? security_headers(response.style_hash, service.staff ? Visitors::staff : Visitors::residents)
                : service.security_headers,
      sending);
  const auto error = co_await session.stream.write(crypto::text_of(answer), in(service.limits.write));
  co_return !error && sending.keep_alive;
}

awaitable<bool> send_refusal(Session& session, std::string_view path, unsigned status, Sending sending) {
  const handling::Response response = refuse(session.service, path, status);
  co_return co_await send(session, response, sending);
}

// From now on it does nothing for anybody: its claim ends, and only bytes of a request renew it.
void begin_to_wait(Session& session) {
  session.busy = false;
  session.claim = std::chrono::steady_clock::now();
}

void renew_claim(Session& session, std::uint64_t moved) {
  if (!session.busy || moved == 0) return;
  const Limits& limits = session.service.limits;
  const auto now = std::chrono::steady_clock::now();
  constexpr std::uint64_t plenty = std::uint64_t{1} << 20;
  const auto bought = limits.patience_per_byte * static_cast<std::int64_t>(std::min(moved, plenty));
  session.claim = std::min(std::max(session.claim, now) + bought, now + limits.patience);
}

// Waits for the first byte of a request. False when there will be none.
awaitable<bool> request_begins(Session& session) {
  if (!session.received.empty()) co_return true;
  if (session.service.stopping) co_return false;
  begin_to_wait(session);
  session.idle = true;
  const auto error = co_await session.stream.readable(in(session.service.limits.idle));
  session.idle = false;
  co_return !error;
}

// One request and its answer. Whether there can be another one.
awaitable<bool> exchange(Session& session) {
  Service& service = session.service;
  if (!co_await request_begins(session)) co_return false;
  session.busy = true;

  const Sending closing{.accepted = {}, .without_body = false, .keep_alive = false};
  const HeadBytes bytes = co_await receive_head(session);
  if (bytes.size == 0) {
    // A connection that was opened and left is no request that was too slow.
    if (bytes.status == 0 || session.received.empty()) co_return false;
    co_return co_await send_refusal(session, guess_path(session.received.view()), bytes.status, closing);
  }

  const std::string_view whole = session.received.view().substr(0, bytes.size);
  auto head =
      parse_head(whole, service.limits.body_bytes, service.staff ? Visitors::staff : Visitors::residents);
  if (!head) co_return co_await send_refusal(session, guess_path(whole), head.error().status, closing);
  session.received.take(bytes.size);

  handling::Request request{
      head->method, std::move(head->path), head->urlencoded, {}, std::move(head->credentials)};
  if (request.credentials) request.credentials->certificate = session.certificate;
  const auto path = [&request] { return crypto::text_of(request.path); };
  if (session.turned_away) co_return co_await send_refusal(session, path(), 503, closing);
  if (head->foreign) co_return co_await send_refusal(session, path(), 403, closing);
  unsigned status = 0;
  if (!co_await receive_body(session, head->content_length, request.body, status)) {
    if (status == 0) co_return false;
    co_return co_await send_refusal(session, path(), status, closing);
  }

  const Sending sending{head->accepted, head->method == handling::Method::head, head->keep_alive};
  const handling::Response response =
      co_await dispatch(service, std::move(request), session.stream.executor());
  co_return co_await send(session, response, sending);
}

}  // namespace

awaitable<void> run_session(std::shared_ptr<Session> session) {
  const Limits& limits = session->service.limits;
  // Not shared: the stream does not outlive the session, and calls only while this coroutine waits.
  Session& own = *session;
  own.stream.watch({[&own](std::uint64_t moved) {
                      renew_claim(own, moved);
                      own.service.places.waits(own.place, own.claim);
                    },
                    [&own] { own.service.places.works(own.place); }});
  if (const auto error = co_await session->stream.handshake(in(limits.handshake))) {
    if (error == asio::error::operation_aborted) co_return;
    session->service.log.tally(error == asio::error::timed_out ? runtime::Tally::timeout
                                                               : runtime::Tally::handshake_failed);
    co_return;
  }
  // Where everything was there in time, the handshake has not waited at all.
  own.service.places.works(own.place);
  if (session->service.staff) session->certificate = session->stream.peer_certificate();
  while (co_await exchange(*session)) {
    // Lets others have the thread: a visitor who sends requests without a pause never makes it wait.
    co_await asio::post(session->stream.executor(), asio::use_awaitable);
  }
  // Saying goodbye may take a while, and what was refused or not asked for any more need not wait for it.
  session->received.take(session->received.view().size());
  begin_to_wait(own);
  co_await session->stream.shutdown(in(limits.shutdown));
}

void end_session(Session& session, bool at_once) {
  if (session.idle || at_once) session.stream.abandon();
}

void end_if_lost(Session& session) {
  if (session.service.places.lost(session.place)) session.stream.abandon();
}

}  // namespace tellsafe::http
