#include "service/pages/site.h"

#include <fmt/format.h>
#include <sodium.h>

#include <array>
#include <exception>
#include <map>
#include <nlohmann/json.hpp>

#include "crypto/hash.h"
#include "service/pages/encodings.h"
#include "service/pages/escape.h"
#include "service/pages/models.h"
#include "service/pages/report_page.h"
#include "service/pages/slots.h"
#include "service/pages/templates.h"

namespace tellsafe::pages {
namespace {

constexpr std::array statuses{400U, 404U, 405U, 408U, 411U, 413U, 415U, 422U, 431U, 500U, 503U};
constexpr std::array results{LookUp::kept, LookUp::counted, LookUp::withdrawn, LookUp::not_found,
                             LookUp::malformed};

// Pages with something personal are never compressed, and all have a length that is a multiple of this, so
// that their length tells next to nothing about what they say.
constexpr std::size_t padding = 16384;

crypto::WipedText padded(crypto::WipedText page) {
  page.resize((page.size() + padding - 1) / padding * padding, ' ');
  return page;
}

std::string name_of(LookUp result) {
  switch (result) {
    case LookUp::kept:
      return "kept";
    case LookUp::counted:
      return "counted";
    case LookUp::withdrawn:
      return "withdrawn";
    case LookUp::not_found:
      return "not_found";
    case LookUp::malformed:
      return "malformed";
  }
  return {};
}

std::string make_style_hash(const std::string& style) {
  const auto digest = crypto::sha256(crypto::bytes_of(style));
  std::array<char, sodium_base64_ENCODED_LEN(32, sodium_base64_VARIANT_ORIGINAL)> text{};
  sodium_bin2base64(text.data(), text.size(), digest.data(), digest.size(), sodium_base64_VARIANT_ORIGINAL);
  return fmt::format("'sha256-{}'", text.data());
}

// Everything of one language.
struct Shelf {
  ReportPage report_page;
  Site::Ready report;
  Site::Ready look_up;
  Site::Ready about;
  std::map<unsigned, Site::Ready> errors;
  SlottedText receipt;
  std::map<LookUp, SlottedText> looked_up;
  nlohmann::json numbers;
};

// No result: the empty look-up.
nlohmann::json look_up_model(const Furniture& furniture, const schema::Language& language,
                             std::optional<LookUp> result) {
  auto model = page_model(furniture, language, "look_up", "receipt");
  for (const LookUp one : results) model[name_of(one)] = result == one;
  const bool malformed = result == LookUp::malformed;
  model["ask"] = !result || malformed || result == LookUp::not_found;
  model["receipt"] = slot("receipt");
  model["errors_title"] = furniture.labels.text(language.code, "page.report.errors_title");
  if (malformed) model["title_prefix"] = model["common"].at("error_prefix").get<std::string>() + " ";
  if (result && !malformed) model["title"] = model["text"].at(name_of(*result) + "_title");
  return model;
}

nlohmann::json status_model(const Furniture& furniture, const schema::Language& language, unsigned status) {
  auto model = page_model(furniture, language, "status", "report");
  model["links_text"] = model["text"];
  const auto key = std::to_string(status);
  if (!model["text"].contains(key)) {
    throw std::invalid_argument(fmt::format("{}: the label page.status.{} is missing", language.code, key));
  }
  model["text"] = model["links_text"].at(key);
  model["title"] = model["text"].at("title");
  return model;
}

std::string numbers_page(const Templates& templates, nlohmann::json model, const nlohmann::json& view) {
  std::map<std::string, std::string> values;
  for (const char* name : {"threshold", "rounding"}) {
    if (view.contains(name) && view[name].is_string()) values.emplace(name, view[name].get<std::string>());
  }
  for (auto& text : model["text"]) {
    if (text.is_string()) text = put_in(text.get<std::string>(), values);
  }
  model["view"] = view;
  return templates.render("numbers", model);
}

Shelf make_shelf(const Templates& templates, const Furniture& furniture, const schema::Form& form,
                 const schema::Language& language) {
  auto receipt = page_model(furniture, language, "receipt", "");
  receipt["receipt"] = slot("receipt");
  const SlottedText look_up(templates.render("look_up", look_up_model(furniture, language, {})));
  Shelf shelf{
      .report_page = ReportPage(templates, furniture, form, language),
      .report = {},
      .look_up = make_ready(look_up.empty()),
      .about = make_ready(templates.render("about", page_model(furniture, language, "about", "about"))),
      .errors = {},
      .receipt = SlottedText(templates.render("receipt", receipt)),
      .looked_up = {},
      .numbers = page_model(furniture, language, "numbers", "numbers"),
  };
  shelf.report = make_ready(shelf.report_page.empty());
  // Made when there is a release; tried now, so that a fault shows at the start.
  numbers_page(templates, shelf.numbers, {{"available", false}});
  for (const unsigned status : statuses) {
    shelf.errors[status] = make_ready(templates.render("status", status_model(furniture, language, status)));
  }
  for (const LookUp result : results) {
    shelf.looked_up[result] =
        SlottedText(templates.render("look_up", look_up_model(furniture, language, result)));
  }
  return shelf;
}

nlohmann::json home_model(const Furniture& furniture) {
  auto model = page_model(furniture, furniture.labels.languages().front(), "home", "");
  auto sites = nlohmann::json::array();
  for (const auto& language : furniture.labels.languages()) {
    sites.push_back(page_model(furniture, language, "home", ""));
  }
  model["sites"] = std::move(sites);
  model["not_reviewed"] = false;
  return model;
}

}  // namespace

struct Site::Pages {
  Templates templates;
  std::string style_hash;
  Ready home;
  std::map<std::string, Shelf, std::less<>> shelves;
  std::string first_language;

  // A language that the site does not have is answered in its first.
  const Shelf& at(std::string_view language) const {
    const auto found = shelves.find(language);
    return found == shelves.end() ? shelves.at(first_language) : found->second;
  }
};

boost::system::result<Site, std::string> Site::load(const SiteOptions& options, const schema::Labels& labels,
                                                    const schema::Form& form) {
  if (labels.languages().empty()) return std::string("the site has no language");
  try {
    auto pages = std::make_unique<Pages>();
    pages->templates = Templates::load(options.web / "templates");
    const Furniture furniture{options, labels, read_text_file(options.web / "style.css")};
    pages->style_hash = make_style_hash(furniture.style);
    pages->home = make_ready(pages->templates.render("home", home_model(furniture)));
    pages->first_language = labels.languages().front().code;
    for (const auto& language : labels.languages()) {
      pages->shelves.emplace(language.code, make_shelf(pages->templates, furniture, form, language));
    }
    return Site(std::move(pages));
  } catch (const std::exception& wrong) {
    return fmt::format("the pages cannot be made: {}", wrong.what());
  }
}

Site::Site(std::unique_ptr<Pages> pages) : pages_(std::move(pages)) {}
Site::~Site() = default;
Site::Site(Site&&) noexcept = default;
Site& Site::operator=(Site&&) noexcept = default;

Site::Ready Site::home() const {
  return pages_->home;
}

Site::Ready Site::report(std::string_view language) const {
  return pages_->at(language).report;
}

crypto::WipedText Site::report_again(std::string_view language, std::span<const schema::SentField> typed,
                                     std::span<const schema::FieldError> errors) const {
  return padded(pages_->at(language).report_page.again(typed, errors));
}

crypto::WipedText Site::report_not_kept(std::string_view language,
                                        std::span<const schema::SentField> typed) const {
  return padded(pages_->at(language).report_page.not_kept(typed));
}

crypto::WipedText Site::receipt_issued(std::string_view language, std::string_view receipt) const {
  crypto::WipedText page;
  page.reserve(padding);
  pages_->at(language).receipt.fill(page, [&](std::string_view, crypto::WipedText& out) {
    // Each group stays whole where the line breaks.
    for (std::size_t from = 0; from < receipt.size();) {
      const auto hyphen = receipt.find('-', from);
      crypto::append(out, "<span>");
      append_escaped(out, receipt.substr(from, hyphen - from));
      crypto::append(out, hyphen == std::string_view::npos ? "</span>" : "-</span><wbr>");
      from = hyphen == std::string_view::npos ? receipt.size() : hyphen + 1;
    }
  });
  return padded(std::move(page));
}

Site::Ready Site::look_up(std::string_view language) const {
  return pages_->at(language).look_up;
}

crypto::WipedText Site::looked_up(std::string_view language, LookUp result, std::string_view typed) const {
  crypto::WipedText page;
  page.reserve(padding);
  pages_->at(language).looked_up.at(result).fill(
      page, [&](std::string_view, crypto::WipedText& out) { append_escaped(out, typed); });
  return padded(std::move(page));
}

Site::Ready Site::about(std::string_view language) const {
  return pages_->at(language).about;
}

Site::Ready Site::error(std::string_view language, unsigned status) const {
  const auto& errors = pages_->at(language).errors;
  const auto found = errors.find(status);
  return found != errors.end() ? found->second : errors.at(status < 500 ? 400 : 500);
}

Site::Ready Site::numbers(std::string_view language, const nlohmann::json& view) const {
  return make_ready(numbers_page(pages_->templates, pages_->at(language).numbers, view));
}

const std::string& Site::style_hash() const {
  return pages_->style_hash;
}

}  // namespace tellsafe::pages
