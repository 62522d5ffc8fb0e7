#include "service/store/vault.h"

#include <sodium.h>

namespace tellsafe::store {

std::uint64_t random_id() {
  std::uint64_t id = 0;
  while (id == 0) {
    randombytes_buf(&id, sizeof id);
    id >>= 1;
  }
  return id;
}

}  // namespace tellsafe::store
