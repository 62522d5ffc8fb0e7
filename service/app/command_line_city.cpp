// Making a city, and filling a demonstration.
#include <memory>

#include "service/app/command_line.h"
#include "service/app/commands/demo.h"
#include "service/app/commands/init.h"

namespace tellsafe::app {
namespace {

void add_feed(CLI::App& demo, Action& action) {
  const auto kept = std::make_shared<FeedOptions>();
  FeedOptions& options = *kept;
  CLI::App& command = *demo.add_subcommand(
      "feed", "Send reports to the running demonstration over HTTPS, day by day, as residents would");
  add_config(command, options.config);
  command
      .add_option("--fbi", options.fbi,
                  "Hate-crime incidents in the columns of the FBI's Crime Data Explorer; without it the "
                  "reports are made up, in proportions from published figures")
      ->type_name("FILE");
  command.add_option("--seed", options.seed, "The same seed makes the same reports")->capture_default_str();
  command.add_option("--reports", options.reports,
                     "How many (default: 1800 made-up ones, or the whole file)");
  command
      .add_option("--from", options.from,
                  "First day, 2023-01-31 (default: 1 January of the year before last)")
      ->type_name("DAY");
  command.add_option("--to", options.to, "Last day (default: today)")->type_name("DAY");
  command.add_option("--connections", options.connections, "Residents at the same time")
      ->check(CLI::Range(1, 64))
      ->capture_default_str();
  command.add_option("--data", options.data, "Where proportions.json and its neighbors lie")
      ->type_name("FOLDER");
  command.callback([kept, &action] { action = [kept] { return demo_feed(*kept); }; });
}

}  // namespace

void add_init(CLI::App& app, Action& action) {
  const auto kept = std::make_shared<InitOptions>();
  InitOptions& options = *kept;
  CLI::App& command =
      *app.add_subcommand("init", "Make a new city: keys, vault and configuration in a new folder");
  command.add_option("folder", options.folder, "The folder to make; must not exist, or be empty")->required();
  command.add_option("--city", options.city, "The city's name, as pages show it")->required();
  command
      .add_option("--leave-url", options.leave_url,
                  "Where \"Leave this page\" goes: a neutral site, such as https://www.weather.gov/")
      ->required();
  command
      .add_option("--areas", options.areas,
                  "The city's areas and their groups (see deploy/demo/areas.json); none without it")
      ->type_name("FILE");
  command
      .add_option("--support", options.support,
                  "The places that help (see deploy/demo/support.json); national ones without it")
      ->type_name("FILE");
  command.add_option("--languages", options.languages, "Languages of the pages, the first one leads: en,es")
      ->delimiter(',')
      ->capture_default_str();
  command.add_option("--time-zone", options.time_zone, "Says when a day begins")->capture_default_str();
  command.add_flag("--demo", options.demo,
                   "A demonstration: its pages say so, it may live in the past, and it stays one for ever");
  command.add_flag("--self-signed", options.self_signed,
                   "Make a certificate for localhost to begin with (a demonstration always gets one)");
  add_passphrase_file(command, options.passphrase_file);
  command.callback([kept, &action] { action = [kept] { return init(*kept); }; });
}

void add_demo(CLI::App& app, Action& action) {
  CLI::App& command = *app.add_subcommand("demo", "Fill a demonstration, and see what is in it");
  command.require_subcommand(1);
  add_feed(command, action);
  CLI::App& status = *command.add_subcommand("status", "Count reports, epochs and releases");
  const auto config = std::make_shared<std::filesystem::path>();
  add_config(status, *config);
  status.callback([config, &action] { action = [config] { return demo_status(*config); }; });
}

}  // namespace tellsafe::app
