// What stands in the way of a release, in words for the custodian: what happened and what to do.
#pragma once

#include <boost/system/result.hpp>
#include <string>

namespace tellsafe::release {

struct Refusal {
  enum class Kind {
    open_period,  // the period has not closed yet
    exists,       // it was released already
    nothing,      // it had closed before the vault's first day; or no such release was made
    wrong_key,    // the identity does not open the epoch keys
    damaged,      // a row, an epoch key or a form that does not open
    unprotected,  // the audit failed
    disk,         // the release could not be written
    vault,        // the store failed
    programme,    // tables.json, or the form or the labels beside it, is wrong
  };
  Kind kind;
  std::string message;
};

template <class T>
using Result = boost::system::result<T, Refusal>;

// boost::system::result asks for it: value() throws it (std::runtime_error) when nobody looked for a refusal.
[[noreturn]] void throw_exception_from_error(const Refusal& refusal, const boost::source_location& where);

}  // namespace tellsafe::release
