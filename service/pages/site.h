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
#include "schema/support.h"
#include "schema/validate.h"
#include "service/handling/message.h"

namespace tellsafe::pages {

class Wording;

struct Colors {
  // Backgrounds, "#rrggbb". What is written on them is black or white, whichever reads better.
  std::string header = "#1f2a44";
  std::string button = "#0a5a3c";
};

struct SiteOptions {
  std::filesystem::path web;        // the built folder: templates/, style.css, scripts
  std::string city;                 // "City of Springfield"
  std::string office;               // who runs this for the city; may be empty
  std::string contact;              // https://…, an e-mail address or a phone number; may be empty
  std::string leave_url;            // the neutral site that "Leave this page" goes to
  std::string onion;                // http://….onion, or empty
  std::vector<std::string> review;  // age1…: the recipients that a browser with scripts seals stories to
  Colors colors;
  bool demo = false;  // pages say "demonstration", in every language
};

// Who sealed the story of a report that was kept.
enum class StorySeal { none, by_server, by_browser };

// A script or another file that pages name. Its address holds a hash of its bytes.
struct Asset {
  std::string path;  // "/assets/report-….js"
  handling::ContentType type;
  std::shared_ptr<const handling::ReadyPage> bytes;
};

// What the receipt look-up says. `kept` offers to withdraw; `malformed` is a code that cannot be one.
enum class LookUp { kept, counted, withdrawn, not_found, malformed };

// Immutable after load; all functions are thread safe.
class Site {
 public:
  // The error names the template, the language or the key that is wrong: also a plural text that lacks a form
  // which its language needs. labels must outlive the site.
  static boost::system::result<Site, std::string> load(const SiteOptions& options,
                                                       const schema::Labels& labels, const schema::Form& form,
                                                       const std::vector<schema::Place>& support);
  ~Site();
  Site(Site&&) noexcept;
  Site& operator=(Site&&) noexcept;

  using Ready = std::shared_ptr<const handling::ReadyPage>;

  // The choice of languages: "/".
  Ready home() const;
  // "/{lang}": what this is, and where to go from here.
  Ready start(std::string_view language) const;
  // What helps, by need: "/{lang}/support".
  Ready support(std::string_view language) const;
  // Before you report: "/{lang}/safety".
  Ready safety(std::string_view language) const;

  // `token` in the following is what intake::FormTokens gave: letters, digits, "-" and "_", of one length
  // always. It goes into a hidden input, so a form page is put together for each request: the part before the
  // token is kept compressed, so that this costs a copy.

  // The empty form.
  Ready report(std::string_view language, std::string_view token) const;
  // The form again, with everything that was typed and what is wrong with it.
  crypto::WipedText report_again(std::string_view language, std::span<const schema::SentField> typed,
                                 std::span<const schema::FieldError> errors, std::string_view token) const;
  // The same without errors, in another language than it was sent in.
  crypto::WipedText report_in(std::string_view language, std::span<const schema::SentField> typed,
                              std::string_view token) const;
  // The form again with everything that was typed, and one message above it: the report could not be kept
  // just now ("page.report.try_again"), or its token was too young or too old ("page.report.once_more").
  crypto::WipedText report_not_kept(std::string_view language, std::span<const schema::SentField> typed,
                                    std::string_view token) const;
  crypto::WipedText report_once_more(std::string_view language, std::span<const schema::SentField> typed,
                                     std::string_view token) const;
  // Please wait: everything that was typed stands in hidden inputs, and one button sends it again.
  crypto::WipedText wait(std::string_view language, std::span<const schema::SentField> typed,
                         unsigned seconds, std::string_view token) const;
  // Thanks, the receipt in five groups, who sealed the story, and the places that help with what was asked
  // for
  // (`typed` is searched for support_wanted).
  crypto::WipedText receipt_issued(std::string_view language, std::string_view receipt, StorySeal seal,
                                   std::span<const schema::SentField> typed) const;

  // The empty look-up.
  Ready look_up(std::string_view language) const;
  // The answer to a look-up; `typed` is the code as it was typed.
  crypto::WipedText looked_up(std::string_view language, LookUp result, std::string_view typed) const;

  // Who runs this, who can read what, what is and isn't promised: "/{lang}/about".
  Ready about(std::string_view language) const;

  // 400, 403, 404, 405, 408, 411, 413, 415, 422, 429, 431, 500, 501, 503: what happened and what to do, in
  // plain words. Another status gives the page of 400 or 500. All have one size, in each encoding.
  Ready error(std::string_view language, unsigned status) const;

  // The report of this form is kept, and its receipt was shown before. Of the errors' size.
  Ready kept_already(std::string_view language) const;

  // A page of public numbers, from a view model that service/reading makes (see web/templates/numbers.html
  // for its shape). Rendered when a release appears, not on a request. Throws std::exception for a view that
  // lacks something, most often std::invalid_argument naming it.
  Ready numbers(std::string_view language, const nlohmann::json& view) const;
  // How the numbers are protected, and what they cannot say: "/{lang}/numbers/protection".
  Ready protection(std::string_view language) const;

  // What the scripts say and need to know, as JSON: "/{lang}/script.json". Its shape stands in
  // web/scripts/README.md.
  Ready script_words(std::string_view language) const;
  // The scripts. The same for all languages.
  std::span<const Asset> assets() const;

  // How numbers and periods are written in a language (in the site's first for another).
  const Wording& wording(std::string_view language) const;

  // The sources that the content security policy allows for the one inlined style: "'sha256-…'".
  const std::string& style_hash() const;

 private:
  struct Pages;
  explicit Site(std::unique_ptr<Pages> pages);
  std::unique_ptr<Pages> pages_;
};

}  // namespace tellsafe::pages
