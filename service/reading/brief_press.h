// Makes a brief into the page that becomes public: one HTML file for two sheets of paper, without scripts,
// that loads nothing.
#pragma once

#include <boost/system/result.hpp>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "service/pages/site.h"
#include "service/reading/brief_view.h"

namespace tellsafe::reading {

struct BriefPressOptions {
  std::filesystem::path web;  // the built folder: templates/, brief.css
  BriefFrame frame;
  pages::Colors colors;
};

// Immutable after load; thread safe.
class BriefPress {
 public:
  // Tries the template with an empty brief. The error names what is wrong. labels must outlive the press.
  static boost::system::result<BriefPress, std::string> load(const BriefPressOptions& options,
                                                             const schema::Labels& labels,
                                                             std::vector<schema::Place> places);
  ~BriefPress();
  BriefPress(BriefPress&&) noexcept;
  BriefPress& operator=(BriefPress&&) noexcept;

  // The same in, the same bytes out. Throws as brief_view() does.
  std::string page(const BriefText& text, const BriefFigures& figures) const;

  // The source that the content security policy must allow for the style of these pages: "'sha256-…'".
  const std::string& style_hash() const;

 private:
  struct State;
  explicit BriefPress(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

// The same for any brief that was made once, by this or an older Tellsafe; empty where there is no style.
std::string style_hash_of(std::string_view html);

}  // namespace tellsafe::reading
