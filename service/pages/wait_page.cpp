#include "service/pages/wait_page.h"

#include <algorithm>
#include <array>

#include "service/pages/escape.h"
#include "service/pages/padding.h"

namespace tellsafe::pages {
namespace {

constexpr std::array<std::string_view, 5> of_one_sending = {"token", "work", "padding", "action", "show_in"};

void write_field(const schema::SentField& field, crypto::WipedText& out) {
  crypto::append(out, "<input type=\"hidden\" name=\"");
  append_escaped(out, field.name);
  crypto::append(out, "\" value=\"");
  append_escaped(out, field.value);
  crypto::append(out, "\">\n");
}

}  // namespace

WaitPage::WaitPage(const Templates& templates, const Furniture& furniture, const schema::Language& language)
    : wording_(furniture.wordings.at(language.code)) {
  auto model = page_model(furniture, language, "wait", {});
  model["token_slot"] = slot("token");
  for (const char* name : {"fields", "seconds"}) model[name] = slot(name);
  page_ = SlottedText(templates.render("wait", model));
}

crypto::WipedText WaitPage::fill(std::span<const schema::SentField> typed, unsigned seconds,
                                 std::string_view token) const {
  crypto::WipedText page;
  page.reserve(page_.size() + typed_room);
  page_.fill(page, [&](std::string_view slot, crypto::WipedText& out) {
    if (slot == "seconds") return append_escaped(out, wording_.counted("page.wait.seconds", seconds));
    if (slot == "token") return append_escaped(out, token);
    for (const auto& field : typed) {
      // A choice that was not made is sent empty, and means nothing.
      if (field.value.empty() || std::ranges::find(of_one_sending, field.name) != of_one_sending.end())
        continue;
      write_field(field, out);
    }
  });
  return page;
}

}  // namespace tellsafe::pages
