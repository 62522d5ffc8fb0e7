#include "service/app/refusals.h"

namespace tellsafe::app {

Failure failure_of(const release::Refusal& refusal) {
  using release::Refusal;
  switch (refusal.kind) {
    case Refusal::Kind::wrong_key:
      return {ExitCode::key_file, refusal.message};
    case Refusal::Kind::damaged:
    case Refusal::Kind::vault:
      return {ExitCode::vault, refusal.message};
    case Refusal::Kind::disk:
      return {ExitCode::disk, refusal.message};
    case Refusal::Kind::programme:
      return {ExitCode::configuration, refusal.message};
    case Refusal::Kind::open_period:
    case Refusal::Kind::exists:
    case Refusal::Kind::nothing:
    case Refusal::Kind::unprotected:
      break;
  }
  return {ExitCode::refused, refusal.message};
}

}  // namespace tellsafe::app
