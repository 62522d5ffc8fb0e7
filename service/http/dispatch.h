// From a request to its handler and back. Private to service/http.
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>

#include "service/http/service.h"

namespace tellsafe::http {

// Ready handlers run at once; blocking ones on the service's pool, with 503 when its queue is full. Unknown
// paths are 404, methods that a route does not take are 405, and what a handler throws becomes 500.
// executor: the session's, where the coroutine goes on.
boost::asio::awaitable<handling::Response> dispatch(Service& service, handling::Request request,
                                                    boost::asio::any_io_executor executor);

}  // namespace tellsafe::http
