#include "formats/hj212.hpp"

#include <gtest/gtest.h>

#include "formats/hj212_feed.hpp"

namespace luoshi::formats::hj212 {
namespace {

using namespace std::chrono_literals;

std::string data_of(const std::string& area, const std::string& command = "2061", const std::string& flag = "5",
                    const std::string& sent = "20260630090100120") {
  return "QN=" + sent + ";ST=32;CN=" + command + ";PW=123456;MN=ABCDEF0123456789ABCDEF01;Flag=" + flag + ";CP=&&" + area + "&&";
}

const std::string kHour = "DataTime=20260630080000;w01018-Avg=41.5,w01018-Min=40.0,w01018-Max=43.1,w01018-Flag=N;"
                          "w21003-Avg=1.92,w21003-Flag=N";

std::vector<Defect> defects(const std::vector<Flaw>& flaws) {
  std::vector<Defect> out;
  for (const Flaw& flaw : flaws) out.push_back(flaw.defect);
  return out;
}

using Defects = std::vector<Defect>;

TEST(Hj212, ChecksumIsThatOfTheStandardsExample) {
  // HJ 212-2017, annex A: the printed data segment and its printed checksum.
  const std::string data =
      "QN=20160801085857223;ST=32;CN=1062;PW=100000;MN=010000A8900016F000169DC0;Flag=5;CP=&&RtdInterval=30&&";
  EXPECT_EQ(data.size(), 101U);
  EXPECT_EQ(checksum(data), 0x1C80);
  EXPECT_EQ(frame_of(data), "##0101" + data + "1C80\r\n");
}

TEST(Hj212, ReadsAFrameFieldByFieldAndKeepsNoPassword) {
  const Reading read = read_frames(frame_of(data_of(kHour)), End::Final);
  ASSERT_EQ(read.frames.size(), 1U);
  EXPECT_TRUE(read.flaws.empty());
  const Frame& frame = read.frames[0];
  EXPECT_EQ(instant_text(*frame.sent), "2026-06-30T01:01:00.120Z");
  EXPECT_EQ(instant_text(*frame.data_time), "2026-06-30T00:00:00.000Z");
  EXPECT_EQ(frame.system + frame.command + frame.device, "322061ABCDEF0123456789ABCDEF01");
  EXPECT_EQ(frame.edition(), Edition::Of2017);
  EXPECT_TRUE(frame.wants_answer());
  ASSERT_EQ(frame.values.size(), 6U);
  EXPECT_EQ(frame.values[0], (Value{"w01018", "Avg", "41.5"}));
  for (const Value& value : frame.values) EXPECT_EQ(value.text.find("123456"), std::string::npos);
}

TEST(Hj212, ValuesComeWithCodeFieldSpanAndMark) {
  std::vector<Flaw> flaws;
  const auto frame = read_frames(frame_of(data_of("DataTime=20260630080000;011-Avg=41.5,011-Flag=T;xyz-Rtd=-1e3")), End::Final);
  const auto values = measurements(frame.frames.at(0), flaws);
  ASSERT_EQ(values.size(), 2U);
  EXPECT_EQ(values[0].code, "w01018") << "the code of 2005 is the same parameter";
  EXPECT_EQ(values[0].mark, 'T');
  EXPECT_EQ(values[0].span, Span::Hour);
  EXPECT_EQ(values[1].code, "xyz") << "an unknown code is kept as it was sent";
  EXPECT_DOUBLE_EQ(values[1].value, -1000.0);
  EXPECT_TRUE(flaws.empty());
}

TEST(Hj212, EditionsAreReadFromTheVersionBits) {
  const auto edition = [](const std::string& flag) {
    return read_frames(frame_of(data_of(kHour, "2061", flag)), End::Final).frames.at(0).edition();
  };
  EXPECT_EQ(edition("1"), Edition::Of2005);
  EXPECT_EQ(edition("7"), Edition::Of2017);
  EXPECT_EQ(edition("9"), Edition::Of2025);
  EXPECT_EQ(edition("255"), Edition::Unknown);
}

TEST(Hj212, EveryDamageIsNamedAndTheNextFrameIsRead) {
  const std::string good = frame_of(data_of(kHour));
  std::string turned = good;
  turned[60] ^= 1;
  const std::pair<std::string, Defects> cases[] = {
      {turned + good, {Defect::Checksum}},
      {"##00x1abc" + good, {Defect::Length}},
      {"##0003abcdefghijklmn" + good, {Defect::Length}},
      {"#" + good, {Defect::Length}},
      {"noise" + good, {Defect::Noise}},
      {"\r\n\r\n" + good, {}},
      {good.substr(0, good.size() - 3) + good, {Defect::Length}},
      {good + good.substr(0, 40), {Defect::Cut}},
      {good + "##00", {Defect::Cut}}};
  for (const auto& [bytes, wanted] : cases) {
    const Reading read = read_frames(bytes, End::Final);
    EXPECT_EQ(read.frames.size(), 1U) << bytes;
    EXPECT_EQ(defects(read.flaws), wanted) << bytes;
    EXPECT_EQ(read.used, bytes.size());
    for (const Flaw& flaw : read.flaws) EXPECT_NE(flaw.text.find("；"), std::string::npos) << "says what to do: " << flaw.text;
  }
}

TEST(Hj212, NonsenseInsideAFrameIsNamed) {
  const auto seen = [](const std::string& data) {
    Reading read = read_frames(frame_of(data), End::Final);
    for (const Frame& frame : read.frames) static_cast<void>(measurements(frame, read.flaws));
    return std::pair{read.frames.size(), defects(read.flaws)};
  };
  using Seen = std::pair<std::size_t, Defects>;
  EXPECT_EQ(seen("ST=32;CN=2061;MN=A"), (Seen{0, {Defect::Field}})) << "no data area";
  EXPECT_EQ(seen("ST=32;CN=2061;CP=&&a=1&&"), (Seen{0, {Defect::Field}})) << "no device";
  EXPECT_EQ(seen("ST=32;CN=2061;CN=2011;MN=A;CP=&&a=1&&"), (Seen{0, {Defect::Field}})) << "twice";
  EXPECT_EQ(seen("ST=32;CN=20x1;MN=A;CP=&&a=1&&"), (Seen{0, {Defect::Field}}));
  EXPECT_EQ(seen(data_of(kHour, "2061", "256")), (Seen{0, {Defect::Field}}));
  EXPECT_EQ(seen(data_of(kHour, "2061", "5", "20260631090100120")), (Seen{1, {Defect::Time}})) << "no such day";
  EXPECT_EQ(seen(data_of("DataTime=20260630240000;w01018-Avg=1")), (Seen{0, {Defect::Time}})) << "no such hour";
  EXPECT_EQ(seen(data_of("DataTime=19700101000000;w01018-Avg=1")), (Seen{0, {Defect::Time}}));
  EXPECT_EQ(seen(data_of("w01018-Avg=1")), (Seen{1, {Defect::Time}})) << "a value of no time";
  EXPECT_EQ(seen(data_of("DataTime=20260630080000;w01018-Avg=NaN")), (Seen{1, {Defect::Value}}));
  EXPECT_EQ(seen(data_of("DataTime=20260630080000;w01018-Avg=1,w01018-Flag=QQ")), (Seen{1, {Defect::Field}}));
  EXPECT_EQ(seen(data_of("8F3A0C55D21B")), (Seen{0, {Defect::Encrypted}}));
  EXPECT_EQ(seen(data_of("DataTime=20260630080000;DataTime=20260630090000")), (Seen{0, {Defect::Field}}));
}

TEST(Hj212, PacketNumbersMustMakeSense) {
  const auto packet = [](const std::string& numbers) {
    return read_frames(frame_of("ST=32;CN=2061;MN=A;Flag=7;" + numbers + ";CP=&&" + kHour + "&&"), End::Final);
  };
  EXPECT_EQ(packet("PNUM=3;PNO=2").frames.at(0).packet, (Packet{2, 3}));
  for (const char* bad : {"PNUM=3;PNO=4", "PNUM=0;PNO=0", "PNUM=3", "PNUM=x;PNO=1"})
    EXPECT_TRUE(packet(bad).frames.empty()) << bad;
}

TEST(Hj212, AStreamCutAnywhereGivesTheSameFrames) {
  const std::string bytes = "x" + frame_of(data_of(kHour)) + "##9" + frame_of(data_of(kHour, "2011")) + frame_of(data_of("a=1", "9014"));
  for (std::size_t cut = 0; cut <= bytes.size(); ++cut) {
    const Reading first = read_frames(std::string_view{bytes}.substr(0, cut), End::MayContinue);
    ASSERT_LE(first.used, cut);
    const Reading second = read_frames(std::string_view{bytes}.substr(first.used), End::Final);
    ASSERT_EQ(first.frames.size() + second.frames.size(), 3U) << "cut at " << cut;
  }
}

Frame hour_at(const std::string& time, const std::string& value, const std::string& sent = "20260630090100120") {
  return read_frames(frame_of(data_of("DataTime=" + time + ";w01018-Avg=" + value, "2061", "5", sent)), End::Final).frames.at(0);
}

TEST(Hj212Feed, TellsAgainLateAndChangedFramesApart) {
  Feed feed;
  const auto take = [&](const std::string& time, const std::string& value) {
    const auto out = feed.take(hour_at(time, value), std::nullopt);
    return std::pair{out.fresh.size(), defects(out.flaws)};
  };
  using Seen = std::pair<std::size_t, Defects>;
  EXPECT_EQ(take("20260630070000", "41"), (Seen{1, {}}));
  EXPECT_EQ(take("20260630080000", "42"), (Seen{1, {}}));
  EXPECT_EQ(take("20260630080000", "42"), (Seen{0, {Defect::Repeated}}));
  EXPECT_EQ(take("20260630060000", "40"), (Seen{1, {Defect::Late}}));
  EXPECT_EQ(take("20260630080000", "39"), (Seen{1, {Defect::Changed}}));
  EXPECT_EQ(take("20260630110000", "39"), (Seen{0, {Defect::Ahead}})) << "two hours after it was sent";
}

TEST(Hj212Feed, AClockThatIsOffIsToldOnce) {
  Feed feed;
  int told = 0;
  for (int minute = 0; minute < 20; ++minute) {
    Frame frame = hour_at("20260630070000", std::to_string(minute));
    frame.sent = Instant{std::chrono::sys_days{std::chrono::year{2026} / 6 / 30}} + std::chrono::minutes{minute};
    const auto out = feed.take(frame, *frame.sent + 45min + (minute % 7 == 0 ? 3h : 0h));  // some lines are slow
    for (const Flaw& flaw : out.flaws)
      if (flaw.defect == Defect::Clock) {
        ++told;
        EXPECT_NE(flaw.text.find("慢约 45 分钟"), std::string::npos) << flaw.text;
      }
  }
  EXPECT_EQ(told, 1);
}

TEST(Hj212Feed, ItsMemoryIsBounded) {
  Feed feed{{std::chrono::hours{24 * 365 * 100}, 10}};
  const Instant start{std::chrono::sys_days{std::chrono::year{2026} / 1 / 1}};
  Frame frame = hour_at("20260101000000", "1");
  for (int hour = 0; hour < 50; ++hour) {
    frame.data_time = start + std::chrono::hours{hour};
    EXPECT_EQ(feed.take(frame, std::nullopt).fresh.size(), 1U);
  }
  EXPECT_EQ(defects(feed.take(frame, std::nullopt).flaws), Defects{Defect::Repeated});
  frame.data_time = start;
  EXPECT_EQ(defects(feed.take(frame, std::nullopt).flaws), Defects{Defect::Late}) << "forgotten: late, no longer known as told";
}

}  // namespace
}  // namespace luoshi::formats::hj212
