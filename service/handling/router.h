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

// What a path says beyond which route it is.
struct Address {
  std::string language;            // what {lang} matched, else the site's first language
  std::vector<std::string> parts;  // what each {} of the pattern matched, in order
};

using Handler = std::function<Response(const Request&, const Address&)>;

struct Route {
  // "/", "/{lang}/report", "/{lang}/numbers/{}". {lang} stands first and matches the site's languages only;
  // {} is one segment of 1 to 64 ASCII letters, digits and . _ - which is neither "." nor "..".
  std::string pattern;
  Handler get;   // also answers HEAD; empty: not allowed
  Handler post;  // empty: not allowed
  Cost get_cost = Cost::ready;
  Cost post_cost = Cost::blocking;
};

struct Match {
  const Route* route = nullptr;  // null: unknown path (404)
  Address address;               // its language also where the path is unknown
  std::string allow;             // the route's methods, for 405
};

class Router {
 public:
  // languages: the site's, first is the one for addresses without a language. Throws std::invalid_argument
  // for no language and for a pattern that does not begin with "/", is there twice or has other braces.
  Router(std::vector<std::string> languages, std::vector<Route> routes);
  // Paths are matched exactly: a trailing slash makes another path. Of the patterns that fit, that with the
  // fewest {} is taken; of these, the first in the table. The match points into the router.
  // Thread safe.
  Match match(std::string_view path) const;

 private:
  std::vector<std::string> languages_;
  std::vector<Route> routes_;  // those with fewer {} first
};

}  // namespace tellsafe::handling
