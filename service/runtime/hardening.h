// What the process gives up at its start.
#pragma once

namespace tellsafe::runtime {

// No core dumps and no reading of the process's memory by others of the same user, no new privileges, files
// that only the user can read (umask 077), and SIGPIPE ignored. To be called before there are threads.
// Throws std::system_error when the system refuses one of these.
void harden_process();

// Has every library's calls bound at the start, by starting the program anew with LD_BIND_NOW where it is not
// set: a call that is bound when it is first made leaves the vector registers, and with them a piece of
// whatever text was being copied, on the stack. To be called first of all; goes on as it is where the program
// cannot be started anew.
void bind_calls_at_start(char** arguments);

}  // namespace tellsafe::runtime
