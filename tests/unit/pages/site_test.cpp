#include "service/pages/site.h"

#include <gmock/gmock.h>
#include <sodium.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <vector>

#include "service/pages/escape.h"
#include "tests/unit/pages/html.h"
#include "tests/unit/pages/test_site.h"

namespace tellsafe::pages {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

constexpr std::string_view receipt = "K7QM-2F8R-9ZT4-AB3D-H5WX";
constexpr std::array statuses{400U, 403U, 404U, 405U, 408U, 411U, 413U,
                              415U, 422U, 429U, 431U, 500U, 501U, 503U};
constexpr std::array results{LookUp::kept, LookUp::counted, LookUp::withdrawn, LookUp::not_found,
                             LookUp::malformed};

struct Named {
  std::string name;
  std::string source;
};

// Every page of a language.
std::vector<Named> pages_of(const Site& site, const std::string& language) {
  std::vector<Named> pages;
  const auto add = [&](const std::string& name, std::string_view source) {
    pages.push_back({language + " " + name, std::string(source)});
  };
  add("start", site.start(language)->plain);
  add("support", site.support(language)->plain);
  add("safety", site.safety(language)->plain);
  add("report", site.report(language, token)->plain);
  add("report again", crypto::text_of(site.report_again(language, {}, {}, token)));
  add("report in", crypto::text_of(site.report_in(language, {}, token)));
  add("report not kept", crypto::text_of(site.report_not_kept(language, {}, token)));
  add("report once more", crypto::text_of(site.report_once_more(language, {}, token)));
  add("wait", crypto::text_of(site.wait(language, {}, 30, token)));
  add("receipt", crypto::text_of(site.receipt_issued(language, receipt, StorySeal::by_server, {})));
  add("look up", site.look_up(language)->plain);
  for (const auto result : results) {
    add("looked up " + std::to_string(static_cast<int>(result)),
        crypto::text_of(site.looked_up(language, result, receipt)));
  }
  add("about", site.about(language)->plain);
  for (const auto status : statuses) add(std::to_string(status), site.error(language, status)->plain);
  return pages;
}

std::vector<Named> all_pages(const Site& site) {
  std::vector<Named> pages = {{"home", site.home()->plain}};
  for (const auto& language : test_labels().languages()) {
    for (auto& page : pages_of(site, language.code)) pages.push_back(std::move(page));
  }
  return pages;
}

TEST(Site, EveryPageIsSound) {
  for (const auto& [name, source] : all_pages(test_site())) {
    const auto page = html::read(source);
    EXPECT_THAT(html::faults(page, leave_escaped), IsEmpty()) << name;
    EXPECT_EQ(page.all("h1").size(), 1U) << name;
    EXPECT_EQ(page.all("main", "id", "main").size(), 1U) << name;
    EXPECT_EQ(page.all("a", "href", "#main").size(), 1U) << name;
    EXPECT_THAT(page.all("title").at(0)->text, Not(IsEmpty())) << name;
    EXPECT_THAT(source, HasSubstr("City of &lt;Riverbend&gt;")) << name;
    EXPECT_THAT(source, Not(HasSubstr("\x01"))) << name;
    EXPECT_THAT(source, Not(testing::ContainsRegex("\\{[a-z]+\\}</"))) << name;
  }
}

TEST(Site, TheWayOutIsTheFirstLink) {
  for (const auto& [name, source] : all_pages(test_site())) {
    const auto page = html::read(source);
    const auto* first = page.all("a").at(0);
    EXPECT_EQ(first->get("href"), leave_escaped) << name;
    EXPECT_EQ(first->get("rel"), "noreferrer noopener") << name;
    EXPECT_TRUE(first->has("data-leave")) << name;
  }
}

TEST(Site, TheStyleHashIsOfTheInlinedStyle) {
  for (const auto& [name, source] : all_pages(test_site())) {
    const auto page = html::read(source);
    const auto& style = page.all("style").at(0)->text;
    std::array<unsigned char, crypto_hash_sha256_BYTES> digest{};
    crypto_hash_sha256(digest.data(), reinterpret_cast<const unsigned char*>(style.data()), style.size());
    std::array<char, 64> text{};
    sodium_bin2base64(text.data(), text.size(), digest.data(), digest.size(), sodium_base64_VARIANT_ORIGINAL);
    EXPECT_EQ(test_site().style_hash(), "'sha256-" + std::string(text.data()) + "'") << name;
  }
}

// With all that a page of a real site may say: the note of a translation that nobody has reviewed is longer
// than that of a demonstration.
TEST(Site, TheFormFitsOneFlightOfAConnection) {
  constexpr std::size_t one_flight = 14'336;
  for (const auto& language : test_labels().languages()) {
    const auto page = test_site(true).report(language.code, token);
    std::cout << language.code << ": form page " << page->plain.size() << " bytes, gzip " << page->gzip.size()
              << ", brotli " << page->brotli.size() << "\n";
    EXPECT_LE(page->brotli.size(), one_flight) << language.code;
  }
}

TEST(Site, TheFormsSizeIsTheSameForEachToken) {
  const auto page = test_site().report("en", token);
  const auto other = test_site().report("en", std::string(token.size(), 'x'));
  EXPECT_NE(page->plain, other->plain);
  EXPECT_EQ(page->plain.size(), other->plain.size());
  EXPECT_EQ(page->gzip.size(), other->gzip.size());
  EXPECT_EQ(page->brotli.size(), other->brotli.size());
  EXPECT_THAT(page->plain, testing::EndsWith("value=\"" + std::string(token) + "\"></body></html>\n"));
}

TEST(Site, StatusPagesCannotBeToldApartByTheirLength) {
  const auto some = test_site().error("en", 404);
  for (const auto& language : test_labels().languages()) {
    for (const auto status : statuses) {
      const auto page = test_site().error(language.code, status);
      EXPECT_EQ(page->plain.size(), some->plain.size());
      EXPECT_EQ(page->gzip.size(), some->gzip.size());
      EXPECT_EQ(page->brotli.size(), some->brotli.size());
    }
  }
}

TEST(Site, EveryPageHasItsScriptsWithIntegrity) {
  for (const auto& [name, source] : all_pages(test_site())) {
    const auto page = html::read(source);
    const bool form = name.find("report") != std::string::npos;
    const auto scripts = page.all("script");
    ASSERT_EQ(scripts.size(), form ? 2U : 1U) << name;
    for (const auto* script : scripts) {
      const auto assets = test_site().assets();
      const auto asset = std::ranges::find(assets, script->get("src"), &Asset::path);
      ASSERT_NE(asset, assets.end()) << name;
      EXPECT_EQ(script->get("integrity"), integrity_of(asset->bytes->plain)) << name;
    }
    EXPECT_EQ(scripts.back()->get("data-work").starts_with("/assets/work-"), form) << name;
  }
  EXPECT_EQ(test_site().assets().size(), 3U);
}

TEST(Site, TheCitysColorsAreInTheStyle) {
  const auto page = html::read(test_site().home()->plain);
  EXPECT_THAT(page.all("style").at(0)->text, testing::EndsWith("--on-button:#ffffff}"));
}

TEST(Site, SaysWhoRunsItAndWhereItsOnionIs) {
  for (const auto& language : test_labels().languages()) {
    const auto about = test_site().about(language.code)->plain;
    EXPECT_THAT(about, HasSubstr("Office of &lt;Neighbors&gt;"));
    EXPECT_THAT(about, HasSubstr("href=\"mailto:help@riverbend.example\""));
    EXPECT_THAT(test_site().start(language.code)->plain, HasSubstr("http://riverbend.onion"));
    EXPECT_THAT(test_site().safety(language.code)->plain, HasSubstr("http://riverbend.onion"));
  }
}

TEST(Site, TheEmptyFormHasNothingFilledIn) {
  const auto page = html::read(test_site().report("en", token)->plain);
  for (const auto& element : page.elements) {
    EXPECT_FALSE(element.has("checked") || element.has("selected") || element.has("aria-invalid"));
  }
  const auto* form = page.by_id("form");
  EXPECT_EQ(form->get("method"), "post");
  EXPECT_EQ(form->get("action"), "/en/report");
  EXPECT_EQ(form->get("autocomplete"), "off");
  EXPECT_FALSE(form->has("enctype"));
  EXPECT_EQ(page.by_id("story")->get("maxlength"), "20000");
  EXPECT_EQ(page.by_id("page_language"), nullptr);
  ASSERT_EQ(page.all("input", "type", "hidden").size(), 1U);
  EXPECT_EQ(page.all("input", "type", "hidden").at(0)->get("name"), "token");
}

TEST(Site, ChoicesAndDatesAreGroupedUnderALegend) {
  const auto page = html::read(test_site().report("en", token)->plain);
  std::size_t groups = 0;
  for (const auto& question : test_form().questions()) {
    if (!question.asked) continue;
    const auto* label = page.by_id(question.id);
    if (question.kind == schema::Kind::several || question.kind == schema::Kind::date ||
        (label != nullptr && label->get("type") == "radio")) {
      ++groups;
    }
  }
  EXPECT_EQ(page.all("fieldset").size(), groups);
  EXPECT_EQ(page.all("legend").size(), groups);
}

TEST(Site, TheFormSaysWhatMustStandAtItsTop) {
  for (const auto& language : test_labels().languages()) {
    const auto source = test_site().report(language.code, token)->plain;
    for (const char* key : {"common.danger", "report.not_police", "report.no_name", "report.skip"}) {
      const auto at = source.find(escaped(test_labels().text(language.code, std::string("page.") + key)));
      EXPECT_LT(at, source.find("<form")) << language.code << " " << key;
    }
    for (const char* link : {"/safety\"", "/support\"", "/about\""}) {
      EXPECT_LT(source.find(language.code + link), source.find("<form")) << language.code << " " << link;
    }
    const auto court = source.find(
        escaped(test_labels().text(language.code, "page.report.section.leave_out_of_numbers.text")));
    EXPECT_LT(court, source.find("name=\"leave_out_of_numbers\"")) << language.code;
  }
}

TEST(Site, ADemonstrationSaysSoEverywhere) {
  for (const auto& [name, source] : all_pages(test_site(true)))
    EXPECT_THAT(source, HasSubstr("class=\"demo\"")) << name;
  for (const auto& [name, source] : all_pages(test_site()))
    EXPECT_THAT(source, Not(HasSubstr("class=\"demo\""))) << name;
  for (const auto& language : test_labels().languages()) {
    const auto words = escaped(test_labels().text(language.code, "page.common.demo"));
    EXPECT_THAT(test_site(true).report(language.code, token)->plain, HasSubstr(words));
  }
}

TEST(Site, LanguagesAreLinkedInTheirOwnNames) {
  const auto page = html::read(test_site().report("en", token)->plain);
  EXPECT_EQ(page.all("html").at(0)->get("lang"), "en");
  EXPECT_EQ(page.all("html").at(0)->get("dir"), "ltr");
  const auto* link = page.all("a", "hreflang", "es").at(0);
  EXPECT_EQ(link->get("href"), "/es/report");
  EXPECT_EQ(link->get("lang"), "es");
  EXPECT_EQ(link->text, "Español");
  EXPECT_EQ(html::read(test_site().start("en")->plain).all("a", "hreflang", "es").at(0)->get("href"), "/es");
  const auto home = html::read(test_site().home()->plain);
  for (const auto& language : test_labels().languages()) {
    const auto links = home.all("a", "href", "/" + language.code);
    EXPECT_EQ(std::ranges::count(links, language.code, [](const auto* one) { return one->get("lang"); }), 1);
  }
}

TEST(Site, AnUnreviewedTranslationSaysSo) {
  for (const auto& language : test_labels().languages()) {
    const auto words = escaped(test_labels().text(language.code, "page.common.not_reviewed"));
    const bool says = test_site().report(language.code, token)->plain.find(words) != std::string::npos;
    EXPECT_EQ(says, !language.reviewed) << language.code;
  }
}

TEST(Site, OnlyAKeptReportCanBeWithdrawn) {
  for (const auto result : results) {
    const auto text = test_site().looked_up("en", result, "k7qm\"><script>");
    const auto page = html::read(crypto::text_of(text));
    EXPECT_EQ(page.all("button", "value", "withdraw").size(), result == LookUp::kept ? 1U : 0U);
    EXPECT_THAT(crypto::text_of(text), Not(HasSubstr("<script>")));
    const bool typed_again = result == LookUp::not_found || result == LookUp::malformed;
    EXPECT_EQ(page.by_id("receipt") != nullptr, typed_again);
    if (typed_again) {
      EXPECT_EQ(page.by_id("receipt")->get("value"), "k7qm&quot;&gt;&lt;script&gt;");
    }
    EXPECT_EQ(page.all("a", "href", "#receipt").size(), result == LookUp::malformed ? 1U : 0U);
    EXPECT_EQ(text.size(), test_site().looked_up("ar", LookUp::kept, receipt).size());
    EXPECT_EQ(text.size() % (32U * 1024), 0U);
  }
  const auto kept = html::read(crypto::text_of(test_site().looked_up("en", LookUp::kept, receipt)));
  EXPECT_EQ(kept.all("input", "type", "hidden").at(0)->get("name"), "receipt");
  EXPECT_EQ(kept.all("input", "type", "hidden").at(0)->get("value"), receipt);
  EXPECT_EQ(kept.all("form").at(0)->get("action"), "/en/receipt");
}

TEST(Site, OtherStatusesAndLanguagesHaveAPageToo) {
  EXPECT_EQ(test_site().error("en", 418), test_site().error("en", 400));
  EXPECT_EQ(test_site().error("en", 507), test_site().error("en", 500));
  EXPECT_NE(test_site().error("en", 404), test_site().error("en", 400));
  EXPECT_EQ(test_site().start("xx"), test_site().start("en"));
}

class BrokenSite : public testing::Test {
 protected:
  BrokenSite() {
    std::string name = (std::filesystem::temp_directory_path() / "tellsafe-web-XXXXXX").string();
    web_ = mkdtemp(name.data());
    std::filesystem::copy(web_folder(), web_, std::filesystem::copy_options::recursive);
    // Compressing the real one would take most of the time.
    std::ofstream(web_ / "report.js") << "0";
  }
  ~BrokenSite() override { std::filesystem::remove_all(web_); }
  // In one language, since pages of all of them take their time to compress.
  static const schema::Labels& labels() {
    static const auto english = schema::Labels::load(source_folder() / "schema/labels", {"en"}, test_form(),
                                                     source_folder() / "deploy/demo/areas.json");
    return *english;
  }
  std::string load_error() const {
    auto options = test_options(false);
    options.web = web_;
    options.colors = colors_;
    const auto site = Site::load(options, labels(), test_form(), test_places());
    return site.has_error() ? site.error() : "";
  }

  std::filesystem::path web_;
  Colors colors_;
};

TEST_F(BrokenSite, LoadsWhenWhole) {
  EXPECT_EQ(load_error(), "");
}

TEST_F(BrokenSite, EveryTemplateIsNeeded) {
  for (const auto& entry : std::filesystem::directory_iterator(web_folder() / "templates")) {
    const auto name = entry.path().filename();
    // Printed by a command of its own.
    if (name == "poster.html" || name == "paper.html" || name == "sheet_head.html") continue;
    // The staff press it.
    if (name == "brief.html" || name == "staff") continue;
    std::filesystem::remove(web_ / "templates" / name);
    EXPECT_THAT(load_error(), HasSubstr(name.stem().string())) << name;
    std::filesystem::copy(entry.path(), web_ / "templates" / name);
  }
}

TEST_F(BrokenSite, AMissingLabelIsNamed) {
  std::ofstream(web_ / "templates/about.html") << "{{> top}}{{text.no_such_label}}{{> bottom}}";
  EXPECT_THAT(load_error(), testing::AllOf(HasSubstr("about"), HasSubstr("text.no_such_label")));
}

TEST_F(BrokenSite, AMissingStyleOrScriptIsNamed) {
  for (const char* file : {"style.css", "page.js", "report.js", "work.js"}) {
    std::filesystem::rename(web_ / file, web_ / "away");
    EXPECT_THAT(load_error(), HasSubstr(file));
    std::filesystem::rename(web_ / "away", web_ / file);
  }
}

TEST_F(BrokenSite, AColorThatIsNoneIsNamed) {
  colors_.button = "green";
  EXPECT_THAT(load_error(), HasSubstr("green"));
}

}  // namespace
}  // namespace tellsafe::pages
