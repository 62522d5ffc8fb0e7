#include "service/runtime/hardening.h"

#include <gtest/gtest.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include <csignal>
#include <cstdlib>

namespace tellsafe::runtime {
namespace {

bool is_hardened() {
  harden_process();
  rlimit core{1, 1};
  if (::getrlimit(RLIMIT_CORE, &core) != 0 || core.rlim_cur != 0 || core.rlim_max != 0) return false;
  if (::prctl(PR_GET_DUMPABLE, 0, 0, 0, 0) != 0) return false;
  if (::prctl(PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0) != 1) return false;
  if (::umask(0) != 077) return false;
  return std::raise(SIGPIPE) == 0;
}

// In a process of its own: nothing of it can be taken back.
TEST(Hardening, GivesUpWhatTheServerDoesNotNeed) {
  EXPECT_EXIT(std::_Exit(is_hardened() ? 0 : 1), testing::ExitedWithCode(0), "");
}

}  // namespace
}  // namespace tellsafe::runtime
