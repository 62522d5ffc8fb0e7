// What all sessions of a server share. Private to service/http.
#pragma once

#include <atomic>
#include <string>

#include "service/handling/router.h"
#include "service/http/places.h"
#include "service/http/server.h"
#include "service/runtime/blocking_pool.h"
#include "service/runtime/event_log.h"

namespace tellsafe::http {

struct Service {
  handling::Router router;
  ErrorPage error_page;
  runtime::EventLog& log;
  Limits limits;
  std::string security_headers;
  bool staff = false;  // whether credentials are read
  Places places;
  runtime::BlockingPool pool;
  std::atomic<bool> stopping = false;
};

// Seconds after which a visitor who was told 503 may come again.
inline constexpr unsigned retry_seconds = 5;

// The page of a status, in the language of `path` where that has one. Tallied.
handling::Response refuse(Service& service, std::string_view path, unsigned status);

}  // namespace tellsafe::http
