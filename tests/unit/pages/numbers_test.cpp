#include <gmock/gmock.h>

#include <nlohmann/json.hpp>
#include <stdexcept>

#include "tests/unit/pages/html.h"
#include "tests/unit/pages/test_site.h"

namespace tellsafe::pages {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

nlohmann::json view() {
  return nlohmann::json::parse(R"({
    "available": true, "period": "2025-Q1", "period_name": "1st quarter 2025", "threshold": "10", "rounding": "5",
    "audited": false, "demo": false,
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

TEST(Numbers, BeforeTheFirstReleaseThePageSaysSo) {
  const auto source = test_site().numbers("en", {{"available", false}})->plain;
  EXPECT_THAT(html::faults(html::read(source), leave_escaped), IsEmpty());
  EXPECT_THAT(source, HasSubstr(test_labels().text("en", "page.numbers.none_text")));
  EXPECT_THAT(source, Not(HasSubstr("<table")));
}

TEST(Numbers, AMemberThatIsMissingIsNamed) {
  auto incomplete = view();
  incomplete.erase("signing_key");
  EXPECT_THAT([&] { test_site().numbers("en", incomplete); },
              testing::ThrowsMessage<std::invalid_argument>(HasSubstr("view.signing_key")));
}

}  // namespace
}  // namespace tellsafe::pages
