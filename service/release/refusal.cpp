#include "service/release/refusal.h"

#include <boost/throw_exception.hpp>
#include <stdexcept>

namespace tellsafe::release {

void throw_exception_from_error(const Refusal& refusal, const boost::source_location& where) {
  boost::throw_with_location(std::runtime_error(refusal.message), where);
}

}  // namespace tellsafe::release
