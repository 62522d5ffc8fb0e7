// staff.db as a file: who can open it, what stays of it, and what a program that dies leaves.
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <thread>

#include "service/store/connect.h"
#include "service/store/staff_vault.h"
#include "store_fixture.h"
#include "vault_pages.h"

namespace tellsafe::store {
namespace {

class StaffFile : public StoreTest {
 protected:
  Result<void> make() { return create_staff_vault(staff_, key_, crypto::Recipient({9})); }
  std::unique_ptr<StaffVault> open() { return open_staff_vault(staff_, key_).value(); }

  static AuditLine next(AuditSeal& seal) {
    ++seal.lines;
    seal.last = crypto::sha256(seal.last);
    const auto key = crypto::sha256(seal.key.view());
    seal.key = crypto::SecretBytes::copy_of(key);
    return {seal.lines, Time(std::chrono::seconds(1)), "operator:root", "released", "2025", seal.last};
  }
  static std::uint64_t lines(Audit& audit) {
    std::uint64_t count = 0;
    const auto seal = audit.each([&](const AuditLine& line) { return line.number == ++count; });
    EXPECT_EQ(seal.value().lines, count);
    return count;
  }

  StaffVaultOptions staff_{folder_ / "staff.db", options_.migrations / "staff"};
};

TEST_F(StaffFile, IsOneFileForItsOwnerAloneAlsoWhileItIsOpen) {
  ASSERT_TRUE(make());
  const auto vault = open();
  ASSERT_TRUE(vault->audit().append(next));
  std::vector<std::string> files;
  for (const auto& entry : std::filesystem::directory_iterator(folder_)) {
    files.push_back(entry.path().filename());
  }
  EXPECT_THAT(files, testing::ElementsAre("staff.db"));
  struct stat status {};
  ASSERT_EQ(::stat(staff_.file.c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777, 0600U);
}

TEST_F(StaffFile, IsNeverReplaced) {
  ASSERT_TRUE(make());
  const std::string before = bytes_of(staff_.file);
  EXPECT_EQ(make().error(), Errc::already_exists);
  EXPECT_EQ(bytes_of(staff_.file), before);
}

TEST_F(StaffFile, OpensWithItsKeyAlone) {
  EXPECT_EQ(open_staff_vault(staff_, key_).error(), Errc::not_a_vault);
  ASSERT_TRUE(make());
  EXPECT_EQ(open_staff_vault(staff_, crypto::SecretBytes::random(32)).error(), Errc::not_a_vault);
  EXPECT_TRUE(open_staff_vault(staff_, key_));
}

TEST_F(StaffFile, IsNotTakenForTheReportsNorTheReportsForIt) {
  create();
  ASSERT_TRUE(make());
  EXPECT_EQ(open_staff_vault({options_.file, staff_.migrations}, key_).error(), Errc::not_a_vault);
  EXPECT_EQ(open_source({staff_.file, options_.migrations}, key_).error(), Errc::not_a_vault);
  EXPECT_TRUE(open_source(options_, key_)) << "and asking did no harm";
  EXPECT_TRUE(open_staff_vault(staff_, key_));
}

TEST_F(StaffFile, OfBeforeKeepsTheApprovalsOfPeople) {
  const auto ours = staff_.migrations;
  staff_.migrations = folder_ / "first";
  std::filesystem::create_directory(staff_.migrations);
  for (const char* const name : {"0001_staff.sql", "0002_briefs_and_history.sql"})
    std::filesystem::copy(ours / name, staff_.migrations);
  ASSERT_TRUE(make());
  const Approval approval{"export:2025", crypto::Sha256{1}, 7,
                          "Ana Diaz",    "working_group",   Time(std::chrono::seconds(1))};
  ASSERT_TRUE(open()->approvals().add(approval));
  staff_.migrations = ours;
  const auto vault = open();
  EXPECT_EQ(vault->approvals().of("export:2025").value().at(0).name, "Ana Diaz");
  EXPECT_EQ(vault->approvals().add(approval).error(), Errc::duplicate);
  Approval of_nobody = approval;
  of_nobody.person = 0;
  EXPECT_ANY_THROW((void)vault->approvals().add(of_nobody));
}

TEST_F(StaffFile, RefusesToChangeWhatIsInTheLog) {
  ASSERT_TRUE(make());
  ASSERT_TRUE(open()->audit().append(next));
  ASSERT_TRUE(open()->audit().append(next));
  {
    Database database = connect_to_vault(staff_.file, key_, staff_file);
    for (const char* const change :
         {"UPDATE audit_line SET subject = ''", "DELETE FROM audit_line WHERE number = 2",
          "INSERT INTO audit_line SELECT 4, time, actor, action, subject, chain FROM audit_line",
          "INSERT OR REPLACE INTO audit_line SELECT 1, 0, '', '', '', chain FROM audit_line",
          "UPDATE audit_seal SET lines = 1", "UPDATE audit_seal SET sum = zeroblob(32)",
          "UPDATE audit_seal SET lines = 3, origin = x'00'", "DELETE FROM audit_seal",
          "INSERT OR REPLACE INTO audit_seal SELECT * FROM audit_seal"}) {
      EXPECT_ANY_THROW(database.run(change)) << change;
    }
  }
  EXPECT_EQ(lines(open()->audit()), 2U);
}

TEST_F(StaffFile, NothingIsAddedToALogThatWasCut) {
  ASSERT_TRUE(make());
  const auto vault = open();
  ASSERT_TRUE(vault->audit().append(next));
  connect_to_vault(staff_.file, key_, staff_file)
      .run("DROP TRIGGER audit_is_never_shortened; DELETE FROM audit_line");
  EXPECT_EQ(vault->audit().append(next).error(), Errc::io);
}

TEST_F(StaffFile, NoOldKeyOfTheSealStaysInIt) {
  ASSERT_TRUE(make());
  const auto vault = open();
  std::vector<std::string> old;
  for (int i = 0; i < 40; ++i) {
    ASSERT_TRUE(vault->audit().append([&](AuditSeal& seal) {
      old.emplace_back(reinterpret_cast<const char*>(seal.key.data()), seal.key.size());
      return next(seal);
    }));
  }
  const auto now = vault->audit().each([](const AuditLine&) { return false; }).value();
  const std::string key(reinterpret_cast<const char*>(now.key.data()), now.key.size());
  int found = 0;
  for (const std::string& page : decrypted_pages(bytes_of(staff_.file), key_)) {
    if (page.find(key) != std::string::npos) ++found;
    for (const auto& one : old) EXPECT_EQ(page.find(one), std::string::npos);
  }
  EXPECT_EQ(found, 1) << "or the test does not see what it looks for";
}

TEST_F(StaffFile, TwoConnectionsAddToTheLogAtOnce) {
  ASSERT_TRUE(make());
  constexpr std::uint64_t each = 40;
  const auto append = [&] {
    const auto vault = open();
    for (std::uint64_t i = 0; i < each; ++i) EXPECT_TRUE(vault->audit().append(next));
  };
  std::thread other(append);
  append();
  other.join();
  EXPECT_EQ(lines(open()->audit()), 2 * each);
}

TEST_F(StaffFile, EveryAcknowledgedLineIsThereAfterSigkill) {
  ASSERT_TRUE(make());
  std::uint64_t acknowledged = 0;
  for (int round = 0; round < 5; ++round) {
    int ends[2];
    ASSERT_EQ(pipe(ends), 0);
    const pid_t child = fork();
    ASSERT_GE(child, 0);
    if (child == 0) {
      close(ends[0]);
      const auto vault = open();
      for (;;) {
        const auto line = vault->audit().append(next);
        if (!line || write(ends[1], &line->number, sizeof line->number) != sizeof line->number) _exit(1);
      }
    }
    close(ends[1]);
    const std::uint64_t until = acknowledged + 1 + randombytes_uniform(40);
    std::uint64_t number = 0;
    while (acknowledged < until && read(ends[0], &number, sizeof number) == sizeof number) {
      acknowledged = number;
    }
    EXPECT_GE(acknowledged, until) << "the child failed by itself";
    kill(child, SIGKILL);
    while (read(ends[0], &number, sizeof number) == sizeof number) acknowledged = number;
    close(ends[0]);
    ASSERT_EQ(waitpid(child, nullptr, 0), child);
    EXPECT_GE(lines(open()->audit()), acknowledged);
  }
}

}  // namespace
}  // namespace tellsafe::store
