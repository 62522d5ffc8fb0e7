#include "service/release/explain.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <stdexcept>

#include "service/release/explain_style.h"
#include "service/release/format.h"

namespace tellsafe::release {

namespace {

std::string escaped(std::string_view raw) {
  std::string text;
  for (const char c : raw) {
    switch (c) {
      case '&':
        text += "&amp;";
        break;
      case '<':
        text += "&lt;";
        break;
      case '>':
        text += "&gt;";
        break;
      case '"':
        text += "&quot;";
        break;
      default:
        text += c;
    }
  }
  return text;
}

// How a fate is told: by class (color and edge), symbol and word.
struct Sign {
  std::string_view style;
  std::string_view symbol;
  std::string_view word;
  std::string_view meaning;
};

Sign sign_of(Fate fate) {
  switch (fate) {
    case Fate::shown:
      return {"shown", "✓", "shown", "In the release. Where it is rounded, the figure stands beside it."};
    case Fate::primary:
      return {"primary", "▲", "small",
              "Not shown: the count is below the threshold (primary suppression). Zero is hidden as one is."};
    case Fate::complementary:
      return {"complementary", "◆", "protects",
              "Not shown, though the count is large enough: it would have given another one away "
              "(complementary suppression). The note says which."};
    case Fate::known_zero:
      return {"zero", "○", "known zero",
              "Zero by definition or by an outside source: there is nothing to protect."};
  }
  throw std::invalid_argument("no fate");
}

std::string percent(std::uint64_t part, std::uint64_t whole) {
  if (whole == 0) return "–";
  return fmt::format("{:.1f} %", 100.0 * static_cast<double>(part) / static_cast<double>(whole));
}

std::string range(const ExplainedCell& cell, unsigned threshold) {
  if (!cell.high)
    return cell.low >= threshold ? fmt::format("{} or more", cell.low)
                                 : fmt::format("{} to {} or more", cell.low, threshold);
  return cell.low == *cell.high ? fmt::format("exactly {}", cell.low)
                                : fmt::format("{} to {}", cell.low, *cell.high);
}

// The items without parts, for each side.
std::vector<std::vector<bool>> lowest_items(const std::vector<PublishedSide>& sides) {
  std::vector<std::vector<bool>> lowest;
  for (const auto& side : sides) {
    auto& items = lowest.emplace_back(side.items.size(), true);
    for (std::size_t i = 1; i < side.items.size(); ++i) items[side.items[i].parent] = false;
  }
  return lowest;
}

class Page {
 public:
  Page(const Explanation& explanation, const schema::Labels& labels, const std::string& language)
      : explanation_(explanation), labels_(labels), language_(language) {}

  std::string make() {
    head();
    legend();
    summary();
    for (const auto& audience : explanation_.audiences) section(audience);
    html_ += "</main>\n</body>\n</html>\n";
    return std::move(html_);
  }

 private:
  template <class... Parts>
  void add(fmt::format_string<Parts...> text, Parts&&... parts) {
    fmt::format_to(std::back_inserter(html_), text, std::forward<Parts>(parts)...);
  }

  // The label of a key, or the code where there is none.
  std::string label(const std::string& key, const std::string& code) const {
    if (!labels_.has(language_, key)) return fmt::format("<code>{}</code>", escaped(code));
    const auto text = escaped(labels_.text(language_, key));
    if (language_ == "en") return text;
    return fmt::format("<bdi lang=\"{}\">{}</bdi>", escaped(language_), text);
  }
  std::string question(const PublishedSide& side) const {
    return label(question_key(side.question), side.question);
  }
  std::string item(const PublishedSide& side, std::size_t index) const {
    const auto& [kind, code, parent] = side.items[index];
    if (kind == ItemKind::total && explanation_.late == Late::apart)
      return label(std::string(total_apart_key), code);
    return label(label_key(side.question, name_of(kind), code), code);
  }

  void head();
  void legend();
  void summary();
  void section(const ExplainedAudience& audience);
  void table(const ExplainedTable& explained, const schema::Audience& audience, std::size_t number);
  void grid(const ExplainedTable& explained, const PublishedTable& shape, unsigned threshold,
            std::size_t layer, const std::string& name);
  void row_head(const PublishedSide& rows, std::size_t row);
  void cell(const ExplainedCell& explained, unsigned threshold);
  void notes();

  const Explanation& explanation_;
  const schema::Labels& labels_;
  const std::string& language_;
  std::string html_;
  // The reasons given below the table at hand, numbered through the page; equal ones once a table.
  std::vector<std::string> reasons_;
  std::map<std::string, std::size_t> number_of_;
  std::size_t notes_before_ = 0;
};

void Page::head() {
  const auto title = fmt::format("{}, {}: why each count is shown or not", escaped(explanation_.city),
                                 to_string(explanation_.period));
  add("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src "
      "'unsafe-inline'\">\n<meta name=\"robots\" content=\"noindex\">\n<title>SECRET: {}</title>\n"
      "<style>{}</style>\n</head>\n<body>\n<main>\n",
      title, explain_style);
  add("<div class=\"warning\" role=\"note\">\n<p><strong>Secret: for the custodian alone.</strong> This page "
      "shows true counts, and with them what the release hides. It is no part of the release. Do not send, "
      "publish or print it where others come by, and delete it after reading.</p>\n</div>\n<h1>{}</h1>\n",
      title);
  if (explanation_.demo) add("<p><strong>Demonstration: no real reports.</strong></p>\n");
  if (explanation_.late == Late::counted)
    add("<p>Reports received after their quarter had closed are counted in these tables.</p>\n");
  if (explanation_.late == Late::apart)
    add("<p>Reports received after their quarter had closed, if there were any, are not in these tables: "
        "with "
        "them, their number could not have been shown to everybody, or less of the rest.</p>\n");
}

void Page::legend() {
  add("<h2>How to read it</h2>\n<ul class=\"legend\">\n");
  for (const auto fate : {Fate::shown, Fate::primary, Fate::complementary, Fate::known_zero}) {
    const auto sign = sign_of(fate);
    add("<li class=\"{}\"><b><span aria-hidden=\"true\">{}</span> {}</b>: {}</li>\n", sign.style, sign.symbol,
        sign.word, sign.meaning);
  }
  add("</ul>\n<p>In each cell: the true count, what became of it, and, where it is not shown, the attacker’s "
      "interval: the least and the most that the count can be for somebody who has everything that is "
      "published, the earlier releases and the outside sources. “5 or more” means that there is a complete "
      "set of reports with at least so many; how many more was not looked for. A count of 1 or more below "
      "the threshold is safe when its interval begins at 0 and reaches the threshold.</p>\n");
}

void Page::summary() {
  const auto row = [&](std::string_view name, auto value) {
    add("<tr><th scope=\"row\">{}</th>", name);
    for (const auto& audience : explanation_.audiences)
      add("<td>{}</td>", value(audience.audience, tally(audience)));
    add("</tr>\n");
  };
  using schema::Audience;
  add("<h2>Summary</h2>\n<div class=\"scroll\" role=\"region\" aria-label=\"Summary\" tabindex=\"0\">\n"
      "<table>\n<thead><tr><th scope=\"col\">For</th>");
  for (const auto& audience : explanation_.audiences)
    add("<th scope=\"col\"><a href=\"#{0}\">{0}</a></th>", escaped(audience.audience.id));
  add("</tr></thead>\n<tbody>\n");
  row("Threshold", [](const Audience& audience, const Tally&) { return audience.threshold; });
  row("Rounded to", [](const Audience& audience, const Tally&) { return audience.round_to; });
  row("Cells", [](const Audience&, const Tally& sums) { return sums.cells(); });
  row("Shown", [](const Audience&, const Tally& sums) { return sums.shown; });
  row("Small", [](const Audience&, const Tally& sums) { return sums.primary; });
  row("Protect others", [](const Audience&, const Tally& sums) { return sums.complementary; });
  row("Known zero", [](const Audience&, const Tally& sums) { return sums.known_zero; });
  row("Cells shown", [](const Audience&, const Tally& sums) { return percent(sums.shown, sums.cells()); });
  row("Cells that are large enough", [](const Audience&, const Tally& sums) {
    return percent(sums.shown + sums.complementary, sums.cells());
  });
  row("Answers shown",
      [](const Audience&, const Tally& sums) { return percent(sums.answers_shown, sums.answers); });
  add("</tbody>\n</table>\n</div>\n<p>“Cells that are large enough” is the share that could be shown if "
      "nothing gave another cell away. “Answers shown” is the share of all answers that are counted in a "
      "shown "
      "cell without parts of its own, over all tables: how much of the detail reaches a reader.</p>\n");
}

void Page::section(const ExplainedAudience& audience) {
  add("<h2 id=\"{0}\">For: {0}</h2>\n", escaped(audience.audience.id));
  for (std::size_t i = 0; i < audience.tables.size(); ++i) table(audience.tables[i], audience.audience, i);
}

void Page::table(const ExplainedTable& explained, const schema::Audience& audience, std::size_t number) {
  const auto shape = outline(*explained.table);
  if (explained.cells.size() != size_of(shape.sides))
    throw std::invalid_argument("a cell for each place of the table");
  const auto title = label(table_key(shape.id), shape.id);
  add("<section>\n<h3 id=\"{}-{}\">{} <code>{}</code></h3>\n", escaped(audience.id), number, title,
      escaped(shape.id));
  if (shape.among)
    add("<p>Only reports on which this was ticked: {}</p>\n",
        label(question_key(*shape.among), *shape.among));
  const auto region = fmt::format("{}, {}", shape.id, audience.id);
  if (shape.sides.size() < 3) {
    grid(explained, shape, audience.threshold, 0, region);
  } else {
    const auto& layers = shape.sides[2];
    for (std::size_t layer = 0; layer < layers.items.size(); ++layer) {
      add("<h4>{}: {}</h4>\n", question(layers), item(layers, layer));
      grid(explained, shape, audience.threshold, layer, fmt::format("{}, part {}", region, layer + 1));
    }
  }
  notes();
  std::string several;
  for (const auto& side : shape.sides)
    if (side.several) several += (several.empty() ? "" : "; ") + question(side);
  if (!several.empty())
    add("<p>* Several answers could be chosen ({}): a report counts in each of them, once in each category "
        "and "
        "once in the total, so parts add up to more than what is above them.</p>\n",
        several);
  add("</section>\n");
}

void Page::row_head(const PublishedSide& rows, std::size_t row) {
  add("<tr><th scope=\"row\"{}>{}</th>", rows.items[row].parent != 0 ? " class=\"under\"" : "",
      item(rows, row));
}

// Rows are the first side, columns the second; `layer` is the item of the third.
void Page::grid(const ExplainedTable& explained, const PublishedTable& shape, unsigned threshold,
                std::size_t layer, const std::string& name) {
  const auto& rows = shape.sides.front();
  const auto* columns = shape.sides.size() > 1 ? &shape.sides[1] : nullptr;
  const auto width = columns != nullptr ? columns->items.size() : 1;
  const auto layers = shape.sides.size() > 2 ? shape.sides[2].items.size() : 1;
  const auto heading = [&](const PublishedSide& side) { return question(side) + (side.several ? " *" : ""); };
  add("<div class=\"scroll\" role=\"region\" aria-label=\"{}\" tabindex=\"0\">\n<table class=\"grid\">\n",
      escaped(name));
  if (columns != nullptr) add("<caption>Columns: {}</caption>\n", heading(*columns));
  add("<thead><tr><th scope=\"col\">{}</th>", heading(rows));
  for (std::size_t column = 0; column < width; ++column)
    add("<th scope=\"col\">{}</th>",
        columns != nullptr ? item(*columns, column) : label("page.numbers.reports", "reports"));
  add("</tr></thead>\n<tbody>\n");
  for (std::size_t row = 0; row < rows.items.size(); ++row) {
    row_head(rows, row);
    for (std::size_t column = 0; column < width; ++column)
      cell(explained.cells[(row * width + column) * layers + layer], threshold);
    add("</tr>\n");
  }
  add("</tbody>\n</table>\n</div>\n");
}

void Page::cell(const ExplainedCell& explained, unsigned threshold) {
  const auto sign = sign_of(explained.fate);
  add("<td class=\"{}\"><b>{}</b>", sign.style, explained.count);
  if (!explained.why.empty()) {
    const auto [found, is_new] = number_of_.try_emplace(explained.why, notes_before_ + reasons_.size() + 1);
    if (is_new) reasons_.push_back(explained.why);
    add(" <sup><a href=\"#note-{0}\">{0}</a></sup>", found->second);
  }
  add("<span>{} {}</span>", sign.symbol, sign.word);
  if (explained.fate == Fate::shown) {
    if (explained.published && *explained.published != explained.count)
      add("<span>published: {}</span>", *explained.published);
  } else if (explained.fate != Fate::known_zero) {
    add("<span>{}</span>", range(explained, threshold));
  }
  add("</td>");
}

void Page::notes() {
  if (reasons_.empty()) return;
  add("<p>Why the counts with a number are not shown:</p>\n"
      "<ol class=\"notes\" start=\"{}\">\n",
      notes_before_ + 1);
  for (const auto& reason : reasons_)
    add("<li id=\"note-{}\"><code>{}</code></li>\n", ++notes_before_, escaped(reason));
  add("</ol>\n");
  reasons_.clear();
  number_of_.clear();
}

}  // namespace

Tally tally(const ExplainedAudience& audience) {
  Tally sums;
  for (const auto& [table, cells] : audience.tables) {
    const auto sides = outline(*table).sides;
    const auto lowest = lowest_items(sides);
    for (std::size_t place = 0; place < cells.size(); ++place) {
      const auto& cell = cells[place];
      sums.shown += cell.fate == Fate::shown ? 1 : 0;
      sums.primary += cell.fate == Fate::primary ? 1 : 0;
      sums.complementary += cell.fate == Fate::complementary ? 1 : 0;
      sums.known_zero += cell.fate == Fate::known_zero ? 1 : 0;
      const auto items = items_at(sides, place);
      bool is_lowest = true;
      for (std::size_t side = 0; side < sides.size(); ++side) is_lowest &= lowest[side][items[side]];
      if (!is_lowest) continue;
      sums.answers += cell.count;
      if (cell.fate == Fate::shown) sums.answers_shown += cell.count;
    }
  }
  return sums;
}

std::string explanation_html(const Explanation& explanation, const schema::Labels& labels,
                             const std::string& language) {
  return Page(explanation, labels, language).make();
}

}  // namespace tellsafe::release
