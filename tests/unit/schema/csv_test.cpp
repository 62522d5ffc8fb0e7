#include "schema/csv.h"

#include <gmock/gmock.h>

#include <sstream>

namespace tellsafe::schema {
namespace {

using Records = std::vector<std::vector<std::string>>;
using testing::ElementsAre;

struct Read {
  Records records;
  std::string error;  // "2: has a NUL"
};

Read read(const std::string& text) {
  std::istringstream input(text);
  CsvReader reader(input);
  Read all;
  std::vector<std::string> record;
  for (;;) {
    const auto more = reader.next(record);
    if (more.has_error()) {
      all.error = std::to_string(more.error().line) + ": " + more.error().text;
      return all;
    }
    if (!*more) return all;
    all.records.push_back(record);
  }
}

TEST(Csv, SplitsFieldsAndRecords) {
  EXPECT_THAT(read("a,b\n1,2\n").records, ElementsAre(ElementsAre("a", "b"), ElementsAre("1", "2")));
  EXPECT_THAT(read("a,b\r\n1,2").records, ElementsAre(ElementsAre("a", "b"), ElementsAre("1", "2")));
  EXPECT_THAT(read("a,,\n").records, ElementsAre(ElementsAre("a", "", "")));
  EXPECT_THAT(read("").records, ElementsAre());
  EXPECT_THAT(read("\n").records, ElementsAre(ElementsAre("")));
}

TEST(Csv, ReadsQuotedFields) {
  EXPECT_THAT(read("\"a,b\",\"say \"\"no\"\"\"\n").records, ElementsAre(ElementsAre("a,b", "say \"no\"")));
  EXPECT_THAT(read("\"one\ntwo\",x\r\n\"\",y").records,
              ElementsAre(ElementsAre("one\ntwo", "x"), ElementsAre("", "y")));
}

TEST(Csv, SkipsAByteOrderMark) {
  EXPECT_THAT(read("\xEF\xBB\xBF"
                   "a,b\n")
                  .records,
              ElementsAre(ElementsAre("a", "b")));
}

TEST(Csv, NamesTheLineOfAMistake) {
  EXPECT_EQ(read("a,b\n1\n").error, "2: has 1 fields where the first line has 2");
  EXPECT_EQ(read("a,b\n1,2,3\n").error, "2: has 3 fields where the first line has 2");
  EXPECT_EQ(read("a\n\"x\ny").error, "2: has a quotation mark that is never closed");
  EXPECT_EQ(read("\"x\ny\"\nb\"c\n").error, "3: has a quotation mark in the middle of a field");
  EXPECT_EQ(read("\"x\"y\n").error, "1: has text after a closing quotation mark");
  EXPECT_EQ(read("a\rb\n").error, "1: has a carriage return without a line feed");
  EXPECT_EQ(read(std::string("a\0b\n", 4)).error, "1: has a NUL");
  EXPECT_EQ(read("a\n" + std::string((1U << 20U) + 1, 'x')).error, "2: has a field of more than 1 MiB");
}

TEST(Csv, KnowsTheLineOfARecord) {
  std::istringstream input("a\n\"1\n2\"\nb\n");
  CsvReader reader(input);
  std::vector<std::string> record;
  ASSERT_TRUE(*reader.next(record));
  EXPECT_EQ(reader.line(), 1U);
  ASSERT_TRUE(*reader.next(record));
  EXPECT_EQ(reader.line(), 2U);
  ASSERT_TRUE(*reader.next(record));
  EXPECT_EQ(reader.line(), 4U);
}

}  // namespace
}  // namespace tellsafe::schema
