#include "service/staff/programs.h"

#include <nlohmann/json.hpp>

namespace tellsafe::staff {

handling::Response as_json(const nlohmann::json& value) {
  handling::Response response;
  response.type = handling::ContentType::json;
  response.body = crypto::wiped(value.dump(1) + "\n");
  return response;
}

handling::Response no(unsigned status, std::string_view what) {
  handling::Response response = as_json({{"error", what}});
  response.status = status;
  if (status == 401) response.authenticate = "Bearer realm=\"Tellsafe\"";
  return response;
}

}  // namespace tellsafe::staff
