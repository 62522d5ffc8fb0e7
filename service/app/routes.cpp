#include "service/app/routes.h"

#include <fmt/format.h>

#include <string>
#include <utility>

namespace tellsafe::app {
namespace {

using handling::ContentType;
using handling::Handler;
using handling::Request;
using handling::Response;
using handling::Route;

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

// The same for a page that people type into.
Handler page_to_type_into(std::function<pages::Site::Ready(std::string_view)> page) {
  return [page = std::move(page)](const Request&, std::string_view language) {
    Response response = ready(page(language), handling::Keeping::never);
    response.status = handling::status_to_type_into;
    return response;
  };
}

// The address without its last slash.
Response to_start(const Request&, std::string_view language) {
  Response response;
  response.status = 308;
  response.location = fmt::format("/{}", language);
  return response;
}

Response fresh_work(const intake::Work& work) {
  Response response;
  response.type = ContentType::json;
  response.body = crypto::wiped(work.challenge());
  return response;
}

ContentType type_of(std::string_view name) {
  if (name.ends_with(".json")) return ContentType::json;
  if (name.ends_with(".csv")) return ContentType::csv;
  return ContentType::text;
}

// A page or file that is in memory.
Route shown(std::string pattern, Handler get) {
  return {std::move(pattern), std::move(get), {}};
}

// The same with a form that is sent to its own address.
Route sent(std::string pattern, Handler get, Handler post) {
  return {std::move(pattern), std::move(get), std::move(post)};
}

}  // namespace

std::vector<Route> routes(const pages::Site& site, intake::Desk& desk, const intake::Work& work,
                          const reading::Numbers& numbers) {
  using Text = std::string_view;
  std::vector<Route> table{
      shown("/", private_page([&](Text) { return site.home(); })),
      shown("/{lang}", private_page([&](Text language) { return site.start(language); })),
      shown("/{lang}/", to_start),
      sent(
          "/{lang}/report", [&](const Request&, Text language) { return desk.form(language); },
          [&](const Request& request, Text language) { return desk.report(request, language); }),
      sent("/{lang}/receipt", page_to_type_into([&](Text language) { return site.look_up(language); }),
           [&](const Request& request, Text language) { return desk.receipt(request, language); }),
      shown("/{lang}/support", private_page([&](Text language) { return site.support(language); })),
      shown("/{lang}/safety", private_page([&](Text language) { return site.safety(language); })),
      shown("/{lang}/about", private_page([&](Text language) { return site.about(language); })),
      shown("/{lang}/numbers",
            [&](const Request&, Text language) {
              return ready(numbers.page(language), handling::Keeping::shortly);
            }),
      shown("/{lang}/script.json",
            [&](const Request&, Text language) {
              auto response = ready(site.script_words(language), handling::Keeping::never);
              response.type = ContentType::json;
              return response;
            }),
      shown("/work", [&](const Request&, Text) { return fresh_work(work); }),
  };
  // Not kept either: a script in a browser's cache would say that its owner was here.
  for (const pages::Asset& asset : site.assets()) {
    table.push_back(shown(asset.path, [&asset](const Request&, Text) {
      auto response = ready(asset.bytes, handling::Keeping::never);
      response.type = asset.type;
      return response;
    }));
  }
  for (const Text name : reading::file_names) {
    table.push_back(
        shown(std::string(reading::files_path) + std::string(name), [&, name](const Request&, Text) {
          const auto file = numbers.file(name);
          if (!file) {
            Response response = ready(site.error({}, 404), handling::Keeping::never);
            response.status = 404;
            return response;
          }
          Response response = ready(file, handling::Keeping::shortly);
          response.type = type_of(name);
          return response;
        }));
  }
  return table;
}

}  // namespace tellsafe::app
