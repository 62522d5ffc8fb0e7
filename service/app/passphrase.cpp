#include "service/app/passphrase.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <termios.h>
#include <unistd.h>

#include <algorithm>
#include <optional>

namespace tellsafe::app {
namespace {

using crypto::WipedText;

constexpr std::size_t longest = 1024;

class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  ~Descriptor() {
    if (number_ >= 0) ::close(number_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  int get() const { return number_; }

 private:
  int number_;
};

// Takes over the keys, interrupts included: a program that is stopped in between would leave a terminal that
// shows nothing.
class SilentTerminal {
 public:
  explicit SilentTerminal(int terminal) : terminal_(terminal) {
    ready_ = ::tcgetattr(terminal_, &before_) == 0;
    if (!ready_) return;
    termios silent = before_;
    silent.c_lflag &= ~static_cast<tcflag_t>(ECHO | ICANON | ISIG | IEXTEN);
    silent.c_cc[VMIN] = 1;
    silent.c_cc[VTIME] = 0;
    ready_ = ::tcsetattr(terminal_, TCSAFLUSH, &silent) == 0;
  }
  ~SilentTerminal() {
    if (ready_) ::tcsetattr(terminal_, TCSAFLUSH, &before_);
  }
  SilentTerminal(const SilentTerminal&) = delete;
  SilentTerminal& operator=(const SilentTerminal&) = delete;
  bool ready() const { return ready_; }

 private:
  int terminal_;
  bool ready_ = false;
  termios before_{};
};

// A whole character: the bytes that follow the first in UTF-8 go with it.
void take_back(WipedText& text) {
  while (!text.empty()) {
    const auto last = static_cast<unsigned char>(text.back());
    text.pop_back();
    if ((last & 0xC0U) != 0x80U) break;
  }
}

// Nothing when the line was broken off with Ctrl-C, Ctrl-\ or Ctrl-D.
std::optional<WipedText> type_line(int terminal) {
  WipedText line;
  line.reserve(longest);
  for (;;) {
    char c = 0;
    if (::read(terminal, &c, 1) != 1) return std::nullopt;
    if (c == '\n' || c == '\r') return line;
    if (c == 0x03 || c == 0x04 || c == 0x1C) return std::nullopt;
    if (c == 0x7F || c == 0x08) {
      take_back(line);
    } else if (c == 0x15) {
      line.clear();
    } else if (line.size() < longest) {
      line.push_back(c);
    }
  }
}

void say(int terminal, std::string_view text) {
  while (!text.empty()) {
    const ssize_t written = ::write(terminal, text.data(), text.size());
    if (written <= 0) return;
    text.remove_prefix(static_cast<std::size_t>(written));
  }
}

Outcome<WipedText> from_terminal(std::string_view prompt) {
  const Descriptor terminal(::open("/dev/tty", O_RDWR | O_CLOEXEC));
  const Failure none{ExitCode::wrong_passphrase,
                     "there is no terminal to ask for the passphrase on; give --passphrase-file FILE"};
  if (terminal.get() < 0) return none;
  const SilentTerminal silent(terminal.get());
  if (!silent.ready()) return none;
  say(terminal.get(), fmt::format("{}: ", prompt));
  auto line = type_line(terminal.get());
  say(terminal.get(), "\n");
  if (!line) return Failure{ExitCode::wrong_passphrase, "no passphrase was given; nothing was done"};
  return std::move(*line);
}

Outcome<WipedText> from_file(const std::filesystem::path& file) {
  const Descriptor in(::open(file.c_str(), O_RDONLY | O_CLOEXEC));
  WipedText text(longest);
  const ssize_t size = in.get() < 0 ? -1 : ::read(in.get(), text.data(), text.size());
  if (size < 0) {
    return Failure{ExitCode::key_file, fmt::format("the passphrase file {} cannot be read", file.string())};
  }
  text.resize(static_cast<std::size_t>(size));
  text.erase(std::find_if(text.begin(), text.end(), [](char c) { return c == '\n' || c == '\r'; }),
             text.end());
  if (text.empty()) {
    return Failure{ExitCode::key_file,
                   fmt::format("the first line of the passphrase file {} is empty", file.string())};
  }
  return text;
}

}  // namespace

Outcome<WipedText> passphrase(const std::filesystem::path& file, std::string_view prompt) {
  return file.empty() ? from_terminal(prompt) : from_file(file);
}

Outcome<WipedText> new_passphrase(const std::filesystem::path& file, std::string_view what_for) {
  auto first = passphrase(file, fmt::format("New passphrase for {}", what_for));
  if (first.has_error()) return first;
  if (first->size() < shortest_passphrase) {
    return Failure{
        ExitCode::refused,
        fmt::format("the passphrase is shorter than {} characters; take four or more words that do "
                    "not belong together",
                    shortest_passphrase)};
  }
  if (!file.empty()) return first;
  const auto second = from_terminal("The same again");
  if (second.has_error()) return second.error();
  const bool same =
      first->size() == second->size() && sodium_memcmp(first->data(), second->data(), first->size()) == 0;
  if (!same) return Failure{ExitCode::refused, "the two passphrases differ; nothing was made"};
  return first;
}

}  // namespace tellsafe::app
