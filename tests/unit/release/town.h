// A small town with keys, forms and a vault in memory, for the tests of releases.
#pragma once

#include <chrono>
#include <map>
#include <string>
#include <vector>

#include "crypto/epoch.h"
#include "crypto/identity.h"
#include "crypto/signing.h"
#include "schema/facts.h"
#include "schema/form.h"
#include "service/release/release.h"
#include "tests/support/fake_vault.h"
#include "tests/support/process.h"

namespace tellsafe::release {

// The codes that a report answers with, by question; flags with "yes".
using Said = std::map<std::string, std::vector<std::string>>;

schema::Answers answers_of(const schema::Form& form, const Said& said, const schema::PartialDate& date = {});

// A form of
//   colours  several: warm {red, orange}, cold {blue}, other    (or the `colours` given, as JSON)
//   size     single: small, large                               (or the `sizes` given, as JSON)
//   date, leave_out_of_numbers
inline constexpr std::string_view usual_colours =
    R"({"options": [{"code": "red", "category": "warm"}, {"code": "orange", "category": "warm"},
                    {"code": "blue", "category": "cold"}, {"code": "other"}],
        "categories": [{"code": "warm"}, {"code": "cold"}]})";
schema::Form small_form(std::string_view colours = usual_colours,
                        std::string_view sizes = R"(["small", "large"])");

std::chrono::sys_days day(int year, unsigned month, unsigned day_of_month);

// The real schema and the demonstration's areas.
class Town {
 public:
  Town();
  // A day on which reports could come, whether or not one does.
  void open(std::chrono::sys_days day) { epoch_of(day); }
  // Keeps a report that came on that day. `form`: the current one unless another is given.
  store::ReportId report(std::chrono::sys_days came, const Said& said, const schema::PartialDate& date = {},
                         const schema::Form* form = nullptr);
  // The same report many times.
  void reports(int number, std::chrono::sys_days came, const Said& said,
               const schema::PartialDate& date = {});
  // For a demonstration, as of a day on which the period has closed.
  Job job(std::string_view period) const;
  Result<Done> release(const Job& job);
  Result<Done> release(std::string_view period) { return release(job(period)); }
  std::filesystem::path releases() const { return folder.path() / "releases"; }
  // Everything that lies in the folder of releases, by path within it.
  std::map<std::string, std::string> published() const;
  // The figure of tables.csv in a row, "" where there is no such row.
  std::string figure(std::string_view period, std::string_view audience, std::string_view row_begins) const;

  support::TemporaryFolder folder;
  crypto::Identity identity;
  crypto::SigningKey signing;
  schema::Form form;
  test_support::FakeVault vault;

 private:
  using Epoch = std::pair<store::EpochId, crypto::EpochKey>;
  const Epoch& epoch_of(std::chrono::sys_days day);

  std::map<std::chrono::sys_days, Epoch> epochs_;
};

}  // namespace tellsafe::release
