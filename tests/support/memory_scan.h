// Looks at a process's memory as somebody would who has seized the machine.
#pragma once

#include <sys/types.h>

#include <cstddef>
#include <string>
#include <string_view>

namespace tellsafe::support {

// A secret as it may stand in a test's own memory: each byte one higher. ASCII only.
std::string disguise(std::string_view secret);
// Writes the secret to `to`, which must have room for it.
void undisguise(std::string_view disguised, char* to);

// How often the secret stands in the writable memory of a process, the calling one or a child of its own.
// Throws std::runtime_error when the memory cannot be read.
std::size_t copies_in(pid_t process, std::string_view disguised);

}  // namespace tellsafe::support
