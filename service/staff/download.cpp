#include "service/staff/download.h"

namespace tellsafe::staff {

store::Result<void> record_download(access::Recorder& recorder, handling::Method method,
                                    std::string_view actor, std::string_view subject) {
  if (method == handling::Method::head) return {};
  return recorder.record(actor, access::Action::downloaded, subject);
}

}  // namespace tellsafe::staff
