// The resident's side of the counter: turns a posted form into a report or into a page that says what to
// mend, and a receipt into an answer. Plain requests and responses; the pages come from service/pages.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "service/handling/form_body.h"
#include "service/handling/message.h"
#include "service/intake/intake.h"
#include "service/intake/lanes.h"
#include "service/pages/site.h"
#include "service/runtime/event_log.h"

namespace tellsafe::intake {

// Thread safe. References must outlive the object. What residents do is tallied in the log, never written
// line by line.
class Desk {
 public:
  // `languages`: those that the form can be shown in.
  Desk(Intake& intake, Lanes& lanes, const pages::Site& site, std::vector<std::string> languages,
       runtime::EventLog& log);

  // GET /{lang}/report: the empty form, with a token of this second.
  handling::Response form(std::string_view language) const;

  // POST /{lang}/report. In this order, so that nothing is used up for a report that can't be kept, and a
  // person hears of mistakes before waiting:
  //   400, 415  what no form of ours sends; a story both sealed and not, a sealed one of the wrong shape
  //   200       with `action=show`: the form as it was typed, in the language `show_in`
  //   422       the form as it was typed and what is wrong with it
  //   409       the form as it was typed, to be sent once more: its token is too young, too old or not ours
  //   429       please wait: too many reports come in without work
  //   200       the report is on disk: the receipt
  //   409       a page that says so: the report of this very form is kept already
  //   503, 409  the form as it was typed: it could not be put on disk; or the id that the browser drew is
  //   taken
  // Each form that goes back carries a token that is good, as soon as the first one would have been.
  handling::Response report(const handling::Request& request, std::string_view language);

  // POST /{lang}/receipt with `receipt` and `action` ("look" or "withdraw"). 200; 404 for an unknown receipt;
  // 409 for one that is counted and can no longer be withdrawn; 422 for what is no receipt; 400, 415 and 503
  // as above.
  handling::Response receipt(const handling::Request& request, std::string_view language);

 private:
  handling::Response error(std::string_view language, unsigned status) const;
  handling::Response admitted(const handling::FormBody& form, const schema::Checked& checked,
                              std::string_view language, Lane lane, std::optional<SealedStory> sealed,
                              std::string_view sent_token);

  Intake& intake_;
  Lanes& lanes_;
  const pages::Site& site_;
  std::vector<std::string> languages_;
  runtime::EventLog& log_;
};

}  // namespace tellsafe::intake
