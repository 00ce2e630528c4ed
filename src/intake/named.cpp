#include "intake/named.hpp"

#include <algorithm>

#include "intake/characters.hpp"
#include "intake/word_set.hpp"

namespace luoshi::intake {
namespace {

using View = std::u32string_view;

constexpr Literal kOrders{
    U"先急后缓 先易后难 先难后易 先重后轻 先主后次 先干后支 先地下后地上 急用先行 急需先建 轻重缓急 先行先试"};
// 重点 that opens a clause of its own and is followed by a deed: 重点支援…的镇街.
constexpr Literal kAfterFocus{
    U"支援 支持 推进 整治 解决 抓好 发展 保障 突出 治理 排查 检查 监管 打击 查处 做好 建设 补齐 攻克 围绕 攻坚 向 对"};
constexpr Literal kBasisEnds{U"法 条例 办法 规定 标准 准则 细则 规范 规程 通则 章程 决定 导则"};
constexpr Literal kBasisVerbs{U"根据 依据 按照 依照 遵照 违反 符合 执行 落实 贯彻 贯彻落实 参照 对照 适用 遵守"};

std::size_t clause_end(View text, std::size_t at, std::size_t end) {
  while (at < end && !is_comma(text[at]) && !is_full_stop(text[at])) ++at;
  return at;
}

// A day named as 12·16 or 12.16 right after an opening mark.
bool names_day(View text, std::size_t at, std::size_t close) {
  std::size_t marks = 0;
  for (std::size_t i = at; i < close; ++i) {
    if (text[i] == U'·' || text[i] == U'.' || text[i] == U'•')
      ++marks;
    else if (!is_digit(text[i]))
      return false;
  }
  return marks == 1 && close > at + 2 && is_digit(text[at]) && is_digit(text[close - 1]);
}

}  // namespace

std::string priority_of(const Document& document, const Segment& segment) {
  const View text = document.text;
  for (std::size_t i = segment.words.begin; i < segment.words.end; ++i) {
    if (!contains(U"先优重急轻", text[i])) continue;
    const View rest = text.substr(i, segment.words.end - i);
    if (const std::size_t order = starts_with_any<kOrders>(rest)) return to_utf8(rest.substr(0, order));
    if (document.words.quoted(i)) continue;
    const bool opens = i == segment.words.begin || is_comma(text[i - 1]) || contains(U"要应须", text[i - 1]);
    const bool first = rest.starts_with(U"优先") && !contains(U"权级股", rest.size() > 2 ? rest[2] : U'，') &&
                       !(i > segment.words.begin && contains(U"态、“", text[i - 1]));
    const bool focus = opens && rest.starts_with(U"重点") && starts_with_any<kAfterFocus>(rest.substr(2)) > 0;
    if (first || focus) return to_utf8(text.substr(i, clause_end(text, i, segment.words.end) - i));
  }
  return {};
}

std::vector<std::string> legal_bases_of(const Document& document, const Segment& segment) {
  std::vector<std::string> bases;
  const View text = document.text;
  if (text.substr(0, segment.words.end).find(U'《', segment.words.begin) == View::npos) return bases;
  bool on_what = false;  // after 根据《A》, a 、《B》 or 和《B》 is a basis too
  for (std::size_t i = segment.words.begin; i < segment.words.end; ++i) {
    if (text[i] != U'《') {
      if (!contains(U"、和及与等", text[i])) on_what = false;
      continue;
    }
    const std::size_t close = text.find(U'》', i);
    if (close == View::npos || close >= segment.words.end) break;
    View title = text.substr(i + 1, close - i - 1);
    if (const std::size_t bracket = title.find_first_of(U"（("); bracket != View::npos)
      title = title.substr(0, bracket);
    const View before = text.substr(segment.words.begin, i - segment.words.begin);
    on_what |= ends_with_any<kBasisVerbs>(before) > 0;
    if (on_what && ends_with_any<kBasisEnds>(title) > 0) bases.push_back(to_utf8(text.substr(i, close + 1 - i)));
    i = close;
  }
  return bases;
}

std::vector<std::string> incidents_of(const Document& document, const Segment& segment) {
  std::vector<std::string> incidents;
  const View text = document.text;
  for (std::size_t i = segment.words.begin; i < segment.words.end; ++i) {
    if (text[i] != U'“') continue;
    const std::size_t close = text.find(U'”', i);
    if (close == View::npos || close >= segment.words.end || !names_day(text, i + 1, close)) continue;
    // Up to the last word that names a mishap before a mark.
    std::size_t end = 0;
    for (std::size_t k = close + 1; k < segment.words.end && k < close + 30 && is_han(text[k]); ++k)
      if (const std::size_t word =
              starts_with_any<U"事故 火灾 山火 爆炸 泄漏 坍塌 垮塌 溃坝 事件 暴雨 洪水 洪灾 台风 地震 滑坡 泥石流 污染 "
                              U"案 中毒 灾害 强降雨">(text.substr(k, segment.words.end - k)))
        end = k + word;
    if (end > 0) incidents.push_back(to_utf8(text.substr(i, end - i)));
    i = close;
  }
  return incidents;
}

}  // namespace luoshi::intake
