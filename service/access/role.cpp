#include "service/access/role.h"

#include <algorithm>
#include <array>

namespace tellsafe::access {
namespace {

using enum Permission;

constexpr std::array roles{Role::working_group, Role::liaison, Role::advisory_board, Role::administrator};
constexpr std::array permissions{own_account,   read_group,      read_public, read_drafts,
                                 write_brief,   approve_brief,   read_export, approve_export,
                                 manage_people, manage_machines, read_audit};

constexpr Permission of_working_group[] = {own_account, read_group,    read_public,   read_drafts,
                                           write_brief, approve_brief, approve_export};
constexpr Permission of_liaison[] = {own_account, read_public, read_export, approve_export};
constexpr Permission of_advisory_board[] = {own_account, read_public, read_drafts};
constexpr Permission of_administrator[] = {own_account, manage_people, manage_machines, read_audit};

std::span<const Permission> permissions_of(Role role) {
  switch (role) {
    case Role::working_group:
      return of_working_group;
    case Role::liaison:
      return of_liaison;
    case Role::advisory_board:
      return of_advisory_board;
    case Role::administrator:
      return of_administrator;
  }
  return {};
}

}  // namespace

std::string_view name_of(Role role) {
  switch (role) {
    case Role::working_group:
      return "working_group";
    case Role::liaison:
      return "liaison";
    case Role::advisory_board:
      return "advisory_board";
    case Role::administrator:
      return "administrator";
  }
  return {};
}

std::optional<Role> parse_role(std::string_view name) {
  const auto found = std::ranges::find_if(roles, [&](Role role) { return name_of(role) == name; });
  if (found == roles.end()) return std::nullopt;
  return *found;
}

std::span<const Role> all_roles() {
  return roles;
}

std::span<const Permission> all_permissions() {
  return permissions;
}

bool allowed(Role role, Permission permission) {
  const auto granted = permissions_of(role);
  return std::ranges::find(granted, permission) != granted.end();
}

}  // namespace tellsafe::access
