#include "service/intake/desk.h"

#include <optional>
#include <utility>

#include "service/intake/form_body.h"

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

Desk::Desk(Intake& intake, const pages::Site& site, runtime::EventLog& log)
    : intake_(intake), site_(site), log_(log) {}

handling::Response Desk::error(std::string_view language, unsigned status) const {
  handling::Response response;
  response.status = status;
  response.body = site_.error(language, status);
  if (status == 503) response.retry_after = retry_seconds;
  return response;
}

handling::Response Desk::report(const handling::Request& request, std::string_view language) {
  if (!request.urlencoded) return error(language, 415);
  const auto form = FormBody::decode(crypto::text_of(request.body), max_fields);
  if (!form) return error(language, 400);

  Outcome outcome = intake_.submit(form->fields(), language);
  if (auto* accepted = std::get_if<Accepted>(&outcome)) {
    log_.tally(runtime::Tally::report_stored);
    return page(200, site_.receipt_issued(language, crypto::text_of(accepted->receipt)));
  }
  if (const auto* mistakes = std::get_if<Mistakes>(&outcome)) {
    log_.tally(runtime::Tally::report_refused);
    return page(422, site_.report_again(language, form->fields(), mistakes->errors));
  }
  log_.tally(runtime::Tally::report_not_kept);
  auto response = page(503, site_.report_not_kept(language, form->fields()));
  response.retry_after = retry_seconds;
  return response;
}

handling::Response Desk::receipt(const handling::Request& request, std::string_view language) {
  if (!request.urlencoded) return error(language, 415);
  const auto form = FormBody::decode(crypto::text_of(request.body), max_fields);
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
