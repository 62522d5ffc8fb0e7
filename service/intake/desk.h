// The resident's side of the counter: turns a posted form into a report or into a page that says what to
// mend, and a receipt into an answer. Plain requests and responses; the pages come from service/pages.
#pragma once

#include <string_view>

#include "service/handling/message.h"
#include "service/intake/intake.h"
#include "service/pages/site.h"
#include "service/runtime/event_log.h"

namespace tellsafe::intake {

// Thread safe. References must outlive the object. What residents do is tallied in the log, never written
// line by line.
class Desk {
 public:
  Desk(Intake& intake, const pages::Site& site, runtime::EventLog& log);

  // POST /{lang}/report. 200 with the receipt; 422 with the form as it was typed and what is wrong; 503 with
  // the form as it was typed when it could not be put on disk; 400 or 415 for what no form of ours sends.
  handling::Response report(const handling::Request& request, std::string_view language);

  // POST /{lang}/receipt with `receipt` and `action` ("look" or "withdraw"). 200; 404 for an unknown receipt;
  // 409 for one that is counted and can no longer be withdrawn; 422 for what is no receipt; 400, 415 and 503
  // as above.
  handling::Response receipt(const handling::Request& request, std::string_view language);

 private:
  handling::Response error(std::string_view language, unsigned status) const;

  Intake& intake_;
  const pages::Site& site_;
  runtime::EventLog& log_;
};

}  // namespace tellsafe::intake
