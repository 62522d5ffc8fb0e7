#include "tests/support/form.h"

#include <cctype>
#include <cstdint>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <regex>
#include <stdexcept>

#include "tests/support/process.h"

namespace tellsafe::support {
namespace {

bool plain(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

void append_utf8(std::string& text, std::uint32_t point) {
  if (point < 0x80) {
    text += static_cast<char>(point);
  } else if (point < 0x800) {
    text += static_cast<char>(0xC0U | (point >> 6U));
    text += static_cast<char>(0x80U | (point & 0x3FU));
  } else {
    text += static_cast<char>(0xE0U | (point >> 12U));
    text += static_cast<char>(0x80U | ((point >> 6U) & 0x3FU));
    text += static_cast<char>(0x80U | (point & 0x3FU));
  }
}

// Decodes the entity that `text` begins with into `out`; the length of the entity, or 0 where it is none.
std::size_t decode_entity(std::string_view text, std::string& out) {
  static constexpr std::pair<std::string_view, char> named[] = {
      {"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}, {"&apos;", '\''}};
  for (const auto& [entity, character] : named) {
    if (text.starts_with(entity)) {
      out += character;
      return entity.size();
    }
  }
  if (!text.starts_with("&#")) return 0;
  const auto end = text.find(';');
  if (end == std::string_view::npos || end > 8) return 0;
  const bool hexadecimal = text.size() > 2 && (text[2] == 'x' || text[2] == 'X');
  const std::string digits(text.substr(hexadecimal ? 3 : 2, end - (hexadecimal ? 3 : 2)));
  append_utf8(out, static_cast<std::uint32_t>(std::stoul(digits, nullptr, hexadecimal ? 16 : 10)));
  return end + 1;
}

// With its entities decoded.
std::string decoded(std::string_view raw) {
  std::string text;
  for (std::size_t i = 0; i < raw.size();) {
    const std::size_t entity = raw[i] == '&' ? decode_entity(raw.substr(i), text) : 0;
    if (entity == 0) text += raw[i];
    i += entity == 0 ? 1 : entity;
  }
  return text;
}

// Not by a regular expression: the standard library's recurse for each character, too deep for a style sheet.
std::string without_element(std::string page, const std::string& name) {
  for (auto begin = page.find("<" + name); begin != std::string::npos; begin = page.find("<" + name, begin)) {
    const std::string close = "</" + name + ">";
    const auto end = page.find(close, begin);
    if (end == std::string::npos) break;
    page.erase(begin, end + close.size() - begin);
  }
  return page;
}

std::string without_tags(std::string_view page) {
  std::string text;
  bool inside = false;
  for (const char c : without_element(without_element(std::string(page), "style"), "title")) {
    if (c == '<') inside = true;
    if (!inside) text += c;
    if (c == '>') inside = false;
  }
  return text;
}

}  // namespace

Form& Form::add(std::string_view name, std::string_view value) {
  fields_.emplace_back(name, value);
  return *this;
}

Form& Form::set(std::string_view name, std::string_view value) {
  return without(name).add(name, value);
}

Form& Form::without(std::string_view name) {
  std::erase_if(fields_, [&](const auto& field) { return field.first == name; });
  return *this;
}

std::string Form::body() const {
  std::string body;
  for (const auto& [name, value] : fields_) {
    if (!body.empty()) body += '&';
    body += name;
    body += '=';
    body += percent_encoded(value);
  }
  return body;
}

std::string percent_encoded(std::string_view text) {
  constexpr char digits[] = "0123456789ABCDEF";
  std::string encoded;
  for (const char c : text) {
    if (plain(c)) {
      encoded += c;
      continue;
    }
    const auto byte = static_cast<unsigned char>(c);
    encoded += '%';
    encoded += digits[byte >> 4U];
    encoded += digits[byte & 15U];
  }
  return encoded;
}

Form smallest_report() {
  return {{"reporter_role", "rather_not_say"}, {"act_types", "not_sure"}, {"bias_targets", "not_sure"}};
}

Form full_report(std::string_view story) {
  Form form = {{"reporter_role", "i_saw_or_heard_it"},
               {"act_types", "threat"},
               {"act_types", "insults_or_slurs"},
               {"bias_targets", "age"},
               {"target_kind", "a_person"},
               {"date_day", ""},
               {"date_month", ""},
               {"date_year", ""},
               {"day_part", "evening"},
               {"repeat", "once"},
               {"area", "not_sure"},
               {"place_kind", "transit"},
               {"bias_signs", "words"},
               {"effects", "fear"},
               {"told_whom", "no_one"},
               {"police_why_not", "nothing_would_be_done"},
               {"support_wanted", "legal_or_rights"},
               {"support_language", "es"},
               {"affected_age_band", "30_64"},
               {"share_with_state_police", "yes"}};
  return form.add("story", story);
}

Form sent_with(Form form, std::string_view token, std::string_view work) {
  form.set("token", token);
  if (!work.empty()) form.set("work", work);
  return form;
}

std::string token_in(std::string_view page) {
  static const std::regex token("<input[^>]* name=\"?token\"?[^>]* value=\"?([A-Za-z0-9_-]+)");
  const std::string text(page);
  std::smatch found;
  return std::regex_search(text, found, token) ? found.str(1) : std::string();
}

Form receipt_form(std::string_view receipt, std::string_view action) {
  Form form;
  return form.add("receipt", receipt).add("action", action);
}

Form hidden_in(std::string_view page) {
  static const std::regex input("<input type=\"hidden\" name=\"([^\"]*)\"[^>]* value=\"([^\"]*)\"");
  const std::string text(page);
  Form form;
  for (std::sregex_iterator found(text.begin(), text.end(), input), end; found != end; ++found) {
    form.add(decoded(found->str(1)), decoded(found->str(2)));
  }
  return form;
}

std::optional<std::string> receipt_in(std::string_view page) {
  static const std::regex receipt(
      "(^|[^0-9A-Za-z-])([0-9A-HJKMNP-TV-Z]{4})[-\\s]+([0-9A-HJKMNP-TV-Z]{4})[-\\s]+([0-9A-HJKMNP-TV-Z]{4})"
      "[-\\s]+([0-9A-HJKMNP-TV-Z]{4})[-\\s]+([0-9A-HJKMNP-TV-Z]{4})($|[^0-9A-Za-z-])");
  const std::string text = without_tags(page);
  std::smatch found;
  if (!std::regex_search(text, found, receipt)) return std::nullopt;
  return found.str(2) + "-" + found.str(3) + "-" + found.str(4) + "-" + found.str(5) + "-" + found.str(6);
}

std::string text_in(std::string_view page) {
  return decoded(without_tags(page));
}

std::string label(std::string_view language, std::string_view key) {
  const auto file =
      std::filesystem::path(TELLSAFE_SOURCE_DIR) / "schema/labels" / (std::string(language) + ".json");
  auto here = nlohmann::json::parse(read_file(file));
  while (true) {
    const auto dot = std::min(key.find('.'), key.size());
    const auto found = here.find(std::string(key.substr(0, dot)));
    if (found == here.end()) throw std::out_of_range("no label " + std::string(key));
    const nlohmann::json next = *found;
    here = next;
    if (dot == key.size()) return here.get<std::string>();
    key.remove_prefix(dot + 1);
  }
}

}  // namespace tellsafe::support
