// What the process gives up at its start.
#pragma once

namespace tellsafe::runtime {

// No core dumps and no reading of the process's memory by others of the same user, no new privileges, files
// that only the user can read (umask 077), and SIGPIPE ignored. To be called before there are threads.
// Throws std::system_error when the system refuses one of these.
void harden_process();

}  // namespace tellsafe::runtime
