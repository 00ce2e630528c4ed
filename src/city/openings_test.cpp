#include "city/openings.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace luoshi::city {
namespace {

const OpeningField& field_called(const std::vector<OpeningField>& fields, std::string_view name) {
  const auto found = std::find_if(fields.begin(), fields.end(), [&](const OpeningField& each) { return each.field == name; });
  EXPECT_NE(found, fields.end()) << name;
  return *found;
}

TEST(Openings, AnAskIsAskedForByItsMembers) {
  const auto fields = opening_fields(Kind::Ask);
  const OpeningField& what = field_called(fields, "what");
  EXPECT_EQ(what.type, "text");
  EXPECT_EQ(what.chinese, "内容");
  EXPECT_GT(what.most, 0U);
  const OpeningField& answerer = field_called(fields, "answerer");
  EXPECT_EQ(answerer.type, "link");
  EXPECT_EQ(answerer.to, "body");
  EXPECT_FALSE(answerer.many);
  const OpeningField& blocks = field_called(fields, "blocks");
  EXPECT_EQ(blocks.to, "commitment");
  EXPECT_TRUE(blocks.many);
  EXPECT_EQ(field_called(fields, "due").type, "day");
}

TEST(Openings, AMemberIsCalledAsItsKindCallsIt) {
  const auto called = [](Kind kind, std::string_view name) { return field_called(opening_fields(kind), name).chinese; };
  EXPECT_EQ(called(Kind::Merit, "units"), "受表扬单位");
  EXPECT_EQ(called(Kind::Closure, "units"), "关停装置");
  EXPECT_EQ(called(Kind::Handover, "from"), "移交人");
  EXPECT_EQ(called(Kind::Survey, "from"), "起");
  EXPECT_EQ(called(Kind::Satisfaction, "asker"), "调查单位");
  EXPECT_EQ(called(Kind::Ask, "asker"), "请示单位");
  EXPECT_EQ(called(Kind::Delegation, "paper"), "委托书");
}

TEST(Openings, EveryMemberOfEveryKindHasItsWordAndItsControl) {
  for (const KindRow& row : kKindRows)
    for (const OpeningField& each : opening_fields(row.kind)) {
      EXPECT_FALSE(each.chinese.empty()) << row.name << " " << each.field;
      EXPECT_FALSE(each.type.empty()) << row.name << " " << each.field;
      EXPECT_EQ(each.type == "link", !each.to.empty()) << row.name << " " << each.field;
    }
  const auto terms = opening_fields(Kind::Commitment);
  const OpeningField& meaning = field_called(terms, "meaning");
  ASSERT_EQ(meaning.choices.size(), 2U);
  EXPECT_EQ(meaning.choices.front().name, "output");
  EXPECT_EQ(meaning.choices.front().chinese, "产出");
}

}  // namespace
}  // namespace luoshi::city
