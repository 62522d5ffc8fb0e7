// The value of a result that a test counts on, or an exception that says what went wrong.
#pragma once

#include <boost/system/result.hpp>
#include <stdexcept>
#include <string>
#include <utility>

namespace tellsafe::test_support {

template <class T>
T must(boost::system::result<T, std::string>&& result) {
  if (result.has_error()) throw std::runtime_error(result.error());
  return std::move(*result);
}

}  // namespace tellsafe::test_support
