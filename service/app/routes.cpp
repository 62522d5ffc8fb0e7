#include "service/app/routes.h"

#include <string>
#include <utility>

namespace tellsafe::app {
namespace {

using handling::Cost;
using handling::Handler;
using handling::Request;
using handling::Response;

Response ready(pages::Site::Ready page, handling::Keeping keeping) {
  Response response;
  response.keeping = keeping;
  response.body = std::move(page);
  return response;
}

// A page that says that somebody was here is never kept, not even the empty form.
Handler private_page(std::function<pages::Site::Ready(std::string_view)> page) {
  return [page = std::move(page)](const Request&, std::string_view language) {
    return ready(page(language), handling::Keeping::never);
  };
}

Response to_form(const Request&, std::string_view language) {
  Response response;
  response.status = 303;
  response.location = "/" + std::string(language) + "/report";
  return response;
}

}  // namespace

std::vector<handling::Route> routes(const pages::Site& site, intake::Desk& desk,
                                    const reading::Numbers& numbers) {
  using Text = std::string_view;
  return {
      {"/", private_page([&](Text) { return site.home(); }), {}, Cost::ready, Cost::ready},
      {"/{lang}", to_form, {}, Cost::ready, Cost::ready},
      {"/{lang}/report", private_page([&](Text language) { return site.report(language); }),
       [&](const Request& request, Text language) { return desk.report(request, language); }, Cost::ready,
       Cost::blocking},
      {"/{lang}/receipt", private_page([&](Text language) { return site.look_up(language); }),
       [&](const Request& request, Text language) { return desk.receipt(request, language); }, Cost::ready,
       Cost::blocking},
      {"/{lang}/about",
       private_page([&](Text language) { return site.about(language); }),
       {},
       Cost::ready,
       Cost::ready},
      {"/{lang}/numbers",
       [&](const Request&, Text language) {
         return ready(numbers.page(language), handling::Keeping::shortly);
       },
       {},
       Cost::ready,
       Cost::ready},
  };
}

}  // namespace tellsafe::app
