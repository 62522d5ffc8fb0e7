#include "tests/unit/print/page.h"

#include <algorithm>
#include <filesystem>
#include <regex>
#include <stdexcept>
#include <utility>

namespace tellsafe::print::test {
namespace {

namespace fs = std::filesystem;

const fs::path source = TELLSAFE_SOURCE_DIR;
const fs::path areas = source / "deploy" / "demo" / "areas.json";

template <class Result>
auto loaded(Result result) {
  if (result.has_error()) throw std::runtime_error(result.error());
  return std::move(*result);
}

std::vector<std::string> every_language() {
  std::vector<std::string> codes{"en"};
  for (const auto& entry : fs::directory_iterator(source / "schema" / "labels")) {
    const auto code = entry.path().stem().string();
    if (entry.path().extension() == ".json" && code != "en") codes.push_back(code);
  }
  std::sort(codes.begin() + 1, codes.end());
  return codes;
}

std::string unescaped(std::string text) {
  const std::pair<const char*, const char*> marks[] = {
      {"&lt;", "<"}, {"&gt;", ">"}, {"&quot;", "\""}, {"&#39;", "'"}, {"&amp;", "&"}};
  for (const auto& [mark, sign] : marks) text = std::regex_replace(text, std::regex(mark), sign);
  return text;
}

}  // namespace

const schema::Form& form() {
  static const auto form = loaded(schema::Form::load(source / "schema", areas));
  return form;
}

const schema::Labels& labels() {
  static const auto labels =
      loaded(schema::Labels::load(source / "schema" / "labels", every_language(), form(), areas));
  return labels;
}

const schema::Language& language(std::string_view code) {
  const auto* found = labels().find(code);
  if (found == nullptr) throw std::runtime_error("no such language: " + std::string(code));
  return *found;
}

SheetOptions options() {
  SheetOptions options;
  options.templates = fs::path(TELLSAFE_WEB_DIR) / "templates";
  options.city = "City of <Riverbend> & \"Co\"";
  options.url = "https://report.riverbend.example";
  options.onion = onion;
  options.header_color = "#123456";
  options.button_color = "#654321";
  return options;
}

std::vector<std::string> texts(std::string_view page) {
  std::vector<std::string> found;
  page.remove_prefix(page.find("<body"));
  while (!page.empty()) {
    page.remove_prefix(page.find('>') + 1);
    std::string text(page.substr(0, page.find('<')));
    page.remove_prefix(text.size());
    const auto first = text.find_first_not_of(" \n");
    if (first == std::string::npos) continue;
    text = text.substr(first, text.find_last_not_of(" \n") + 1 - first);
    found.push_back(unescaped(std::move(text)));
  }
  return found;
}

bool has(const std::vector<std::string>& texts, std::string_view text) {
  return std::find(texts.begin(), texts.end(), text) != texts.end();
}

std::string reaches_out(const std::string& page) {
  const std::regex bad(
      R"(<script|<link|<img|<iframe|<object|<embed|<base|<form|\son\w+=|\ssrc=|href=|url\(|@import)",
      std::regex::icase);
  std::smatch match;
  return std::regex_search(page, match, bad) ? match.str() : "";
}

}  // namespace tellsafe::print::test
