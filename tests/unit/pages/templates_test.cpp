#include "service/pages/templates.h"

#include <gmock/gmock.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <stdexcept>

namespace tellsafe::pages {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::ThrowsMessage;

class TemplatesTest : public testing::Test {
 protected:
  TemplatesTest() {
    std::string name = (std::filesystem::temp_directory_path() / "tellsafe-templates-XXXXXX").string();
    folder_ = mkdtemp(name.data());
  }
  ~TemplatesTest() override { std::filesystem::remove_all(folder_); }
  void write(const std::string& name, const std::string& content) const {
    std::ofstream(folder_ / name) << content;
  }

  std::filesystem::path folder_;
};

TEST_F(TemplatesTest, RendersAndEscapes) {
  write("page.html", "{{> part}}{{#list}}[{{.}}]{{/list}}{{^none}}-{{/none}}{{{raw}}}");
  write("part.html", "<i>{{a.b}}</i>{{number}}");
  const nlohmann::json model = {
      {"a", {{"b", "<&\"'"}}}, {"list", {"x", "y"}}, {"none", nullptr}, {"raw", "<hr>"}, {"number", 7}};
  EXPECT_EQ(Templates::load(folder_).render("page", model), "<i>&lt;&amp;&quot;&#39;</i>7[x][y]-<hr>");
}

TEST_F(TemplatesTest, SaysWhatIsMissing) {
  write("page.html", "{{#a}}{{b.c}}{{/a}}");
  write("outer.html", "{{> nowhere}}");
  const auto templates = Templates::load(folder_);
  EXPECT_THAT(
      [&] {
        templates.render("page", {{"a", true}});
      },
      ThrowsMessage<std::invalid_argument>(AllOf(HasSubstr("page"), HasSubstr("b.c"))));
  EXPECT_THAT([&] { templates.render("page", nlohmann::json::object()); },
              ThrowsMessage<std::invalid_argument>(HasSubstr("“a”")));
  EXPECT_THAT([&] { templates.render("outer", nlohmann::json::object()); },
              ThrowsMessage<std::invalid_argument>(AllOf(HasSubstr("outer"), HasSubstr("nowhere"))));
  EXPECT_THAT([&] { templates.render("other", nlohmann::json::object()); },
              ThrowsMessage<std::invalid_argument>(HasSubstr("other")));
}

TEST_F(TemplatesTest, SaysWhichFileIsWrong) {
  EXPECT_THAT([&] { Templates::load(folder_ / "nowhere"); },
              ThrowsMessage<std::invalid_argument>(HasSubstr("nowhere")));
  write("broken.html", "{{#open}}");
  EXPECT_THAT([&] { Templates::load(folder_); },
              ThrowsMessage<std::invalid_argument>(HasSubstr("broken.html")));
}

}  // namespace
}  // namespace tellsafe::pages
