// People of the reading room, and their programs.
#include <memory>

#include "service/app/command_line.h"
#include "service/app/commands/staff.h"
#include "service/app/commands/token.h"

namespace tellsafe::app {
namespace {

// A command whose options live as long as the command line that fills them in.
template <class Options, class Describe>
void add(CLI::App& parent, const char* name, const char* help, Outcome<> (*run)(const Options&),
         Action& action, Describe describe) {
  CLI::App& command = *parent.add_subcommand(name, help);
  const auto options = std::make_shared<Options>();
  describe(command, *options);
  command.callback([options, run, &action] { action = [options, run] { return run(*options); }; });
}

void add_link_options(CLI::App& command, InviteOptions& options) {
  command.add_option("--days-valid", options.days_valid, "How long the link works")
      ->check(CLI::Range(1, 60))
      ->capture_default_str();
  command.add_flag("--no-qr", options.no_qr, "The link alone, without its QR code");
}

void describe_invite(CLI::App& command, InviteOptions& options) {
  command.add_option("--role", options.role, "working_group, liaison, advisory_board or administrator")
      ->required();
  command.add_option("--name", options.name, "Of the person")->required();
  command.add_option("--organization", options.organization, "That they come from")->required();
  command
      .add_option("--expires", options.expires,
                  "The last day of the agreement (MOU), 2026-12-31; the account stops after it")
      ->required()
      ->type_name("DAY");
  add_link_options(command, options);
  add_config(command, options.config);
}

void describe_invite_again(CLI::App& command, InviteOptions& options) {
  command.add_option("person", options.person, "16 hexadecimal digits, from `tellsafe staff list`")
      ->required();
  add_link_options(command, options);
  add_config(command, options.config);
}

void describe_person(CLI::App& command, PersonOptions& options) {
  command.add_option("person", options.person, "16 hexadecimal digits, from `tellsafe staff list`")
      ->required();
  add_config(command, options.config);
}

void describe_passkey(CLI::App& command, PersonOptions& options) {
  describe_person(command, options);
  command.add_option("passkey", options.passkey, "16 hexadecimal digits, from `tellsafe staff passkeys`")
      ->required();
}

void describe_change(CLI::App& command, ChangeOptions& options) {
  describe_person(command, options.who);
  command.add_option("--role", options.role, "Holds from their next page on");
  command.add_option("--organization", options.organization, "That they come from");
  command.add_option("--expires", options.expires, "The agreement's new last day, 2026-12-31")
      ->type_name("DAY");
}

void describe_program(CLI::App& command, TokenOptions& options) {
  command.add_option("--name", options.name, "Of the program, as the audit log names it")->required();
  command.add_option("--owner", options.owner, "Whose program it is: a person of `tellsafe staff list`")
      ->required()
      ->type_name("PERSON");
  command.add_option("--scope", options.scope, "What it may read: read_export or read_group")
      ->capture_default_str();
  command.add_option("--expires", options.expires, "Its last day, 2026-12-31")->required()->type_name("DAY");
  add_config(command, options.config);
}

void describe_certificate(CLI::App& command, TokenOptions& options) {
  describe_program(command, options);
  auto* fingerprint = command.add_option("--fingerprint", options.fingerprint,
                                         "SHA-256 of the client certificate: 64 hexadecimal digits");
  command.add_option("--file", options.certificate, "The certificate itself, PEM")
      ->type_name("FILE")
      ->excludes(fingerprint);
}

}  // namespace

void add_staff(CLI::App& app, Action& action) {
  CLI::App& staff = *app.add_subcommand("staff", "Who may sign in to the reading room");
  staff.require_subcommand(1);
  add<InviteOptions>(staff, "invite", "Print a one-time link with which a person makes their passkey",
                     staff_invite, action, describe_invite);
  add<InviteOptions>(staff, "invite-again",
                     "For who has lost their passkeys: revoke all of them and print a new link",
                     staff_invite_again, action, describe_invite_again);
  add<PersonOptions>(staff, "stop", "Refuse a person from now on and end their sessions", staff_stop, action,
                     describe_person);
  add<PersonOptions>(staff, "start", "Let a stopped person sign in again", staff_start, action,
                     describe_person);
  add<ChangeOptions>(staff, "change", "Another role or organization, or a new end of the agreement",
                     staff_change, action, describe_change);
  add<PersonOptions>(staff, "passkeys", "List a person's passkeys", staff_passkeys, action, describe_person);
  add<PersonOptions>(staff, "revoke-passkey", "Revoke one of them and end the person's sessions",
                     staff_revoke_passkey, action, describe_passkey);
  add<std::filesystem::path>(staff, "list", "List everybody", staff_list, action, add_config);
}

void add_token(CLI::App& app, Action& action) {
  CLI::App& token = *app.add_subcommand("token", "Programs that fetch exports by themselves");
  token.require_subcommand(1);
  add<TokenOptions>(token, "create", "Print a program's token, once", token_create, action, describe_program);
  add<TokenOptions>(token, "certificate", "Register a program's client certificate", token_certificate,
                    action, describe_certificate);
  add<std::filesystem::path>(token, "list", "List all tokens and certificates", token_list, action,
                             add_config);

  struct Revoke {
    std::filesystem::path config;
    std::string machine;
  };
  CLI::App& revoke = *token.add_subcommand("revoke", "Refuse a token or a certificate from now on");
  const auto options = std::make_shared<Revoke>();
  revoke.add_option("token", options->machine, "16 hexadecimal digits, from `tellsafe token list`")
      ->required();
  add_config(revoke, options->config);
  revoke.callback(
      [options, &action] { action = [options] { return token_revoke(options->config, options->machine); }; });
}

}  // namespace tellsafe::app
