#include "service/pages/site.h"

#include <gmock/gmock.h>
#include <sodium.h>

#include <array>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <vector>

#include "tests/unit/pages/html.h"
#include "tests/unit/pages/test_site.h"

namespace tellsafe::pages {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

constexpr std::string_view receipt = "K7QM-2F8R-9ZT4-AB3D-H5WX";
constexpr std::array statuses{400U, 404U, 405U, 408U, 411U, 413U, 415U, 422U, 431U, 500U, 503U};
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
  add("report", site.report(language)->plain);
  add("report again", crypto::text_of(site.report_again(language, {}, {})));
  add("report not kept", crypto::text_of(site.report_not_kept(language, {})));
  add("receipt", crypto::text_of(site.receipt_issued(language, receipt)));
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
    EXPECT_THAT(html::faults(page, "https://weather.example/?a=1&amp;b=2"), IsEmpty()) << name;
    EXPECT_EQ(page.all("h1").size(), 1U) << name;
    EXPECT_EQ(page.all("main", "id", "main").size(), 1U) << name;
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
    EXPECT_EQ(first->get("href"), "https://weather.example/?a=1&amp;b=2") << name;
    EXPECT_EQ(first->get("rel"), "noreferrer noopener") << name;
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

TEST(Site, TheFormFitsOneFlightOfAConnection) {
  for (const auto& language : test_labels().languages()) {
    const auto page = test_site(true).report(language.code);
    std::cout << language.code << ": form page " << page->plain.size() << " bytes, gzip " << page->gzip.size()
              << ", brotli " << page->brotli.size() << "\n";
    EXPECT_LE(page->brotli.size(), 14336U) << language.code;
  }
}

TEST(Site, TheEmptyFormHasNothingFilledIn) {
  const auto page = html::read(test_site().report("en")->plain);
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
  EXPECT_THAT(page.all("input", "type", "hidden"), IsEmpty());
}

TEST(Site, ChoicesAndDatesAreGroupedUnderALegend) {
  const auto page = html::read(test_site().report("en")->plain);
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
    const auto source = test_site().report(language.code)->plain;
    for (const char* key : {"danger", "not_police", "no_name", "skip"}) {
      const auto at = source.find(test_labels().text(language.code, std::string("page.report.") + key));
      EXPECT_LT(at, source.find("<form")) << language.code << " " << key;
    }
    const auto court =
        source.find(test_labels().text(language.code, "page.report.section.leave_out_of_numbers.text"));
    EXPECT_LT(court, source.find("name=\"leave_out_of_numbers\"")) << language.code;
  }
}

TEST(Site, ADemonstrationSaysSoEverywhere) {
  for (const auto& [name, source] : all_pages(test_site(true)))
    EXPECT_THAT(source, HasSubstr("class=\"demo\"")) << name;
  for (const auto& [name, source] : all_pages(test_site()))
    EXPECT_THAT(source, Not(HasSubstr("class=\"demo\""))) << name;
  for (const auto& language : test_labels().languages()) {
    const auto& words = test_labels().text(language.code, "page.common.demo");
    EXPECT_THAT(test_site(true).report(language.code)->plain, HasSubstr(words));
    EXPECT_THAT(test_site(true).home()->plain, HasSubstr(words));
  }
}

TEST(Site, LanguagesAreLinkedInTheirOwnNames) {
  const auto page = html::read(test_site().report("en")->plain);
  EXPECT_EQ(page.all("html").at(0)->get("lang"), "en");
  EXPECT_EQ(page.all("html").at(0)->get("dir"), "ltr");
  const auto* link = page.all("a", "hreflang", "es").at(0);
  EXPECT_EQ(link->get("href"), "/es/report");
  EXPECT_EQ(link->get("lang"), "es");
  EXPECT_EQ(link->text, "Español");
  const auto home = html::read(test_site().home()->plain);
  for (const auto& language : test_labels().languages()) {
    EXPECT_EQ(home.all("a", "href", "/" + language.code + "/report").size(), 1U);
    EXPECT_EQ(home.all("section", "lang", language.code).size(), 1U);
  }
}

TEST(Site, AnUnreviewedTranslationSaysSo) {
  EXPECT_THAT(test_site().report("es")->plain,
              HasSubstr(test_labels().text("es", "page.common.not_reviewed")));
  EXPECT_THAT(test_site().report("en")->plain,
              Not(HasSubstr(test_labels().text("en", "page.common.not_reviewed"))));
}

TEST(Site, TheReceiptIsShownInItsGroups) {
  for (const auto& language : test_labels().languages()) {
    const auto page = test_site().receipt_issued(language.code, receipt);
    EXPECT_THAT(crypto::text_of(page),
                HasSubstr("<span>K7QM-</span><wbr><span>2F8R-</span><wbr><span>9ZT4-</span><wbr>"
                          "<span>AB3D-</span><wbr><span>H5WX</span>"));
    EXPECT_THAT(crypto::text_of(page), HasSubstr("/" + language.code + "/receipt"));
    EXPECT_EQ(page.size() % 16384, 0U);
  }
}

TEST(Site, OnlyAKeptReportCanBeWithdrawn) {
  for (const auto result : results) {
    const auto text = test_site().looked_up("en", result, "k7qm\"><script>");
    const auto page = html::read(crypto::text_of(text));
    EXPECT_EQ(page.all("button", "value", "withdraw").size(), result == LookUp::kept ? 1U : 0U);
    EXPECT_THAT(crypto::text_of(text), Not(HasSubstr("<script")));
    const bool typed_again = result == LookUp::not_found || result == LookUp::malformed;
    EXPECT_EQ(page.by_id("receipt") != nullptr, typed_again);
    if (typed_again) {
      EXPECT_EQ(page.by_id("receipt")->get("value"), "k7qm&quot;&gt;&lt;script&gt;");
    }
    EXPECT_EQ(page.all("a", "href", "#receipt").size(), result == LookUp::malformed ? 1U : 0U);
    EXPECT_EQ(text.size(), 16384U);
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
  EXPECT_EQ(test_site().report("xx"), test_site().report("en"));
}

class BrokenSite : public testing::Test {
 protected:
  BrokenSite() {
    std::string name = (std::filesystem::temp_directory_path() / "tellsafe-web-XXXXXX").string();
    web_ = mkdtemp(name.data());
    std::filesystem::copy(source_folder() / "web", web_, std::filesystem::copy_options::recursive);
  }
  ~BrokenSite() override { std::filesystem::remove_all(web_); }
  std::string load_error() const {
    auto options = test_options(false);
    options.web = web_;
    const auto site = Site::load(options, test_labels(), test_form());
    return site.has_error() ? site.error() : "";
  }

  std::filesystem::path web_;
};

TEST_F(BrokenSite, LoadsWhenWhole) {
  EXPECT_EQ(load_error(), "");
}

TEST_F(BrokenSite, EveryTemplateIsNeeded) {
  for (const auto& entry : std::filesystem::directory_iterator(source_folder() / "web/templates")) {
    const auto name = entry.path().filename();
    std::filesystem::remove(web_ / "templates" / name);
    EXPECT_THAT(load_error(), HasSubstr(name.stem().string())) << name;
    std::filesystem::copy(entry.path(), web_ / "templates" / name);
  }
}

TEST_F(BrokenSite, AMissingLabelIsNamed) {
  std::ofstream(web_ / "templates/about.html") << "{{> top}}{{text.no_such_label}}{{> bottom}}";
  EXPECT_THAT(load_error(), testing::AllOf(HasSubstr("about"), HasSubstr("text.no_such_label")));
}

TEST_F(BrokenSite, AMissingStyleIsNamed) {
  std::filesystem::remove(web_ / "style.css");
  EXPECT_THAT(load_error(), HasSubstr("style.css"));
}

}  // namespace
}  // namespace tellsafe::pages
