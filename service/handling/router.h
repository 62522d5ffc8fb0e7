// The hand-written table of what the server answers. Plain and without a socket: see service/app/routes.cpp.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "service/handling/message.h"

namespace tellsafe::handling {

// Where a handler runs: `ready` returns a page that is in memory and may run on the network threads;
// `blocking` may wait for the store and runs on the blocking pool.
enum class Cost { ready, blocking };

// `language` is the part of the path that {lang} matched, empty where the pattern has none.
using Handler = std::function<Response(const Request&, std::string_view language)>;

struct Route {
  std::string pattern;  // "/", "/{lang}/report"; {lang} stands first and matches the site's languages only
  Handler get;          // also answers HEAD; empty: not allowed
  Handler post;         // empty: not allowed
  Cost get_cost = Cost::ready;
  Cost post_cost = Cost::blocking;
};

struct Match {
  const Route* route = nullptr;  // null: unknown path (404)
  std::string language;          // of the address, else the site's first language
  std::string allow;             // the route's methods, for 405
};

class Router {
 public:
  // languages: the site's, first is the one for addresses without a language. Throws std::invalid_argument
  // for no language and for a pattern that does not begin with "/" or is there twice.
  Router(std::vector<std::string> languages, std::vector<Route> routes);
  // Paths are matched exactly: a trailing slash makes another path. The match points into the router.
  // Thread safe.
  Match match(std::string_view path) const;

 private:
  std::vector<std::string> languages_;
  std::vector<Route> routes_;
};

}  // namespace tellsafe::handling
