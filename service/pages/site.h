// Every page that a resident sees. Templates (web/templates, mustache) are rendered once at start with slots
// left in them; a page without anything personal is kept ready with its encodings, and one with something
// personal is filled in by joining pieces into wiped memory, so that what a person typed never passes through
// a template library.
#pragma once

#include <boost/system/result.hpp>
#include <filesystem>
#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "schema/labels.h"
#include "schema/validate.h"
#include "service/handling/message.h"

namespace tellsafe::pages {

struct SiteOptions {
  std::filesystem::path web;  // the folder web/
  std::string city;           // "City of Springfield"
  std::string leave_url;      // the neutral site that "Leave this page" goes to
  bool demo = false;          // pages say "demonstration", in every language
};

// What the receipt look-up says. `kept` offers to withdraw; `malformed` is a code that cannot be one.
enum class LookUp { kept, counted, withdrawn, not_found, malformed };

// Immutable after load; all functions are thread safe.
class Site {
 public:
  // The error names the template, the language or the key that is wrong. labels and form must outlive the
  // site.
  static boost::system::result<Site, std::string> load(const SiteOptions& options,
                                                       const schema::Labels& labels,
                                                       const schema::Form& form);
  ~Site();
  Site(Site&&) noexcept;
  Site& operator=(Site&&) noexcept;

  using Ready = std::shared_ptr<const handling::ReadyPage>;

  Ready home() const;
  // The empty form.
  Ready report(std::string_view language) const;
  // The form again, with everything that was typed and what is wrong with it.
  crypto::WipedText report_again(std::string_view language, std::span<const schema::SentField> typed,
                                 std::span<const schema::FieldError> errors) const;
  // The form again with everything that was typed, and one message above it: the report could not be kept
  // just now
  // ("page.report.try_again").
  crypto::WipedText report_not_kept(std::string_view language,
                                    std::span<const schema::SentField> typed) const;
  // Thanks, and the receipt, in five groups.
  crypto::WipedText receipt_issued(std::string_view language, std::string_view receipt) const;

  // The empty look-up.
  Ready look_up(std::string_view language) const;
  // The answer to a look-up; `typed` is the code as it was typed.
  crypto::WipedText looked_up(std::string_view language, LookUp result, std::string_view typed) const;

  // How to stay safe, who runs this and reads it, what is and isn't promised: "/{lang}/about", linked from
  // every page.
  Ready about(std::string_view language) const;

  // 400, 404, 405, 408, 411, 413, 415, 422, 431, 500, 503: what happened and what to do, in plain words.
  // Another status gives the page of 400 or 500.
  Ready error(std::string_view language, unsigned status) const;

  // The public numbers, from a view model that service/reading makes (see web/templates/numbers.html for its
  // shape). Rendered when a release appears, not on a request. Throws std::invalid_argument naming what the
  // view lacks.
  Ready numbers(std::string_view language, const nlohmann::json& view) const;

  // The sources that the content security policy allows for the one inlined style: "'sha256-…'".
  const std::string& style_hash() const;

 private:
  struct Pages;
  explicit Site(std::unique_ptr<Pages> pages);
  std::unique_ptr<Pages> pages_;
};

}  // namespace tellsafe::pages
