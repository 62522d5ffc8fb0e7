#include "service/app/web_resident.h"

#include <charconv>
#include <stdexcept>
#include <string>
#include <string_view>

#include "crypto/receipt.h"
#include "service/http/client.h"

namespace tellsafe::app {
namespace {

// The text of the element with class "code", as web/templates/receipt.html writes it.
std::string_view code_on(std::string_view page) {
  const std::size_t element = page.find("class=\"code\"");
  if (element == std::string_view::npos) return {};
  const std::size_t begin = page.find('>', element);
  if (begin == std::string_view::npos) return {};
  return page.substr(begin + 1, page.find('<', begin) - begin - 1);
}

unsigned number(std::string_view text) {
  unsigned value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

class WebResident final : public demo::Resident {
 public:
  WebResident(std::string host, std::uint16_t port, const std::filesystem::path& certificate,
              const std::string& language)
      : client_(std::move(host), port, certificate) {
    const auto form = client_.get("/" + language + "/report");
    if (form.status != 200) {
      throw std::runtime_error("the server answered with status " + std::to_string(form.status) +
                               " instead of the form");
    }
  }

  demo::Answer send(const demo::Report& report) override {
    const auto response = client_.post_form("/" + report.language + "/report", urlencode(report.fields));
    const std::string_view code = code_on(crypto::text_of(response.body));
    return {response.status, number(response.header("retry-after")),
            crypto::Receipt::parse(code).has_value()};
  }

 private:
  http::Client client_;
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
