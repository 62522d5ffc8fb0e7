// The form of the demonstration's city, and whether it would take a report.
#pragma once

#include <chrono>
#include <filesystem>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "schema/form.h"
#include "schema/validate.h"
#include "service/demo/report.h"

namespace tellsafe::demo {

inline const std::filesystem::path source = TELLSAFE_SOURCE_DIR;
inline const std::filesystem::path data_folder = source / "service/demo";

inline const schema::Form& city_form() {
  static const schema::Form form = [] {
    auto loaded = schema::Form::load(source / "schema", source / "deploy/demo/areas.json");
    if (loaded.has_error()) throw std::runtime_error(loaded.error());
    return std::move(*loaded);
  }();
  return form;
}

// What the form has against a report on the day it comes; empty when it takes it.
inline std::string objections(const Report& report) {
  std::vector<schema::SentField> sent;
  for (const Field& field : report.fields) sent.push_back({field.name, field.value});
  std::string text;
  for (const schema::FieldError& error : schema::check(city_form(), sent, report.received).errors) {
    text += error.question + ": " + std::string(schema::name_of(error.problem)) + "\n";
  }
  return text;
}

inline std::vector<std::string> answers(const Report& report, std::string_view name) {
  std::vector<std::string> values;
  for (const Field& field : report.fields) {
    if (field.name == name) values.push_back(field.value);
  }
  return values;
}

inline std::chrono::sys_days day(int year, unsigned month, unsigned date) {
  return std::chrono::year{year} / std::chrono::month{month} / std::chrono::day{date};
}

}  // namespace tellsafe::demo
