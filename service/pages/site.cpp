#include "service/pages/site.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <exception>
#include <map>
#include <nlohmann/json.hpp>

#include "service/pages/encodings.h"
#include "service/pages/escape.h"
#include "service/pages/models.h"
#include "service/pages/padding.h"
#include "service/pages/receipt_page.h"
#include "service/pages/report_page.h"
#include "service/pages/script_words.h"
#include "service/pages/slots.h"
#include "service/pages/templates.h"
#include "service/pages/wait_page.h"

namespace tellsafe::pages {
namespace {

// The page of a report that its browser sent again; its words are those of the receipt.
constexpr unsigned kept_status = 409U;
constexpr std::array statuses{400U, 403U, 404U, 405U, 408U, kept_status, 411U, 413U,
                              415U, 422U, 429U, 431U, 500U, 501U,        503U};
constexpr std::array results{LookUp::kept, LookUp::counted, LookUp::withdrawn, LookUp::not_found,
                             LookUp::malformed};

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

// Everything of one language.
struct Shelf {
  ReportPage report;
  WaitPage wait;
  ReceiptPage receipt;
  Site::Ready start;
  Site::Ready support;
  Site::Ready safety;
  Site::Ready about;
  Site::Ready protection;
  Site::Ready look_up;
  Site::Ready script_words;
  std::map<unsigned, Site::Ready> errors;
  std::map<LookUp, SlottedText> looked_up;
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
  auto model = page_model(furniture, language, "status", "");
  model["links_text"] = model["text"];
  if (status == kept_status) {
    const auto receipt = words(furniture, language.code, "receipt");
    model["title"] = receipt.at("title");
    model["text"] = {{"title", receipt.at("title")}, {"text", receipt.at("no_recovery")}};
    return model;
  }
  const auto key = std::to_string(status);
  if (!model["text"].contains(key)) {
    throw std::invalid_argument(fmt::format("{}: the label page.status.{} is missing", language.code, key));
  }
  model["text"] = model["links_text"].at(key);
  model["title"] = model["text"].at("title");
  return model;
}

// An older release has a page of its own, and its period in the title.
std::string numbers_page(const Templates& templates, const Furniture& furniture,
                         const schema::Language& language, const nlohmann::json& view) {
  auto model = page_model(furniture, language, "numbers", view.at("address").get<std::string>());
  const auto with_more = [](const nlohmann::json& text, const std::string& more) {
    return fmt::format("{} – {}", text.get<std::string>(), more);
  };
  model["feed"] = {{"title", with_more(model["text"].at("dataset"), furniture.options.city)},
                   {"address", fmt::format("/{}/numbers/feed.atom", language.code)}};
  model["protection_title"] = furniture.labels.text(language.code, "page.protection.title");
  if (!view.at("newest").get<bool>()) {
    model["title"] = with_more(model["title"], view.at("period_name").get<std::string>());
  }
  std::map<std::string, std::string> values;
  for (const char* name : {"threshold", "rounding"}) {
    if (view.contains(name) && view[name].is_string()) values.emplace(name, view[name].get<std::string>());
  }
  if (view.contains("with_numbers") && view["with_numbers"].is_object()) {
    values.emplace("period", view["with_numbers"].at("name").get<std::string>());
  }
  for (auto& text : model["text"]) {
    if (text.is_string()) text = put_in(text.get<std::string>(), values);
  }
  model["view"] = view;
  return templates.render("numbers", model);
}

nlohmann::json protection_model(const Furniture& furniture, const schema::Language& language) {
  auto model = page_model(furniture, language, "protection", "numbers/protection");
  model["caveats"] = words(furniture, language.code, "numbers");
  return model;
}

nlohmann::json with_onion(nlohmann::json model, const SiteOptions& options) {
  model["onion"] = options.onion.empty() ? nlohmann::json(false) : nlohmann::json(options.onion);
  return model;
}

nlohmann::json about_model(const Furniture& furniture, const schema::Language& language) {
  const SiteOptions& options = furniture.options;
  auto model = with_onion(page_model(furniture, language, "about", "about"), options);
  model["office"] = options.office.empty() ? nlohmann::json(false) : nlohmann::json(options.office);
  model["contact"] = contact_link(options.contact);
  return model;
}

Shelf make_shelf(const Templates& templates, const Furniture& furniture, const schema::Form& form,
                 const schema::Language& language, const std::vector<schema::Place>& support) {
  const auto ready = [&](const char* name, const nlohmann::json& model) {
    return make_ready(templates.render(name, model));
  };
  const auto page = [&](const char* name, std::string_view address) {
    return with_onion(page_model(furniture, language, name, address), furniture.options);
  };
  PlacesThatHelp places(templates, furniture, form, language, support);
  const std::string support_page = places.page();
  const SlottedText look_up(templates.render("look_up", look_up_model(furniture, language, {})));
  Shelf shelf{
      .report = ReportPage(templates, furniture, form, language),
      .wait = WaitPage(templates, furniture, language),
      .receipt = ReceiptPage(templates, furniture, language, std::move(places)),
      .start = ready("start", page("start", "")),
      .support = make_ready(support_page),
      .safety = ready("safety", page("safety", "safety")),
      .about = ready("about", about_model(furniture, language)),
      .protection = ready("protection", protection_model(furniture, language)),
      .look_up = make_ready(look_up.empty()),
      .script_words = make_ready(script_words(furniture, form, language).dump()),
      .errors = {},
      .looked_up = {},
  };
  // Made when there is a release; tried now, so that a fault shows at the start.
  numbers_page(templates, furniture, language,
               {{"address", "numbers"}, {"newest", true}, {"available", false}, {"has_briefs", false}});
  for (const LookUp result : results) {
    shelf.looked_up[result] =
        SlottedText(templates.render("look_up", look_up_model(furniture, language, result)));
  }
  return shelf;
}

nlohmann::json home_model(const Furniture& furniture) {
  auto model = page_model(furniture, furniture.labels.languages().front(), "home", {});
  auto sites = nlohmann::json::array();
  for (const auto& language : furniture.labels.languages()) {
    sites.push_back(page_model(furniture, language, "home", {}));
  }
  model["sites"] = std::move(sites);
  model["not_reviewed"] = false;
  return model;
}

using Shelves = std::map<std::string, Shelf, std::less<>>;

// The errors of all languages together, since no two may differ in length.
void add_errors(const Templates& templates, const Furniture& furniture, Shelves& shelves) {
  std::vector<std::string> plain;
  for (const auto& language : furniture.labels.languages()) {
    for (const unsigned status : statuses) {
      plain.push_back(templates.render("status", status_model(furniture, language, status)));
    }
  }
  auto pages = make_level(std::move(plain));
  auto next = pages.begin();
  for (const auto& language : furniture.labels.languages()) {
    for (const unsigned status : statuses) shelves.at(language.code).errors[status] = std::move(*next++);
  }
}

// What ordinary answers of each kind are padded to, in all languages.
struct Sizes {
  std::size_t form = 0;
  std::size_t wait = 0;
  std::size_t receipt = 0;
  std::size_t looked_up = 0;
};

Sizes sizes_of(const Shelves& shelves) {
  constexpr std::size_t code_room = 1024;
  Sizes sizes;
  for (const auto& [code, shelf] : shelves) {
    sizes.form = std::max(sizes.form, size_class(shelf.report.size() + typed_room));
    sizes.wait = std::max(sizes.wait, size_class(shelf.wait.size() + typed_room));
    sizes.receipt = std::max(sizes.receipt, size_class(shelf.receipt.largest()));
    for (const auto& [result, page] : shelf.looked_up) {
      sizes.looked_up = std::max(sizes.looked_up, size_class(page.size() + code_room));
    }
  }
  return sizes;
}

}  // namespace

struct Site::Pages {
  Pages(const SiteOptions& given, const schema::Labels& labels, const schema::Form& form,
        const std::vector<schema::Place>& support)
      : options(given),
        templates(Templates::load(options.web / "templates")),
        furniture(load_furniture(options, labels)),
        style_hash(fmt::format("'{}'", integrity_of(furniture.style))),
        home(make_ready(templates.render("home", home_model(furniture)))),
        assets{furniture.scripts.page.asset, furniture.scripts.report.asset, furniture.scripts.work.asset},
        first_language(labels.languages().front().code) {
    for (const auto& language : labels.languages()) {
      shelves.emplace(language.code, make_shelf(templates, furniture, form, language, support));
    }
    add_errors(templates, furniture, shelves);
    sizes = sizes_of(shelves);
  }

  const SiteOptions options;
  const Templates templates;
  const Furniture furniture;
  const std::string style_hash;
  const Ready home;
  const std::array<Asset, 3> assets;
  const std::string first_language;
  Shelves shelves;
  Sizes sizes;

  // A language that the site does not have is answered in its first.
  const Shelf& at(std::string_view language) const {
    const auto found = shelves.find(language);
    return found == shelves.end() ? shelves.at(first_language) : found->second;
  }
};

boost::system::result<Site, std::string> Site::load(const SiteOptions& options, const schema::Labels& labels,
                                                    const schema::Form& form,
                                                    const std::vector<schema::Place>& support) {
  if (labels.languages().empty()) return std::string("the site has no language");
  try {
    return Site(std::make_unique<Pages>(options, labels, form, support));
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

Site::Ready Site::start(std::string_view language) const {
  return pages_->at(language).start;
}

Site::Ready Site::support(std::string_view language) const {
  return pages_->at(language).support;
}

Site::Ready Site::safety(std::string_view language) const {
  return pages_->at(language).safety;
}

Site::Ready Site::report(std::string_view language, std::string_view token) const {
  return pages_->at(language).report.empty(token);
}

crypto::WipedText Site::report_again(std::string_view language, std::span<const schema::SentField> typed,
                                     std::span<const schema::FieldError> errors,
                                     std::string_view token) const {
  return padded(pages_->at(language).report.again(typed, errors, token), pages_->sizes.form);
}

crypto::WipedText Site::report_in(std::string_view language, std::span<const schema::SentField> typed,
                                  std::string_view token) const {
  return report_again(language, typed, {}, token);
}

crypto::WipedText Site::report_not_kept(std::string_view language, std::span<const schema::SentField> typed,
                                        std::string_view token) const {
  return padded(pages_->at(language).report.not_kept(typed, token), pages_->sizes.form);
}

crypto::WipedText Site::report_once_more(std::string_view language, std::span<const schema::SentField> typed,
                                         std::string_view token) const {
  return padded(pages_->at(language).report.once_more(typed, token), pages_->sizes.form);
}

crypto::WipedText Site::wait(std::string_view language, std::span<const schema::SentField> typed,
                             unsigned seconds, std::string_view token) const {
  return padded(pages_->at(language).wait.fill(typed, seconds, token), pages_->sizes.wait);
}

crypto::WipedText Site::receipt_issued(std::string_view language, std::string_view receipt, StorySeal seal,
                                       std::span<const schema::SentField> typed) const {
  return padded(pages_->at(language).receipt.fill(receipt, seal, typed), pages_->sizes.receipt);
}

Site::Ready Site::look_up(std::string_view language) const {
  return pages_->at(language).look_up;
}

crypto::WipedText Site::looked_up(std::string_view language, LookUp result, std::string_view typed) const {
  crypto::WipedText page;
  page.reserve(pages_->sizes.looked_up);
  pages_->at(language).looked_up.at(result).fill(
      page, [&](std::string_view, crypto::WipedText& out) { append_escaped(out, typed); });
  return padded(std::move(page), pages_->sizes.looked_up);
}

Site::Ready Site::about(std::string_view language) const {
  return pages_->at(language).about;
}

Site::Ready Site::error(std::string_view language, unsigned status) const {
  const auto& errors = pages_->at(language).errors;
  const auto found = errors.find(status);
  return found != errors.end() ? found->second : errors.at(status < 500 ? 400 : 500);
}

Site::Ready Site::kept_already(std::string_view language) const {
  return pages_->at(language).errors.at(kept_status);
}

Site::Ready Site::numbers(std::string_view language, const nlohmann::json& view) const {
  const auto& languages = pages_->furniture.labels;
  const auto* const known = languages.find(language);
  return make_ready(numbers_page(pages_->templates, pages_->furniture,
                                 known != nullptr ? *known : languages.languages().front(), view));
}

Site::Ready Site::protection(std::string_view language) const {
  return pages_->at(language).protection;
}

Site::Ready Site::script_words(std::string_view language) const {
  return pages_->at(language).script_words;
}

std::span<const Asset> Site::assets() const {
  return pages_->assets;
}

const Wording& Site::wording(std::string_view language) const {
  const auto& wordings = pages_->furniture.wordings;
  const auto found = wordings.find(language);
  return found == wordings.end() ? wordings.at(pages_->first_language) : found->second;
}

const std::string& Site::style_hash() const {
  return pages_->style_hash;
}

}  // namespace tellsafe::pages
