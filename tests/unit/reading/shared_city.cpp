#include "tests/unit/reading/shared_city.h"

#include "tests/support/must.h"
#include "tests/unit/release/town.h"

namespace tellsafe::reading {
namespace {

namespace fs = std::filesystem;
using release::day;
using test_support::must;

const fs::path source = TELLSAFE_SOURCE_DIR;
const fs::path areas = source / "deploy/demo/areas.json";

const schema::Form& form() {
  static const auto made = must(schema::Form::load(source / "schema", areas));
  return made;
}

const release::Town& town() {
  static const auto made = [] {
    auto released = std::make_unique<release::Town>();
    released->reports(20, day(2024, 11, 1), {{"act_types", {"threat"}}});
    released->reports(40, day(2025, 2, 1), {{"act_types", {"threat"}}});
    released->reports(2, day(2025, 5, 1), {{"act_types", {"threat"}}});
    for (const auto* period : {"2024-Q4", "2024", "2025-Q1", "2025-Q2"}) released->release(period).value();
    return released;
  }();
  return *made;
}

}  // namespace

const schema::Labels& city_labels() {
  static const auto made =
      must(schema::Labels::load(source / "schema/labels", {"es", "en", "zh-Hans"}, form(), areas));
  return made;
}

const pages::Site& city_site() {
  pages::SiteOptions options;
  options.web = TELLSAFE_WEB_DIR;
  options.city = "Riverbend";
  options.leave_url = "https://weather.example/";
  static const auto made = must(pages::Site::load(options, city_labels(), form(), {}));
  return made;
}

void ReleasedCity::SetUpTestSuite() {
  town();
}

void ReleasedCity::publish(const std::string& period) const {
  fs::copy(town().releases() / period, releases() / period, fs::copy_options::recursive);
}

const crypto::SigningKey& ReleasedCity::signing() {
  return town().signing;
}

}  // namespace tellsafe::reading
