#include "tests/unit/pages/html.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <set>
#include <sstream>

namespace tellsafe::pages::html {
namespace {

bool is_void(std::string_view name) {
  constexpr std::array names{"meta", "input", "wbr", "link", "br", "img"};
  return std::ranges::find(names, name) != names.end();
}

bool is_name(char character) {
  return std::isalnum(static_cast<unsigned char>(character)) != 0 || character == '-' || character == ':';
}

class Reader {
 public:
  explicit Reader(std::string_view source) : rest_(source) {}

  Page read() {
    while (!rest_.empty()) {
      const auto tag = rest_.find('<');
      add_text(rest_.substr(0, tag));
      if (tag == std::string_view::npos) break;
      rest_.remove_prefix(tag + 1);
      if (rest_.starts_with("!doctype html>")) {
        rest_.remove_prefix(14);
      } else if (rest_.starts_with("/")) {
        rest_.remove_prefix(1);
        close();
      } else {
        open();
      }
    }
    if (!open_.empty()) fault("not closed: " + page_.elements[open_.back()].name);
    return std::move(page_);
  }

 private:
  void fault(const std::string& what) {
    page_.faults.push_back(what + " before: " + std::string(rest_.substr(0, 40)));
  }

  void add_text(std::string_view text) {
    if (!open_.empty()) page_.elements[open_.back()].text += text;
    if (text.find('>') != std::string_view::npos && !in_style()) fault("a stray >");
  }

  bool in_style() const { return !open_.empty() && page_.elements[open_.back()].name == "style"; }

  std::string name() {
    const auto end = std::ranges::find_if_not(rest_, is_name);
    std::string taken(rest_.begin(), end);
    rest_.remove_prefix(taken.size());
    if (taken.empty()) fault("no name in a tag");
    return taken;
  }

  void skip_blanks() {
    while (rest_.starts_with(' ')) rest_.remove_prefix(1);
  }

  void close() {
    const std::string closed = name();
    if (open_.empty() || page_.elements[open_.back()].name != closed) {
      fault("closes what is not open: " + closed);
    } else {
      open_.pop_back();
    }
    end_tag();
  }

  void open() {
    Element element;
    element.name = name();
    for (skip_blanks(); !rest_.empty() && is_name(rest_.front()); skip_blanks()) {
      const std::string attribute = name();
      std::string value;
      if (rest_.starts_with("=\"")) {
        rest_.remove_prefix(2);
        value = rest_.substr(0, rest_.find('"'));
        rest_.remove_prefix(std::min(rest_.size(), value.size() + 1));
      } else if (rest_.starts_with("=")) {
        fault("a value without quotes");
        rest_.remove_prefix(1);
      }
      if (value.find('<') != std::string::npos) fault("a < in an attribute");
      if (!element.attributes.emplace(attribute, value).second) fault("an attribute twice: " + attribute);
    }
    const bool closed = rest_.starts_with("/");
    if (closed) rest_.remove_prefix(1);
    const bool stays_open = !closed && !is_void(element.name);
    page_.elements.push_back(std::move(element));
    if (stays_open) open_.push_back(page_.elements.size() - 1);
    end_tag();
  }

  void end_tag() {
    if (!rest_.starts_with('>')) return fault("a tag does not end");
    rest_.remove_prefix(1);
  }

  std::string_view rest_;
  Page page_;
  std::vector<std::size_t> open_;
};

std::vector<std::string> words(const std::string& text) {
  std::istringstream stream(text);
  std::vector<std::string> list;
  for (std::string word; stream >> word;) list.push_back(word);
  return list;
}

void check_references(const Page& page, const Element& element, std::vector<std::string>& faults) {
  for (const char* attribute : {"for", "aria-describedby", "aria-labelledby"}) {
    if (element.has(attribute) && element.get(attribute).empty()) {
      faults.push_back(std::string("empty ") + attribute);
    }
    for (const auto& id : words(element.get(attribute))) {
      if (page.by_id(id) == nullptr) faults.push_back(std::string(attribute) + " points nowhere: " + id);
    }
  }
  const std::string link = element.get("href");
  if (link.starts_with("#") && page.by_id(link.substr(1)) == nullptr) {
    faults.push_back("a link points nowhere: " + link);
  }
}

// An address that may stand in a link: of this site, or one that a person chooses to follow or to call.
bool is_link(const Element& element, std::string_view value) {
  if (element.name != "a") return false;
  for (const char* scheme : {"tel:", "sms:", "mailto:"}) {
    if (value.starts_with(scheme)) return true;
  }
  return value.starts_with("https://") && element.get("rel").find("noreferrer") != std::string::npos;
}

void check_safety(const Element& element, std::string_view leave_url, std::vector<std::string>& faults) {
  // A browser fetches a link of any other kind by itself.
  const bool followed = element.name == "link" && element.get("rel") != "alternate";
  if (followed || element.name == "img" || element.name == "iframe") {
    faults.push_back("an element of the kind " + element.name);
  }
  const bool own_script = element.get("src").starts_with("/assets/") && element.has("defer") &&
                          element.get("integrity").starts_with("sha256-") && element.text.empty();
  if (element.name == "script" && !own_script) faults.push_back("a script that is not ours");
  for (const auto& [attribute, value] : element.attributes) {
    if (attribute.starts_with("on") || attribute == "style") faults.push_back("an attribute " + attribute);
    const bool is_address = attribute == "href" || attribute == "src" || attribute == "action";
    if (is_address && !value.starts_with("/") && !value.starts_with("#") && value != leave_url &&
        !is_link(element, value)) {
      faults.push_back("an address outside: " + value);
    }
  }
}

}  // namespace

const Element* Page::by_id(std::string_view id) const {
  const auto found = std::ranges::find_if(elements, [&](const Element& one) { return one.get("id") == id; });
  return found == elements.end() ? nullptr : &*found;
}

std::vector<const Element*> Page::all(std::string_view name, const std::string& attribute,
                                      std::string_view value) const {
  std::vector<const Element*> found;
  for (const auto& element : elements) {
    if (element.name != name) continue;
    if (attribute.empty() || (element.has(attribute) && element.get(attribute) == value)) {
      found.push_back(&element);
    }
  }
  return found;
}

Page read(std::string_view source) {
  return Reader(source).read();
}

std::vector<std::string> faults(const Page& page, std::string_view leave_url) {
  std::vector<std::string> found = page.faults;
  std::set<std::string> ids;
  for (const auto& element : page.elements) {
    if (element.has("id") && !ids.insert(element.get("id")).second) {
      found.push_back("an id twice: " + element.get("id"));
    }
    check_references(page, element, found);
    check_safety(element, leave_url, found);
    const bool choice = element.get("type") == "radio" || element.get("type") == "checkbox";
    const bool field = element.name == "input" || element.name == "select" || element.name == "textarea";
    const bool unseen = element.get("type") == "hidden" || element.has("hidden");
    if (field && !choice && !unseen && page.all("label", "for", element.get("id")).empty()) {
      found.push_back("a field without a label: " + element.get("name"));
    }
  }
  return found;
}

}  // namespace tellsafe::pages::html
