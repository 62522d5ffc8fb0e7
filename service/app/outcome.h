// How a command ends when it does not end well: a number for scripts, and a sentence for people.
#pragma once

#include <boost/system/result.hpp>
#include <string>

#include "service/app/exit_code.h"

namespace tellsafe::app {

struct Failure {
  ExitCode code = ExitCode::unforeseen;
  std::string message;  // what happened and what to do; never a secret, never what a resident sent
};

template <class T = void>
using Outcome = boost::system::result<T, Failure>;

}  // namespace tellsafe::app
