#include "tests/support/memory_scan.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
#include <fstream>
#include <sstream>
#include <stdexcept>

namespace tellsafe::support {
namespace {

// Searched itself when a process looks at its own memory, so it must be known and passed over.
std::array<char, 1 << 16> part;

bool is_own(std::uintptr_t place) {
  const auto begin = reinterpret_cast<std::uintptr_t>(part.data());
  return place >= begin && place < begin + part.size();
}

bool is_secret(std::string_view disguised, const char* at) {
  return std::equal(disguised.begin(), disguised.end(), at, [](char d, char s) { return d == s + 1; });
}

std::size_t copies_between(int memory, std::uintptr_t begin, std::uintptr_t end, std::string_view disguised) {
  std::size_t found = 0;
  const std::size_t step = part.size() - disguised.size();
  for (std::uintptr_t at = begin; at < end; at += step) {
    const std::size_t wanted = std::min<std::size_t>(part.size(), end - at);
    const ssize_t size = ::pread(memory, part.data(), wanted, static_cast<off_t>(at));
    const std::size_t places = size < static_cast<ssize_t>(disguised.size())
                                   ? 0
                                   : static_cast<std::size_t>(size) - disguised.size() + 1;
    for (std::size_t i = 0; i < places; ++i) {
      if (is_secret(disguised, part.data() + i) && !is_own(at + i)) ++found;
    }
  }
  return found;
}

}  // namespace

std::string disguise(std::string_view secret) {
  std::string disguised(secret);
  for (char& c : disguised) ++c;
  return disguised;
}

void undisguise(std::string_view disguised, char* to) {
  std::transform(disguised.begin(), disguised.end(), to, [](char c) { return static_cast<char>(c - 1); });
}

std::size_t copies_in(pid_t process, std::string_view disguised) {
  const std::string folder = "/proc/" + std::to_string(process);
  std::ifstream maps(folder + "/maps");
  const int memory = ::open((folder + "/mem").c_str(), O_RDONLY | O_CLOEXEC);
  if (!maps || memory < 0) throw std::runtime_error("the memory of the process cannot be read");
  std::size_t found = 0;
  for (std::string line; std::getline(maps, line);) {
    std::uintptr_t begin = 0;
    std::uintptr_t end = 0;
    char dash = 0;
    std::string rights;
    std::istringstream(line) >> std::hex >> begin >> dash >> end >> rights;
    if (rights.starts_with("rw")) found += copies_between(memory, begin, end, disguised);
  }
  ::close(memory);
  std::memset(part.data(), 0, part.size());
  return found;
}

}  // namespace tellsafe::support
