#include "service/app/command_line_brief.h"

#include <memory>
#include <string>

#include "service/app/commands/brief.h"
#include "service/app/commands/history.h"

namespace tellsafe::app {
namespace {

struct Where {
  std::filesystem::path config;
  std::string source;
};

void add_month(CLI::App& command, BriefOptions& options) {
  command.add_option("month", options.month, "2026-11")->required();
  add_config(command, options.config);
}

void add_show(CLI::App& brief, Action& action) {
  CLI::App& command = *brief.add_subcommand("show", "Write a public brief, as it was signed");
  const auto options = std::make_shared<BriefOptions>();
  add_month(command, *options);
  command.add_flag("--pdf", options->pdf, "The printed form");
  command.add_option("--out", options->out, "A new file (default: standard output)")->type_name("FILE");
  command.callback([options, &action] { action = [options] { return brief_show(*options); }; });
}

void add_pdf(CLI::App& brief, Action& action) {
  struct Print {
    BriefOptions brief;
    Printer printer;
  };
  CLI::App& command = *brief.add_subcommand(
      "pdf", "Print a public brief with Debian's chromium and offer the PDF beside the page");
  const auto options = std::make_shared<Print>();
  add_month(command, options->brief);
  command.add_option("--paper", options->printer.paper, "letter or a4")
      ->check(CLI::IsMember({"letter", "a4"}))
      ->capture_default_str();
  command.add_option("--chromium", options->printer.program, "The program that prints")
      ->capture_default_str()
      ->type_name("FILE");
  command.add_option("--out", options->brief.out, "Write it to a new file as well")->type_name("FILE");
  command.callback(
      [options, &action] { action = [options] { return brief_pdf(options->brief, options->printer); }; });
}

void add_import(CLI::App& app, Action& action) {
  CLI::App& command = *app.add_subcommand(
      "import-history", "Take in counts that others made in the past, to be shown beside the city's own");
  const auto options = std::make_shared<ImportHistoryOptions>();
  command
      .add_option("file", options->file,
                  "CSV with the header period,question,code,count (see deploy/demo/history.csv)")
      ->required();
  add_config(command, options->config);
  command.add_option("--source", options->source, "Whose counts: \"Springfield Police, annual report\"")
      ->required();
  command.add_option("--kind", options->kind, "police, state_tool, survey or other")->required();
  command.add_option("--note", options->note, "How they were counted, in one line");
  command.callback([options, &action] { action = [options] { return import_history(*options); }; });
}

void add_history(CLI::App& app, Action& action) {
  CLI::App& command = *app.add_subcommand("history", "Counts that others made in the past");
  command.require_subcommand(1);
  const auto where = std::make_shared<Where>();
  CLI::App& list = *command.add_subcommand("list", "List their sources");
  add_config(list, where->config);
  list.callback([where, &action] { action = [where] { return history_list(where->config); }; });
  CLI::App& remove = *command.add_subcommand("remove", "Take out all counts of a source");
  remove.add_option("source", where->source, "Its name, as the list has it")->required();
  add_config(remove, where->config);
  remove.callback(
      [where, &action] { action = [where] { return history_remove(where->config, where->source); }; });
}

}  // namespace

void add_brief(CLI::App& app, Action& action) {
  CLI::App& command = *app.add_subcommand("brief", "The monthly briefs, and their printed form");
  command.require_subcommand(1);
  const auto where = std::make_shared<Where>();
  CLI::App& list = *command.add_subcommand("list", "List months: drafted, public, printed");
  add_config(list, where->config);
  list.callback([where, &action] { action = [where] { return brief_list(where->config); }; });
  add_show(command, action);
  add_pdf(command, action);
  add_import(app, action);
  add_history(app, action);
}

}  // namespace tellsafe::app
