#include "base/json.hpp"

#include <gtest/gtest.h>

#include <limits>

#include "base/error.hpp"

namespace luoshi {
namespace {

std::string round_trip(std::string_view text) { return canonical_json(parse_json(text)); }

std::string refusal(std::string_view text) {
  try {
    (void)parse_json(text);
  } catch (const Error& error) {
    EXPECT_EQ(error.fault(), Fault::BadInput);
    return error.what();
  }
  return "accepted";
}

TEST(Json, WritesNumbersAsEcmaScriptDoes) {
  // RFC 8785, appendix B, as bit patterns would give them.
  EXPECT_EQ(canonical_json(Json{333333333.33333329}), "333333333.3333333");
  EXPECT_EQ(canonical_json(Json{1e30}), "1e+30");
  EXPECT_EQ(canonical_json(Json{4.50}), "4.5");
  EXPECT_EQ(canonical_json(Json{2e-3}), "0.002");
  EXPECT_EQ(canonical_json(Json{0.000000000000000000000000001}), "1e-27");
  EXPECT_EQ(canonical_json(Json{-0.0}), "0");
  EXPECT_EQ(canonical_json(Json{5e-324}), "5e-324");
  EXPECT_EQ(canonical_json(Json{1.7976931348623157e308}), "1.7976931348623157e+308");
  EXPECT_EQ(canonical_json(Json{1e21}), "1e+21");
  EXPECT_EQ(canonical_json(Json{123456789012345680000.0}), "123456789012345680000");
  EXPECT_EQ(canonical_json(Json{0.000001}), "0.000001");
  EXPECT_EQ(canonical_json(Json{1e-7}), "1e-7");
}

TEST(Json, SortsMembersByUtf16Units) {
  // The example of RFC 8785 section 3.2.3: the emoji (a surrogate pair) sorts before U+FB33.
  EXPECT_EQ(round_trip("{\"\\u20ac\":1,\"\\r\":2,\"\\ufb33\":3,\"1\":4,\"\\ud83d\\ude00\":5,\"\\u0080\":6,\"\\u00f6\":7}"),
            "{\"\\r\":2,\"1\":4,\"\u0080\":6,\"ö\":7,\"€\":1,\"😀\":5,\"\uFB33\":3}");
}

TEST(Json, EscapesOnlyWhatItMust) {
  EXPECT_EQ(canonical_json(Json{"a\"b\\c/\x01\n落实"}), "\"a\\\"b\\\\c/\\u0001\\n落实\"");
}

TEST(Json, TheCanonicalFormIsItsOwnCanonicalForm) {
  for (const char* text : {"[ 1 , 2.50,\"x\" , null,{ } , [ ] ]", "{\"b\":[true,false],\"a\":{\"z\":1,\"y\":-3}}"})
    EXPECT_EQ(round_trip(round_trip(text)), round_trip(text));
}

TEST(Json, RefusesIntegersThatReadersDisagreeOn) {
  EXPECT_EQ(round_trip("9007199254740991"), "9007199254740991");
  EXPECT_NE(refusal("9007199254740992").find("too large"), std::string::npos);
  EXPECT_NE(refusal("-9007199254740992").find("too large"), std::string::npos);
  EXPECT_NE(refusal("123456789012345678901234567890").find("too large"), std::string::npos);
  EXPECT_THROW(Json{std::numeric_limits<std::uint64_t>::max()}, Error);
}

TEST(Json, RefusesWhatCannotBeReadInOneWayOnly) {
  EXPECT_NE(refusal("{\"a\":1,\"a\":2}").find("twice"), std::string::npos);
  EXPECT_NE(refusal("\"\xC3\x28\"").find("byte"), std::string::npos);
  EXPECT_NE(refusal("[1,2").find("JSON"), std::string::npos);
  EXPECT_NE(refusal("[1] x"), "accepted");
  EXPECT_NE(refusal(""), "accepted");
  EXPECT_NE(refusal("1e999"), "accepted");
  EXPECT_NE(refusal(std::string(100, '[') + std::string(100, ']')).find("deep"), std::string::npos);
  EXPECT_THROW((void)canonical_json(Json{std::numeric_limits<double>::quiet_NaN()}), Error);
  EXPECT_THROW((void)canonical_json(Json{"\xFF"}), Error);
}

TEST(Json, ReadsMembersByNameAndSaysWhatIsMissing) {
  const Json value = parse_json("{\"a\":{\"b\":7}}");
  EXPECT_EQ(value.at("a").at("b").as_integer(), 7);
  EXPECT_EQ(value.find("c"), nullptr);
  EXPECT_THROW((void)value.at("c"), Error);
  EXPECT_THROW((void)value.at("a").as_string(), Error);
}

}  // namespace
}  // namespace luoshi
