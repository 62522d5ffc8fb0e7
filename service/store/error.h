// What is expected to go wrong in the store. Messages hold no data of a report.
#pragma once

#include <boost/system/error_code.hpp>
#include <boost/system/result.hpp>

namespace tellsafe::store {

template <class T>
using Result = boost::system::result<T>;

enum class Errc {
  busy = 1,  // the queue is full or the file is locked for too long; nothing was stored
  disk_full,
  io,  // the disk or the file failed
  not_found,
  already_counted,  // part of a release: cannot be withdrawn any more
  duplicate,
  unknown_epoch,
  unknown_form,
  changed,         // the vault changed under a release
  period_exists,   // the ledger has that period
  not_a_vault,     // no vault there, or another key
  already_exists,  // a vault is there already
  newer_vault,     // made by a newer Tellsafe
  old_cipher,      // SQLCipher below 4.6
};

const boost::system::error_category& error_category();
boost::system::error_code make_error_code(Errc code);

}  // namespace tellsafe::store

template <>
struct boost::system::is_error_code_enum<tellsafe::store::Errc> : std::true_type {};
