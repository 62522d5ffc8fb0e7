#include "tests/unit/schema/files.h"

#include <unistd.h>

#include <fstream>
#include <iterator>
#include <stdexcept>

namespace tellsafe::schema::test {

const Form& real_form() {
  static const Form form = [] {
    auto loaded = Form::load(schema_folder, demo_areas);
    if (!loaded) throw std::runtime_error(loaded.error());
    return std::move(*loaded);
  }();
  return form;
}

std::string read(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  if (!in) throw std::runtime_error("cannot read " + file.string());
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

Scratch::Scratch() {
  std::string name = (std::filesystem::temp_directory_path() / "tellsafe-schema-XXXXXX").string();
  if (mkdtemp(name.data()) == nullptr) throw std::runtime_error("cannot make a folder for the test");
  path_ = name;
}

Scratch::~Scratch() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

std::filesystem::path Scratch::write(std::string_view name, std::string_view content) const {
  auto file = path_ / name;
  std::filesystem::create_directories(file.parent_path());
  std::ofstream(file, std::ios::binary) << content;
  return file;
}

void Scratch::copy_schema() const {
  std::filesystem::copy(schema_folder / "codes", path_ / "codes", std::filesystem::copy_options::recursive);
  for (const char* name : {"form.json", "tables.json"}) {
    std::filesystem::copy_file(schema_folder / name, path_ / name);
  }
  std::filesystem::copy_file(demo_areas, path_ / "areas.json");
}

void Scratch::replace(std::string_view name, std::string_view from, std::string_view to) const {
  std::string text = read(path_ / name);
  const auto at = text.find(from);
  if (at == std::string::npos) throw std::runtime_error("not there: " + std::string(from));
  write(name, text.replace(at, from.size(), to));
}

}  // namespace tellsafe::schema::test
