#include "service/access/role.h"

#include <gtest/gtest.h>

#include <map>
#include <set>

namespace tellsafe::access {
namespace {

using enum Permission;

TEST(Role, MayDoWhatStandsHereAndNothingElse) {
  const std::map<Role, std::set<Permission>> table{
      {Role::working_group,
       {own_account, read_group, read_public, read_drafts, write_brief, approve_brief, approve_export}},
      {Role::liaison, {own_account, read_public, read_export, approve_export}},
      {Role::advisory_board, {own_account, read_public, read_drafts}},
      {Role::administrator, {own_account, manage_people, manage_machines, read_audit}}};
  ASSERT_EQ(all_roles().size(), table.size());
  ASSERT_EQ(all_permissions().size(), 11U);
  for (const Role role : all_roles()) {
    for (const Permission permission : all_permissions()) {
      EXPECT_EQ(allowed(role, permission), table.at(role).contains(permission))
          << name_of(role) << " " << static_cast<int>(permission);
    }
  }
}

TEST(Role, WhatIsNotInTheTableIsDenied) {
  EXPECT_FALSE(allowed(static_cast<Role>(99), own_account));
  EXPECT_FALSE(allowed(Role::administrator, static_cast<Permission>(99)));
}

TEST(Role, HasAName) {
  for (const Role role : all_roles()) EXPECT_EQ(parse_role(name_of(role)), role);
  EXPECT_EQ(name_of(Role::working_group), "working_group");
  for (const char* const name : {"", "admin", "Liaison", "liaison "}) EXPECT_FALSE(parse_role(name)) << name;
}

}  // namespace
}  // namespace tellsafe::access
