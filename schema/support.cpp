#include "schema/support.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>

#include "schema/strict_json.h"

namespace tellsafe::schema {
namespace {

TextByLanguage read_text(const Node& place, const char* member) {
  if (!place.has(member)) return {};
  const Node node = place.child(member);
  if (!node.value().is_object()) return {{"", node.text()}};
  TextByLanguage text;
  for (const auto& language : node.names()) {
    const Node one = node.child(language);
    if (!is_code(language)) one.fail("is not the code of a language");
    text.emplace(language, one.text());
  }
  if (text.empty()) node.fail("needs a text in at least one language");
  return text;
}

// As people write it, so that it can be shown, and with enough digits to be dialled.
std::string read_number(const Node& place, const char* member) {
  if (!place.has(member)) return {};
  const Node node = place.child(member);
  std::string number = node.text();
  const auto is_digit = [](unsigned char sign) { return std::isdigit(sign) != 0; };
  const auto digits = std::ranges::count_if(number, is_digit);
  if (number.find_first_not_of("0123456789 ()+-.") != std::string::npos || digits < 3 || digits > 15) {
    node.fail("must be a phone number: 3 to 15 digits, with blanks, (, ), +, - and . between them");
  }
  return number;
}

std::string read_link(const Node& place) {
  if (!place.has("link")) return {};
  const Node node = place.child("link");
  std::string link = node.text();
  constexpr std::string_view scheme = "https://";
  const auto is_plain = [](unsigned char sign) {
    return sign > ' ' && sign < 0x7F && sign != '"' && sign != '<';
  };
  if (!link.starts_with(scheme) || link.size() == scheme.size() || !std::ranges::all_of(link, is_plain)) {
    node.fail("must be an address that begins with https://");
  }
  return link;
}

std::vector<std::string> read_languages(const Node& place) {
  std::vector<std::string> languages;
  if (!place.has("languages")) return languages;
  for (const auto& node : place.child("languages").items()) {
    languages.push_back(node.text());
    if (!is_code(languages.back())) node.fail("is not the code of a language");
  }
  return languages;
}

std::vector<std::string> read_needs(const Node& place, const Question& question) {
  std::vector<std::string> given;
  for (const auto& node : place.child("for").items()) {
    const std::string need = node.text();
    if (std::ranges::find(question.options, need, &Option::code) == question.options.end()) {
      node.fail(fmt::format(R"(the question {} has no option "{}")", question.id, need));
    }
    if (std::ranges::find(given, need) != given.end()) node.fail(fmt::format(R"("{}" is there twice)", need));
    given.push_back(need);
  }
  if (given.empty()) place.child("for").fail("needs at least one option");
  std::vector<std::string> needs;
  for (const auto& option : question.options) {
    if (std::ranges::find(given, option.code) != given.end()) needs.push_back(option.code);
  }
  return needs;
}

Place read_place(const Node& node, const Question& question) {
  node.only({"name", "about", "for", "languages", "phone", "text_message", "hours", "link"});
  node.child("name");
  Place place;
  place.name = read_text(node, "name");
  place.about = read_text(node, "about");
  place.needs = read_needs(node, question);
  place.languages = read_languages(node);
  place.phone = read_number(node, "phone");
  place.text_message = read_number(node, "text_message");
  place.link = read_link(node);
  place.always_open = node.has("hours") && node.child("hours").value() == "always";
  if (!place.always_open) place.hours = read_text(node, "hours");
  if (place.phone.empty() && place.text_message.empty() && place.link.empty()) {
    node.fail(R"(needs one of "phone", "text_message" and "link")");
  }
  return place;
}

}  // namespace

boost::system::result<std::vector<Place>, std::string> load_support(const std::filesystem::path& file,
                                                                    const Form& form) {
  const Question* question = form.find(support_question);
  if (question == nullptr) return fmt::format("the form has no question {}", support_question);
  Document document = Document::from_file(file);
  if (!document.good()) return document.problem();

  const Node root(document);
  root.only({"places"});
  std::vector<Place> places;
  for (const auto& node : root.child("places").items()) places.push_back(read_place(node, *question));
  if (!document.good()) return document.problem();
  return places;
}

}  // namespace tellsafe::schema
