#include "tests/unit/pages/test_site.h"

#include <stdexcept>

namespace tellsafe::pages {
namespace {

std::filesystem::path areas() {
  return source_folder() / "deploy/demo/areas.json";
}

template <class Result>
auto loaded(Result result) {
  if (result.has_error()) throw std::runtime_error(result.error());
  return std::move(*result);
}

// English, and the others that have a file.
std::vector<std::string> languages() {
  std::vector<std::string> codes{"en"};
  for (const auto& option : test_form().find("page_language")->options) {
    const auto file = source_folder() / "schema/labels" / (option.code + ".json");
    if (option.code != "en" && std::filesystem::exists(file)) codes.push_back(option.code);
  }
  return codes;
}

}  // namespace

std::filesystem::path source_folder() {
  return TELLSAFE_SOURCE_DIR;
}

std::filesystem::path web_folder() {
  return TELLSAFE_WEB_DIR;
}

const schema::Form& test_form() {
  static const auto form = loaded(schema::Form::load(source_folder() / "schema", areas()));
  return form;
}

const schema::Labels& test_labels() {
  static const auto labels =
      loaded(schema::Labels::load(source_folder() / "schema/labels", languages(), test_form(), areas()));
  return labels;
}

const std::vector<schema::Place>& test_places() {
  static const auto places =
      loaded(schema::load_support(source_folder() / "deploy/demo/support.json", test_form()));
  return places;
}

SiteOptions test_options(bool demo) {
  SiteOptions options;
  options.web = web_folder();
  options.city = "City of <Riverbend>";
  options.office = "Office of <Neighbors>";
  options.contact = "help@riverbend.example";
  options.leave_url = leave_url;
  options.onion = "http://riverbend.onion";
  options.review = {"age1first", "age1second"};
  options.demo = demo;
  return options;
}

const Furniture& test_furniture() {
  static const auto options = test_options(false);
  static const auto furniture = load_furniture(options, test_labels());
  return furniture;
}

const Site& test_site(bool demo) {
  const auto load = [](bool of_demo) {
    return loaded(Site::load(test_options(of_demo), test_labels(), test_form(), test_places()));
  };
  if (demo) {
    static const auto demonstration = load(true);
    return demonstration;
  }
  static const auto real = load(false);
  return real;
}

}  // namespace tellsafe::pages
