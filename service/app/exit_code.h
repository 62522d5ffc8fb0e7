// What `tellsafe` ends with. Scripts rely on the numbers: add, never change.
#pragma once

namespace tellsafe::app {

enum class ExitCode : int {
  done = 0,
  refused = 1,           // it was understood and not done, or a check found something bad
  usage = 2,             // the command line is wrong
  wrong_passphrase = 3,  // or no passphrase could be asked for
  vault = 4,             // the vault is not there, is damaged, busy, or has another key
  configuration = 5,     // tellsafe.toml, or a file that it names, is wrong
  key_file = 6,          // a key file is not there, is damaged, or of another kind
  server = 7,            // tellsafed cannot be reached or does not answer as it should
  disk = 8,              // a file could not be written
  unforeseen = 9,        // a mistake of ours
};

inline constexpr const char* exit_code_help =
    "Exit codes:\n"
    "  0 done\n"
    "  1 refused, or a check found something bad\n"
    "  2 the command line is wrong\n"
    "  3 wrong passphrase, or none could be asked for\n"
    "  4 the vault is not there, is damaged, busy, or has another key\n"
    "  5 the configuration, or a file that it names, is wrong\n"
    "  6 a key file is not there, is damaged, or of another kind\n"
    "  7 the server cannot be reached or does not answer as it should\n"
    "  8 a file could not be written\n"
    "  9 unforeseen; please report it\n";

}  // namespace tellsafe::app
