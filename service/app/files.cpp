#include "service/app/files.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <fstream>
#include <system_error>

namespace tellsafe::app {
namespace {

std::string reason() {
  return std::generic_category().message(errno);
}

bool write_all(int descriptor, std::string_view content) {
  while (!content.empty()) {
    const ssize_t written = ::write(descriptor, content.data(), content.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return false;
    content.remove_prefix(static_cast<std::size_t>(written));
  }
  return ::fsync(descriptor) == 0;
}

}  // namespace

Outcome<> write_new_file(const std::filesystem::path& file, std::string_view content, Mode mode) {
  const int descriptor =
      ::open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode == Mode::secret ? 0600 : 0644);
  if (descriptor < 0) {
    return Failure{ExitCode::disk, fmt::format("{} cannot be made: {}", file.string(), reason())};
  }
  const bool written = write_all(descriptor, content);
  const std::string why = written ? std::string() : reason();
  ::close(descriptor);
  if (!written) return Failure{ExitCode::disk, fmt::format("{} cannot be written: {}", file.string(), why)};
  return {};
}

Outcome<std::string> read_small_file(const std::filesystem::path& file, ExitCode code) {
  constexpr std::size_t limit = std::size_t{1} << 20U;
  std::ifstream in(file, std::ios::binary);
  std::string content(limit + 1, '\0');
  if (in) in.read(content.data(), static_cast<std::streamsize>(content.size()));
  if (in.bad() || !in.is_open() || (in.gcount() == 0 && !in.eof())) {
    return Failure{code, fmt::format("{} cannot be read", file.string())};
  }
  content.resize(static_cast<std::size_t>(in.gcount()));
  if (content.size() > limit) return Failure{code, fmt::format("{} is too large", file.string())};
  return content;
}

}  // namespace tellsafe::app
