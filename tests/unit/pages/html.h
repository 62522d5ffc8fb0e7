// A strict reader for our own pages: enough of HTML to find what a browser would mend silently.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace tellsafe::pages::html {

struct Element {
  std::string name;
  std::map<std::string, std::string> attributes;  // values as they are written; empty for one without a value
  std::string text;                               // directly inside, with children's left out

  bool has(const std::string& attribute) const { return attributes.contains(attribute); }
  std::string get(const std::string& attribute) const {
    const auto found = attributes.find(attribute);
    return found == attributes.end() ? "" : found->second;
  }
};

struct Page {
  std::vector<Element> elements;
  std::vector<std::string> faults;  // unbalanced tags, unquoted values, unknown characters in a tag

  // The element of that id, or null.
  const Element* by_id(std::string_view id) const;
  // All of that name and, where given, of that attribute's value.
  std::vector<const Element*> all(std::string_view name, const std::string& attribute = "",
                                  std::string_view value = "") const;
};

Page read(std::string_view source);

// What is wrong beyond syntax: ids that are there twice; labels, descriptions and links that point nowhere;
// inputs without a label; scripts other than the site's own, with integrity; handlers and style attributes;
// addresses outside the site other than `leave_url` and those of links that send no referrer.
std::vector<std::string> faults(const Page& page, std::string_view leave_url);

}  // namespace tellsafe::pages::html
