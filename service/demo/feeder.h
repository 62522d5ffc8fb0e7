// Sends reports as residents would: day by day, over several connections at once.
#pragma once

#include <boost/system/result.hpp>
#include <chrono>
#include <functional>
#include <memory>
#include <span>
#include <string>

#include "service/demo/clock_file.h"
#include "service/demo/journal.h"
#include "service/demo/report.h"

namespace tellsafe::demo {

// What the server said to a report.
struct Answer {
  unsigned status = 0;
  unsigned retry_after = 0;  // seconds, with 429 and 503
  bool receipt = false;      // the page holds a receipt
};

// One resident's connection.
class Resident {
 public:
  virtual ~Resident() = default;
  // Throws std::exception when the server cannot be reached.
  virtual Answer send(const Report& report) = 0;
};

struct Feeding {
  std::function<std::unique_ptr<Resident>()>
      connect;  // may throw std::exception; called from several threads
  unsigned connections = 4;
  // Waits before a report is sent again after a 409, 429 or 503.
  std::function<void(std::chrono::seconds)> wait;
  std::function<void(std::size_t done)> progress;  // called from several threads, one at a time
};

// `reports` in the order of their days. Sets the clock to each day, sends its reports, and goes on to the
// next day when each has its receipt. Reports that the journal has are left out. The clock is left on the
// last day. A 409, 429 or 503 is tried again after the time it asks for, a few times. The error says what the
// server said.
boost::system::result<void, std::string> feed(std::span<const Report> reports, Journal& journal,
                                              DemoClock& clock, const Feeding& feeding);

}  // namespace tellsafe::demo
