// A folder, a key and a vault for each test.
#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string>

#include "service/store/sqlcipher_vault.h"

namespace tellsafe::store {

class StoreTest : public testing::Test {
 protected:
  StoreTest() {
    std::string name = (std::filesystem::temp_directory_path() / "tellsafe-store-XXXXXX").string();
    if (mkdtemp(name.data()) == nullptr) throw std::runtime_error("no folder for the test");
    folder_ = name;
    options_ = {folder_ / "vault", std::filesystem::path(TELLSAFE_SOURCE_DIR) / "schema/migrations"};
  }
  ~StoreTest() override {
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
  }

  void create(bool demo = false) { ASSERT_TRUE(create_vault(options_, key_, demo)); }

  std::unique_ptr<ReportSink> sink() { return open_sink(options_, key_).value(); }
  std::unique_ptr<ReportSource> source() { return open_source(options_, key_).value(); }

  // A sink that knows form_ and epoch_.
  std::unique_ptr<ReportSink> ready_sink() {
    auto made = sink();
    EXPECT_TRUE(made->add_form(form_, "{}"));
    EXPECT_TRUE(made->add_epoch(epoch_));
    return made;
  }

  NewReport report() const {
    NewReport made{random_id(), epoch_.id, form_, Bytes(96, 0xfa), std::nullopt, {}};
    randombytes_buf(made.receipt.data(), made.receipt.size());
    return made;
  }
  NewReport report_with_story(std::size_t size = 4500) const {
    NewReport made = report();
    made.story = Bytes(size, 's');
    return made;
  }

  std::string bytes_of(const std::filesystem::path& file) const {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
  }

  bool started_ = (crypto::start(), true);  // before the first key is made
  std::filesystem::path folder_;
  VaultOptions options_;
  crypto::SecretBytes key_ = crypto::SecretBytes::random(32);
  schema::FormVersion form_{1, 2, 3};
  Epoch epoch_{random_id(), std::chrono::sys_days(std::chrono::year(2025) / 3 / 9), Bytes(200, 'k')};
};

}  // namespace tellsafe::store
