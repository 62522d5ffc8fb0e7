// Every file that leaves is in the audit log before it does.
#pragma once

#include <string_view>

#include "service/access/audit_log.h"
#include "service/handling/message.h"

namespace tellsafe::staff {

// Records that `actor` takes `subject`. Nothing for HEAD: its answer is the head alone, and nothing is taken.
// errors: the store's own; nothing must be sent then
store::Result<void> record_download(access::Recorder& recorder, handling::Method method,
                                    std::string_view actor, std::string_view subject);

}  // namespace tellsafe::staff
