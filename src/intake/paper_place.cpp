#include "intake/paper_place.hpp"

#include <algorithm>
#include <array>

#include "intake/actor.hpp"
#include "intake/characters.hpp"
#include "intake/word_set.hpp"

namespace luoshi::intake {
namespace {

using View = std::u32string_view;

// No name of a place holds these: 会同市水务局 and 市长率市直部门 name no city. What is left out is asked, never
// guessed.
bool is_no_place(View name) {
  if (ends_with_any<
          U"片区 园区 社区 小区 街区 养区 护区 护地区 作区 禁燃区 控制区 功能区 管控区 主城区 中心城区 城区 建成区">(
          name) > 0)
    return true;
  return contains_any<
             U"视察 督导 创建 争创 赴 省长 领导 我市 我区 我县 我旗 我镇 会同 既有 根据 建议 代表 欢迎 其中 书记 市委 区委 县委 市水 市直 局 长率 率市 请市 报市 经市 由市 对市 "
             U"在市 向市 与市 和市 及市 为市 将市 把市 从市 到市 按市 各 《 》 “ ” 以及 包括 成为 作为 关于 通过 协调 "
             U"移送 滞留 "
             U"报送 提请 商请 联合 督促 配合 指导 组织 支持 请求 恳请 报告 上报 反映 接受 服务 服从 融入 覆盖 分布 "
             U"位于 来自 全国 全省">(name) ||
         name.front() == U'长' || name.front() == U'市' || name.front() == U'在' || name.front() == U'对';
}

// A place that opens a stretch: 青岚市 of 青岚市政府召开.
View place_at_head(View words) {
  if (words.size() > 5 && is_digit(words[0]) && words[4] == U'年') words.remove_prefix(words[5] == U'度' ? 6 : 5);  // 2028年溪口镇…
  if (words.starts_with(U"关于")) words.remove_prefix(2);
  for (const View verb : {U"研究", U"印发", U"做好", U"加强", U"推进", U"调整", U"公布", U"对", U"在", U"中共"})
    if (words.starts_with(verb)) words.remove_prefix(verb.size());
  for (std::size_t n = 3; n <= std::min<std::size_t>(words.size(), 6); ++n) {
    if (!is_han(words[n - 1])) return {};
    if (!contains(U"市区县旗州镇乡盟", words[n - 1]) && !words.substr(0, n).ends_with(U"街道")) continue;
    if (n < words.size() && contains(U"域段内间", words[n])) return {};  // 北部区域
    const View place = words.substr(0, n);
    if (contains_any<U"召开 市委市 我市 全市 我区 我县 区政府 市政府">(place)) return {};
    return is_no_place(place) ? View{} : place;
  }
  return {};
}

}  // namespace

std::u32string_view place_of(std::u32string_view text, const std::vector<Stretch>& lines, Genre genre) {
  const View title = of(text, lines[0]);
  if (const View place = place_at_head(title); !place.empty()) return place;
  // 省督察组向禾川市反馈…, 副市长到柏陵区调研: whom the title is about.
  for (const View toward : {View{U"向"}, View{U"赴"}, View{U"到"}, View{U"在"}, View{U"对"}, View{U"约谈"}, View{U"督察"}, View{U"调研"},
                            View{U"进驻"}, View{U"检查"}, View{U"视察"}, View{U"督导"}, View{U"暗访"}, View{U"走访"}, View{U"印发"}})
    if (const std::size_t at = title.find(toward); at != View::npos)
      if (const View place = place_at_head(title.substr(at + toward.size())); !place.empty()) return place;
  // 松溪区人民政府办公室: who signs at the end.
  if (genre != Genre::Bulletin && genre != Genre::Minutes)
    for (std::size_t i = lines.size(); i > 1 && i + 4 > lines.size(); --i)
      if (const View last = of(text, lines[i - 1]); last.size() <= 24 && !contains(last, U'。'))
        if (const View place = place_at_head(last); !place.empty()) return place;
  if (genre == Genre::Report) {
    // A report names many places; its own is the city it speaks of first, and again.
    for (const View name : names_in(text.substr(0, std::min<std::size_t>(text.size(), 1500))))
      if (name.back() == U'市' && name.size() >= 3 && !is_no_place(name) &&
          text.find(name, text.find(name) + 1) != View::npos)
        return name;
    return {};
  }
  // 临汾新闻网讯: a paper of that place.
  for (const View mark : {U"新闻网讯", U"日报讯", U"日报记者"})
    if (const std::size_t at = text.find(mark); at != View::npos && at >= 2 && at < 400) {
      std::size_t n = 0;
      while (n < 4 && n < at && is_han(text[at - n - 1])) ++n;
      if (n >= 2 && n <= 3) return text.substr(at - n, n);
    }
  // The name the text repeats most, a full one (with 市, 区, 县) before a short one.
  const View head = text.substr(0, std::min<std::size_t>(text.size(), 4000));
  View best;
  std::size_t most = 0;
  for (const View name : names_in(head)) {
    if (!contains(U"市区县旗", name.back()) || is_no_place(name) ||
        contains_any<U"小区 片区 库区 园区 新区 辖区 地区 城区 市市 各 相关 副 根据 按照 经市 由市 市市 希望 城市 超市 "
                     U"上市 股市 楼市 直辖 集市 都市 门市">(name))
      continue;
    std::size_t count = 0;
    for (std::size_t at = text.find(name); at != View::npos; at = text.find(name, at + 1)) ++count;
    if (count > most) most = count, best = name;
  }
  if (most >= 2) return best;
  // 1月30日，中山召开…; 临汾新闻网讯
  for (const View verb : {U"召开", U"新闻网", U"日报", U"发布"}) {
    const std::size_t at = text.find(verb);
    if (at == View::npos || at < 2) continue;
    std::size_t n = 0;
    while (n < 4 && n < at && is_han(text[at - n - 1])) ++n;
    if (n == 2 || (n == 3 && contains(U"市区县", text[at - 1]))) {
      const View name = text.substr(at - n, n);
      if (!contains_any<U"会上 随后 同时 主持 政府 书记 市委 区委 下午 上午">(name)) return name;
    }
  }
  return best;
}

}  // namespace luoshi::intake
