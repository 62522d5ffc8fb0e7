#include "service/pages/receipt_page.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "service/pages/escape.h"

namespace tellsafe::pages {
namespace {

// Each group stays whole where the line breaks.
void write_receipt(std::string_view receipt, crypto::WipedText& out) {
  for (std::size_t from = 0; from < receipt.size();) {
    const auto hyphen = receipt.find('-', from);
    crypto::append(out, "<span>");
    append_escaped(out, receipt.substr(from, hyphen - from));
    crypto::append(out, hyphen == std::string_view::npos ? "</span>" : "-</span><wbr>");
    from = hyphen == std::string_view::npos ? receipt.size() : hyphen + 1;
  }
}

}  // namespace

ReceiptPage::ReceiptPage(const Templates& templates, const Furniture& furniture,
                         const schema::Language& language, PlacesThatHelp places)
    : places_(std::move(places)) {
  auto model = page_model(furniture, language, "receipt", {});
  for (const char* name : {"receipt", "seal", "places"}) model[name] = slot(name);
  page_ = SlottedText(templates.render("receipt", model));
  const auto paragraph = [&](const char* name) {
    return fmt::format("<p>{}</p>", escaped(model["text"].at(name).get<std::string>()));
  };
  sealed_by_server_ = paragraph("story_by_server");
  sealed_by_browser_ = paragraph("story_by_browser");
}

crypto::WipedText ReceiptPage::fill(std::string_view receipt, StorySeal seal,
                                    std::span<const schema::SentField> typed) const {
  crypto::WipedText page;
  page.reserve(largest());
  page_.fill(page, [&](std::string_view slot, crypto::WipedText& out) {
    if (slot == "receipt") {
      write_receipt(receipt, out);
    } else if (slot == "places") {
      places_.write(typed, out);
    } else if (seal != StorySeal::none) {
      crypto::append(out, seal == StorySeal::by_server ? sealed_by_server_ : sealed_by_browser_);
    }
  });
  return page;
}

std::size_t ReceiptPage::largest() const {
  constexpr std::size_t receipt_room = 256;
  return page_.size() + receipt_room + std::max(sealed_by_server_.size(), sealed_by_browser_.size()) +
         places_.largest();
}

}  // namespace tellsafe::pages
