// Passkeys as forms carry them: what a page asks a browser for, and what comes back. Every failure is one
// word for the log and says nothing of what was sent.
#pragma once

#include <boost/system/result.hpp>
#include <nlohmann/json_fwd.hpp>
#include <string>

#include "service/access/challenges.h"
#include "service/access/passkey.h"
#include "service/access/refusal_log.h"
#include "service/access/sessions.h"
#include "service/staff/fields.h"
#include "service/staff/guard.h"
#include "service/store/people.h"

namespace tellsafe::staff {

inline access::Ceremony to_sign_in() {
  return {access::Purpose::sign_in, {}};
}

// What it works with; all of it must outlive it.
struct CeremonyTools {
  access::Challenges& challenges;
  access::Sessions& sessions;
  access::RefusalLog& refusals;
  store::People& people;
  const runtime::Clock& city;
};

// Why a passkey was not taken.
struct NotTaken {
  std::string actor;  // who it was, as far as that is sure
  std::string reason;
  NotShown why = NotShown::refused;
};
template <class T>
using Taken = boost::system::result<T, NotTaken>;

// Who showed a passkey, and which.
struct Recognised {
  store::Person person;
  crypto::Bytes passkey;
};

// Thread safe. Everything may wait for the vault.
class Ceremonies final : public StepUp {
 public:
  Ceremonies(CeremonyTools tools, access::RelyingParty site);

  const access::RelyingParty& site() const { return site_; }

  // The data-options of a form. For a new passkey of this person; for any passkey.
  std::string for_new(const store::Person& person, const access::Ceremony& ceremony);
  std::string for_any(const access::Ceremony& ceremony);

  // Who shows a passkey in this form, for this very ceremony. Its counter has been kept. What the vault could
  // not answer is `busy` and no refusal.
  Taken<Recognised> recognise(const Fields& form, const access::Ceremony& ceremony);
  // The new passkey in this form; the person is left for the caller to fill in.
  Taken<store::StoredPasskey> read_new(const Fields& form, const access::Ceremony& ceremony);

  std::string sign_in_options() override;
  boost::system::result<access::Visitor, NotShown> sign_in(const Fields& form,
                                                           const handling::Credentials& shown) override;
  nlohmann::json options(const access::Visitor& visitor) override;
  boost::system::result<void, NotShown> prove(const access::Visitor& visitor, const Fields& form) override;

 private:
  // Records it, unless the vault was busy.
  NotShown refuse(const std::string& actor, const NotTaken& passkey);
  std::vector<crypto::Bytes> passkeys_of(store::PersonId person);

  CeremonyTools tools_;
  access::RelyingParty site_;
};

}  // namespace tellsafe::staff
