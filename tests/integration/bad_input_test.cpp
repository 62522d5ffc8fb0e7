// Whatever is wrong with what was sent: a page in the reader's language with the right status, nothing
// stored, nothing that was typed lost, nothing in the log.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/support/city.h"

namespace tellsafe::support {
namespace {

using testing::HasSubstr;
using testing::Not;

const std::string typed = "Typed-with-care <b>&\"' ñ 🙂";

std::string times(std::size_t count, std::string_view text) {
  std::string all;
  for (std::size_t i = 0; i < count; ++i) all += text;
  return all;
}

class BadInput : public testing::Test {
 protected:
  BadInput() {
    city_.set_day("2025-03-10");
    city_.start();
  }
  void TearDown() override {
    EXPECT_EQ(city_.stored_reports(), 0U);
    EXPECT_EQ(city_.stop(), 0) << "the server must outlive it";
    EXPECT_THAT(city_.log(), Not(HasSubstr("Typed-with-care")));
  }
  City city_;
};

struct Mistake {
  std::string what;
  Form form;
  std::string problem;  // key of the label that says it
};

TEST_F(BadInput, MistakesInTheFormComeBackWithAllThatWasTyped) {
  const Form good = full_report(typed);
  const auto with = [&](std::string_view name, std::string_view value) {
    return Form(good).set(name, value);
  };
  const auto date = [&](std::string_view day, std::string_view month, std::string_view year) {
    return Form(good).set("date_day", day).set("date_month", month).set("date_year", year);
  };
  const std::vector<Mistake> mistakes = {
      {"nothing chosen of one", Form(good).without("reporter_role"), "question.reporter_role.required"},
      {"nothing chosen of several", Form(good).without("act_types"), "question.act_types.required"},
      {"an empty answer", with("bias_targets", ""), "question.bias_targets.required"},
      {"an option the form does not have", with("day_part", "teatime"), "error.unknown_option"},
      {"one of several that it does not have", Form(good).add("effects", "glee"), "error.unknown_option"},
      {"markup as an option", with("area", "<script>alert(1)</script>"), "error.unknown_option"},
      {"a field it does not have", Form(good).add("phone", "555 0100"), "error.unknown_field"},
      {"what the server sets", Form(good).add("page_language", "en"), "error.unknown_field"},
      {"a single answer twice", Form(good).add("reporter_role", "for_a_group"), "error.repeated"},
      {"two stories", Form(good).add("story", "another"), "error.repeated"},
      {"a day that does not exist", date("31", "2", "2025"), "error.impossible_date"},
      {"a day without a month", date("3", "", "2025"), "error.impossible_date"},
      {"a date in the future", date("11", "3", "2025"), "error.date_in_future"},
      {"a date long ago", date("1", "1", "1899"), "error.date_too_old"},
      {"words for a month", date("1", "march", "2025"), "error.not_a_number"},
      {"a number beyond numbers", date("1", times(50, "9"), "2025"), ""},
  };
  for (const Mistake& mistake : mistakes) {
    for (const std::string language : {"es", "en"}) {
      SCOPED_TRACE(mistake.what + " in " + language);
      const Page page = city_.resident().post("/" + language + "/report", mistake.form);
      EXPECT_EQ(page.status, 422U);
      EXPECT_TRUE(page.in_language(language));
      EXPECT_TRUE(page.says(typed));
      EXPECT_THAT(page.body, Not(HasSubstr("<script>alert")));
      EXPECT_THAT(page.body, HasSubstr("<title>" + label(language, "page.common.error_prefix")));
      EXPECT_EQ(page.header("cache-control"), "no-store");
      EXPECT_TRUE(mistake.problem.empty() || page.says(label(language, mistake.problem)));
      EXPECT_FALSE(receipt_in(page.body));
    }
  }
}

TEST_F(BadInput, AStoryThatIsTooLongComesBackWhole) {
  const std::string story = times(3000, "ñ") + "!";
  const Page page = city_.resident().post("/es/report", full_report(story));
  EXPECT_EQ(page.status, 422U);
  EXPECT_TRUE(page.says(story));
  EXPECT_TRUE(page.says("3001") || page.says("3.001") || page.says("3 001"));
}

TEST_F(BadInput, WhatIsNotTextIsRefusedAndShownHarmlessly) {
  for (const std::string& broken :
       {std::string("\xFF\xFE"), std::string("\xC0\xAF"), std::string("\xED\xA0\x80"),
        std::string("\xE2\x82"), std::string("a\0b", 3), std::string("\x1B[31m"),
        std::string("\xF4\x90\x80\x80")}) {
    const Page page = city_.resident().post("/es/report", full_report(typed + broken));
    EXPECT_EQ(page.status, 422U) << broken;
    EXPECT_TRUE(page.says(label("es", "error.not_text"))) << broken;
    EXPECT_TRUE(page.says(typed)) << broken;
    EXPECT_THAT(page.body, Not(HasSubstr(broken)));
  }
  // A name that is no text, too.
  EXPECT_EQ(city_.resident().send(post_request("/es/report", "%FF=1")).status, 422U);
}

struct Refused {
  std::string what;
  std::string bytes;
  unsigned status;
  std::string language = "es";
};

std::string request_line(std::string_view line) {
  return std::string(line) + "\r\nHost: localhost\r\n\r\n";
}

std::string with_header(std::string_view header, std::string_view body = {}) {
  return "POST /es/report HTTP/1.1\r\nHost: localhost\r\n"
         "Content-Type: application/x-www-form-urlencoded\r\n" +
         std::string(header) + "\r\n\r\n" + std::string(body);
}

TEST_F(BadInput, WhatNoFormSendsIsRefusedInTheReadersLanguage) {
  const std::string body = full_report(typed).body();
  const std::vector<Refused> all = {
      {"no type", post_request("/es/report", body, ""), 415},
      {"text", post_request("/es/report", body, "text/plain"), 415},
      {"JSON", post_request("/es/report", "{}", "application/json"), 415},
      {"a multipart form", post_request("/es/report", "--x--", "multipart/form-data; boundary=x"), 415},
      {"another character set",
       post_request("/es/report", body, "application/x-www-form-urlencoded; charset=utf-7"), 415},
      {"more fields than any form", post_request("/es/report", times(1001, "a=1&")), 400},
      {"a body that is too large", post_request("/es/report", "story=" + times(300'000, "a")), 413},
      {"a receipt form that does something else", post_request("/es/receipt", "receipt=A&action=steal"), 400},
      {"no length", "POST /es/report HTTP/1.1\r\nHost: localhost\r\n\r\n", 411},
      {"a length that is none", with_header("Content-Length: five", "a=b&c"), 400},
      {"two lengths", with_header("Content-Length: 5\r\nContent-Length: 6", "a=b&cd"), 400},
      {"a length and chunks", with_header("Content-Length: 5\r\nTransfer-Encoding: chunked", "0\r\n\r\n"),
       400},
      {"a header that is too large", with_header("X-Much: " + times(20'000, "a") + "\r\nContent-Length: 0"),
       431},
      {"no host", "GET /es/report HTTP/1.1\r\n\r\n", 400},
      {"PUT", request_line("PUT /es/report HTTP/1.1"), 405},
      {"DELETE", request_line("DELETE /es/receipt HTTP/1.1"), 405},
      {"POST where there is only a page", post_request("/es/numbers", "a=b"), 405},
      {"an unknown page", request_line("GET /es/nada HTTP/1.1"), 404},
      {"a slash too many", request_line("GET /es/report/ HTTP/1.1"), 404},
      {"a method of no page", request_line("PATCH /es/nada HTTP/1.1"), 404},
      {"a story sealed in no way", post_request("/es/report", body + "&sealed_story=AAAA"), 400},
      {"two tokens", post_request("/es/report", body + "&token=a&token=b"), 400},
      {"a language that there is not", post_request("/es/report", body + "&action=show&show_in=xx"), 400},
      {"an unknown language", request_line("GET /xx/report HTTP/1.1"), 404, "en"},
      {"a way out of the folder", request_line("GET /../../etc/passwd HTTP/1.1"), 404, "en"},
      {"a way out, encoded", request_line("GET /es/%2e%2e/%2e%2e/etc/passwd HTTP/1.1"), 404},
  };
  for (const Refused& refused : all) {
    SCOPED_TRACE(refused.what);
    const Page page = city_.resident().send(refused.bytes);
    EXPECT_EQ(page.status, refused.status);
    EXPECT_TRUE(page.in_language(refused.language));
    EXPECT_THAT(page.header("content-type"), HasSubstr("text/html"));
    EXPECT_FALSE(page.header("content-security-policy").empty());
    EXPECT_EQ(page.status == 405, !page.header("allow").empty());
  }
}

TEST_F(BadInput, WhatIsNotHttpGetsAnAnswerOrAnEndAndHarmsNobody) {
  for (const std::string& bytes : {std::string("\0\0\0\0\r\n\r\n", 8), std::string("GET\r\n\r\n"),
                                   std::string("\x16\x03\x01\x02\r\n\r\n"),
                                   std::string("GET / HTTP/9.9\r\nHost: a\r\n\r\n"), times(100'000, "A")}) {
    try {
      EXPECT_GE(city_.resident().send(bytes).status, 400U);
    } catch (const std::exception&) {
      // Closed without a word: also an answer.
    }
  }
  EXPECT_EQ(city_.resident().get("/es/report").status, 203U);
}

TEST_F(BadInput, ABodyThatBreaksOffStoresNothing) {
  const std::string body = full_report(typed).body();
  for (const std::size_t sent : {std::size_t{0}, body.size() / 2, body.size() - 1}) {
    auto resident = city_.resident();
    resident.begin(
        post_request("/es/report", body.substr(0, sent), "application/x-www-form-urlencoded", body.size()));
    resident.leave();
  }
  EXPECT_EQ(city_.resident().get("/es/report").status, 203U);
}

TEST_F(BadInput, AFormOnAnotherSiteIsRefused) {
  const std::string body = smallest_report().body();
  for (const std::string header :
       {"Origin: https://elsewhere.example", "Sec-Fetch-Site: cross-site", "Sec-Fetch-Site: same-site"}) {
    const Page page = city_.resident().send(
        with_header(header + "\r\nContent-Length: " + std::to_string(body.size()), body));
    EXPECT_EQ(page.status, 403U) << header;
    EXPECT_TRUE(page.in_language("es"));
  }
}

}  // namespace
}  // namespace tellsafe::support
