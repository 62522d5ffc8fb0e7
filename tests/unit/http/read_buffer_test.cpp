#include "service/http/read_buffer.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

namespace tellsafe::http {
namespace {

void put(ReadBuffer& buffer, std::string_view text, std::size_t most) {
  const std::span<char> room = buffer.room(most);
  ASSERT_GE(room.size(), text.size());
  std::copy(text.begin(), text.end(), room.begin());
  buffer.filled(text.size());
}

TEST(ReadBuffer, GivesBackWhatCameIn) {
  ReadBuffer buffer;
  EXPECT_TRUE(buffer.empty());
  put(buffer, "hello ", 100);
  put(buffer, "world", 100);
  EXPECT_EQ(buffer.view(), "hello world");
  buffer.take(6);
  EXPECT_EQ(buffer.view(), "world");
  put(buffer, "!", 100);
  EXPECT_EQ(buffer.view(), "world!");
}

TEST(ReadBuffer, HoldsNoMoreThanItMay) {
  ReadBuffer buffer;
  std::size_t held = 0;
  for (std::span<char> room = buffer.room(10000); !room.empty(); room = buffer.room(10000)) {
    buffer.filled(room.size());
    held += room.size();
  }
  EXPECT_EQ(held, 10000U);
}

TEST(ReadBuffer, WipesWhatIsTaken) {
  ReadBuffer buffer;
  put(buffer, "secret and more", 100);
  const char* const bytes = buffer.view().data();
  buffer.take(7);
  EXPECT_EQ(buffer.view(), "and more");
  EXPECT_EQ(buffer.view().data(), bytes);
  EXPECT_EQ(std::string(bytes + 8, 7), std::string(7, '\0'));
}

TEST(ReadBuffer, HoldsNoMemoryWhileItIsEmpty) {
  ReadBuffer buffer;
  put(buffer, "all", 100);
  buffer.take(3);
  EXPECT_EQ(buffer.view().data(), nullptr);
}

}  // namespace
}  // namespace tellsafe::http
