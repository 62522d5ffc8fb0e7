#include "service/app/print_pdf.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <spawn.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <fstream>
#include <sstream>
#include <system_error>
#include <vector>

#include "service/app/files.h"

namespace tellsafe::app {
namespace {

namespace fs = std::filesystem;

// Its owner's only, and gone at the end.
class PrivateFolder {
 public:
  PrivateFolder() : path_((fs::temp_directory_path() / "tellsafe-print-XXXXXX").string()) {
    if (::mkdtemp(path_.data()) == nullptr) path_.clear();
  }
  ~PrivateFolder() {
    std::error_code ignored;
    if (!path_.empty()) fs::remove_all(path_, ignored);
  }
  PrivateFolder(const PrivateFolder&) = delete;
  PrivateFolder& operator=(const PrivateFolder&) = delete;
  fs::path path() const { return path_; }

 private:
  std::string path_;
};

Failure refused(std::string message) {
  return {ExitCode::refused, std::move(message)};
}

std::vector<std::string> arguments_of(const Printer& printer, const fs::path& folder) {
  std::vector<std::string> arguments = {printer.program,
                                        "--headless",
                                        "--disable-gpu",
                                        "--disable-extensions",
                                        "--disable-background-networking",
                                        "--no-first-run",
                                        "--no-pdf-header-footer",
                                        "--host-resolver-rules=MAP * ~NOTFOUND",
                                        fmt::format("--user-data-dir={}", (folder / "profile").string()),
                                        fmt::format("--print-to-pdf={}", (folder / "page.pdf").string())};
  if (::geteuid() == 0) arguments.emplace_back("--no-sandbox");
  arguments.push_back(fmt::format("file://{}", (folder / "page.html").string()));
  return arguments;
}

std::vector<char*> pointers(std::vector<std::string>& texts) {
  std::vector<char*> all;
  for (auto& text : texts) all.push_back(text.data());
  all.push_back(nullptr);
  return all;
}

// Its own process group, so that all that it starts can be ended with it. 0, or why it did not start.
int start(std::vector<std::string> arguments, const fs::path& home, pid_t& pid) {
  std::vector<std::string> environment = {"PATH=/usr/bin:/bin", "LANG=C.UTF-8", "HOME=" + home.string()};
  posix_spawn_file_actions_t files;
  posix_spawn_file_actions_init(&files);
  posix_spawn_file_actions_addopen(&files, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_addopen(&files, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
  posix_spawn_file_actions_addopen(&files, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
  posix_spawnattr_t attributes;
  posix_spawnattr_init(&attributes);
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP);
  posix_spawnattr_setpgroup(&attributes, 0);
  const int error = ::posix_spawn(&pid, arguments.front().c_str(), &files, &attributes,
                                  pointers(arguments).data(), pointers(environment).data());
  posix_spawnattr_destroy(&attributes);
  posix_spawn_file_actions_destroy(&files);
  return error;
}

bool ends_within(pid_t pid, std::chrono::milliseconds patience) {
  const auto until = std::chrono::steady_clock::now() + patience;
  // Not by <sys/pidfd.h>, which glibc 2.36 has for C alone.
  pollfd watched{static_cast<int>(::syscall(SYS_pidfd_open, pid, 0)), POLLIN, 0};
  if (watched.fd < 0) return false;
  int ready = -1;
  do {
    const auto left =
        std::chrono::ceil<std::chrono::milliseconds>(until - std::chrono::steady_clock::now()).count();
    ready = ::poll(&watched, 1, static_cast<int>(std::max<long long>(left, 0)));
  } while (ready < 0 && errno == EINTR);
  ::close(watched.fd);
  return ready > 0;
}

// Whether it ended well; all that it started is ended in any case.
Outcome<> wait_for(pid_t pid, const Printer& printer) {
  const bool ended = ends_within(pid, printer.patience);
  // The process is not reaped yet, so the group's number cannot be another's.
  ::kill(-pid, SIGKILL);
  int status = 0;
  while (::waitpid(pid, &status, 0) < 0 && errno == EINTR) {
  }
  if (!ended) return refused(fmt::format("{} took too long", printer.program.string()));
  if (!WIFEXITED(status) || WEXITSTATUS(status) != 0)
    return refused(fmt::format("{} could not print the page", printer.program.string()));
  return {};
}

// The page's own style leaves the size of the paper open. Only styles are allowed: Chromium cannot print with
// its scripts switched off, which its own printing needs.
std::string on_paper(std::string_view html, std::string_view paper) {
  constexpr std::string_view head = "<head>";
  std::string page(html);
  const auto at = page.find(head);
  if (at == std::string::npos) return page;
  page.insert(at + head.size(), fmt::format("<meta http-equiv=\"Content-Security-Policy\" "
                                            "content=\"default-src 'none'; style-src 'unsafe-inline'\">"
                                            "<style>@page{{size:{}}}</style>",
                                            paper));
  return page;
}

}  // namespace

Outcome<std::string> print_pdf(std::string_view html, const Printer& printer) {
  if (::access(printer.program.c_str(), X_OK) != 0) {
    return refused(
        fmt::format("{} is not there. On Debian: apt install chromium fonts-noto-core fonts-noto-cjk; "
                    "elsewhere name it with --chromium",
                    printer.program.string()));
  }
  const PrivateFolder folder;
  if (folder.path().empty()) return Failure{ExitCode::disk, "no folder could be made for the page"};
  auto written = write_new_file(folder.path() / "page.html", on_paper(html, printer.paper), Mode::secret);
  if (written.has_error()) return written.error();

  pid_t pid = 0;
  if (const int error = start(arguments_of(printer, folder.path()), folder.path(), pid); error != 0) {
    return refused(fmt::format("{}: {}", printer.program.string(), std::generic_category().message(error)));
  }
  const auto ended = wait_for(pid, printer);
  if (ended.has_error()) return ended.error();

  std::ifstream file(folder.path() / "page.pdf", std::ios::binary);
  std::ostringstream pdf;
  pdf << file.rdbuf();
  if (!file || !pdf.str().starts_with("%PDF-"))
    return refused(fmt::format("{} printed nothing", printer.program.string()));
  return std::move(pdf).str();
}

}  // namespace tellsafe::app
