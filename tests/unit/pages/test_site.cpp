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

}  // namespace

std::filesystem::path source_folder() {
  return TELLSAFE_SOURCE_DIR;
}

const schema::Form& test_form() {
  static const auto form = loaded(schema::Form::load(source_folder() / "schema", areas()));
  return form;
}

const schema::Labels& test_labels() {
  static const auto labels =
      loaded(schema::Labels::load(source_folder() / "schema/labels", {"en", "es"}, test_form(), areas()));
  return labels;
}

SiteOptions test_options(bool demo) {
  return {source_folder() / "web", "City of <Riverbend>", std::string(leave_url), demo};
}

Furniture test_furniture() {
  static const auto options = test_options(false);
  return {options, test_labels(), "body{}"};
}

const Site& test_site(bool demo) {
  static const auto real = loaded(Site::load(test_options(false), test_labels(), test_form()));
  static const auto demonstration = loaded(Site::load(test_options(true), test_labels(), test_form()));
  return demo ? demonstration : real;
}

}  // namespace tellsafe::pages
