#include "service/app/routes.h"

#include <fmt/format.h>

#include <string>
#include <utility>

#include "service/reading/addresses.h"

namespace tellsafe::app {
namespace {

using handling::Address;
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
  return [page = std::move(page)](const Request&, const Address& address) {
    return ready(page(address.language), handling::Keeping::never);
  };
}

// The same for a page that people type into.
Handler page_to_type_into(std::function<pages::Site::Ready(std::string_view)> page) {
  return [page = std::move(page)](const Request&, const Address& address) {
    Response response = ready(page(address.language), handling::Keeping::never);
    response.status = handling::status_to_type_into;
    return response;
  };
}

// The address without its last slash.
Response to_start(const Request&, const Address& address) {
  Response response;
  response.status = 308;
  response.location = fmt::format("/{}", address.language);
  return response;
}

Response fresh_work(const intake::Work& work) {
  Response response;
  response.type = ContentType::json;
  response.body = crypto::wiped(work.challenge());
  return response;
}

// The same for everybody, and never anything that says that somebody reported.
Response published(pages::Site::Ready page, ContentType type) {
  Response response = ready(std::move(page), handling::Keeping::shortly);
  response.type = type;
  return response;
}

// Of a release or a file that there may not be.
Response published_or_404(pages::Site::Ready page, ContentType type, const pages::Site& site,
                          const Address& address) {
  if (page) return published(std::move(page), type);
  Response response = ready(site.error(address.language, 404), handling::Keeping::never);
  response.status = 404;
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

// Older releases, the files of each, and what programs read about all of them.
void add_numbers(std::vector<Route>& table, const pages::Site& site, const reading::Numbers& numbers) {
  table.push_back(shown("/{lang}/numbers/{}", [&](const Request&, const Address& address) {
    return published_or_404(numbers.page(address.language, address.parts.at(0)), ContentType::html, site,
                            address);
  }));
  table.push_back(shown("/numbers/{}/{}", [&](const Request&, const Address& address) {
    const std::string& name = address.parts.at(1);
    return published_or_404(numbers.file(address.parts.at(0), name), type_of(name), site, address);
  }));
  for (const std::string_view name : reading::file_names) {
    table.push_back(shown(std::string(reading::files_path) + std::string(name),
                          [&, name](const Request&, const Address& address) {
                            return published_or_404(numbers.file(name), type_of(name), site, address);
                          }));
  }
  table.push_back(shown(std::string(reading::key_path), [&](const Request&, const Address&) {
    return published(numbers.signing_key(), ContentType::text);
  }));
  table.push_back(shown(std::string(reading::catalog_path), [&](const Request&, const Address&) {
    return published(numbers.catalog(), ContentType::json_ld);
  }));
  table.push_back(shown(std::string(reading::us_catalog_path), [&](const Request&, const Address& address) {
    return published_or_404(numbers.us_catalog(), ContentType::json, site, address);
  }));
}

Response public_brief(const reading::PublicBriefs& briefs, const pages::Site& site, const Address& address) {
  auto found = briefs.answer(address.parts.front());
  return found ? std::move(*found) : published_or_404(nullptr, ContentType::html, site, address);
}

}  // namespace

std::vector<Route> routes(const pages::Site& site, intake::Desk& desk, const intake::Work& work,
                          const reading::Numbers& numbers, const reading::PublicBriefs* briefs) {
  using Text = std::string_view;
  std::vector<Route> table{
      shown("/", private_page([&](Text) { return site.home(); })),
      shown("/{lang}", private_page([&](Text language) { return site.start(language); })),
      shown("/{lang}/", to_start),
      sent(
          "/{lang}/report",
          [&](const Request&, const Address& address) { return desk.form(address.language); },
          [&](const Request& request, const Address& address) {
            return desk.report(request, address.language);
          }),
      sent("/{lang}/receipt", page_to_type_into([&](Text language) { return site.look_up(language); }),
           [&](const Request& request, const Address& address) {
             return desk.receipt(request, address.language);
           }),
      shown("/{lang}/support", private_page([&](Text language) { return site.support(language); })),
      shown("/{lang}/safety", private_page([&](Text language) { return site.safety(language); })),
      shown("/{lang}/about", private_page([&](Text language) { return site.about(language); })),
      shown("/{lang}/numbers",
            [&](const Request&, const Address& address) {
              return published(numbers.page(address.language), ContentType::html);
            }),
      shown("/{lang}/numbers/protection",
            [&](const Request&, const Address& address) {
              return published(site.protection(address.language), ContentType::html);
            }),
      shown("/{lang}/numbers/feed.atom",
            [&](const Request&, const Address& address) {
              return published(numbers.feed(address.language), ContentType::atom);
            }),
      shown("/{lang}/script.json",
            [&](const Request&, const Address& address) {
              auto response = ready(site.script_words(address.language), handling::Keeping::never);
              response.type = ContentType::json;
              return response;
            }),
      shown("/work", [&](const Request&, const Address&) { return fresh_work(work); }),
  };
  // Not kept either: a script in a browser's cache would say that its owner was here.
  for (const pages::Asset& asset : site.assets()) {
    table.push_back(shown(asset.path, [&asset](const Request&, const Address&) {
      auto response = ready(asset.bytes, handling::Keeping::never);
      response.type = asset.type;
      return response;
    }));
  }
  add_numbers(table, site, numbers);
  if (briefs != nullptr) {
    table.push_back(shown("/brief/{}", [briefs, &site](const Request&, const Address& address) {
      return public_brief(*briefs, site, address);
    }));
  }
  return table;
}

}  // namespace tellsafe::app
