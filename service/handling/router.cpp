#include "service/handling/router.h"

#include <algorithm>
#include <stdexcept>
#include <utility>

namespace tellsafe::handling {
namespace {

constexpr std::string_view language_slot = "{lang}";
constexpr std::string_view part_slot = "{}";
constexpr std::size_t longest_part = 64;

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

bool is_part(std::string_view segment) {
  constexpr std::string_view allowed = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-";
  return !segment.empty() && segment.size() <= longest_part && segment != "." && segment != ".." &&
         segment.find_first_not_of(allowed) == std::string_view::npos;
}

bool fits(std::string_view pattern, std::string_view path, const std::vector<std::string>& languages) {
  while (!pattern.empty() && !path.empty()) {
    const std::string_view wanted = take_segment(pattern);
    const std::string_view segment = take_segment(path);
    const bool same = wanted == language_slot ? is_one_of(languages, segment)
                      : wanted == part_slot   ? is_part(segment)
                                              : wanted == segment;
    if (!same) return false;
  }
  return pattern.empty() && path.empty();
}

// Of a path that fits the pattern.
std::vector<std::string> parts_of(std::string_view pattern, std::string_view path) {
  std::vector<std::string> parts;
  while (!pattern.empty()) {
    const std::string_view segment = take_segment(path);
    if (take_segment(pattern) == part_slot) parts.emplace_back(segment);
  }
  return parts;
}

std::size_t part_slots(std::string_view pattern) {
  std::size_t slots = 0;
  while (!pattern.empty()) slots += take_segment(pattern) == part_slot ? 1 : 0;
  return slots;
}

void check(const std::string& pattern) {
  if (!pattern.starts_with('/')) {
    throw std::invalid_argument("a route's pattern begins with /: " + pattern);
  }
  std::string_view rest = pattern;
  for (bool first = true; !rest.empty(); first = false) {
    const std::string_view segment = take_segment(rest);
    if (segment == part_slot || (first && segment == language_slot)) continue;
    if (segment.find_first_of("{}") != std::string_view::npos) {
      throw std::invalid_argument("a route's pattern has braces that mean nothing: " + pattern);
    }
  }
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
    check(route->pattern);
    const auto same = [&](const Route& other) { return other.pattern == route->pattern; };
    if (std::any_of(routes_.begin(), route, same)) {
      throw std::invalid_argument("a route's pattern is there twice: " + route->pattern);
    }
  }
  std::ranges::stable_sort(routes_, {}, [](const Route& route) { return part_slots(route.pattern); });
}

Match Router::match(std::string_view path) const {
  Match match;
  match.address.language = languages_.front();
  if (!path.starts_with('/')) return match;

  std::string_view rest = path;
  const std::string_view first = take_segment(rest);
  if (is_one_of(languages_, first)) match.address.language = first;

  for (const Route& route : routes_) {
    if (!fits(route.pattern, path, languages_)) continue;
    match.route = &route;
    match.allow = methods_of(route);
    match.address.parts = parts_of(route.pattern, path);
    break;
  }
  return match;
}

}  // namespace tellsafe::handling
