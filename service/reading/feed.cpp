#include "service/reading/feed.h"

#include <fmt/format.h>

#include <algorithm>
#include <initializer_list>
#include <utility>

#include "service/pages/escape.h"
#include "service/reading/addresses.h"

namespace tellsafe::reading {

namespace {

std::string element(std::string_view name, std::string_view text) {
  return fmt::format("<{0}>{1}</{0}>\n", name, pages::escaped(text));
}

std::string link(std::initializer_list<std::pair<std::string_view, std::string>> attributes) {
  std::string made = "<link";
  for (const auto& [name, value] : attributes) made += fmt::format(" {}=\"{}\"", name, pages::escaped(value));
  return made + "/>\n";
}

std::string updated(std::chrono::sys_days day) {
  return element("updated", release::day_text(day) + "T00:00:00Z");
}

// Of the texts and options that all parts of a feed need.
struct Writer {
  const schema::Labels& labels;
  const std::string_view language;
  const pages::Wording& wording;
  const NumbersOptions& options;

  const std::string& text(std::string_view key) const { return labels.text(language, key); }
  std::string address(std::string_view path) const { return address_of(options.url, path); }

  std::string head(const std::string& id, std::chrono::sys_days day) const;
  std::string entry(const Summary& release) const;
};

std::string Writer::head(const std::string& id, std::chrono::sys_days day) const {
  std::string made = element("id", id) +
                     element("title", fmt::format("{} – {}", text("page.numbers.dataset"), options.city)) +
                     updated(day);
  made += "<author>\n" + element("name", options.city);
  if (!options.url.empty()) made += element("uri", options.url);
  made += "</author>\n";
  made += element("rights", fmt::format("{} {}", text("page.numbers.terms"), options.licence));
  made += link({{"rel", "license"}, {"href", options.licence}});
  made += link({{"rel", "self"}, {"type", "application/atom+xml"}, {"href", address(feed_path(language))}});
  made += link({{"rel", "alternate"},
                {"type", "text/html"},
                {"hreflang", std::string(language)},
                {"href", address(front_path(language))}});
  return made;
}

std::string Writer::entry(const Summary& release) const {
  std::string made = element("id", urn_of(fmt::format("{} {}", release.urn, language))) +
                     element("title", fmt::format("{} – {}", text("page.numbers.dataset"),
                                                  period_name(release.period, wording))) +
                     updated(release::closes_on(release.period)) +
                     element("summary", caveats(labels, language, release.demo)) +
                     link({{"rel", "alternate"},
                           {"type", "text/html"},
                           {"hreflang", std::string(language)},
                           {"href", address(page_path(language, release.period))}});
  for (const auto& file : release.files)
    made += link({{"rel", "enclosure"},
                  {"type", std::string(media_type(file.name))},
                  {"length", std::to_string(file.size)},
                  {"title", file.name},
                  {"href", address(file_path(release.period, file.name))}});
  return "<entry>\n" + made + "</entry>\n";
}

}  // namespace

std::string atom_feed(std::span<const Summary> releases, const schema::Labels& labels,
                      std::string_view language, const pages::Wording& wording, const NumbersOptions& options,
                      const crypto::VerifyKey& key) {
  const Writer writer{labels, language, wording, options};
  std::chrono::sys_days latest{};
  for (const auto& release : releases) latest = std::max(latest, release::closes_on(release.period));
  std::string made = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n";
  made += fmt::format("<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{}\">\n", language);
  made += writer.head(urn_of(fmt::format("feed {} {}", key.line(), language)), latest);
  for (const auto& release : releases) made += writer.entry(release);
  return made + "</feed>\n";
}

}  // namespace tellsafe::reading
