#include "service/intake/desk.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "service/intake/submission.h"

namespace tellsafe::intake {
namespace {

// Far more than all boxes of the form together: a body with more was not sent by it.
constexpr std::size_t max_fields = 1000;
constexpr unsigned retry_seconds = 10;

handling::Response page(unsigned status, crypto::WipedText text) {
  handling::Response response;
  response.status = status;
  response.body = std::move(text);
  return response;
}

pages::LookUp said(store::ReceiptState state) {
  return state == store::ReceiptState::counted ? pages::LookUp::counted : pages::LookUp::kept;
}

}  // namespace

Desk::Desk(Intake& intake, Lanes& lanes, const pages::Site& site, std::vector<std::string> languages,
           runtime::EventLog& log)
    : intake_(intake), lanes_(lanes), site_(site), languages_(std::move(languages)), log_(log) {}

handling::Response Desk::error(std::string_view language, unsigned status) const {
  handling::Response response;
  response.status = status;
  response.body = site_.error(language, status);
  if (status == 503) response.retry_after = retry_seconds;
  return response;
}

handling::Response Desk::form(std::string_view language) const {
  handling::Response response;
  response.status = handling::status_to_type_into;
  response.body = site_.report(language, lanes_.tokens().issue());
  return response;
}

handling::Response Desk::report(const handling::Request& request, std::string_view language) {
  if (!request.urlencoded) return error(language, 415);
  const auto form = handling::FormBody::decode(crypto::text_of(request.body), max_fields);
  if (!form) return error(language, 400);
  const auto sent = take_apart(form->fields());
  if (!sent) return error(language, 400);
  const std::string token = lanes_.tokens().renew(sent->token);
  if (sent->action == "show") {
    if (std::find(languages_.begin(), languages_.end(), sent->show_in) == languages_.end()) {
      return error(language, 400);
    }
    return page(200, site_.report_in(sent->show_in, form->fields(), token));
  }

  std::optional<SealedStory> sealed;
  if (!sent->sealed_story.empty()) {
    sealed = read_sealed_story(*sent, intake_.review_recipients());
    if (!sealed) return error(language, 400);
  }
  const schema::Checked checked = intake_.check(sent->answers);
  if (!checked.errors.empty()) {
    log_.tally(runtime::Tally::report_refused);
    return page(422, site_.report_again(language, form->fields(), checked.errors, token));
  }

  const Admission admission = lanes_.admit(sent->token, sent->work);
  if (std::holds_alternative<OnceMore>(admission)) {
    log_.tally(runtime::Tally::report_once_more);
    return page(409, site_.report_once_more(language, form->fields(), token));
  }
  if (const auto* wait = std::get_if<Wait>(&admission)) {
    log_.tally(runtime::Tally::report_waiting);
    auto response = page(429, site_.wait(language, form->fields(), wait->seconds, token));
    response.retry_after = wait->seconds;
    return response;
  }
  return admitted(*form, checked, language, std::get<Lane>(admission), std::move(sealed), sent->token);
}

handling::Response Desk::admitted(const handling::FormBody& form, const schema::Checked& checked,
                                  std::string_view language, Lane lane, std::optional<SealedStory> sealed,
                                  std::string_view sent_token) {
  const auto seal = sealed                  ? pages::StorySeal::by_browser
                    : checked.story.empty() ? pages::StorySeal::none
                                            : pages::StorySeal::by_server;
  const auto id = lanes_.tokens().report_id(sent_token);
  const auto receipt = intake_.keep(checked, language, lane, std::move(sealed), id);
  if (receipt.has_value()) {
    log_.tally(runtime::Tally::report_stored);
    return page(200, site_.receipt_issued(language, crypto::text_of(*receipt), seal, form.fields()));
  }
  lanes_.give_back(lane);
  if (receipt.error() == store::Errc::duplicate && seal != pages::StorySeal::by_browser) {
    // The page with the receipt was loaded again, and the browser sent the form a second time.
    handling::Response response;
    response.status = 409;
    response.body = site_.kept_already(language);
    return response;
  }
  log_.tally(runtime::Tally::report_not_kept);
  // An id that is taken is drawn anew when the same form is sent again; waiting would not help.
  const bool taken = receipt.error() == store::Errc::duplicate;
  auto response = page(taken ? 409 : 503,
                       site_.report_not_kept(language, form.fields(), lanes_.tokens().renew(sent_token)));
  if (!taken) response.retry_after = retry_seconds;
  return response;
}

handling::Response Desk::receipt(const handling::Request& request, std::string_view language) {
  if (!request.urlencoded) return error(language, 415);
  const auto form = handling::FormBody::decode(crypto::text_of(request.body), max_fields);
  if (!form) return error(language, 400);
  const std::string_view typed = form->value("receipt");
  const std::string_view action = form->value("action");
  const bool withdrawing = action == "withdraw";
  if (!withdrawing && action != "look" && !action.empty()) return error(language, 400);

  const auto answer = [&](unsigned status, pages::LookUp result) {
    return page(status, site_.looked_up(language, result, typed));
  };
  const auto receipt = crypto::Receipt::parse(typed);
  if (receipt.has_error()) return answer(422, pages::LookUp::malformed);

  if (withdrawing) {
    const auto withdrawn = intake_.withdraw(*receipt);
    if (withdrawn.has_value()) {
      log_.tally(runtime::Tally::report_withdrawn);
      return answer(200, pages::LookUp::withdrawn);
    }
    if (withdrawn.error() == store::Errc::already_counted) return answer(409, pages::LookUp::counted);
    if (withdrawn.error() == store::Errc::not_found) return answer(404, pages::LookUp::not_found);
    return error(language, 503);
  }

  log_.tally(runtime::Tally::receipt_looked_up);
  const auto state = intake_.look_up(*receipt);
  if (state.has_value()) return answer(200, said(*state));
  if (state.error() == store::Errc::not_found) return answer(404, pages::LookUp::not_found);
  return error(language, 503);
}

}  // namespace tellsafe::intake
