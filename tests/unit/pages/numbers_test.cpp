#include <gmock/gmock.h>

#include <nlohmann/json.hpp>
#include <stdexcept>

#include "service/pages/escape.h"
#include "tests/unit/pages/html.h"
#include "tests/unit/pages/test_site.h"

namespace tellsafe::pages {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

nlohmann::json view() {
  return nlohmann::json::parse(R"({
    "address": "numbers", "newest": true, "us_catalog": true,
    "has_briefs": true, "briefs": [{"name": "November 2026", "address": "/brief/2026-11", "pdf": false}],
    "releases": [{"name": "1st quarter 2025", "address": "/en/numbers/2025-Q1"},
                 {"name": "2024", "address": "/en/numbers/2024"}],
    "licence": {"href": "https://terms.example/?a=1&b=2", "words": "terms.example/?a=1&b=2"},
    "available": true, "period": "2025-Q1", "period_name": "1st quarter 2025", "threshold": "10", "rounding": "5",
    "audited": false, "demo": false, "nothing_shown": false, "with_numbers": false,
    "tables": [
      {"id": "bias_category", "title": "Why", "several": true, "row_heading": "Reason", "columns": ["Reports"],
       "wide": false, "rows": [
         {"label": "All", "total": true, "under": false,
          "cells": [{"shown": true, "number": "80", "percent": false, "bar": 100}]},
         {"label": "<Religion>", "total": false, "under": false,
          "cells": [{"shown": true, "number": "35", "percent": "44%", "bar": 44}]},
         {"label": "Other", "total": false, "under": true, "cells": [{"shown": false}]}]},
      {"id": "by_area", "title": "Where", "several": false, "row_heading": "Reason",
       "columns": ["North", "South"], "wide": true, "rows": [
         {"label": "All", "total": true, "under": false,
          "cells": [{"shown": true, "number": "50", "percent": false, "bar": false}, {"shown": false}]}]}],
    "files": [{"name": "tables.csv", "url": "/releases/2025-Q1/public/tables.csv"}],
    "manifest_sha256": "0123abcd", "signing_key": "RWKEY"})");
}

TEST(Numbers, AreTablesWithBars) {
  for (const auto& language : test_labels().languages()) {
    const auto source = test_site().numbers(language.code, view())->plain;
    const auto page = html::read(source);
    EXPECT_THAT(html::faults(page, leave_escaped), IsEmpty());
    EXPECT_EQ(page.all("table").size(), 2U);
    EXPECT_EQ(page.all("th", "scope", "col").size(), 5U);
    EXPECT_EQ(page.all("th", "scope", "row").size(), 4U);
    EXPECT_EQ(page.all("rect", "width", "44%").size(), 1U);
    EXPECT_EQ(page.all("rect").size(), 2U);
    EXPECT_THAT(source, HasSubstr("&lt;Religion&gt;"));
    EXPECT_THAT(source, HasSubstr("(44%)"));
    EXPECT_THAT(source, HasSubstr("1st quarter 2025"));
    EXPECT_EQ(page.all("span", "class", "hidden-cell").size(), 2U);
    EXPECT_EQ(page.all("a", "href", "/releases/2025-Q1/public/tables.csv").size(), 1U);
    EXPECT_THAT(source, HasSubstr("minisign -Vm manifest.json -P RWKEY"));
    EXPECT_THAT(source, HasSubstr("0123abcd"));
  }
}

TEST(Numbers, TheCaveatsStandBesideThem) {
  for (const auto& language : test_labels().languages()) {
    const auto source = test_site().numbers(language.code, view())->plain;
    for (const char* key : {"chosen", "twice", "unreported", "trust", "criminal", "not_audited"}) {
      EXPECT_THAT(source, HasSubstr(test_labels().text(language.code, std::string("page.numbers.") + key)));
    }
    EXPECT_THAT(source, Not(HasSubstr(test_labels().text(language.code, "page.numbers.audited"))));
    EXPECT_THAT(source, HasSubstr(put_in(test_labels().text(language.code, "page.numbers.not_shown_means"),
                                         {{"threshold", "10"}})));
    EXPECT_THAT(source, HasSubstr(put_in(test_labels().text(language.code, "page.numbers.rounded"),
                                         {{"rounding", "5"}})));
    const auto& several = test_labels().text(language.code, "page.numbers.several");
    const auto first = source.find(several);
    EXPECT_NE(first, std::string::npos);
    EXPECT_EQ(source.find(several, first + 1), std::string::npos) << "only beside the table it is true of";
  }
}

TEST(Numbers, AnAuditedReleaseSaysWhatThatEarns) {
  auto audited = view();
  audited["audited"] = true;
  audited["rounding"] = false;
  const auto source = test_site().numbers("en", audited)->plain;
  EXPECT_THAT(source, HasSubstr(test_labels().text("en", "page.numbers.audited")));
  EXPECT_THAT(source, Not(HasSubstr(test_labels().text("en", "page.numbers.not_audited"))));
  EXPECT_THAT(source, Not(HasSubstr("{rounding}")));
}

TEST(Numbers, WhereNothingIsShownSayWhyAndLeadOn) {
  auto empty = view();
  empty["nothing_shown"] = true;
  empty["with_numbers"] = {{"name", "4th quarter 2024"}, {"address", "/en/numbers/2024-Q4"}};
  for (const auto& language : test_labels().languages()) {
    const auto text = [&](const char* key) {
      return test_labels().text(language.code, std::string("page.numbers.") + key);
    };
    const auto source = test_site().numbers(language.code, empty)->plain;
    const auto page = html::read(source);
    EXPECT_THAT(html::faults(page, leave_escaped), IsEmpty());
    EXPECT_THAT(page.all("table"), IsEmpty());
    EXPECT_THAT(source, Not(HasSubstr(put_in(text("rounded"), {{"rounding", "5"}}))));
    EXPECT_THAT(source, Not(HasSubstr(text("several"))));
    EXPECT_THAT(source, HasSubstr(text("nothing_shown")));
    EXPECT_EQ(page.all("a", "href", "/en/numbers/2024-Q4").size(), 1U);
    EXPECT_THAT(source, HasSubstr(put_in(text("with_numbers"), {{"period", "4th quarter 2024"}})));
    for (const char* key : {"chosen", "unreported", "not_audited", "all_title"})
      EXPECT_THAT(source, HasSubstr(text(key)));
    for (const char* stays :
         {"/releases/2025-Q1/public/tables.csv", "/en/numbers/2025-Q1", "/en/numbers/2024"})
      EXPECT_EQ(page.all("a", "href", stays).size(), 1U) << stays;
    EXPECT_EQ(page.all("a", "href", "/" + language.code + "/numbers/protection").size(), 1U);
    EXPECT_THAT(source, HasSubstr("0123abcd"));
    EXPECT_THAT(test_site().numbers(language.code, view())->plain, Not(HasSubstr(text("nothing_shown"))));
  }
  empty["with_numbers"] = false;
  const auto first = test_site().numbers("en", empty)->plain;
  EXPECT_THAT(first, HasSubstr(test_labels().text("en", "page.numbers.nothing_shown")));
  EXPECT_THAT(first, Not(HasSubstr("{period}")));
}

TEST(Numbers, BeforeTheFirstReleaseThePageSaysSo) {
  const auto source =
      test_site().numbers("en", {{"address", "numbers"}, {"newest", true}, {"available", false}})->plain;
  EXPECT_THAT(html::faults(html::read(source), leave_escaped), IsEmpty());
  EXPECT_THAT(source, HasSubstr(test_labels().text("en", "page.numbers.none_text")));
  EXPECT_THAT(source, Not(HasSubstr("<table")));
}

TEST(Numbers, LeadToAllReleasesAndToWhatProgramsRead) {
  for (const auto& language : test_labels().languages()) {
    const auto page = html::read(test_site().numbers(language.code, view())->plain);
    const auto leads_to = [&](const std::string& address) { return page.all("a", "href", address).size(); };
    const auto feed = "/" + language.code + "/numbers/feed.atom";
    EXPECT_EQ(leads_to("/en/numbers/2025-Q1"), 1U);
    EXPECT_EQ(leads_to("/en/numbers/2024"), 1U);
    EXPECT_EQ(leads_to("/" + language.code + "/numbers/protection"), 1U);
    EXPECT_EQ(leads_to("#all"), 1U);
    EXPECT_EQ(leads_to(feed), 1U);
    EXPECT_EQ(leads_to("/numbers/catalog.jsonld"), 1U);
    EXPECT_EQ(leads_to("/data.json"), 1U);
    EXPECT_EQ(leads_to("/numbers/signing.pub"), 1U);
    EXPECT_EQ(leads_to("https://terms.example/?a=1&amp;b=2"), 1U);
    EXPECT_EQ(page.all("link", "href", feed).size(), 1U);
  }
  auto without = view();
  without["us_catalog"] = false;
  EXPECT_THAT(test_site().numbers("en", without)->plain, Not(HasSubstr("/data.json")));
}

TEST(Numbers, OfAnOlderReleaseNameItAndLeadToTheNewest) {
  auto older = view();
  older["address"] = "numbers/2025-Q1";
  older["newest"] = false;
  older["releases"] = nlohmann::json::array();
  const auto source = test_site().numbers("es", older)->plain;
  const auto page = html::read(source);
  EXPECT_THAT(html::faults(page, leave_escaped), IsEmpty());
  const auto title = test_labels().text("es", "page.numbers.title") + " – 1st quarter 2025";
  EXPECT_THAT(source, HasSubstr("<title>" + title));
  EXPECT_THAT(source, HasSubstr("<h1>" + title + "</h1>"));
  EXPECT_THAT(source, HasSubstr(test_labels().text("es", "page.numbers.newest")));
  EXPECT_THAT(source, Not(HasSubstr(test_labels().text("es", "page.numbers.all_title"))));
  EXPECT_EQ(page.all("a", "href", "/fr/numbers/2025-Q1").size(), 1U)
      << "the same release in another language";
  EXPECT_THAT(test_site().numbers("es", view())->plain,
              Not(HasSubstr(test_labels().text("es", "page.numbers.newest"))));
}

TEST(Numbers, OtherPagesNameNoFeed) {
  EXPECT_THAT(html::read(test_site().about("en")->plain).all("link"), IsEmpty());
}

TEST(Protection, SaysAllThatItsTextsSay) {
  for (const auto& language : test_labels().languages()) {
    const auto source = test_site().protection(language.code)->plain;
    const auto page = html::read(source);
    EXPECT_THAT(html::faults(page, leave_escaped), IsEmpty());
    EXPECT_EQ(page.all("li").size(), 16U + 1U + 8U + test_labels().languages().size());
    for (const auto& [key, text] : test_labels().tree(language.code).at("page").at("protection").items())
      EXPECT_THAT(source, HasSubstr(escaped(text.get<std::string>()))) << language.code << " " << key;
    for (const char* key : {"chosen", "twice", "unreported", "trust", "criminal"})
      EXPECT_THAT(source, HasSubstr(test_labels().text(language.code, std::string("page.numbers.") + key)));
  }
  EXPECT_EQ(test_site().protection("xx"), test_site().protection("en"));
}

TEST(Numbers, AMemberThatIsMissingIsNamed) {
  auto incomplete = view();
  incomplete.erase("signing_key");
  EXPECT_THAT([&] { test_site().numbers("en", incomplete); },
              testing::ThrowsMessage<std::invalid_argument>(HasSubstr("view.signing_key")));
}

}  // namespace
}  // namespace tellsafe::pages
