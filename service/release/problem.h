// From counts to the problem that protect.h solves: which cells there are, which of them a release would
// print to whom, and what everybody may know already. Pure.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "schema/tables.h"
#include "service/release/count.h"
#include "service/release/outside.h"
#include "service/release/period.h"
#include "service/release/protect.h"
#include "service/release/publication.h"

namespace tellsafe::release {

// A release of a quarter of the year, counted again as it was.
struct Earlier {
  Period period;
  Tabulation counted;  // over the tables of Accounts
  // By audience: the names of the cells that it showed, with the figures.
  std::map<std::string, std::map<std::string, std::uint64_t>> shown;
};

// Everything that is counted for one release.
struct Accounts {
  Period period;
  const schema::Programme& programme;
  const std::vector<schema::Form>& forms;
  const std::vector<schema::Table>& tables;  // what is counted: counted_tables()
  const Tabulation& again;                   // see count.h
  const Tabulation& fresh;
  const std::vector<Earlier>& earlier;  // for a year, all of its quarters that were released
  const std::vector<OutsideCount>& outside;
};

// The programme's tables, then what the outside counts are about.
// errors: programme
Result<std::vector<schema::Table>> counted_tables(const Period& period, const schema::Programme& programme,
                                                  const std::vector<schema::Form>& forms,
                                                  const std::vector<OutsideCount>& outside);

// One way to print a release.
struct Account {
  Problem problem;
  Late late = Late::none;
  std::vector<Tabulation> parts;                    // what the cells' places are places of
  std::vector<std::vector<std::size_t>> tables_of;  // of each part, which tables of Accounts it has
  std::size_t printed = 0;                          // the part whose tables are printed
  std::size_t late_cell = 0;                        // but for Late::none: the reports in no quarter's release
};

// The ways to print. A year of which quarters were released has two, whether or not there are reports that
// none of them counted: with these in its tables, or without.
std::vector<Late> ways(const Accounts& accounts);
// Whether a choice may be printed: `counted` only where every audience that has a release is shown how many
// reports are in no quarter. So neither way says that there are few of them, and not none.
bool may_be_printed(const Accounts& accounts, const Account& account, const Choice& choice);

// errors: programme (an outside count contradicts the reports: names the line), damaged (an earlier release
// showed what its reports do not give)
Result<Account> make_account(const Accounts& accounts, Late late);

// Whether the release of a period holds a table.
bool in_release(const Period& period, const schema::Table& table);
// Whether there is a release of the period for the audience: it has tables.
bool has_release(const Period& period, const schema::Programme& programme, const schema::Audience& audience);

// The tables that the release prints to an audience, as positions in the part that is printed.
std::vector<std::size_t> printed_tables(const Accounts& accounts, const Account& account,
                                        const schema::Audience& audience);

}  // namespace tellsafe::release
