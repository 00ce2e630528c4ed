#include "formats/hj212_feed.hpp"

#include <algorithm>
#include <array>
#include <functional>

#include "formats/csv.hpp"

namespace luoshi::formats::hj212 {
namespace {

constexpr std::array kParameters{
    Parameter{"a00000", "B02", "废气", "立方米/秒"},        Parameter{"a01011", "S02", "烟气流速", "米/秒"},
    Parameter{"a01012", "S03", "烟气温度", "摄氏度"},       Parameter{"a01013", "S08", "烟气压力", "千帕"},
    Parameter{"a01014", "S05", "烟气湿度", "%"},            Parameter{"a19001", "S01", "氧气含量", "%"},
    Parameter{"a21002", "03", "氮氧化物", "毫克/立方米"},   Parameter{"a21004", "", "二氧化氮", "毫克/立方米"},
    Parameter{"a21005", "04", "一氧化碳", "毫克/立方米"},   Parameter{"a21026", "02", "二氧化硫", "毫克/立方米"},
    Parameter{"a34002", "", "可吸入颗粒物", "纳克/立方米"}, Parameter{"a34004", "", "细颗粒物", "纳克/立方米"},
    Parameter{"a34013", "01", "烟尘", "毫克/立方米"},       Parameter{"w00000", "B01", "污水", "升/秒"},
    Parameter{"w01001", "001", "pH 值", "无量纲"},          Parameter{"w01009", "", "溶解氧", "毫克/升"},
    Parameter{"w01010", "", "水温", "摄氏度"},              Parameter{"w01018", "011", "化学需氧量", "毫克/升"},
    Parameter{"w01019", "", "高锰酸盐指数", "毫克/升"},     Parameter{"w21001", "065", "总氮", "毫克/升"},
    Parameter{"w21003", "060", "氨氮", "毫克/升"},          Parameter{"w21011", "101", "总磷", "毫克/升"}};

constexpr std::string_view kMarks = "NFMSDCTB";
constexpr std::array<std::string_view, 9> kFields{"Rtd",   "Avg",   "Min",   "Max",  "Cou",
                                                  "ZsRtd", "ZsAvg", "ZsMin", "ZsMax"};
constexpr std::size_t kClockFrames = 5;  // so many agree before a clock is called wrong

std::optional<Span> span_of(std::string_view command) {
  if (command == "2011") return Span::Now;
  if (command == "2051") return Span::Minutes;
  if (command == "2061") return Span::Hour;
  if (command == "2031") return Span::Day;
  return std::nullopt;
}

std::size_t digest_of(const Frame& frame) {
  std::string all;
  for (const Value& value : frame.values) all += value.code + '-' + value.field + '=' + value.text + ';';
  return std::hash<std::string>{}(all);
}

std::string minutes_text(std::chrono::milliseconds time) {
  return std::to_string(std::chrono::abs(std::chrono::duration_cast<std::chrono::minutes>(time)).count()) + " 分钟";
}

}  // namespace

std::optional<Parameter> parameter_of(std::string_view code) {
  const auto found = std::find_if(kParameters.begin(), kParameters.end(), [&](const Parameter& each) {
    return each.code == code || (!each.old_code.empty() && each.old_code == code);
  });
  if (found == kParameters.end() || code.empty()) return std::nullopt;
  return *found;
}

std::vector<Measurement> measurements(const Frame& frame, std::vector<Flaw>& flaws) {
  std::vector<Measurement> out;
  const auto span = span_of(frame.command);
  if (!span) return out;
  const auto tell = [&](Defect defect, std::string text) { flaws.push_back({defect, frame.offset, std::move(text)}); };
  if (!frame.data_time) {
    if (!frame.values.empty() && !frame.values.front().code.empty())
      tell(Defect::Time, "数据帧没有数据时间（不知是何时的值，未用）；请核对数采仪后补传");
    return out;
  }
  std::map<std::string, char, std::less<>> marks;
  for (const Value& value : frame.values)
    if (value.field == "Flag" && !value.code.empty()) {
      const bool known = value.text.size() == 1 && kMarks.find(value.text.front()) != std::string_view::npos;
      if (!known) tell(Defect::Field, value.code + " 的数据标记“" + value.text.substr(0, 8) + "”不在标准之内（按待核实保留）；请核对数采仪");
      marks[value.code] = known ? value.text.front() : '?';
    }
  for (const Value& value : frame.values) {
    if (value.code.empty() || std::find(kFields.begin(), kFields.end(), value.field) == kFields.end()) continue;
    const bool converted = value.field.starts_with("Zs");
    if (converted && frame.edition() == Edition::Of2025 && value.text == "9999.99") continue;
    const auto number = read_number(value.text);
    if (!number) {
      tell(Defect::Value, value.code + " 的 " + value.field + " 不是数（未用）；请核对仪表后补传");
      continue;
    }
    const auto known = parameter_of(value.code);
    const auto mark = marks.find(value.code);
    out.push_back({frame.device, known ? std::string{known->code} : value.code, value.field, *span, *frame.data_time,
                   *number, mark == marks.end() ? 'N' : mark->second});
  }
  return out;
}

void Feed::judge_clock(const Frame& frame, Instant received, Outcome& out) {
  if (!frame.sent) return;
  Clock& clock = clocks_[frame.device];
  clock.ahead.push_back(*frame.sent - received);
  if (clock.ahead.size() > kClockFrames) clock.ahead.erase(clock.ahead.begin());
  if (clock.ahead.size() < kClockFrames) return;
  auto sorted = clock.ahead;
  std::sort(sorted.begin(), sorted.end());
  const auto middle = sorted[kClockFrames / 2];
  const bool off = std::chrono::abs(middle) > limits_.tolerance;
  if (off && !clock.told)
    out.flaws.push_back({Defect::Clock, frame.offset,
                         "设备 " + frame.device + " 的时钟" + (middle.count() > 0 ? "快" : "慢") + "约 " +
                             minutes_text(middle) + "（连续五帧的中位数）；请校准时钟，此前的时间待核实"});
  clock.told = off;
}

Feed::Outcome Feed::take(const Frame& frame, std::optional<Instant> received) {
  Outcome out;
  const auto tell = [&](Defect defect, std::string text) {
    out.flaws.push_back({defect, frame.offset, std::move(text)});
  };
  if (received) judge_clock(frame, *received, out);
  std::vector<Measurement> values = measurements(frame, out.flaws);
  if (values.empty()) return out;
  const Instant at = *frame.data_time;
  const std::optional<Instant> now = received ? received : frame.sent;
  if (now && at > *now + limits_.tolerance) {
    tell(Defect::Ahead, "数据时间比" + std::string{received ? "收到时刻" : "发送时刻"} + "晚 " + minutes_text(at - *now) +
                            "（还没有到的时间，未用）；请校准时钟后补传");
    return out;
  }
  Told& told = told_[{frame.device, frame.command}];
  const std::pair key{at, frame.packet ? frame.packet->number : 0U};
  const std::size_t digest = digest_of(frame);
  const auto [before, is_new] = told.digests.try_emplace(key, digest);
  if (!is_new && before->second == digest) {
    tell(Defect::Repeated, "同一时间的同样数据又来一次（重发，只算一次）；无需处理");
    return out;
  }
  if (!is_new) {
    before->second = digest;
    tell(Defect::Changed, "同一时间来了不同的数据（按更正保留，原值不删）；请说明更正的原因");
  } else if (told.newest && at < *told.newest) {
    tell(Defect::Late, "比已收到的数据旧 " + minutes_text(*told.newest - at) + "（补传或次序颠倒，已按其时间保留）；无需处理");
  }
  told.newest = std::max(told.newest.value_or(at), at);
  if (told.digests.size() > limits_.remembered) told.digests.erase(told.digests.begin());
  out.fresh = std::move(values);
  return out;
}

}  // namespace luoshi::formats::hj212
