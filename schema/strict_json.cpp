#include "schema/strict_json.h"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <functional>
#include <optional>
#include <set>
#include <sstream>
#include <system_error>
#include <utility>

namespace tellsafe::schema {
namespace {

using nlohmann::json;

const json nothing;

constexpr int max_depth = 32;

// Sees the text as it is parsed: the finished value no longer knows that a name was there twice.
class Watch {
 public:
  bool operator()(int depth, json::parse_event_t event, json& parsed) {
    if (depth > max_depth) problem_ = "is nested too deeply";
    if (event == json::parse_event_t::object_start) {
      open_.emplace_back();
    } else if (event == json::parse_event_t::object_end) {
      open_.pop_back();
    } else if (event == json::parse_event_t::key) {
      const auto& name = parsed.get_ref<const std::string&>();
      if (!open_.back().insert(name).second) problem_ = fmt::format(R"("{}" is there twice)", name);
    }
    return true;
  }
  const std::string& problem() const { return problem_; }

 private:
  std::vector<std::set<std::string>> open_;
  std::string problem_;
};

// A read that fails half-way leaves a text that is not JSON.
std::optional<std::string> content_of(const std::filesystem::path& file) {
  std::error_code none;
  if (!std::filesystem::is_regular_file(file, none)) return std::nullopt;
  std::ifstream in(file, std::ios::binary);
  if (!in) return std::nullopt;
  std::ostringstream text;
  text << in.rdbuf();
  return std::move(text).str();
}

}  // namespace

Document Document::from_file(const std::filesystem::path& file) {
  if (const auto text = content_of(file)) return from_text(file.string(), *text);
  Document document;
  document.name_ = file.string();
  document.fail("", "cannot be read");
  return document;
}

Document Document::from_text(std::string name, std::string_view text) {
  Document document;
  document.name_ = std::move(name);
  Watch watch;
  try {
    document.root_ = json::parse(text, std::ref(watch));
  } catch (const json::parse_error& error) {
    document.fail("", fmt::format("is not JSON: byte {}", error.byte));
  } catch (const json::out_of_range&) {
    document.fail("", "has a number that is too large");
  }
  if (!watch.problem().empty()) document.fail("", watch.problem());
  return document;
}

void Document::fail(std::string_view where, std::string_view what) {
  if (!good()) return;
  problem_ =
      where.empty() ? fmt::format("{}: {}", name_, what) : fmt::format("{}: {}: {}", name_, where, what);
}

const Node& Node::only(std::initializer_list<std::string_view> members) const {
  for (const auto& name : names()) {
    if (std::find(members.begin(), members.end(), name) == members.end()) {
      fail(fmt::format(R"("{}" is not known here)", name));
    }
  }
  return *this;
}

bool Node::has(std::string_view member) const {
  return value_->is_object() && value_->contains(member);
}

Node Node::child(std::string_view member) const {
  const std::string where = where_.empty() ? std::string(member) : fmt::format("{}.{}", where_, member);
  if (!has(member)) {
    document_->fail(where, "is missing");
    return {*document_, &nothing, where};
  }
  return {*document_, &value_->find(member).value(), where};
}

std::vector<Node> Node::items() const {
  std::vector<Node> items;
  if (!value_->is_array()) {
    fail("must be a list");
    return items;
  }
  for (std::size_t i = 0; i < value_->size(); ++i) {
    items.push_back({*document_, &(*value_)[i], fmt::format("{}[{}]", where_, i)});
  }
  return items;
}

std::vector<std::string> Node::names() const {
  std::vector<std::string> names;
  if (!value_->is_object()) {
    fail("must be an object");
    return names;
  }
  for (const auto& [name, value] : value_->items()) names.push_back(name);
  return names;
}

std::string Node::text() const {
  if (!value_->is_string() || value_->get_ref<const std::string&>().empty()) {
    fail("must be a text that is not empty");
    return {};
  }
  return value_->get<std::string>();
}

std::vector<std::string> Node::texts() const {
  std::vector<std::string> texts;
  for (const auto& item : items()) texts.push_back(item.text());
  return texts;
}

std::uint64_t Node::number() const {
  if (!value_->is_number_unsigned()) {
    fail("must be a whole number");
    return 0;
  }
  return value_->get<std::uint64_t>();
}

bool Node::truth() const {
  if (!value_->is_boolean()) {
    fail("must be true or false");
    return false;
  }
  return value_->get<bool>();
}

bool is_code(std::string_view text) {
  const auto fits = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
  };
  return !text.empty() && text.size() <= 64 && std::all_of(text.begin(), text.end(), fits);
}

}  // namespace tellsafe::schema
