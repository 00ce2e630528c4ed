#include <gtest/gtest.h>

#include "city/test_things.hpp"

// 停产退出: what the walk over the table cannot know.
namespace luoshi::city {
namespace {

using namespace testing;

Day july(unsigned day) { return Day{std::chrono::year{2026}, std::chrono::July, std::chrono::day{day}}; }

std::string opening(void (*change)(Closure&)) {
  Town town = busy_town();
  register_firm(town);
  Closure closure = unit_closure();
  change(closure);
  return town.act(kEditor, OpenThing{Opened<Closure>{closure}});
}

TEST(Closure, LawfulAloneIsNoLegalBasis) {
  EXPECT_EQ(opening([](Closure&) {}), "");
  for (const char* const empty : {"", "依法", "依法依规", "有关规定"}) {
    Town town = busy_town();
    register_firm(town);
    Closure closure = unit_closure();
    closure.basis.instrument = empty;
    EXPECT_NE(town.act(kEditor, OpenThing{Opened<Closure>{closure}}).find("只写“依法”不行"), std::string::npos) << empty;
  }
  EXPECT_NE(opening([](Closure& c) { c.basis.article.clear(); }).find("缺条款"), std::string::npos);
  EXPECT_NE(opening([](Closure& c) { c.basis.issuer.clear(); }).find("制发机关"), std::string::npos);
  EXPECT_NE(opening([](Closure& c) { c.basis.paper = {}; }).find("所附文件"), std::string::npos);
}

TEST(Closure, ItsScopeIsUnitsOfThatFirm) {
  EXPECT_NE(opening([](Closure& c) { c.firm = Id<Asset>{1}; }).find("不是企业"), std::string::npos) << "a river is no firm";
  EXPECT_NE(opening([](Closure& c) { c.units = {Id<Asset>{2}}; }).find("不是该企业的生产装置"), std::string::npos);
}

struct Closing {
  Town town = coking_closure(busy_town()).town;

  std::string on(Day day, const Actor& actor, std::string_view type, Note note) {
    town.now = morning(day);
    return town.act(actor, step_on(town.city, type, 1, std::move(note)));
  }
  static Note with_paper(std::string reason, std::optional<Day> until = {}) {
    Note note = because(std::move(reason), until);
    note.document = Id<Document>{1};
    return note;
  }
  static Note proved(Day day) {
    Note note = because("", day);
    note.evidence = {sha256("照片")};
    return note;
  }
  void order() {
    EXPECT_EQ(on(july(1), kChecker, "closure.check", with_paper("属限制类，环保手续不全")), "");
    EXPECT_EQ(on(july(1), kEditor, "closure.order", with_paper("", july(20))), "");
  }
};

TEST(Closure, NoOrderBeforeACheckNorBeforeStaffAndOwnerAreProvidedFor) {
  Closing closing;
  EXPECT_NE(closing.on(july(1), kEditor, "closure.order", Closing::with_paper("", july(20))).find("现为“拟关停”"), std::string::npos);

  Town town = busy_town();
  register_firm(town);
  Closure closure = unit_closure();
  closure.staff.clear();
  ASSERT_EQ(town.act(kEditor, OpenThing{Opened<Closure>{closure}}), "");
  ASSERT_EQ(town.act(kChecker, step_on(town.city, "closure.check", 1, Closing::with_paper("已核"))), "");
  EXPECT_NE(town.act(kEditor, step_on(town.city, "closure.order", 1, Closing::with_paper("", july(20)))).find("职工安置还没有写明"),
            std::string::npos);
}

TEST(Closure, ALawAbidingFirmIsProtected) {
  Closing closing;
  ASSERT_EQ(closing.on(july(1), kChecker, "closure.check", Closing::with_paper("手续齐全，达标排放")), "");
  ASSERT_EQ(closing.on(july(2), kEditor, "closure.protect", Closing::with_paper("守法企业，不予关停")), "");
  EXPECT_NE(closing.on(july(2), kEditor, "closure.order", Closing::with_paper("", july(20))).find("现为“不予关停”"), std::string::npos);
}

TEST(Closure, ItIsAcceptedOnlyWithAllFiveProofs) {
  Closing closing;
  closing.order();
  for (const char* const done : {"closure.cut_water", "closure.cut_power", "closure.clear_equipment", "closure.clear_material"})
    ASSERT_EQ(closing.on(july(5), kWaterChief, done, Closing::proved(july(5))), "") << done;
  EXPECT_NE(closing.on(july(6), kWaterChief, "closure.cut_water", Closing::proved(july(6))).find("已有记载"), std::string::npos);
  EXPECT_NE(closing.on(july(6), kChecker, "closure.accept", because("现场属实")).find("还没有清产品"), std::string::npos);
  ASSERT_EQ(closing.on(july(6), kWaterChief, "closure.clear_product", Closing::proved(july(6))), "");
  EXPECT_EQ(closing.on(july(7), kChecker, "closure.accept", because("现场属实")), "");
  ASSERT_EQ(closing.on(july(9), kChecker, "closure.relapse", because("夜间复产", july(30))), "");
  EXPECT_TRUE(closing.town.city.all<Closure>()[0].value.cuts.empty()) << "what was proved is proved anew";
}

TEST(Closure, ObstructionStopsTheClockUntilItsOutcome) {
  Closing closing;
  closing.order();
  ASSERT_EQ(closing.on(july(5), kWaterChief, "closure.obstruct", because("阻挠进场")), "");
  EXPECT_FALSE(thing_line(closing.town.city, Kind::Closure, 1).due) << "no clock runs";
  Note refer = Closing::with_paper("");
  refer.name = "市公安局";
  ASSERT_EQ(closing.on(july(6), kEditor, "closure.refer", refer), "");
  ASSERT_EQ(closing.on(july(15), kEditor, "closure.resume", because("已依法处理")), "");
  EXPECT_EQ(thing_line(closing.town.city, Kind::Closure, 1).due, july(30)) << "ten days longer";
  EXPECT_EQ(closing.town.city.all<Closure>()[0].value.suspended_days, 10U);
}

}  // namespace
}  // namespace luoshi::city
