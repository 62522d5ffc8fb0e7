#include "service/http/dispatch.h"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <exception>
#include <memory>
#include <utility>

namespace tellsafe::http {
namespace asio = boost::asio;

namespace {

using handling::Method;
using handling::Request;
using handling::Response;

runtime::Tally tally_of(unsigned status) {
  switch (status) {
    case 403:
      return runtime::Tally::foreign_form;
    case 404:
    case 405:
      return runtime::Tally::not_found;
    case 408:
      return runtime::Tally::timeout;
    case 500:
      return runtime::Tally::handler_failed;
    case 503:
      return runtime::Tally::overload;
    default:
      return runtime::Tally::bad_request;
  }
}

Response call(Service& service, const handling::Handler& handler, const Request& request,
              const handling::Address& address) {
  try {
    return handler(request, address);
  } catch (const std::exception&) {
    // Its text could hold anything; that it happened is all that is kept.
    return refuse(service, crypto::text_of(request.path), 500);
  }
}

// One call of a blocking handler, shared by the session that waits and the thread that works.
struct Job {
  Service& service;
  const handling::Handler& handler;
  Request request;
  handling::Address address;
  Response response;
  asio::steady_timer done;  // never runs out; cancelled when the response is there
};

void work(const std::shared_ptr<Job>& job) {
  job->response = call(job->service, job->handler, job->request, job->address);
  asio::post(job->done.get_executor(), [job] { job->done.cancel(); });
}

}  // namespace

Response refuse(Service& service, std::string_view path, unsigned status) {
  const handling::Match match = service.router.match(path);
  // Where there is nothing, no method would do.
  if (status == 405 && match.route == nullptr && path.starts_with('/')) status = 404;
  service.log.tally(tally_of(status));
  Response response;
  response.status = status;
  if (status == 405) response.allow = match.allow.empty() ? "GET, HEAD, POST" : match.allow;
  if (status == 503) response.retry_after = retry_seconds;
  response.body = service.error_page(match.address.language, status);
  return response;
}

asio::awaitable<Response> dispatch(Service& service, Request request, asio::any_io_executor executor) {
  const handling::Match match = service.router.match(crypto::text_of(request.path));
  if (match.route == nullptr) co_return refuse(service, crypto::text_of(request.path), 404);
  const bool posted = request.method == Method::post;
  const handling::Handler& handler = posted ? match.route->post : match.route->get;
  if (!handler) co_return refuse(service, crypto::text_of(request.path), 405);
  const handling::Cost cost = posted ? match.route->post_cost : match.route->get_cost;
  if (cost == handling::Cost::ready) co_return call(service, handler, request, match.address);

  const std::shared_ptr<Job> job(
      new Job{service,
              handler,
              std::move(request),
              match.address,
              {},
              asio::steady_timer(executor, asio::steady_timer::time_point::max())});
  if (!service.pool.try_post([job] { work(job); })) {
    co_return refuse(service, crypto::text_of(job->request.path), 503);
  }
  // The pool's cancel() comes through this coroutine's own executor, so it cannot come before the wait.
  co_await job->done.async_wait(asio::as_tuple(asio::use_awaitable));
  co_return std::move(job->response);
}

}  // namespace tellsafe::http
