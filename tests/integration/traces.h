// Looking for what must not be there: in files and in the memory of a running process. For tests.
#pragma once

#include <sys/types.h>

#include <filesystem>
#include <string>
#include <vector>

namespace tellsafe::support {

struct Find {
  std::string pattern;
  std::string where;
};

// Every file under `folder` that holds one of the patterns.
std::vector<Find> find_in_files(const std::filesystem::path& folder,
                                const std::vector<std::string>& patterns);

// Whether this process may read the memory of that one.
bool may_read_memory(pid_t process);

// Every place in the readable memory of a process that holds one of the patterns, named as in
// /proc/PID/maps. Throws std::runtime_error when the memory cannot be read.
std::vector<Find> find_in_memory(pid_t process, const std::vector<std::string>& patterns);

}  // namespace tellsafe::support
