#include "service/pages/templates.h"

#include <fmt/format.h>

#include <fstream>
#include <kainjow/mustache.hpp>
#include <nlohmann/json.hpp>
#include <sstream>
#include <stdexcept>
#include <system_error>

#include "service/pages/escape.h"

namespace tellsafe::pages {
namespace {

namespace mustache = kainjow::mustache;
using Sources = std::map<std::string, std::string, std::less<>>;

mustache::data to_data(const nlohmann::json& value) {
  switch (value.type()) {
    case nlohmann::json::value_t::object: {
      mustache::object object;
      for (const auto& [name, member] : value.items()) object.emplace(name, to_data(member));
      return object;
    }
    case nlohmann::json::value_t::array: {
      mustache::list list;
      for (const auto& element : value) list.push_back(to_data(element));
      return list;
    }
    case nlohmann::json::value_t::string:
      return value.get_ref<const std::string&>();
    case nlohmann::json::value_t::boolean:
      return {value.get<bool>()};
    case nlohmann::json::value_t::null:
      return {false};
    default:
      return value.dump();
  }
}

// Looks names up as mustache does, and remembers the first that is not there.
class StrictContext : public mustache::context<std::string> {
 public:
  explicit StrictContext(const Sources& sources) {
    for (const auto& [name, source] : sources) partials_.emplace(name, source);
  }

  const mustache::data* get(const std::string& name) const override {
    const auto* found = context::get(name);
    if (found == nullptr) note(fmt::format("“{}” is not in the model", name));
    return found;
  }

  const mustache::data* get_partial(const std::string& name) const override {
    const auto found = partials_.find(name);
    if (found != partials_.end()) return &found->second;
    note(fmt::format("there is no template “{}”", name));
    return nullptr;
  }

  const std::string& missing() const { return missing_; }

 private:
  void note(std::string what) const {
    if (missing_.empty()) missing_ = std::move(what);
  }

  std::map<std::string, mustache::data, std::less<>> partials_;
  mutable std::string missing_;
};

}  // namespace

std::string read_text_file(const std::filesystem::path& file) {
  std::ifstream stream(file, std::ios::binary);
  std::ostringstream content;
  if (!stream || !(content << stream.rdbuf())) {
    throw std::invalid_argument(fmt::format("{}: cannot be read", file.string()));
  }
  return content.str();
}

Templates Templates::load(const std::filesystem::path& folder) {
  Templates templates;
  std::error_code failure;
  for (const auto& entry : std::filesystem::directory_iterator(folder, failure)) {
    if (entry.path().extension() != ".html") continue;
    std::string source = read_text_file(entry.path());
    const mustache::mustache parsed(source);
    if (!parsed.is_valid()) {
      throw std::invalid_argument(fmt::format("{}: {}", entry.path().string(), parsed.error_message()));
    }
    templates.sources_.emplace(entry.path().stem().string(), std::move(source));
  }
  if (failure) throw std::invalid_argument(fmt::format("{}: cannot be read", folder.string()));
  return templates;
}

std::string Templates::render(std::string_view name, const nlohmann::json& model) const {
  const auto source = sources_.find(name);
  if (source == sources_.end()) throw std::invalid_argument(fmt::format("there is no template “{}”", name));
  mustache::mustache parsed(source->second);
  parsed.set_custom_escape([](const std::string& text) { return escaped(text); });
  const mustache::data data = to_data(model);
  StrictContext context(sources_);
  context.push(&data);
  std::ostringstream page;
  parsed.render(context, page);
  const std::string& wrong = parsed.is_valid() ? context.missing() : parsed.error_message();
  if (!wrong.empty()) throw std::invalid_argument(fmt::format("template “{}”: {}", name, wrong));
  return page.str();
}

}  // namespace tellsafe::pages
