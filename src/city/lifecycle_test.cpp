#include "city/lifecycle.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <set>
#include <sstream>

#include "city/test_things.hpp"

namespace luoshi::city {
namespace {

using namespace testing;

TEST(Lifecycle, EveryStateIsReachedAndEveryStepHasItsOwnName) {
  for (const KindRow& row : kKindRows) {
    const Lifecycle& lifecycle = lifecycle_of(row.kind);
    EXPECT_EQ(lifecycle.kind, row.kind);
    std::set<unsigned> reached = {0};
    std::set<std::string_view> types;
    for (std::size_t round = 0; round < lifecycle.states.size(); ++round)
      for (const Step& step : lifecycle.steps)
        for (const unsigned from : std::set<unsigned>{reached})
          if (has_bit(step.from, from) && step.to != kStays) reached.insert(step.to);
    EXPECT_EQ(reached.size(), lifecycle.states.size()) << row.name << " has a state that no step leads to";
    for (const Step& step : lifecycle.steps) {
      EXPECT_NE(step.from, 0U) << step.type;
      EXPECT_LT(step.from, 1U << lifecycle.states.size()) << step.type;
      EXPECT_TRUE(step.to == kStays || step.to < lifecycle.states.size()) << step.type;
      EXPECT_TRUE(!step.command.empty() || types.insert(step.type).second) << step.type << " stands twice";
      if (step.command.empty()) {
        EXPECT_EQ(step_called(step.type), &step);
        EXPECT_EQ(step.kind(), row.kind);
      }
    }
  }
}

TEST(Lifecycle, TheDocumentIsWhatTheTablesSay) {
  const char* const source = std::getenv("LUOSHI_SOURCE");
  if (source == nullptr) GTEST_SKIP() << "LUOSHI_SOURCE does not name the checkout";
  std::ostringstream text;
  text << std::ifstream{std::string{source} + "/docs/methods/lifecycle.md"}.rdbuf();
  const std::string written = text.str();
  const std::size_t begin = written.find("\n## ");
  ASSERT_NE(begin, std::string::npos);
  EXPECT_EQ(written.substr(begin + 1), lifecycles_markdown()) << "write it anew from what `luoshi lifecycle` prints";
}

// The walk: from a thing in every state, every step of its kind is tried by someone who may and with all it asks for. It is
// accepted exactly where the table has the edge, and lands where the table says.
TEST(Lifecycle, EveryEdgeIsWalkedAndEveryOtherIsRefused) {
  for (const KindRow& row : kKindRows) {
    const Lifecycle& lifecycle = lifecycle_of(row.kind);
    const std::vector<Standing> standings = things_in_every_state(row.kind);
    ASSERT_EQ(standings.size(), lifecycle.states.size()) << row.name << ": a state the tests cannot bring a thing to";
    for (const Standing& standing : standings) {
      const std::uint8_t state = thing_line(standing.town.city, row.kind, standing.number).state;
      for (const Step& step : lifecycle.steps) {
        if (!step.command.empty()) continue;  // walked by the tests of their own commands
        Town town = standing.town;
        const std::string where = std::string{step.type} + " from " + std::string{lifecycle.states[state].name};
        const Digest before = digest_of(town.city);
        const std::string reason = take_as_asked(town, step, standing.number);
        if (!has_bit(step.from, state)) {
          EXPECT_NE(reason.find("现为“" + std::string{lifecycle.states[state].chinese} + "”"), std::string::npos) << where << ": " << reason;
          EXPECT_EQ(digest_of(town.city), before) << where;
          continue;
        }
        EXPECT_EQ(reason, "") << where;
        EXPECT_EQ(thing_line(town.city, row.kind, standing.number).state, step.to == kStays ? state : step.to) << where;
      }
    }
  }
}

TEST(Lifecycle, WhatAStepAsksForIsAskedFor) {
  for (const KindRow& row : kKindRows)
    for (const Standing& standing : things_in_every_state(row.kind)) {
      const std::uint8_t state = thing_line(standing.town.city, row.kind, standing.number).state;
      for (const Step& step : lifecycle_of(row.kind).steps)
        for (unsigned need = 0; need <= static_cast<unsigned>(Need::Evidence); ++need) {
          if (!step.command.empty() || !has_bit(step.from, state) || !has_bit(step.needs, need)) continue;
          Town town = standing.town;
          const std::string reason = take_without(town, step, standing.number, static_cast<Need>(need));
          EXPECT_NE(reason.find("没有写" + std::string{need_chinese(static_cast<Need>(need))}), std::string::npos)
              << step.type << ": " << reason;
        }
    }
}

// Whoever has no right, or did it themselves, is refused.
TEST(Lifecycle, WhoMayNotIsRefused) {
  for (const KindRow& row : kKindRows)
    for (const Standing& standing : things_in_every_state(row.kind)) {
      const ThingLine line = thing_line(standing.town.city, row.kind, standing.number);
      for (const Step& step : lifecycle_of(row.kind).steps) {
        if (!step.command.empty() || !has_bit(step.from, line.state)) continue;
        for (const Actor& stranger : {kOperator, kSecurity, kChief}) {
          Town town = standing.town;
          EXPECT_NE(town.act(stranger, full_step(town, step, standing.number)), "") << step.type;
        }
        if (step.another == Another::Person) {
          Town town = standing.town;
          EXPECT_NE(town.act(last_doer(town, line), full_step(town, step, standing.number)), "") << step.type;
        }
      }
    }
}

TEST(Lifecycle, TheStepsAPageOffersAreThoseTheDecisionAccepts) {
  for (const KindRow& row : kKindRows)
    for (const Standing& standing : things_in_every_state(row.kind))
      for (const Actor& actor : {kEditor, kWaterChief, kChecker, kEastReporter, kSecurity, kOperator})
        for (const OpenStep& open : steps_from(standing.town.city, actor, row.kind, standing.number, china_day(standing.town.now))) {
          if (!open.step->command.empty()) continue;
          Town town = standing.town;
          const std::string reason = town.act(actor, full_step(town, *open.step, standing.number));
          if (!open.refusal.empty()) { EXPECT_EQ(reason, open.refusal) << open.step->type; }
        }
}

}  // namespace
}  // namespace luoshi::city
