#include "service/reading/brief_press.h"

#include <fmt/format.h>

#include <exception>
#include <nlohmann/json.hpp>
#include <utility>

#include "service/pages/assets.h"
#include "service/pages/colors.h"
#include "service/pages/templates.h"

namespace tellsafe::reading {
namespace {

std::string source_of(std::string_view style) {
  return fmt::format("'{}'", pages::integrity_of(style));
}

}  // namespace

struct BriefPress::State {
  State(const BriefPressOptions& options, const schema::Labels& all_labels, std::vector<schema::Place> given)
      : frame(options.frame),
        labels(all_labels),
        wording(labels, brief_language(labels)),
        places(std::move(given)),
        templates(pages::Templates::load(options.web / "templates")),
        style(pages::read_text_file(options.web / "brief.css") + pages::color_rule(options.colors)),
        style_hash(source_of(style)) {}

  std::string page(const BriefText& text, const BriefFigures& figures) const {
    auto model = brief_view(text, figures, frame, labels, wording, places);
    model["style"] = style;
    return templates.render("brief", model);
  }

  const BriefFrame frame;
  const schema::Labels& labels;
  const pages::Wording wording;
  const std::vector<schema::Place> places;
  const pages::Templates templates;
  const std::string style;
  const std::string style_hash;
};

boost::system::result<BriefPress, std::string> BriefPress::load(const BriefPressOptions& options,
                                                                const schema::Labels& labels,
                                                                std::vector<schema::Place> places) {
  if (labels.languages().empty()) return std::string("the brief has no language");
  try {
    BriefPress press(std::make_unique<State>(options, labels, std::move(places)));
    BriefText text;
    text.month = {2000, 1};
    press.page(text, {});
    return press;
  } catch (const std::exception& wrong) {
    return fmt::format("the brief cannot be made: {}", wrong.what());
  }
}

BriefPress::BriefPress(std::unique_ptr<State> state) : state_(std::move(state)) {}
BriefPress::~BriefPress() = default;
BriefPress::BriefPress(BriefPress&&) noexcept = default;
BriefPress& BriefPress::operator=(BriefPress&&) noexcept = default;

std::string BriefPress::page(const BriefText& text, const BriefFigures& figures) const {
  return state_->page(text, figures);
}

const std::string& BriefPress::style_hash() const {
  return state_->style_hash;
}

std::string style_hash_of(std::string_view html) {
  constexpr std::string_view begin = "<style>";
  const auto from = html.find(begin);
  const auto end = html.find("</style>");
  if (from == std::string_view::npos || end == std::string_view::npos || end < from) return {};
  return source_of(html.substr(from + begin.size(), end - from - begin.size()));
}

}  // namespace tellsafe::reading
