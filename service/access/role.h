// Who may do what. Denied unless it stands in the table of role.cpp.
#pragma once

#include <optional>
#include <span>
#include <string_view>

namespace tellsafe::access {

enum class Role { working_group, liaison, advisory_board, administrator };

// One thing that a page or a form of the staff's site does.
enum class Permission {
  own_account,  // one's own passkeys and session: everybody who is signed in
  read_group,   // the working group's figures
  read_public,  // what the public reads, in the staff's frame
  read_drafts,  // briefs before they are public
  write_brief,  // "you said, we did"
  approve_brief,
  read_export,  // its preview, and the file once it is approved
  approve_export,
  manage_people,
  manage_machines,
  read_audit,
};

// "working_group" …; the names that the command line and the vault use.
std::string_view name_of(Role role);
std::optional<Role> parse_role(std::string_view name);
std::span<const Role> all_roles();
std::span<const Permission> all_permissions();

// working_group: read_group, read_public, read_drafts, write_brief, approve_brief, approve_export
// liaison: read_public, read_export, approve_export
// advisory_board: read_public, read_drafts
// administrator: manage_people, manage_machines, read_audit (and no data)
bool allowed(Role role, Permission permission);

}  // namespace tellsafe::access
