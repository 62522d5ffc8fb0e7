// What a release is made by: the form, the table programme, the labels, and the counts known from outside.
#pragma once

#include <chrono>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "schema/code_notes.h"
#include "schema/form.h"
#include "schema/labels.h"
#include "schema/tables.h"
#include "service/release/outside.h"
#include "service/release/period.h"
#include "service/release/refusal.h"
#include "service/store/vault.h"

namespace tellsafe::release {

struct Job {
  Period period;
  std::chrono::sys_days today;
  std::filesystem::path schema;  // the folder schema/: tables.json, labels
  std::filesystem::path areas;
  std::filesystem::path outside;   // see outside.h; may be empty
  std::filesystem::path releases;  // where the release's folder is made
  bool demo = false;
  // Of the labels in the release; the first also names the rows of tables.csv.
  std::vector<std::string> languages;
  std::string city;               // its name, as the release states it
  std::filesystem::path explain;  // a page for the custodian, see explain.h; empty: none
  bool rehearse = false;          // count, protect, audit and explain; release nothing
  // Asked when all is decided and written, before the ledger records it: a refusal of its own stops the
  // release.
  std::function<Result<void>()> before_recording = {};
};

struct Plan {
  std::vector<schema::Form> forms;  // the current one first, then each other form that the vault has
  schema::Programme programme;
  schema::Labels labels;
  schema::CodeNotes notes;
  std::vector<OutsideCount> outside;
  std::vector<schema::Table> tables;  // what is counted: counted_tables()
};

// errors: programme, damaged (a form of the vault), vault, disk
Result<Plan> make_plan(const Job& job, store::ReportSource& vault);

}  // namespace tellsafe::release
