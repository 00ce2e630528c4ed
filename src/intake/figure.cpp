#include "intake/figure.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include "intake/characters.hpp"
#include "intake/number.hpp"
#include "intake/units.hpp"
#include "intake/word_set.hpp"

namespace luoshi::intake {
namespace {

struct BoundWord {
  std::u32string_view word;
  Bound bound;
};
// Bounds in front of a number, longer words first where one ends with another.
constexpr std::array kBoundBefore = {BoundWord{U"不得低于", Bound::AtLeast},
                                     BoundWord{U"不得少于", Bound::AtLeast},
                                     BoundWord{U"不得高于", Bound::AtMost},
                                     BoundWord{U"不得超过", Bound::AtMost},
                                     BoundWord{U"不能低于", Bound::AtLeast},
                                     BoundWord{U"不能超过", Bound::AtMost},
                                     BoundWord{U"达到或超过", Bound::AtLeast},
                                     BoundWord{U"大于等于", Bound::AtLeast},
                                     BoundWord{U"小于等于", Bound::AtMost},
                                     BoundWord{U"不低于", Bound::AtLeast},
                                     BoundWord{U"不少于", Bound::AtLeast},
                                     BoundWord{U"不小于", Bound::AtLeast},
                                     BoundWord{U"不高于", Bound::AtMost},
                                     BoundWord{U"不超过", Bound::AtMost},
                                     BoundWord{U"不大于", Bound::AtMost},
                                     BoundWord{U"不多于", Bound::AtMost},
                                     BoundWord{U"未超过", Bound::AtMost},
                                     BoundWord{U"至少", Bound::AtLeast},
                                     BoundWord{U"最少", Bound::AtLeast},
                                     BoundWord{U"至多", Bound::AtMost},
                                     BoundWord{U"最多", Bound::AtMost},
                                     BoundWord{U"超过", Bound::Above},
                                     BoundWord{U"突破", Bound::Above},
                                     BoundWord{U"高于", Bound::Above},
                                     BoundWord{U"大于", Bound::Above},
                                     BoundWord{U"多于", Bound::Above},
                                     BoundWord{U"超出", Bound::Above},
                                     BoundWord{U"低于", Bound::Below},
                                     BoundWord{U"少于", Bound::Below},
                                     BoundWord{U"小于", Bound::Below},
                                     BoundWord{U"不足", Bound::Below},
                                     BoundWord{U"不到", Bound::Below},
                                     BoundWord{U"不满", Bound::Below},
                                     BoundWord{U"大约", Bound::About},
                                     BoundWord{U"大概", Bound::About},
                                     BoundWord{U"接近", Bound::Nearly},
                                     BoundWord{U"将近", Bound::Nearly},
                                     BoundWord{U"≥", Bound::AtLeast},
                                     BoundWord{U"≤", Bound::AtMost},
                                     BoundWord{U"＞", Bound::Above},
                                     BoundWord{U"＜", Bound::Below},
                                     BoundWord{U">=", Bound::AtLeast},
                                     BoundWord{U"<=", Bound::AtMost},
                                     BoundWord{U">", Bound::Above},
                                     BoundWord{U"<", Bound::Below},
                                     BoundWord{U"超", Bound::Above},
                                     BoundWord{U"逾", Bound::Above},
                                     BoundWord{U"近", Bound::Nearly},
                                     BoundWord{U"约", Bound::About}};
constexpr std::array kBoundAfter = {BoundWord{U"（含）以上", Bound::AtLeast}, BoundWord{U"及以上", Bound::AtLeast},
                                    BoundWord{U"或以上", Bound::AtLeast},     BoundWord{U"以上", Bound::AtLeast},
                                    BoundWord{U"（含）以下", Bound::AtMost},  BoundWord{U"及以下", Bound::AtMost},
                                    BoundWord{U"以下", Bound::Below},         BoundWord{U"以内", Bound::AtMost},
                                    BoundWord{U"之内", Bound::AtMost},        BoundWord{U"范围内", Bound::AtMost},
                                    BoundWord{U"范围以内", Bound::AtMost},    BoundWord{U"左右", Bound::About},
                                    BoundWord{U"上下", Bound::About}};
// 以下 after these is a ceiling to come down to, the value itself allowed.
constexpr Literal kComingDown{
    U"降至 降到 降低到 降低至 下降到 下降至 减少到 减少至 压减到 压减至 控制在 控制到 压缩至 压缩到 保持在 稳定在 "
    U"回落至 回落到 缩短至 缩短到"};
// Equipment whose size is given in front of it.
constexpr Literal kEquipment{
    U"高炉 焦炉 锅炉 转炉 电炉 炉 烧结机 机组 燃煤 燃气 生物质 变压器 变电 风机 储罐 罐 码头 泊位 船舶 货轮 柴油 热电 "
    U"发电 管道 管径 级 深 高 宽 长 球团 回转窑 顶吹 捣固"};
// After a Chinese count these make a set or a manner of speaking, no tally.
constexpr Literal kSetNouns{
    U"班子 方面 层面 阶段 环节 层次 维度 角度 一批 维护 意识 自信 原则 底线 红线 口子 步骤 制度 机制 大局 清单 台账 "
    U"重点 关键 结合 转变 抓手 "
    U"确保 坚持 突出 必须 一律 不放过 到位 责任 主体 统一 棚改 家园 路 桥 攻坚战 战役 仗 行动 工程 体系 平台 "
    U"载体 梯队 建设 文明 同步 同时"};
// Verbs of making, closing or happening after which even 一座, 一起 is a count.
constexpr Literal kCountingVerbs{
    U"新建 建成 建设 关停 淘汰 关闭 拆除 取缔 新增 发生 查处 培育 引进 建立 投用 扩建 改造 开工 收购 新设 增设 关停了 "
    U"建成了 打造 清退 退出 配备 立案 查封 至少 不少于 超 约"};
// Words in front of a number without unit that make it a measured value.
constexpr Literal kIndexWords{U"指数 系数 得分 评分 总分 容积率 比值 pH值"};
// Where time is the measured thing.
constexpr Literal kTimeMeasured{
    U"增加 减少 天数 时间 时长 工期 周期 时限 用时 压缩 缩短 压减 期限 寿命 优良 达标 时效 提前 延长"};

class FigureReader {
 public:
  explicit FigureReader(const FigureContext& context) : context_{context}, text_{context.text.substr(0, context.end)} {}

  std::vector<ReadFigure> read();

 private:
  struct Found {
    std::size_t begin = 0, number_end = 0, unit_begin = 0, end = 0;
    ReadNumber number;
    std::u32string unit;
    std::uint64_t tag = 0;
    Bound bound = Bound::Equal;
    bool bounded = false;
    bool percent_words = false;
  };

  [[nodiscard]] char32_t look(std::size_t at) const { return at < text_.size() ? text_[at] : U'\n'; }
  [[nodiscard]] std::u32string_view rest(std::size_t at) const { return text_.substr(std::min(at, text_.size())); }
  [[nodiscard]] std::u32string_view before(std::size_t at, std::size_t most) const {
    const std::size_t from = std::max(context_.begin, at > most ? at - most : 0);
    return at > from ? text_.substr(from, at - from) : std::u32string_view{};
  }
  [[nodiscard]] std::optional<Found> at(std::size_t i) const;
  void read_unit(Found& found) const;
  void read_bounds(Found& found) const;
  [[nodiscard]] bool is_figure(const Found& found) const;
  [[nodiscard]] bool is_count_in_words(const Found& found) const;
  [[nodiscard]] std::size_t range_mark(std::size_t i) const {
    return contains(U"—-–－~～至到", look(i)) ? (look(i + 1) == U'—' ? 2U : 1U) : 0U;
  }
  void add(const Found& found, std::optional<Bound> bound = std::nullopt);

  const FigureContext& context_;
  std::u32string_view text_;
  bool in_quotes_ = false;
  bool ahead_bound_ = false;   // the last figure had its bound in front
  std::size_t range_end_ = 0;  // where the second number of a range begins
  std::vector<ReadFigure> figures_;
};

void FigureReader::read_unit(Found& found) const {
  std::size_t i = found.number_end;
  if (contains(U"余多几来", look(i)) && i < text_.size()) {
    found.bound = look(i) == U'来' ? Bound::About : Bound::Above;
    found.bounded = true;
    ++i;
    // 1.4多万亩: the multiplier after 多.
    if (found.number.scale == 0 && (look(i) == U'万' || look(i) == U'亿')) {
      found.number.scale = power_of(look(i));
      found.unit += look(i++);
    }
  }
  found.unit_begin = i;
  const auto match = unit_words().longest(text_, i);
  if (!match) {
    found.end = i;
    return;
  }
  if (is_letter(text_[i + match.length - 1]) && is_letter(look(i + match.length))) {  // m of another word
    found.end = i;
    return;
  }
  found.tag = match.tag;
  std::size_t end = i + match.length;
  if (look(end) == U'/') {  // 万元/亩, 吨/日
    const std::size_t per = starts_with_any<
        U"日 天 年 月 亩 人 户 秒 小时 立方米 平方米 平方公里 公里 吨 升 度 次 件 千瓦时 公顷 家 L m³ m3">(
        rest(end + 1));
    if (per > 0) end += 1 + per;
  }
  found.unit += text_.substr(i, end - i);
  if (look(end) == U'半' && (match.tag & kMeasure) != 0 && !contains(U"径导年月数天小", look(end + 1))) {  // 两米半
    const Decimal whole = found.number.value;
    if (const auto doubled = multiply(whole, Decimal{2});
        doubled && whole.exponent() == 0 && doubled->coefficient() < 1'000'000)
      found.number.value = Decimal{(doubled->coefficient() + 1) * 5, -1};
    ++end;
  }
  found.end = end;
}

void FigureReader::read_bounds(Found& found) const {
  if (found.number.more) found.bound = Bound::Above, found.bounded = true;
  std::size_t begin = found.number.begin;
  if (found.percent_words) begin = found.begin;
  // 超过了, 至少有, 最多为
  if (begin > context_.begin && contains(U"了有为是", look(begin - 1))) --begin;
  auto ahead = before(begin, 6);
  if (ends_with_any<U"超过 突破 至少 最多 最少 至多 不超过 不少于 约 大约 近 逾 超">(ahead) == 0 &&
      begin < found.number.begin && look(begin) != U'了') {
    begin = found.percent_words ? found.begin : found.number.begin;  // 为, 有 of another word
    ahead = before(begin, 6);
  }
  for (const BoundWord& each : kBoundBefore)
    if (ahead.ends_with(each.word)) {
      // 附近5家, 最近3年 and 超标 are other words.
      if (each.word == U"近" && ahead.size() > 1 && contains(U"附最邻靠就临远", ahead[ahead.size() - 2])) break;
      if (each.word == U"约" && ahead.size() > 1 && contains(U"节集大签履合", ahead[ahead.size() - 2])) break;
      found.bound = each.bound;
      found.bounded = true;
      found.begin = begin - each.word.size();
      break;
    }
  // 至少开展2次, 不少于建成3座: a verb between.
  if (!found.bounded && (!found.number.chinese || (found.tag & kFrequency) != 0))
    for (const std::size_t verb : {2U, 3U})
      if (ahead.size() >= verb + 2 &&
          std::all_of(ahead.end() - static_cast<std::ptrdiff_t>(verb), ahead.end(), is_han) &&
          ends_with_any<U"至少 最少">(ahead.substr(0, ahead.size() - verb)) > 0) {
        found.bound = Bound::AtLeast;
        found.bounded = true;
      }
  // 不足设计值的七成
  if (!found.bounded && begin > context_.begin && look(begin - 1) == U'的') {
    const auto clause = before(begin, 10);
    if (const std::size_t at = std::min(clause.rfind(U"不足"), clause.rfind(U"不到")); at < clause.size()) {
      found.bound = Bound::Below;
      found.bounded = true;
    }
  }
  for (const BoundWord& each : kBoundAfter)
    if (rest(found.end).starts_with(each.word)) {
      const bool coming_down = each.word == U"以下" && ends_with_any<kComingDown>(before(found.number.begin, 6)) > 0;
      if (found.bound == Bound::Equal || found.bound == Bound::About)
        found.bound = coming_down ? Bound::AtMost : each.bound;
      found.bounded = true;
      found.end += each.word.size();
      return;
    }
  // 校门口50米内: a zone.
  if (found.bound == Bound::Equal && (found.unit == U"米" || found.unit == U"公里" || found.unit == U"千米") &&
      look(found.end) == U'内' && look(found.end + 1) != U'径') {
    found.bound = Bound::AtMost;
    found.bounded = true;
    ++found.end;
    return;
  }
  if ((look(found.end) == U'多' || look(found.end) == U'余') && found.bound == Bound::Equal && found.tag == kMeasure) {
    found.bound = Bound::Above;
    found.bounded = true;
    ++found.end;
  }
}

// 两座, 三家: a tally, or part of a set name?
bool FigureReader::is_count_in_words(const Found& found) const {
  if (in_quotes_ || (found.tag & kDigitsOnly) != 0) return false;
  if ((found.tag & kFrequency) != 0) return found.bounded;
  if (found.number.bare_scale && !found.bounded) return false;
  const auto after = rest(found.end);
  const auto ahead = before(found.begin, 8);
  // 各类三级, 每家, 这两项: pointing words do not count.
  if (!ahead.empty() && contains(U"每同另这那任某哪统第逐各分", ahead.back())) return false;
  if ((found.tag & kCounter) != 0) {
    if (starts_with_any<kSetNouns>(after) > 0) return false;
    // 发现一起、拆除一起: each as it comes.
    if (found.number.value == Decimal{1} && !found.bounded && (look(found.end) == U'、' || contains(ahead, U'、')))
      return false;
    if (found.number.value == Decimal{1} && !found.bounded) return ends_with_any<kCountingVerbs>(ahead) > 0;
    // 一张张, 一件件; 千家万户
    if (look(found.unit_begin) == look(found.unit_begin + 1) || contains(U"千万", look(found.end))) return false;
  }
  return true;
}

bool FigureReader::is_figure(const Found& found) const {
  const std::size_t begin = found.number.begin;
  const char32_t previous = begin > context_.begin ? text_[begin - 1] : U'\n';
  const char32_t earlier = begin > context_.begin + 1 ? text_[begin - 2] : U'\n';
  if (is_letter(previous) || previous == U'第' || previous == U'.' || previous == U'·' || previous == U'+' ||
      previous == U'×')
    return false;
  if (found.unit == U"分" && contains(U"时点", previous)) return false;  // 14时20分
  if (previous == U'-' && begin != range_end_ && (is_letter(earlier) || is_digit(earlier))) return false;
  if (found.tag == 0) {
    if (found.number.chinese) return false;
    if (is_hole(look(found.number_end)) || is_hole(previous))
      return true;  // its unit or a digit is lost: it must be asked for
    if (found.number.scale >= 4) return found.end == text_.size() || !is_han(look(found.end)) || found.bounded;
    const auto ahead = before(begin, 10);
    return contains_any<kIndexWords>(ahead) && !is_han(look(found.end)) && !is_letter(look(found.end)) &&
           look(found.end) != U'+';
  }
  if ((found.tag & kTime) != 0) {
    if (previous == U'每') return false;
    if (found.unit != U"天" && found.unit != U"个工作日" && found.unit != U"工作日" && found.unit != U"小时" &&
        found.unit != U"分钟" && found.unit != U"个月" && found.unit != U"个小时")
      return false;
    return !contains(U"内前", look(found.end)) &&
           (contains_any<kTimeMeasured>(before(begin, 10)) ||
            starts_with_any<U"超标 达标 优良 重污染 轻度污染 中度污染">(rest(found.end)) > 0);
  }
  if ((found.tag & kSpecified) != 0 && !found.bounded && starts_with_any<kEquipment>(rest(found.end)) > 0) return false;
  if (found.unit.ends_with(U'成'))
    return !contains(U"立为功效果本员绩分熟长就型套都", look(found.end)) && previous != U'年';
  if (found.number.chinese && !found.percent_words) return is_count_in_words(found);
  // 3号高炉, 5类水 and the like.
  if (found.unit == U"类") return starts_with_any<U"水 标准 地表 区">(rest(found.end)) == 0;
  if (found.unit == U"部" && contains(U"门委队分件署级位", look(found.end))) return false;  // 12部门
  if (found.unit == U"支" && contains(U"持部流付出撑路", look(found.end))) return false;
  if (found.unit == U"方" && found.number.scale == 0) return !contains(U"面案式向法", look(found.end));
  return true;
}

std::optional<FigureReader::Found> FigureReader::at(std::size_t i) const {
  Found found;
  std::size_t start = i;
  if (starts_at(text_, i, U"百分之") || starts_at(text_, i, U"千分之")) {
    const auto number = read_number(text_, i + 3);
    if (!number) return std::nullopt;
    found.number = *number;
    found.percent_words = true;
    found.begin = i;
    found.end = found.number_end = number->end;
    found.unit = look(i) == U'百' ? U"%" : U"‰";
    found.tag = kMeasure;
    found.unit_begin = i;
    read_bounds(found);
    return in_quotes_ ? std::nullopt : std::optional{found};
  }
  auto number = read_number(text_, start);
  // 近万家, 超万吨: the multiplier alone, after a bound.
  const auto bounded_class = [&] {  // 亿元以上项目
    const auto unit = unit_words().longest(text_, i + 1);
    return unit && starts_with_any<U"以上 以下">(rest(i + 1 + unit.length)) > 0;
  };
  if (!number && power_of(look(i)) >= 4 && i > context_.begin &&
      (contains(U"近超逾上", text_[i - 1]) || bounded_class())) {
    number = ReadNumber{};
    number->begin = number->scale_begin = i;
    number->end = i + 1;
    number->value = Decimal{1};
    number->scale = power_of(look(i));
  }
  if (!number) return std::nullopt;
  found.number = *number;
  found.begin = start;
  found.number_end = number->end;
  if (number->scale > 0) found.unit = text_.substr(number->scale_begin, number->end - number->scale_begin);
  read_unit(found);
  // 十几万亩 keeps its multiplier in the value; of digits the multiplier is part of the unit as written.
  read_bounds(found);
  return found;
}

std::string kept_unit(std::u32string_view unit) { return to_utf8(unit == U"％" ? U"%" : unit); }

void FigureReader::add(const Found& found, std::optional<Bound> bound) {
  ReadFigure read;
  read.figure.value = found.number.value;
  read.figure.bound = bound.value_or(found.bound);
  read.figure.unit = kept_unit(found.unit);
  if (found.unit == U"个百分点") read.figure.unit = "百分点";
  if (found.unit.ends_with(U'成')) {
    read.figure.value = multiply(found.number.value, Decimal{10}).value_or(found.number.value);
    read.figure.unit = "%";
  }
  read.span = {static_cast<std::uint32_t>(found.begin), static_cast<std::uint32_t>(found.end)};
  const bool hole =
      (found.number.begin > 0 && is_hole(context_.text[found.number.begin - 1])) || is_hole(look(found.number_end));
  read.figure.uncertain = hole || (context_.paper != nullptr && context_.paper->lost_near(read.span));
  figures_.push_back(std::move(read));
}

std::vector<ReadFigure> FigureReader::read() {
  std::size_t time = 0;
  for (std::size_t i = context_.begin; i < context_.end;) {
    while (time < context_.times.size() && context_.times[time].end <= i) ++time;
    if (time < context_.times.size() && context_.times[time].begin <= i && context_.times[time].resolved()) {
      i = context_.times[time].end;
      continue;
    }
    const char32_t c = text_[i];
    if (c == U'“') in_quotes_ = true;
    if (c == U'”') in_quotes_ = false;
    const bool minus = c == U'负' && i + 1 < context_.end && (is_digit(text_[i + 1]) || numeral_of(text_[i + 1]) >= 0);
    if (!starts_number(c) && !minus) {
      ++i;
      continue;
    }
    auto found = at(i);
    if (!found) {
      ++i;
      continue;
    }
    // A range: 10—15公里, 30%至40%.
    const std::size_t mark =
        range_mark(found->number_end + found->unit.size() - (found->number.end - found->number.scale_begin));
    if (const std::size_t after = found->end; (range_mark(after) > 0 || mark > 0) && !found->number.chinese) {
      range_end_ = after + range_mark(after);
      const auto other = at(range_end_);
      if (other && range_mark(after) > 0 && is_digit(look(after + range_mark(after))) && is_figure(*other) &&
          (found->unit.empty() || found->unit == other->unit || found->number.scale > 0)) {
        found->unit = other->unit;
        found->tag = other->tag;
        found->end = other->end;  // the unit stands after the second number: the span must hold it
        if (is_figure(*found)) {
          add(*found, Bound::AtLeast);
          add(*other, Bound::AtMost);
          i = other->end;
          continue;
        }
      }
    }
    if (is_figure(*found)) {
      // 不少于12宗、1800亩: a bound in front holds for the next of a list too.
      const bool listed = !figures_.empty() && !found->bounded && found->begin > 0 &&
                          text_[found->begin - 1] == U'、' && figures_.back().span.end + 1 == found->begin &&
                          ahead_bound_;
      if (listed) {
        add(*found, figures_.back().figure.bound);
      } else {
        add(*found);
        ahead_bound_ = found->bounded && found->begin < found->number.begin;
      }
      i = found->end;
    } else {
      i = std::max(i + 1, found->tag != 0 && (found->tag & kTime) == 0 ? found->number_end : found->number_end);
    }
  }
  return std::move(figures_);
}

}  // namespace

bool starts_number(char32_t c) {
  static const std::array<std::uint64_t, 1024> bits = [] {
    std::array<std::uint64_t, 1024> set{};
    for (char32_t each = 0; each < 0x10000; ++each)
      if (is_digit(each) || numeral_of(each) >= 0 || power_of(each) >= 0)
        set[each >> 6U] |= std::uint64_t{1} << (each & 63U);
    return set;
  }();
  return c < 0x10000 && (bits[c >> 6U] >> (c & 63U) & 1U) != 0;
}

std::optional<ReadFigure> read_cell(std::u32string_view text, std::size_t begin, std::size_t end,
                                    std::u32string_view unit) {
  std::size_t at = begin;
  ReadFigure read;
  for (const BoundWord& each : kBoundBefore)
    if (starts_at(text, at, each.word)) {
      read.figure.bound = each.bound;
      at += each.word.size();
      break;
    }
  const auto number = read_number(text.substr(0, end), at);
  if (!number || number->chinese) return std::nullopt;
  std::size_t after = number->end;
  for (const BoundWord& each : kBoundAfter)
    if (starts_at(text, after, each.word)) {
      read.figure.bound = each.bound;
      after += each.word.size();
      break;
    }
  if (after != end) return std::nullopt;
  read.figure.value = number->value;
  read.figure.unit = to_utf8(text.substr(number->scale_begin, number->end - number->scale_begin)) + kept_unit(unit);
  read.span = {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
  return read;
}

std::vector<ReadFigure> read_figures(const FigureContext& context) { return FigureReader{context}.read(); }

}  // namespace luoshi::intake
