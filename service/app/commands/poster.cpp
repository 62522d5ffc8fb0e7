#include "service/app/commands/poster.h"

#include <fmt/format.h>

#include <cstdio>
#include <stdexcept>

#include "schema/form.h"
#include "schema/labels.h"
#include "service/app/files.h"
#include "service/app/vault_access.h"
#include "service/print/sheet.h"

namespace tellsafe::app {
namespace {

Failure misconfigured(const PosterOptions& options, std::string_view what) {
  return {ExitCode::configuration, fmt::format("{}: {}", options.config.string(), what)};
}

print::SheetOptions sheet_options(const runtime::Config& config) {
  print::SheetOptions sheet;
  sheet.templates = config.web / "templates";
  sheet.city = config.city;
  sheet.url = config.url;
  sheet.onion = config.onion;
  sheet.header_color = config.header_color;
  sheet.button_color = config.button_color;
  // Only a demonstration's configuration names a clock.
  sheet.demo = !config.clock.empty();
  return sheet;
}

}  // namespace

Outcome<> poster(const PosterOptions& options) {
  const auto config = read_config(options.config);
  if (config.has_error()) return config.error();
  if (config->url.empty()) {
    return misconfigured(
        options, "[city] url is missing: the site's public address, https://…, which the QR code leads to");
  }
  const auto form = schema::Form::load(config->schema, config->areas);
  if (form.has_error()) return misconfigured(options, form.error());
  const auto labels =
      schema::Labels::load(config->schema / "labels", config->languages, *form, config->areas);
  if (labels.has_error()) return misconfigured(options, labels.error());
  const auto* language = labels->find(options.language);
  if (language == nullptr) {
    return Failure{ExitCode::usage, fmt::format("--lang {}: the city's languages are {}", options.language,
                                                fmt::join(config->languages, ", "))};
  }

  std::string page;
  try {
    page = options.paper ? print::paper_form(sheet_options(*config), *labels, *form, *language)
                         : print::poster(sheet_options(*config), *labels, *language);
  } catch (const std::invalid_argument& error) {
    return misconfigured(options, error.what());
  }
  if (!options.out.empty()) return write_new_file(options.out, page, Mode::open);
  if (std::fwrite(page.data(), 1, page.size(), stdout) != page.size() || std::fflush(stdout) != 0) {
    return Failure{ExitCode::disk, "the page could not be written"};
  }
  return {};
}

}  // namespace tellsafe::app
