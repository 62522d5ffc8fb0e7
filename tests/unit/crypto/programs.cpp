#include "programs.h"

#include <stdlib.h>  // NOLINT(modernize-deprecated-headers): mkdtemp
#include <sys/wait.h>

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <stdexcept>

namespace tellsafe::crypto {

WorkFolder::WorkFolder() {
  auto name = (std::filesystem::temp_directory_path() / "tellsafe-crypto-XXXXXX").string();
  if (mkdtemp(name.data()) == nullptr) throw std::runtime_error("no temporary folder");
  path_ = name;
}

WorkFolder::~WorkFolder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

void WorkFolder::write(std::string_view name, ByteView content) const {
  std::ofstream stream(path_ / name, std::ios::binary);
  stream.write(reinterpret_cast<const char*>(content.data()), static_cast<std::streamsize>(content.size()));
  if (!stream.flush()) throw std::runtime_error("cannot write");
}

Bytes WorkFolder::read(std::string_view name) const {
  const std::string text = read_text(name);
  return {text.begin(), text.end()};
}

std::string WorkFolder::read_text(std::string_view name) const {
  std::ifstream stream(path_ / name, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

int WorkFolder::run(const std::string& command) const {
  const std::string line = "cd '" + path_.string() + "' && { " + command + "; } >output 2>&1 </dev/null";
  const int status = std::system(line.c_str());  // NOLINT(cert-env33-c,concurrency-mt-unsafe): fixed commands
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

}  // namespace tellsafe::crypto
