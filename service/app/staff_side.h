// The staff's side of the server: its own listener, with everything behind it.
#pragma once

#include <memory>
#include <thread>

#include "schema/areas.h"
#include "schema/labels.h"
#include "schema/support.h"
#include "service/app/outcome.h"
#include "service/pages/site.h"
#include "service/reading/public_briefs.h"
#include "service/runtime/clock.h"
#include "service/runtime/config.h"
#include "service/runtime/event_log.h"
#include "service/runtime/steady_clock.h"
#include "service/store/staff_vault.h"

namespace tellsafe::app {

// What it takes from the server. The references must outlive it.
struct StaffSideParts {
  const runtime::Config& config;
  const schema::Form& form;
  const schema::Labels& labels;
  const std::vector<schema::Place>& support;
  bool demo = false;
  store::StaffVault& vault;
  const runtime::Clock& city;
  const runtime::SteadyClock& steady;
  const pages::Site& site;
  runtime::EventLog& log;
};

class StaffSide {
 public:
  // Listens at once; requests are answered from start() on. Nothing where the city has no address for staff.
  // errors: configuration
  static Outcome<std::unique_ptr<StaffSide>> open(const StaffSideParts& parts);
  ~StaffSide();
  StaffSide(const StaffSide&) = delete;
  StaffSide& operator=(const StaffSide&) = delete;

  std::uint16_t port() const;
  // Serves on a thread of its own until stop(); the destructor waits for it.
  void start();
  // Thread safe.
  void stop();
  // New releases and old sessions; cheap. Does not throw.
  void refresh();

 private:
  struct State;
  explicit StaffSide(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace tellsafe::app
