#include "service/handling/router.h"

#include <algorithm>
#include <stdexcept>
#include <utility>

namespace tellsafe::handling {
namespace {

constexpr std::string_view language_slot = "{lang}";

// Takes the first segment off a path that begins with "/": "/es/report" → "es", leaving "/report".
std::string_view take_segment(std::string_view& path) {
  path.remove_prefix(1);
  const std::string_view segment = path.substr(0, path.find('/'));
  path.remove_prefix(segment.size());
  return segment;
}

bool is_one_of(const std::vector<std::string>& languages, std::string_view segment) {
  return std::find(languages.begin(), languages.end(), segment) != languages.end();
}

// The language is the first segment or none: a pattern has no other slot.
bool fits(std::string_view pattern, std::string_view path, const std::vector<std::string>& languages) {
  if (!pattern.substr(1).starts_with(language_slot)) return pattern == path;
  take_segment(pattern);
  return is_one_of(languages, take_segment(path)) && pattern == path;
}

std::string methods_of(const Route& route) {
  std::string methods;
  if (route.get) methods = "GET, HEAD";
  if (route.post) methods += methods.empty() ? "POST" : ", POST";
  return methods;
}

}  // namespace

Router::Router(std::vector<std::string> languages, std::vector<Route> routes)
    : languages_(std::move(languages)), routes_(std::move(routes)) {
  if (languages_.empty()) throw std::invalid_argument("a router needs a language");
  for (auto route = routes_.begin(); route != routes_.end(); ++route) {
    if (!route->pattern.starts_with('/')) {
      throw std::invalid_argument("a route's pattern begins with /: " + route->pattern);
    }
    const auto same = [&](const Route& other) { return other.pattern == route->pattern; };
    if (std::any_of(routes_.begin(), route, same)) {
      throw std::invalid_argument("a route's pattern is there twice: " + route->pattern);
    }
  }
}

Match Router::match(std::string_view path) const {
  Match match;
  match.language = languages_.front();
  if (!path.starts_with('/')) return match;

  std::string_view rest = path;
  const std::string_view first = take_segment(rest);
  if (is_one_of(languages_, first)) match.language = first;

  for (const Route& route : routes_) {
    if (!fits(route.pattern, path, languages_)) continue;
    match.route = &route;
    match.allow = methods_of(route);
    break;
  }
  return match;
}

}  // namespace tellsafe::handling
