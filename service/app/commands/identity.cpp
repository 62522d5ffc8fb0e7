#include "service/app/commands/identity.h"

#include <fmt/format.h>

#include <cstdio>

#include "service/app/keys.h"
#include "service/app/passphrase.h"

namespace tellsafe::app {

Outcome<> reveal(const RevealOptions& options) {
  const auto given = passphrase(options.passphrase_file, "Passphrase of the key");
  if (given.has_error()) return given.error();
  const auto identity = open_identity(options.key, crypto::text_of(*given));
  if (identity.has_error()) return identity.error();
  fmt::print(
      stderr,
      "What comes next is the secret key itself, without a passphrase. Whoever has it can open everything\n"
      "that was sealed to it. Keep it off shared machines, and do not let it get into a backup.\n");
  const crypto::WipedText text = identity->to_text();
  std::setvbuf(stdout, nullptr, _IONBF, 0);  // or the key would stay behind in the stream's buffer
  std::fwrite(text.data(), 1, text.size(), stdout);
  std::fputc('\n', stdout);
  return {};
}

}  // namespace tellsafe::app
