#include "tests/integration/traces.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cstring>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <string_view>

#include "tests/support/process.h"

namespace tellsafe::support {
namespace {

constexpr std::size_t chunk_size = 1U << 20U;

struct Region {
  std::uint64_t begin = 0;
  std::uint64_t end = 0;
  std::string name;
};

std::vector<Region> readable_regions(pid_t process) {
  std::ifstream maps(fmt::format("/proc/{}/maps", process));
  std::vector<Region> regions;
  for (std::string line; std::getline(maps, line);) {
    std::istringstream words(line);
    std::string range;
    std::string access;
    std::string skipped;
    std::string name;
    words >> range >> access >> skipped >> skipped >> skipped >> name;
    if (!access.starts_with('r') || name == "[vvar]" || name == "[vsyscall]") continue;
    const auto dash = range.find('-');
    regions.push_back({std::stoull(range.substr(0, dash), nullptr, 16),
                       std::stoull(range.substr(dash + 1), nullptr, 16), line});
  }
  return regions;
}

bool all_zero(std::string_view bytes) {
  return bytes.empty() ||
         (bytes.front() == 0 && std::memcmp(bytes.data(), bytes.data() + 1, bytes.size() - 1) == 0);
}

std::string around(std::string_view bytes, std::size_t at, std::size_t length) {
  std::string printable;
  const std::size_t begin = at < 48 ? 0 : at - 48;
  for (const char c : bytes.substr(begin, at - begin + length + 48)) {
    printable += c >= ' ' && c <= '~' ? c : '.';
  }
  return printable;
}

void search(std::string_view bytes, const std::vector<std::string>& patterns, const std::string& where,
            std::vector<Find>& finds) {
  for (const std::string& pattern : patterns) {
    const auto* found =
        static_cast<const char*>(memmem(bytes.data(), bytes.size(), pattern.data(), pattern.size()));
    if (found == nullptr) continue;
    const auto at = static_cast<std::size_t>(found - bytes.data());
    finds.push_back({pattern, where + ": " + around(bytes, at, pattern.size())});
  }
}

class Memory {
 public:
  explicit Memory(pid_t process)
      : descriptor_(open(fmt::format("/proc/{}/mem", process).c_str(), O_RDONLY | O_CLOEXEC)) {}
  ~Memory() {
    if (descriptor_ >= 0) close(descriptor_);
  }
  Memory(const Memory&) = delete;
  Memory& operator=(const Memory&) = delete;
  bool readable() const { return descriptor_ >= 0; }
  // 0 where the pages can't be read, as the guard pages around secrets.
  std::size_t read(std::uint64_t address, std::string& into) const {
    const auto got = pread(descriptor_, into.data(), into.size(), static_cast<off_t>(address));
    return got < 0 ? 0 : static_cast<std::size_t>(got);
  }

 private:
  int descriptor_;
};

}  // namespace

std::vector<Find> find_in_files(const std::filesystem::path& folder,
                                const std::vector<std::string>& patterns) {
  std::vector<Find> finds;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (entry.is_regular_file()) search(read_file(entry.path()), patterns, entry.path(), finds);
  }
  return finds;
}

bool may_read_memory(pid_t process) {
  const auto regions = readable_regions(process);
  const Memory memory(process);
  std::string page(4096, '\0');
  return !regions.empty() && memory.readable() && memory.read(regions.front().begin, page) > 0;
}

std::vector<Find> find_in_memory(pid_t process, const std::vector<std::string>& patterns) {
  if (!may_read_memory(process)) throw std::runtime_error("the memory cannot be read");
  std::size_t overlap = 0;
  for (const auto& pattern : patterns) overlap = std::max(overlap, pattern.size());
  const Memory memory(process);
  std::vector<Find> finds;
  std::string chunk;
  for (const Region& region : readable_regions(process)) {
    for (std::uint64_t at = region.begin; at < region.end; at += chunk_size) {
      chunk.resize(std::min<std::uint64_t>(chunk_size + overlap, region.end - at));
      const std::string_view bytes(chunk.data(), memory.read(at, chunk));
      if (!all_zero(bytes)) search(bytes, patterns, region.name, finds);
    }
  }
  return finds;
}

}  // namespace tellsafe::support
