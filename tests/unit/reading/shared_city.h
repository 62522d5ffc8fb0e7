// What takes long to make and is only read by tests: made once, for all tests of the program.
#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <string>

#include "crypto/signing.h"
#include "schema/labels.h"
#include "service/pages/site.h"
#include "tests/support/process.h"

namespace tellsafe::reading {

// In Spanish, English and simplified Chinese, of the real schema and the demonstration's areas.
const schema::Labels& city_labels();
const pages::Site& city_site();

// A folder of releases of the test's own, empty at first. The releases of 2024-Q4 (20 reports), 2024 (the
// same), 2025-Q1 (40 reports) and 2025-Q2 (2 reports: no number is shown) are there to be put into it.
class ReleasedCity : public testing::Test {
 protected:
  static void SetUpTestSuite();

  // Copies a release, so that the test can change its files.
  void publish(const std::string& period) const;
  const std::filesystem::path& releases() const { return folder_.path(); }
  static const crypto::SigningKey& signing();

 private:
  support::TemporaryFolder folder_;
};

}  // namespace tellsafe::reading
