#include "service/pages/report_page.h"

#include <algorithm>
#include <set>

#include "service/pages/escape.h"

namespace tellsafe::pages {
namespace {

// The names of all inputs that have an id of the same name.
std::vector<std::string> inputs_of(const schema::Form& form) {
  std::vector<std::string> inputs;
  for (const auto& question : form.questions()) {
    if (!question.asked) continue;
    if (question.kind != schema::Kind::date) {
      inputs.push_back(question.id);
      continue;
    }
    for (const char* part : {"_day", "_month", "_year", "_is_approximate"}) {
      inputs.push_back(question.id + part);
    }
  }
  return inputs;
}

// Cuts "kind:rest" at the first colon.
std::pair<std::string_view, std::string_view> cut(std::string_view name) {
  const auto colon = name.find(':');
  if (colon == std::string_view::npos) return {name, {}};
  return {name.substr(0, colon), name.substr(colon + 1)};
}

}  // namespace

struct ReportPage::Sent {
  std::span<const schema::SentField> typed;
  std::span<const schema::FieldError> errors;
  std::string_view token;
  std::string_view notice;  // above the form, instead of errors; HTML

  // What was typed into an input that holds one value; empty where nothing was.
  std::string_view value(std::string_view name) const {
    const auto found = std::ranges::find(typed, name, &schema::SentField::name);
    return found == typed.end() ? std::string_view{} : found->value;
  }
  bool chosen(std::string_view name, std::string_view code) const {
    return std::ranges::any_of(
        typed, [&](const schema::SentField& field) { return field.name == name && field.value == code; });
  }
  bool wrong(std::string_view question) const {
    return std::ranges::find(errors, question, &schema::FieldError::question) != errors.end();
  }
  bool wrong_input(std::string_view input) const {
    return std::ranges::find(errors, input, &schema::FieldError::input) != errors.end();
  }
};

ReportPage::ReportPage(const Templates& templates, const Furniture& furniture, const schema::Form& form,
                       const schema::Language& language)
    : labels_(furniture.labels),
      wording_(furniture.wordings.at(language.code)),
      language_(language.code),
      inputs_(inputs_of(form)),
      before_token_("") {
  nlohmann::json model = page_model(furniture, language, "report", "report");
  add_form_script(model, furniture.scripts);
  error_prefix_ = model["common"].at("error_prefix");
  model["title_prefix"] = slot("title_prefix");
  model["summary"] = slot("summary");
  model["token_slot"] = slot("token");
  model["questions"] = questions(furniture, form, language.code);
  for (const char* name : {"items", "input", "message", "id", "lines"}) model[name] = slot(name);
  const auto part = [&](const char* name) { return SlottedText(templates.render(name, model)); };
  page_ = part("report");
  summary_ = part("error_summary");
  item_ = part("error_item");
  plain_item_ = part("error_item_plain");
  field_ = part("error_field");
  line_ = part("error_line");
  const auto notice = [&](const std::string& name) {
    model["notice_title"] = model["text"].at(name + "_title");
    model["notice"] = model["text"].at(name);
    return templates.render("notice", model);
  };
  try_again_ = notice("try_again");
  once_more_ = notice("once_more");
  auto [before, after] = page_.around("token");
  before_token_ = TailedPage(std::move(before));
  after_token_ = std::move(after);
}

std::shared_ptr<const handling::ReadyPage> ReportPage::empty(std::string_view token) const {
  return before_token_.with(escaped(token) + after_token_);
}

crypto::WipedText ReportPage::again(std::span<const schema::SentField> typed,
                                    std::span<const schema::FieldError> errors,
                                    std::string_view token) const {
  return fill({typed, errors, token, {}});
}

crypto::WipedText ReportPage::not_kept(std::span<const schema::SentField> typed,
                                       std::string_view token) const {
  return fill({typed, {}, token, try_again_});
}

crypto::WipedText ReportPage::once_more(std::span<const schema::SentField> typed,
                                        std::string_view token) const {
  return fill({typed, {}, token, once_more_});
}

crypto::WipedText ReportPage::fill(const Sent& sent) const {
  crypto::WipedText out;
  std::size_t expected = page_.size();
  for (const auto& field : sent.typed) expected += 2 * field.value.size();
  out.reserve(expected);
  page_.fill(out, [&](std::string_view slot, crypto::WipedText& gap) { write(sent, slot, gap); });
  return out;
}

void ReportPage::write(const Sent& sent, std::string_view slot, crypto::WipedText& out) const {
  const auto [kind, rest] = cut(slot);
  if (kind == "checked" || kind == "selected") {
    const auto [name, code] = cut(rest);
    if (!sent.chosen(name, code)) return;
    crypto::append(out, " ");
    crypto::append(out, kind);
  } else if (kind == "value") {
    const auto value = sent.value(rest);
    if (value.empty()) return;
    crypto::append(out, " value=\"");
    append_escaped(out, value);
    crypto::append(out, "\"");
  } else if (kind == "written") {
    append_escaped(out, sent.value(rest));
  } else if (kind == "error") {
    write_error(sent, rest, out);
  } else if (kind == "describe" || kind == "described") {
    if (!sent.wrong(rest)) return;
    crypto::append(out, kind == "describe" ? " " : " aria-describedby=\"");
    crypto::append(out, rest);
    crypto::append(out, kind == "describe" ? "-error" : "-error\"");
  } else if (kind == "invalid") {
    if (sent.wrong_input(rest)) crypto::append(out, " aria-invalid=\"true\"");
  } else if (kind == "title_prefix") {
    if (sent.errors.empty() && sent.notice.empty()) return;
    crypto::append(out, escaped(error_prefix_));
    crypto::append(out, " ");
  } else if (kind == "summary") {
    write_summary(sent, out);
  } else if (kind == "token") {
    append_escaped(out, sent.token);
  }
}

void ReportPage::write_summary(const Sent& sent, crypto::WipedText& out) const {
  if (!sent.notice.empty()) return crypto::append(out, sent.notice);
  if (sent.errors.empty()) return;
  summary_.fill(out, [&](std::string_view, crypto::WipedText& items) {
    for (const auto& error : sent.errors) {
      const bool known = std::ranges::find(inputs_, error.input) != inputs_.end();
      (known ? item_ : plain_item_).fill(items, [&](std::string_view slot, crypto::WipedText& gap) {
        crypto::append(gap, slot == "input" ? error.input : message(error));
      });
    }
  });
}

void ReportPage::write_error(const Sent& sent, std::string_view question, crypto::WipedText& out) const {
  if (!sent.wrong(question)) return;
  field_.fill(out, [&](std::string_view slot, crypto::WipedText& gap) {
    if (slot == "id") {
      crypto::append(gap, question);
      return crypto::append(gap, "-error");
    }
    std::set<std::string> said;
    for (const auto& error : sent.errors) {
      if (error.question != question) continue;
      std::string words = message(error);
      if (!said.insert(words).second) continue;
      line_.fill(gap, [&](std::string_view, crypto::WipedText& place) { crypto::append(place, words); });
    }
  });
}

std::string ReportPage::message(const schema::FieldError& error) const {
  const std::string key = "error." + std::string(schema::name_of(error.problem));
  if (error.problem == schema::Problem::too_long) {
    return escaped(wording_.counted(key, error.count, {{"limit", wording_.number(error.limit)}}));
  }
  const std::string own = "question." + error.question + ".required";
  const bool has_own = error.problem == schema::Problem::required && labels_.has(language_, own);
  return escaped(labels_.text(language_, has_own ? own : key));
}

}  // namespace tellsafe::pages
