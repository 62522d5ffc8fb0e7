// Reading the project's own JSON files without forgiveness: repeated or unknown members, missing ones and
// values of another type are errors, and nothing is converted silently.
#pragma once

#include <cstdint>
#include <filesystem>
#include <initializer_list>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace tellsafe::schema {

// One document and the first thing that is wrong with it. What is missing or of another type reads as empty,
// so that a loader reads to its end and asks once whether all was good. Don't move it after a Node was taken.
//
// The check that is off mistakes an assertion in nlohmann's move, which is noexcept, for an exception.
// NOLINTNEXTLINE(bugprone-exception-escape)
class Document {
 public:
  static Document from_file(const std::filesystem::path& file);
  // `name` is what messages call the text.
  static Document from_text(std::string name, std::string_view text);

  bool good() const { return problem_.empty(); }
  // "form.json: questions[3].kind: …"
  const std::string& problem() const { return problem_; }
  // The first failure is kept.
  void fail(std::string_view where, std::string_view what);
  const nlohmann::json& root() const { return root_; }

 private:
  std::string name_;
  nlohmann::json root_;
  std::string problem_;
};

// A value within a document that knows its place. The document must outlive it.
class Node {
 public:
  explicit Node(Document& document) : Node(document, &document.root(), "") {}

  // An object with no other members than these.
  const Node& only(std::initializer_list<std::string_view> members) const;
  bool has(std::string_view member) const;
  // The member of an object; fails when it is absent.
  Node child(std::string_view member) const;
  // The elements of an array.
  std::vector<Node> items() const;
  // The members of an object, sorted by name.
  std::vector<std::string> names() const;

  std::string text() const;                // a string that is not empty
  std::vector<std::string> texts() const;  // an array of them
  std::uint64_t number() const;            // a whole number, not negative
  bool truth() const;

  void fail(std::string_view what) const { document_->fail(where_, what); }
  const std::string& where() const { return where_; }
  const nlohmann::json& value() const { return *value_; }

 private:
  Node(Document& document, const nlohmann::json* value, std::string where)
      : document_(&document), value_(value), where_(std::move(where)) {}

  Document* document_;
  const nlohmann::json* value_;
  std::string where_;
};

// Letters, digits, "_" and "-", at most 64: what a code or an id may be made of.
bool is_code(std::string_view text);

}  // namespace tellsafe::schema
