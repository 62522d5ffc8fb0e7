#include "service/app/web_resident.h"

#include <charconv>
#include <stdexcept>
#include <string>
#include <string_view>

#include "crypto/hash.h"
#include "crypto/receipt.h"
#include "service/handling/message.h"
#include "service/http/client.h"
#include "service/intake/work_solver.h"

namespace tellsafe::app {
namespace {

// The text of the paragraph with class "code", which web/templates/receipt.html makes of five groups.
crypto::WipedText code_on(std::string_view page) {
  crypto::WipedText code;
  const std::size_t begin = page.find("class=\"code\"");
  if (begin == std::string_view::npos) return code;
  const std::string_view paragraph = page.substr(begin, page.find("</p>", begin) - begin);
  bool in_tag = true;
  for (const char c : paragraph) {
    if (c == '<' || c == '>') {
      in_tag = c == '<';
    } else if (!in_tag) {
      code.push_back(c);
    }
  }
  return code;
}

unsigned number(std::string_view text) {
  unsigned value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

// The value of the form's hidden input of that name: letters, digits, "-" and "_".
std::string token_on(std::string_view page) {
  const std::size_t input = page.find("name=\"token\"");
  const std::string_view label = "value=\"";
  const std::size_t value = input == std::string_view::npos ? input : page.find(label, input);
  if (value == std::string_view::npos) return {};
  const std::string_view rest = page.substr(value + label.size());
  return std::string(rest.substr(0, rest.find('"')));
}

// One browser in eight runs no scripts. Always the same ones, so that a demonstration can be made again.
bool has_scripts(const demo::Report& report) {
  return crypto::sha256(crypto::bytes_of(demo::urlencode(report.fields))).front() % 8 != 0;
}

class WebResident final : public demo::Resident {
 public:
  WebResident(std::string host, std::uint16_t port, const std::filesystem::path& certificate,
              const std::string& language)
      : client_(std::move(host), port, certificate) {
    open_form(language);
  }

  demo::Answer send(const demo::Report& report) override {
    auto fields = report.fields;
    if (has_scripts(report)) {
      fields.push_back({"work", work()});
    } else {
      if (token_.empty()) open_form(report.language);
      fields.push_back({"token", token_});
    }
    const auto response = client_.post_form("/" + report.language + "/report", demo::urlencode(fields));
    // A form that comes back has a token that goes on where this one's time ends; one that was kept makes no
    // other report.
    if (!has_scripts(report)) token_ = token_on(crypto::text_of(response.body));
    const crypto::WipedText code = code_on(crypto::text_of(response.body));
    return {response.status, number(response.header("retry-after")),
            crypto::Receipt::parse(crypto::text_of(code)).has_value()};
  }

 private:
  void open_form(const std::string& language) {
    const auto form = client_.get("/" + language + "/report");
    if (form.status != handling::status_to_type_into) {
      throw std::runtime_error("the server answered with status " + std::to_string(form.status) +
                               " instead of the form");
    }
    token_ = token_on(crypto::text_of(form.body));
  }

  std::string work() {
    const auto challenge = client_.get("/work");
    return intake::solve_work(crypto::text_of(challenge.body)).value_or("");
  }

  http::Client client_;
  std::string token_;
};

}  // namespace

std::function<std::unique_ptr<demo::Resident>()> web_residents(const runtime::Config& config) {
  const bool any_address = config.address == "0.0.0.0" || config.address == "::";
  std::string host = any_address ? "127.0.0.1" : config.address;
  return [host = std::move(host), port = config.port, certificate = config.certificate,
          language = config.languages.front()]() -> std::unique_ptr<demo::Resident> {
    return std::make_unique<WebResident>(host, port, certificate, language);
  };
}

}  // namespace tellsafe::app
