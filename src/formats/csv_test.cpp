#include "formats/csv.hpp"

#include <gtest/gtest.h>

#include "base/error.hpp"

namespace luoshi::formats {
namespace {

std::string failure(std::string_view text, std::string_view column = "") {
  try {
    CsvReader reader{text, "t.csv"};
    const std::size_t at = column.empty() ? 0 : reader.column(column);
    while (reader.next())
      if (!column.empty()) static_cast<void>(reader.number(at));
    return "";
  } catch (const Error& error) {
    EXPECT_EQ(error.fault(), Fault::BadInput);
    return error.what();
  }
}

TEST(CsvReader, ReadsQuotedFieldsWithCommasQuotesAndLineEnds) {
  CsvReader reader{"\xEF\xBB\xBFid,name\r\n1,\"a, \"\"b\"\"\nc\"\r\n# a remark\n\n2, plain \n", "t.csv"};
  ASSERT_TRUE(reader.next());
  EXPECT_EQ(reader.field(1), "a, \"b\"\nc");
  ASSERT_TRUE(reader.next());
  EXPECT_EQ(reader.field(1), "plain");
  EXPECT_EQ(reader.line(), 6u);
  EXPECT_FALSE(reader.next());
}

TEST(CsvReader, NamesFileLineAndColumnOfWhatIsWrong) {
  EXPECT_EQ(failure("a,b\n1,2\n3,x7\n", "b").substr(0, 10), "t.csv:3:3:");
  EXPECT_EQ(failure("a,b\n1,2\n3\n").substr(0, 10), "t.csv:3:1:");
  EXPECT_EQ(failure("a,b\n1,nan\n", "b").substr(0, 10), "t.csv:2:3:");
  EXPECT_EQ(failure("a,b\n1,inf\n", "b").substr(0, 10), "t.csv:2:3:");
  EXPECT_EQ(failure("a,b\n1,\"2\n").substr(0, 10), "t.csv:2:3:");
  EXPECT_EQ(failure("a,b\n1,\"2\"x\n").substr(0, 10), "t.csv:2:6:");
  EXPECT_NE(failure("a,a\n").find("two columns"), std::string::npos);
  EXPECT_NE(failure("").find("no header"), std::string::npos);
  EXPECT_NE(failure("a,b\n", "c").find("there are: a, b"), std::string::npos);
}

TEST(CsvReader, OneBadLineAmongAMillionIsFoundByItsNumber) {
  std::string text = "id,load\n";
  for (int i = 0; i < 1'000'000; ++i) text += i == 765'432 ? "x,1.2.3\n" : "x,1.25\n";
  EXPECT_EQ(failure(text, "load").substr(0, 15), "t.csv:765434:3:");
}

TEST(Csv, WritesFieldsThatReadBack) {
  EXPECT_EQ(csv_field("plain"), "plain");
  EXPECT_EQ(csv_field("a,\"b\""), "\"a,\"\"b\"\"\"");
  EXPECT_EQ(shortest_number(0.1), "0.1");
  EXPECT_EQ(read_number(" +1e3 "), 1000.0);
  EXPECT_FALSE(read_number("1,000"));
  EXPECT_FALSE(read_number("1e999"));
}

}  // namespace
}  // namespace luoshi::formats
