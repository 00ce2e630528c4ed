#include "base/decimal.hpp"

#include <gtest/gtest.h>

namespace luoshi {
namespace {

Decimal d(std::string_view text) { return Decimal::parse(text).value(); }

TEST(Decimal, KeepsTheDigitsAsWritten) {
  for (const char* text : {"1.40", "0.05", "-0.5", "650", "0", "0.00", "999999999999999999"}) EXPECT_EQ(d(text).text(), text);
  EXPECT_EQ(d("1,234.50").text(), "1234.50");
  EXPECT_EQ((Decimal{65, 9}.text()), "65000000000");
}

TEST(Decimal, ReadsNumbersOnly) {
  for (const char* text : {"", "-", ".5", "5.", "1..2", "1e5", "１", "1,", ",1", "1.2,3", "9999999999999999999"})
    EXPECT_EQ(Decimal::parse(text), std::nullopt) << text;
}

TEST(Decimal, ComparesByValue) {
  EXPECT_EQ(d("1.4"), d("1.40"));
  EXPECT_LT(d("-2"), d("1"));
  EXPECT_LT(d("1.39"), d("1.4"));
  EXPECT_GT((Decimal{1, 18}), (Decimal{999'999'999'999'999'999, -18}));
  EXPECT_LT((Decimal{-1, 18}), (Decimal{-999'999'999'999'999'999, -18}));
  EXPECT_EQ((Decimal{0, 18}), Decimal{});
}

TEST(Decimal, AddsAndMultipliesExactlyOrNotAtAll) {
  EXPECT_EQ(add(d("0.1"), d("0.2")), d("0.3"));
  EXPECT_EQ(multiply(d("1.4"), Decimal{10000}), d("14000"));
  EXPECT_EQ(add(d("999999999999999999"), d("1"))->text(), "1000000000000000000");  // a power of ten still fits
  EXPECT_EQ(add(d("999999999999999999"), d("2")), std::nullopt);
  EXPECT_EQ(add((Decimal{1, 18}), (Decimal{1, -18})), std::nullopt);
  EXPECT_EQ(multiply(d("999999999999999999"), d("999999999999999999")), std::nullopt);
}

}  // namespace
}  // namespace luoshi
