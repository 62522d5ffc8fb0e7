#include "service/staff/room.h"

#include <iterator>
#include <optional>
#include <utility>

#include "service/access/accounts.h"
#include "service/access/audit_log.h"
#include "service/access/challenges.h"
#include "service/access/door.h"
#include "service/access/machines.h"
#include "service/access/refusal_log.h"
#include "service/staff/account_desk.h"
#include "service/staff/audit_desk.h"
#include "service/staff/brief_desk.h"
#include "service/staff/ceremonies.h"
#include "service/staff/group_desk.h"
#include "service/staff/guard.h"
#include "service/staff/liaison_desk.h"
#include "service/staff/machines_desk.h"
#include "service/staff/people_desk.h"
#include "service/staff/sign_in_desk.h"

namespace tellsafe::staff {
namespace {

template <class Routes>
void take(Routes& all, Routes more) {
  all.insert(all.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

handling::Route route_of(const pages::Asset& asset) {
  return {asset.path,
          [&asset](const handling::Request&, const handling::Address&) {
            handling::Response response;
            response.type = asset.type;
            response.body = asset.bytes;
            return response;
          },
          {}};
}

}  // namespace

// In the order in which they lean on each other.
struct Room::Desks {
  explicit Desks(RoomParts given)
      : parts(std::move(given)),
        log(parts.vault.audit(), parts.now),
        refusals(log, parts.now),
        accounts{parts.vault.people(), log, parts.now, parts.city},
        sessions(parts.vault.people(), log, parts.now, parts.city, parts.limits),
        door(sessions, refusals),
        machines(parts.vault.people(), refusals, parts.city),
        challenges(parts.steady),
        ceremonies({challenges, sessions, refusals, parts.vault.people(), parts.city}, parts.site),
        guard(door, refusals, ceremonies, parts.pages, parts.site.origin),
        sign_in({accounts, sessions, door, refusals, ceremonies, parts.pages}),
        account({accounts, refusals, ceremonies, parts.pages}),
        people({accounts, parts.pages, parts.site.origin}),
        programs({accounts, parts.pages, parts.site.origin, parts.certificates}),
        liaison({parts.vault.approvals(), parts.vault.people(), machines, log, parts.now, parts.pages},
                parts.releases, parts.key),
        brief({parts.vault.briefs(), parts.vault.approvals(), parts.vault.people(), log, parts.now,
               parts.city, parts.press, parts.figures, parts.pages}) {}

  RoomParts parts;
  access::AuditLog log;
  access::RefusalLog refusals;
  access::Accounts accounts;
  access::Sessions sessions;
  access::Door door;
  access::Machines machines;
  access::Challenges challenges;
  Ceremonies ceremonies;
  Guard guard;
  SignInDesk sign_in;
  AccountDesk account;
  PeopleDesk people;
  MachinesDesk programs;
  LiaisonDesk liaison;
  BriefDesk brief;
  std::optional<runtime::SteadyClock::TimePoint> cleaned;  // of keep_house() alone
};

Room::Room(RoomParts parts) : desks_(std::make_unique<Desks>(std::move(parts))) {}
Room::~Room() = default;

std::vector<StaffRoute> Room::staff_routes() {
  Desks& desks = *desks_;
  const RoomParts& parts = desks.parts;
  std::vector<StaffRoute> all = desks.sign_in.routes();
  take(all, desks.account.routes());
  take(all, group_routes({parts.group, parts.names, parts.areas, parts.vault.history(), desks.log, parts.map},
                         parts.pages));
  take(all, desks.brief.routes());
  take(all, desks.liaison.routes());
  take(all, desks.people.routes());
  take(all, desks.programs.routes());
  take(all, audit_routes(parts.vault.audit(), parts.pages));
  return all;
}

std::vector<handling::Route> Room::routes() {
  std::vector<handling::Route> all = desks_->sign_in.open_routes();
  for (StaffRoute& route : staff_routes()) all.push_back(desks_->guard.route(std::move(route)));
  take(all, desks_->liaison.machine_routes());
  const RoomParts& parts = desks_->parts;
  take(all,
       group_machine_routes({parts.group, parts.names, parts.areas, parts.vault.history(), desks_->log, {}},
                            desks_->machines));
  for (const pages::Asset& asset : parts.pages.assets()) all.push_back(route_of(asset));
  return all;
}

void Room::keep_house() {
  constexpr std::chrono::minutes pause{1};
  const auto began = desks_->parts.steady.now();
  if (desks_->cleaned && began - *desks_->cleaned < pause) return;
  desks_->cleaned = began;
  // A failure shows at the next request; nobody gets in by it, since every session's age is looked at.
  static_cast<void>(desks_->sessions.forget_old());
}

}  // namespace tellsafe::staff
