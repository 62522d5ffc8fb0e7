// What open-data portals harvest, made from the releases. Pure. Texts stand in every language of the site
// where the format can say so.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <span>

#include "crypto/minisign.h"
#include "schema/labels.h"
#include "service/pages/site.h"
#include "service/reading/numbers_options.h"
#include "service/reading/summary.h"

namespace tellsafe::reading {

// The site writes the periods.
struct CatalogSource {
  std::span<const Summary> releases;  // newest first
  const schema::Labels& labels;
  const pages::Site& site;
  const NumbersOptions& options;
  const crypto::VerifyKey& key;
};

// DCAT 3 (https://www.w3.org/TR/vocab-dcat-3/) as JSON-LD that carries its own context: a catalog, the series
// of all releases, and a dataset for each. `issued` is the day on which the period closed: a release says
// nothing finer. Addresses are paths of the site where the city has given no url.
nlohmann::json dcat_catalog(const CatalogSource& source);

// DCAT-US 1.1 (https://resources.data.gov/resources/dcat-us/), as portals of the United States look for at
// /data.json, with texts in English where the site has it. The format wants whole addresses, so it is only
// for a city that has given its url, and an e-mail address as contact: where the city's is a page or a phone
// number that stands instead.
nlohmann::json dcat_us_catalog(const CatalogSource& source);

}  // namespace tellsafe::reading
