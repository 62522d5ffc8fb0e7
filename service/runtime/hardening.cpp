#include "service/runtime/hardening.h"

#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <system_error>

namespace tellsafe::runtime {
namespace {

void demand(bool done, const char* what) {
  if (!done) throw std::system_error(errno, std::generic_category(), what);
}

}  // namespace

void harden_process() {
  const rlimit none{0, 0};
  demand(::setrlimit(RLIMIT_CORE, &none) == 0, "no core dumps");
  demand(::prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) == 0, "no reading of this process's memory");
  demand(::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0, "no new privileges");
  ::umask(S_IRWXG | S_IRWXO);
  demand(std::signal(SIGPIPE, SIG_IGN) != SIG_ERR, "ignoring SIGPIPE");
}

void bind_calls_at_start(char** arguments) {
  constexpr const char* variable = "LD_BIND_NOW";
  if (std::getenv(variable) != nullptr) return;
  std::error_code failed;
  // By its own name: through /proc/self/exe the process would be called "exe".
  const auto program = std::filesystem::read_symlink("/proc/self/exe", failed);
  if (failed || ::setenv(variable, "1", 1) != 0) return;
  ::execv(program.c_str(), arguments);
}

}  // namespace tellsafe::runtime
