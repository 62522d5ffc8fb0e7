#include "service/staff/brief_desk.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <memory>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <utility>

#include "service/staff/brief_form.h"

namespace tellsafe::staff {
namespace {

using access::Action;
using access::Permission;
using access::SignOff;
using handling::Response;
using nlohmann::json;
using reading::BriefText;
using reading::Month;

// The working group may prepare the month that comes.
Month latest_to_write(const runtime::Clock& clock) {
  const Month now = reading::month_of(clock.today());
  return now.number == 12 ? Month{now.year + 1, 1} : Month{now.year, now.number + 1};
}

// A brief of a month long past is most likely a mistake.
Month earliest_to_write(const runtime::Clock& clock) {
  const Month now = reading::month_of(clock.today());
  return {now.year - 1, now.number};
}

bool may_begin(Month month, const runtime::Clock& clock) {
  return month >= earliest_to_write(clock) && month <= latest_to_write(clock);
}

std::uint64_t version_of(std::string_view text) {
  std::uint64_t version = 0;
  std::from_chars(text.data(), text.data() + text.size(), version);
  return version;
}

// What this desk has kept is as it should be.
BriefText kept_text(const store::Draft& draft) {
  auto text = reading::parse_brief(draft.json);
  if (text.has_error()) throw std::runtime_error(text.error());
  return std::move(*text);
}

bool signed_by(const SignOff& sign_off, store::PersonId person) {
  return std::ranges::find(sign_off.given, person, &store::Approval::person) != sign_off.given.end();
}

json signatures(const SignOff& sign_off) {
  json names = json::array();
  for (const auto& approval : sign_off.given) names.push_back(approval.name);
  return names;
}

Response whole_page(std::string html) {
  Response response;
  response.style_hash = reading::style_hash_of(html);
  // As it is: a personal page would be padded, and these are the bytes that are signed.
  response.body = std::make_shared<const handling::ReadyPage>(handling::ReadyPage{std::move(html), {}, {}});
  return response;
}

json edit_model(const BriefText& text, std::uint64_t version,
                const std::vector<reading::BriefProblem>& problems) {
  json listed = json::array();
  for (const auto& problem : problems)
    listed.push_back({{"field", problem.field}, {"text", problem.message}});
  json model = brief_fields(text, problems);
  model["title"] = fmt::format("Write the brief of {}", reading::words_of(text.month));
  model["here"] = "/brief";
  model["month"] = reading::to_string(text.month);
  model["version"] = fmt::format("{}", version);
  model["has_problems"] = !listed.empty();
  model["problems"] = std::move(listed);
  model["problem"] = false;
  model["has_newer"] = false;
  model["newer"] = json::array();
  return model;
}

}  // namespace

// A draft as it would be public.
struct BriefDesk::Made {
  store::Draft draft;
  std::string html;
  crypto::Sha256 digest{};
  SignOff sign_off;
  bool has_void = false;  // somebody signed another text
};

std::string brief_subject(Month month) {
  return "brief:" + reading::to_string(month);
}

BriefDesk::BriefDesk(BriefTools tools) : tools_(std::move(tools)) {}

std::vector<StaffRoute> BriefDesk::routes() {
  using Handler = Response (BriefDesk::*)(const Asked&, Month);
  const auto of_month = [this](Handler handler) {
    return [this, handler](const Asked& asked) {
      const auto month = schema::parse_month(asked.parts.front());
      return month ? (this->*handler)(asked, *month) : tools_.pages.error(404, &asked.visitor);
    };
  };
  const auto state = [this](const Asked& asked) {
    const auto month = schema::parse_month(asked.parts.front());
    return month ? show(asked, *month, {}, 200) : tools_.pages.error(404, &asked.visitor);
  };
  return {
      {"/brief", Permission::read_drafts, [this](const Asked& asked) { return list(asked); }, {}},
      {"/brief/{}", Permission::read_drafts, state, {}},
      {"/brief/{}/page", Permission::read_drafts, of_month(&BriefDesk::page), {}},
      {"/brief/{}/pdf", Permission::read_drafts, of_month(&BriefDesk::pdf), {}},
      {"/brief/{}/edit", Permission::write_brief, of_month(&BriefDesk::edit), of_month(&BriefDesk::save),
       true, true},
      {"/brief/{}/approve", Permission::approve_brief, {}, of_month(&BriefDesk::approve), true},
  };
}

store::Result<bool> BriefDesk::is_public(Month month) const {
  const auto published = tools_.briefs.published();
  if (published.has_error()) return {boost::system::in_place_error, published.error()};
  return std::ranges::find(*published, reading::to_string(month)) != published->end();
}

store::Result<store::Draft> BriefDesk::draft_or_new(Month month) const {
  auto draft = tools_.briefs.draft(reading::to_string(month));
  if (draft.has_value() || draft.error() != store::Errc::not_found) return draft;
  BriefText text;
  text.month = month;
  return store::Draft{reading::to_string(month), 0, reading::to_json(text)};
}

store::Result<std::vector<store::Approval>> BriefDesk::approvals_of(Month month) const {
  auto approvals = tools_.approvals.of(brief_subject(month));
  if (approvals.has_error()) return approvals;
  const auto people = tools_.people.people();
  if (people.has_error()) return people.error();
  return access::valid_approvals(std::move(*approvals), *people);
}

store::Result<BriefDesk::Made> BriefDesk::made(Month month) const {
  auto draft = tools_.briefs.draft(reading::to_string(month));
  if (draft.has_error()) return draft.error();
  const auto approvals = approvals_of(month);
  if (approvals.has_error()) return approvals.error();
  Made made;
  made.draft = std::move(*draft);
  made.html = tools_.press.page(kept_text(made.draft), tools_.figures());
  made.digest = reading::brief_digest(made.html);
  made.sign_off = access::sign_off(*approvals, made.digest);
  made.has_void = std::ranges::any_of(
      *approvals, [&](const store::Approval& approval) { return approval.digest != made.digest; });
  return made;
}

Response BriefDesk::list(const Asked& asked) {
  const auto drafted = tools_.briefs.drafted();
  const auto published = tools_.briefs.published();
  if (drafted.has_error() || published.has_error()) return tools_.pages.error(503, &asked.visitor);
  std::vector<std::string> months = *drafted;
  months.insert(months.end(), published->begin(), published->end());
  std::ranges::sort(months, std::greater());
  months.erase(std::unique(months.begin(), months.end()), months.end());

  json briefs = json::array();
  for (const auto& month : months) {
    const bool is_out = std::ranges::find(*published, month) != published->end();
    const auto parsed = schema::parse_month(month);
    briefs.push_back({{"month", month},
                      {"name", parsed ? reading::words_of(*parsed) : month},
                      {"state", is_out ? "Public" : "Draft"}});
  }
  json fresh = json::array();
  const Month last = latest_to_write(tools_.clock);
  for (const Month month : {last, reading::before(last), reading::before(reading::before(last))}) {
    const auto text = reading::to_string(month);
    if (!access::allowed(asked.visitor.role, Permission::write_brief)) break;
    if (std::ranges::find(months, text) == months.end())
      fresh.push_back({{"month", text}, {"name", reading::words_of(month)}});
  }
  return tools_.pages.page("briefs",
                           {{"title", "Monthly briefs"},
                            {"here", "/brief"},
                            {"has_briefs", !briefs.empty()},
                            {"briefs", std::move(briefs)},
                            {"has_fresh", !fresh.empty()},
                            {"fresh", std::move(fresh)}},
                           &asked.visitor);
}

// With the names of those who signed what is public.
Response BriefDesk::show_public(const Asked& asked, const store::PublishedBrief& brief, json model,
                                unsigned status) {
  const auto approvals = tools_.approvals.of("brief:" + brief.month);
  if (approvals.has_error()) return tools_.pages.error(503, &asked.visitor);
  model["signatures"] = signatures(access::sign_off(*approvals, reading::brief_digest(brief.html)));
  model["printed"] = !brief.pdf.empty();
  return tools_.pages.page("brief", model, &asked.visitor, status);
}

Response BriefDesk::show(const Asked& asked, Month month, std::string_view problem, unsigned status) {
  const auto out = tools_.briefs.brief(reading::to_string(month));
  if (out.has_error() && out.error() != store::Errc::not_found)
    return tools_.pages.error(503, &asked.visitor);
  json model = {{"title", fmt::format("Brief of {}", reading::words_of(month))},
                {"here", "/brief"},
                {"month", reading::to_string(month)},
                {"problem", problem.empty() ? json(false) : json(problem)},
                {"public", out.has_value()},
                {"printed", false},
                {"signatures", json::array()},
                {"has_signatures", false},
                {"missing", false},
                {"has_void", false},
                {"digest", ""},
                {"can_write", false},
                {"can_sign", false}};
  if (out.has_value()) return show_public(asked, *out, std::move(model), status);

  const auto now = made(month);
  if (now.has_error())
    return tools_.pages.error(now.error() == store::Errc::not_found ? 404 : 503, &asked.visitor);
  const auto& sign_off = now->sign_off;
  const bool may_sign = access::allowed(asked.visitor.role, Permission::approve_brief);
  const bool mine = signed_by(sign_off, asked.visitor.person.id);
  model["signatures"] = signatures(sign_off);
  model["has_signatures"] = !sign_off.given.empty();
  if (!sign_off.complete) model["missing"] = sign_off.missing;
  model["has_void"] = now->has_void;
  model["digest"] = crypto::hex(now->digest);
  model["can_write"] = access::allowed(asked.visitor.role, Permission::write_brief);
  // Signed by two and not public yet: something broke off in between, and anyone of them can go on.
  model["can_sign"] = may_sign && (!mine || sign_off.complete);
  return tools_.pages.page("brief", model, &asked.visitor, status);
}

Response BriefDesk::page(const Asked& asked, Month month) {
  auto out = tools_.briefs.brief(reading::to_string(month));
  if (out.has_value()) return whole_page(std::move(out->html));
  if (out.error() != store::Errc::not_found) return tools_.pages.error(503, &asked.visitor);
  auto now = made(month);
  if (now.has_error())
    return tools_.pages.error(now.error() == store::Errc::not_found ? 404 : 503, &asked.visitor);
  return whole_page(std::move(now->html));
}

Response BriefDesk::pdf(const Asked& asked, Month month) {
  const auto out = tools_.briefs.brief(reading::to_string(month));
  const bool none = out.has_error() ? out.error() == store::Errc::not_found : out->pdf.empty();
  if (none) return tools_.pages.error(404, &asked.visitor);
  if (out.has_error()) return tools_.pages.error(503, &asked.visitor);
  Response response;
  response.type = handling::ContentType::pdf;
  response.file_name = fmt::format("brief-{}.pdf", reading::to_string(month));
  response.body = std::make_shared<const handling::ReadyPage>(
      handling::ReadyPage{std::string(out->pdf.begin(), out->pdf.end()), {}, {}});
  return response;
}

Response BriefDesk::edit(const Asked& asked, Month month) {
  const auto out = is_public(month);
  const auto draft = draft_or_new(month);
  if (out.has_error() || draft.has_error()) return tools_.pages.error(503, &asked.visitor);
  if (*out) return show(asked, month, "It is public and stays as it is.", 409);
  if (draft->version == 0 && !may_begin(month, tools_.clock)) return tools_.pages.error(404, &asked.visitor);
  return tools_.pages.page("brief_edit", edit_model(kept_text(*draft), draft->version, {}), &asked.visitor);
}

Response BriefDesk::not_saved(const Asked& asked, const BriefText& typed, std::uint64_t version,
                              std::string_view problem, unsigned status) const {
  json model = edit_model(typed, version, {});
  model["problem"] = problem;
  return tools_.pages.page("brief_edit", model, &asked.visitor, status);
}

Response BriefDesk::save(const Asked& asked, Month month) {
  constexpr std::string_view again = "The vault was busy. Nothing is lost: save again.";
  const auto typed = brief_of(asked.form, month);
  const auto version = version_of(asked.form.value("version"));
  if (version == 0 && !may_begin(month, tools_.clock)) return tools_.pages.error(404, &asked.visitor);
  if (const auto problems = reading::problems_of(typed); !problems.empty())
    return tools_.pages.page("brief_edit", edit_model(typed, version, problems), &asked.visitor, 422);

  const std::scoped_lock lock(changing_);
  const auto out = is_public(month);
  const auto draft = draft_or_new(month);
  if (out.has_error() || draft.has_error()) return not_saved(asked, typed, version, again, 503);
  if (*out) return not_saved(asked, typed, version, "It is public meanwhile and stays as it is.", 409);
  if (draft->version != version) {
    json model = edit_model(typed, draft->version, {});
    model["has_newer"] = true;
    model["newer"] = brief_lists(kept_text(*draft));
    return tools_.pages.page("brief_edit", model, &asked.visitor, 409);
  }
  const auto& person = asked.visitor.person;
  const auto recorded =
      tools_.recorder.record(access::person_actor(person), Action::brief_saved,
                             fmt::format("{} version {}", brief_subject(month), version + 1));
  if (recorded.has_error()) return not_saved(asked, typed, version, again, 503);
  const auto saved = tools_.briefs.save({reading::to_string(month), version, reading::to_json(typed)});
  if (saved.has_error()) return not_saved(asked, typed, version, again, 503);
  return see_other(fmt::format("/brief/{}", reading::to_string(month)));
}

store::Result<void> BriefDesk::sign(const access::Visitor& visitor, Month month, const Made& now) {
  const auto& person = visitor.person;
  const auto recorded =
      tools_.recorder.record(access::person_actor(person), Action::brief_approved,
                             fmt::format("{} {}", brief_subject(month), crypto::hex(now.digest)));
  if (recorded.has_error()) return recorded;
  return tools_.approvals.add({brief_subject(month), now.digest, person.id,
                               fmt::format("{} ({})", person.name, person.organization),
                               std::string(access::name_of(visitor.role)), tools_.now()});
}

store::Result<void> BriefDesk::publish(const access::Visitor& visitor, Month month, const Made& now) {
  const auto approvals = approvals_of(month);
  if (approvals.has_error()) return approvals.error();
  const auto sign_off = access::sign_off(*approvals, now.digest);
  if (!sign_off.complete) return {};
  const auto& person = visitor.person;
  const auto recorded = tools_.recorder.record(
      access::person_actor(person), Action::brief_published,
      fmt::format("{} signed by {}", brief_subject(month), access::names_of(sign_off)));
  if (recorded.has_error()) return recorded;
  return tools_.briefs.publish({reading::to_string(month), now.html, {}});
}

Response BriefDesk::approve(const Asked& asked, Month month) {
  const std::scoped_lock lock(changing_);
  const auto out = is_public(month);
  if (out.has_error()) return tools_.pages.error(503, &asked.visitor);
  if (*out) return show(asked, month, "It is public already.", 409);
  const auto now = made(month);
  if (now.has_error())
    return tools_.pages.error(now.error() == store::Errc::not_found ? 404 : 503, &asked.visitor);
  if (asked.form.value("digest") != crypto::hex(now->digest))
    return show(asked, month, "The brief has changed since you looked at it. Read it again.", 409);
  if (asked.form.value("read") != "yes")
    return show(asked, month, "Read the brief as it will be public, then say so with the check box.", 422);

  const bool mine = signed_by(now->sign_off, asked.visitor.person.id);
  if (mine && !now->sign_off.complete)
    return show(asked, month, "You signed it already. A second person has to.", 409);
  if (!mine) {
    if (sign(asked.visitor, month, *now).has_error()) return tools_.pages.error(503, &asked.visitor);
  }
  if (publish(asked.visitor, month, *now).has_error()) return tools_.pages.error(503, &asked.visitor);
  return see_other(fmt::format("/brief/{}", reading::to_string(month)));
}

}  // namespace tellsafe::staff
