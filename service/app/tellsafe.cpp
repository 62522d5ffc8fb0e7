// The command line of operators and custodians. Each command is a function in commands/; here, and in
// command_line_*.cpp, they get their names, options and help.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <exception>
#include <functional>
#include <string>
#include <vector>

#include "crypto/memory.h"
#include "service/app/command_line.h"
#include "service/app/command_line_brief.h"
#include "service/app/commands/audit_release.h"
#include "service/app/commands/export.h"
#include "service/app/commands/identity.h"
#include "service/app/commands/open.h"
#include "service/app/commands/poster.h"
#include "service/app/commands/release.h"
#include "service/app/commands/review.h"
#include "service/app/commands/verify.h"

namespace tellsafe::app {
namespace {

void add_release(CLI::App& app, ReleaseOptions& options, Action& action) {
  CLI::App& command = *app.add_subcommand(
      "release", "Count a closed period, hide small numbers, sign the tables and publish them");
  auto* period = command.add_option("period", options.period, "A quarter, 2025-Q1, or a year, 2025");
  auto* due = command.add_flag("--due", options.due,
                               "Every period that closed 45 days ago or more and has not been released");
  period->excludes(due);
  add_config(command, options.config);
  command
      .add_option("--release-key", options.release_key, "Default: keys/release.key beside the configuration")
      ->type_name("FILE");
  command
      .add_option("--signing-key", options.signing_key, "Default: keys/signing.key beside the configuration")
      ->type_name("FILE");
  command
      .add_option("--explain", options.explain,
                  "Write a page for the custodian: what is shown, what is not, and why. It holds the true "
                  "counts; delete it when it is read")
      ->type_name("FILE")
      ->excludes(due);
  command.add_flag("--rehearse", options.rehearse, "Count, protect, audit and explain, but release nothing");
  add_passphrase_file(command, options.passphrase_file);
  command.callback([&] {
    if (options.period.empty() && !options.due) {
      throw CLI::ValidationError("release", "name a period, such as 2025-Q1, or give --due");
    }
    action = [&] { return release(options); };
  });
}

void add_open(CLI::App& app, OpenOptions& options, Action& action) {
  CLI::App& command = *app.add_subcommand("open", "List the stories, or read one with the review key");
  command.add_option("report", options.report, "Whose story: 16 hexadecimal digits from the list");
  add_config(command, options.config);
  command.add_flag("--list", options.list, "List report, day and size of each story (also without a report)")
      ->excludes(command.get_option("report"));
  command.add_flag("--raw", options.raw,
                   "Write the age file itself to standard output; `age -d -i` opens it");
  command.add_option("--review-key", options.review_key, "Default: keys/review.key beside the configuration")
      ->type_name("FILE");
  add_passphrase_file(command, options.passphrase_file);
  command.callback([&] { action = [&] { return open_stories(options); }; });
}

void add_identity(CLI::App& app, RevealOptions& options, Action& action) {
  CLI::App& command = *app.add_subcommand("identity", "Secret keys outside Tellsafe");
  command.require_subcommand(1);
  CLI::App& reveal_command = *command.add_subcommand(
      "reveal", "Print AGE-SECRET-KEY-1… of a key file, for the standard age program");
  reveal_command.add_option("keyfile", options.key, "keys/release.key or keys/review.key")->required();
  add_passphrase_file(reveal_command, options.passphrase_file);
  reveal_command.callback([&] { action = [&] { return reveal(options); }; });
}

void add_verify(CLI::App& app, VerifyOptions& options, Action& action) {
  CLI::App& command = *app.add_subcommand(
      "verify", "Check a published release: nothing changed, added or taken away, and signed");
  auto* config = add_config(command, options.config)->required(false);
  auto* folder = command.add_option("folder", options.folder, "The folder that holds manifest.json");
  auto* key =
      command
          .add_option("--key", options.key, "The city's public signing key: the line itself or a .pub file")
          ->type_name("KEY|FILE");
  config->description("All releases of a city, beside the ledger in its vault (without folder and key)")
      ->excludes(folder)
      ->excludes(key);
  command.callback([&] {
    if (options.config.empty() && (options.folder.empty() || options.key.empty())) {
      throw CLI::ValidationError("verify", "name the folder of a release and --key, or give --config");
    }
    action = [&] { return verify(options); };
  });
}

void add_audit_release(CLI::App& app, AuditReleaseOptions& options, Action& action) {
  CLI::App& command = *app.add_subcommand(
      "audit-release",
      "Attack a published release: from its files alone and, with the release key, down to the last witness");
  command.add_option("folder", options.folder, "The folder of a period: releases/2025-Q1")->required();
  auto* key =
      command
          .add_option("--key", options.key, "The city's public signing key: the line itself or a .pub file")
          ->type_name("KEY|FILE");
  add_config(command, options.config)
      ->required(false)
      ->excludes(key)
      ->description("The city's tellsafe.toml instead of --key: the vault's proof is opened and checked too");
  command
      .add_option("--release-key", options.release_key, "Default: keys/release.key beside the configuration")
      ->type_name("FILE");
  add_passphrase_file(command, options.passphrase_file);
  command.add_option(
      "--procedure", options.procedure,
      "With --config: run the whole decision again for alternatives of so many small counts (slow)");
  command.callback([&] {
    if (options.config.empty() == options.key.empty()) {
      throw CLI::ValidationError("audit-release",
                                 "give --key, or --config to check the sealed proof as well");
    }
    action = [&] { return audit_release(options); };
  });
}

void add_export(CLI::App& app, ExportOptions& options, Action& action) {
  CLI::App& command = *app.add_subcommand(
      "export", "Write the ZIP file for the state police, out of a release, once two people approved it");
  command.add_option("period", options.period, "2025 (default: the newest that there is)");
  add_config(command, options.config);
  auto* out = command.add_option("--out", options.out, "A new file (default: state-police-PERIOD.zip)")
                  ->type_name("FILE");
  command.add_flag("--preview", options.preview, "Say what is in it and how risky that is, write nothing")
      ->excludes(out);
  command.callback([&] { action = [&] { return export_approved(options); }; });
}

void add_review_options(CLI::App& command, ReviewOptions& options) {
  add_config(command, options.config);
  command.add_option("--review-key", options.review_key, "Default: keys/review.key beside the configuration")
      ->type_name("FILE");
  add_passphrase_file(command, options.passphrase_file);
}

void add_mark(CLI::App& review, MarkOptions& options, Action& action) {
  CLI::App& command = *review.add_subcommand("mark", "Decide on a report; the last decision holds");
  command.add_option("report", options.report,
                     "16 hexadecimal digits, as `tellsafe open --list` prints them");
  command.add_option("--day", options.day,
                     "All reports that came on that day, 2025-02-01, where its key is lost");
  command.add_option("--duplicate-of", options.duplicate_of, "It tells of the same incident as this report")
      ->type_name("REPORT");
  command
      .add_option("--reject", options.reject,
                  "It is in no number; why, in one line that names nobody: damaged, spam …")
      ->type_name("REASON");
  command.add_flag("--clear", options.clear, "It counts like any other");
  add_review_options(command, options.common);
  command.callback([&] { action = [&] { return review_mark(options); }; });
}

struct ReviewCommands {
  MarkOptions mark;
  ReviewOptions list;
  std::filesystem::path remove_config;
  std::uint64_t remove_number = 0;
};

void add_review(CLI::App& app, ReviewCommands& options, Action& action) {
  CLI::App& command =
      *app.add_subcommand("review", "Decide which reports count: duplicates, and what is rejected");
  command.require_subcommand(1);
  add_mark(command, options.mark, action);
  CLI::App& list = *command.add_subcommand("list", "List what was decided");
  add_review_options(list, options.list);
  list.callback([&] { action = [&] { return review_list(options.list); }; });
  CLI::App& remove = *command.add_subcommand("remove", "Take out a decision that cannot be opened any more");
  remove.add_option("number", options.remove_number, "Its number, as `tellsafe release` names it")
      ->required();
  add_config(remove, options.remove_config);
  remove.callback(
      [&] { action = [&] { return review_remove(options.remove_config, options.remove_number); }; });
}

void add_poster(CLI::App& app, PosterOptions& options, Action& action) {
  CLI::App& command =
      *app.add_subcommand("poster", "Write a poster with a QR code, or the form on paper, as HTML to print");
  add_config(command, options.config);
  command.add_option("--lang", options.language, "One of the city's languages: es")->required();
  command.add_flag("--paper", options.paper, "The form on paper, to fill in with a pen");
  command.add_option("--out", options.out, "A new file (default: standard output)")->type_name("FILE");
  command.callback([&] { action = [&] { return poster(options); }; });
}

int report_failure(const Failure& failure) {
  fmt::print(stderr, "tellsafe: {}\n", failure.message);
  return static_cast<int>(failure.code);
}

int run(int argc, char** argv) {
  // Lines come in the order in which things happen, beside progress on standard error.
  std::setvbuf(stdout, nullptr, _IOLBF, BUFSIZ);
  CLI::App app(
      "Tellsafe: anonymous reports of hate and bias, sealed for those who may open them.\n"
      "`tellsafe COMMAND --help` explains each command.",
      "tellsafe");
  app.footer(std::string("\n") + exit_code_help);
  app.set_version_flag("--version", "tellsafe " TELLSAFE_VERSION);
  app.require_subcommand(1);

  ReleaseOptions release_options;
  OpenOptions open_options;
  RevealOptions reveal_options;
  ReviewCommands review_commands;
  VerifyOptions verify_options;
  AuditReleaseOptions audit_options;
  ExportOptions export_options;
  PosterOptions poster_options;
  Action action;
  add_init(app, action);
  add_release(app, release_options, action);
  add_open(app, open_options, action);
  add_identity(app, reveal_options, action);
  add_review(app, review_commands, action);
  add_verify(app, verify_options, action);
  add_audit_release(app, audit_options, action);
  add_export(app, export_options, action);
  add_poster(app, poster_options, action);
  add_demo(app, action);
  add_staff(app, action);
  add_token(app, action);
  add_audit(app, action);
  add_brief(app, action);

  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    const std::vector<std::string> unknown = app.remaining();
    if (app.get_subcommands().empty() && !unknown.empty()) {
      return report_failure(
          {ExitCode::usage,
           fmt::format("there is no command or option {}; `tellsafe --help` lists them", unknown.front())});
    }
    return app.exit(error) == 0 ? static_cast<int>(ExitCode::done) : static_cast<int>(ExitCode::usage);
  }
  crypto::start();
  const Outcome<> outcome = action();
  return outcome.has_error() ? report_failure(outcome.error()) : static_cast<int>(ExitCode::done);
}

}  // namespace
}  // namespace tellsafe::app

int main(int argc, char** argv) {
  using tellsafe::app::ExitCode;
  using tellsafe::app::report_failure;
  try {
    return tellsafe::app::run(argc, argv);
  } catch (const std::exception& error) {
    return report_failure({ExitCode::unforeseen, error.what()});
  }
}
