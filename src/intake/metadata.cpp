#include "intake/metadata.hpp"

#include <algorithm>
#include <array>

#include "intake/actor.hpp"
#include "intake/characters.hpp"
#include "intake/number.hpp"
#include "intake/word_set.hpp"

namespace luoshi::intake {
namespace {

using View = std::u32string_view;

// Kinds of meetings, longer names first.
constexpr std::array kMeetings = {View{U"市政府常务会议"}, View{U"县政府常务会议"}, View{U"常委会扩大会议"},
                                  View{U"区政府常务会议"}, View{U"现场办公会议"},   View{U"领导小组会议"},
                                  View{U"政府常务会议"},   View{U"电视电话会议"},   View{U"现场推进会"},
                                  View{U"工作推进会"},     View{U"现场办公会"},     View{U"专题会商会"},
                                  View{U"主任办公会"},     View{U"专题汇报会"},     View{U"常委会会议"},
                                  View{U"总河长会议"},     View{U"党组会议"},       View{U"部署会议"},
                                  View{U"专题会议"},       View{U"总结大会"},       View{U"办公会议"},
                                  View{U"常务会议"},       View{U"联席会议"},       View{U"常委会议"},
                                  View{U"动员大会"},       View{U"开工仪式"},       View{U"誓师大会"},
                                  View{U"视频会议"},       View{U"全体会议"},       View{U"工作会议"},
                                  View{U"启动仪式"},       View{U"签约仪式"},       View{U"碰头会"},
                                  View{U"党组会"},         View{U"攻坚会"},         View{U"听证会"},
                                  View{U"恳谈会"},         View{U"汇报会"},         View{U"办公会"},
                                  View{U"联席会"},         View{U"启动会"},         View{U"通气会"},
                                  View{U"讲评会"},         View{U"培训会"},         View{U"调度会"},
                                  View{U"协调会"},         View{U"评审会"},         View{U"座谈会"},
                                  View{U"研讨会"},         View{U"交流会"},         View{U"动员会"},
                                  View{U"总结会"},         View{U"论证会"},         View{U"约谈会"},
                                  View{U"督办会"},         View{U"推进会"},         View{U"会商会"},
                                  View{U"专题会"},         View{U"分析会"},         View{U"发布会"},
                                  View{U"现场会"},         View{U"督导会"},         View{U"对接会"},
                                  View{U"点评会"},         View{U"部署会"},         View{U"例会"}};

// Offices after which a person's name stands, longer ones first where one ends another.
constexpr View kOffices =
    U"市委书记 区委书记 县委书记 旗委书记 镇委书记 镇党委书记 党委书记 党组书记 副书记 书记 代市长 代区长 代县长 "
    U"副市长 副区长 副县长 副镇长 市长 区长 县长 旗长 镇长 州长 省长 副省长 常务副市长 主任 副主任 局长 副局长 "
    U"常委 主席 部长 秘书长 指挥长 总河长 河长 组长 副组长 厅长 董事长 总经理 院长";
// What may follow a person's name.
constexpr Literal kAfterName{
    U"主持 召开 率队 率 出席 在 到 强调 指出 参加 带队 、 ， 。 等 作 一行 讲话 听取 来 深入 调研 要求 表示 赴 同志 "
    U"传达 发表 陪同 前往 对 就 实地 检查 和 及 通报 宣布 ： 介绍 代表 先后 为 会上 分别"};

View text_line(View text, const std::vector<Stretch>& lines, std::size_t i) {
  return i < lines.size() ? of(text, lines[i]) : View{};
}

// A person named at `at`: the length of the name, 0 when none stands there. Two to four characters up to a verb or
// mark.
std::size_t name_at(View text, std::size_t at) {
  for (std::size_t n = 2; n <= 4 && at + n <= text.size(); ++n) {
    if (!is_han(text[at + n - 1])) return 0;
    if (starts_with_any<kAfterName>(text.substr(at + n)) > 0 || at + n == text.size()) {
      const View name = text.substr(at, n);
      if (contains_any<U"会议 市委 政府 部门 主要 有关 领导 全体 同志 单位 企业 区委 县委 各 等 的 主持 出席 召开">(
              name))
        return 0;
      return n;
    }
  }
  return 0;
}

struct Person {
  View name;
  std::size_t begin;
};

std::vector<Person> people_in(View text) {
  static const WordSet offices = WordSet::of(kOffices);
  std::vector<Person> people;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const std::size_t office = offices.longest(text, i).length;
    if (office == 0) continue;
    const std::size_t at = i + office;
    if (offices.longest(text, at)) continue;  // an office right after another: the name stands after the last
    if (const std::size_t n = name_at(text, at)) people.push_back({text.substr(at, n), at});
    // 郝茂荣市长: the name in front of the office.
    i = at - 1;
  }
  return people;
}

// The name that ends right before `at`, of 2 to 4 characters and known from elsewhere in the text, or after a break.
View name_before(View text, std::size_t at, const std::vector<Person>& people) {
  for (const Person& person : people)
    if (at >= person.name.size() && text.substr(at - person.name.size(), person.name.size()) == person.name)
      return person.name;
  std::size_t n = 0;
  while (n < 5 && n < at && is_han(text[at - n - 1])) ++n;
  if (n >= 2 && n <= 4 && !contains_any<U"会议 同志 由 市 区 县 委 局 会 联合">(text.substr(at - n, n)))
    return text.substr(at - n, n);
  return {};
}

View convenor_of(View text) {
  const auto people = people_in(text);
  for (const View verb : {U"主持召开", U"召开", U"主持"}) {
    for (std::size_t at = text.find(verb); at != View::npos; at = text.find(verb, at + 1)) {
      if (View name = name_before(text, at, people); !name.empty() && verb != U"召开") return name;
      // Who of the sentence's people is named before: 区委书记白明远率队到…调研，并召开现场办公会.
      const std::size_t stop = text.rfind(U'。', at);
      const std::size_t from = std::max(stop == View::npos ? 0 : stop + 1,
                                        text.rfind(U'\n', at) == View::npos ? 0 : text.rfind(U'\n', at) + 1);
      for (const Person& person : people) {
        if (person.begin < from || person.begin >= at) continue;
        const View between = text.substr(person.begin + person.name.size(), at - person.begin - person.name.size());
        if (verb == U"召开" && contains_any<U"出席 参加">(between)) continue;
        return person.name;
      }
    }
  }
  for (const View verb : {U"出席会议并讲话", U"出席并讲话", U"讲话", U"强调", U"指出", U"要求", U"出席会议"})
    for (std::size_t at = text.find(verb); at != View::npos; at = text.find(verb, at + 1)) {
      if (View name = name_before(text, at, people); !name.empty() && !contains_any<U"会议 在 并">(name)) return name;
      for (const Person& person : people)
        if (person.begin < at && at - person.begin < 20) return person.name;
    }
  return people.empty() ? View{} : people.front().name;
}

// No name of a place holds these: 会同市水务局 and 市长率市直部门 name no city. What is left out is asked, never
// guessed.
bool is_no_place(View name) {
  if (ends_with_any<
          U"片区 园区 社区 小区 街区 养区 护区 护地区 作区 禁燃区 控制区 功能区 管控区 主城区 中心城区 城区 建成区">(
          name) > 0)
    return true;
  return contains_any<
             U"会同 既有 根据 建议 代表 欢迎 其中 书记 市委 区委 县委 市水 市直 局 长率 率市 请市 报市 经市 由市 对市 "
             U"在市 向市 与市 和市 及市 为市 将市 把市 从市 到市 按市 各 《 》 “ ” 以及 包括 成为 作为 关于 通过 协调 "
             U"移送 滞留 "
             U"报送 提请 商请 联合 督促 配合 指导 组织 支持 请求 恳请 报告 上报 反映 接受 服务 服从 融入 覆盖 分布 "
             U"位于 来自 全国 全省">(name) ||
         name.front() == U'长' || name.front() == U'市' || name.front() == U'在' || name.front() == U'对';
}

// A place that opens a stretch: 青岚市 of 青岚市政府召开.
View place_at_head(View words) {
  if (words.starts_with(U"关于")) words.remove_prefix(2);
  for (const View verb : {U"研究", U"印发", U"做好", U"加强", U"推进", U"调整", U"公布", U"对", U"在", U"中共"})
    if (words.starts_with(verb)) words.remove_prefix(verb.size());
  for (std::size_t n = 3; n <= std::min<std::size_t>(words.size(), 6); ++n) {
    if (!is_han(words[n - 1])) return {};
    if (!contains(U"市区县旗州镇", words[n - 1])) continue;
    const View place = words.substr(0, n);
    if (contains_any<U"召开 市委市 我市 全市 我区 我县 区政府 市政府">(place)) return {};
    return is_no_place(place) ? View{} : place;
  }
  return {};
}

Genre genre_of(View title, View text) {
  if (contains_any<U"承诺书 责任书 责任状 军令状">(title)) return Genre::Pledge;
  if (contains(title, U"纪要")) return Genre::Minutes;
  // A headline tells what somebody did, whatever paper it names: 某区审议实施方案, 某市调度督察整改.
  const View opening = text.substr(title.size(), std::min<std::size_t>(text.size() - title.size(), 260));
  const bool news =
      contains_any<
          U"召开 审议 调度 听取 举行 调研 主持 通过 出席 走访 会见 督导 暗访 慰问 约谈 视察 开展 启动 上半年 部署会">(
          title) ||
      contains_any<U"主持召开 主持会议 出席会议 本报讯 新闻网讯 率队 记者 召开会议">(opening);
  if (news && !title.starts_with(U"关于")) return Genre::Bulletin;
  if (contains(title, U"承诺")) return Genre::Pledge;
  if (ends_with_any<U"计划 方案 要点 规划 分工 任务 清单 安排 任务分解表 目标表 任务表 计划表 行动 任务书">(title) >
          0 ||
      contains_any<U"工作要点 实施方案 工作计划 行动计划 任务分解">(title))
    return Genre::Plan;
  if (contains_any<U"通知 通告 公告 函">(title)) return Genre::Notice;
  if (contains_any<U"报告 情况通报 检查 督察 调查 通报 反馈">(title)) return Genre::Report;
  if (contains(text.substr(0, std::min<std::size_t>(text.size(), 300)), U"郑重承诺")) return Genre::Pledge;
  return Genre::Bulletin;
}

View place_of(View text, const std::vector<Stretch>& lines) {
  const View title = text_line(text, lines, 0);
  if (const View place = place_at_head(title); !place.empty()) return place;
  // 松溪区人民政府办公室: who signs at the end.
  const Genre genre = genre_of(title, text);
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

View meeting_of(View text, const std::vector<Stretch>& lines) {
  const View title = text_line(text, lines, 0);
  for (const View part : {title, text.substr(0, std::min<std::size_t>(text.size(), 1200))}) {
    View found;
    std::size_t where = View::npos;
    for (const View each : kMeetings)
      if (const std::size_t at = part.find(each);
          at != View::npos &&
          (at + each.size() > where || found.empty() || (at < where && at + each.size() >= where + found.size()))) {
        if (found.empty() || at < where || (at == where && each.size() > found.size())) found = each, where = at;
      }
    if (!found.empty()) return found;
  }
  // A meeting of no usual kind: what was called, from 召开 to 会议 or 会.
  const View opening = text.substr(0, std::min<std::size_t>(text.size(), 600));
  for (const View verb : {U"召开", U"举行", U"举办"})
    if (const std::size_t called = opening.find(verb); called != View::npos) {
      View words = opening.substr(called + 2, 36);
      words = words.substr(0, words.find_first_of(U"，。\n"));
      std::size_t end = 0;
      for (const View last : {U"会议", U"会", U"仪式"})
        if (const std::size_t at = words.rfind(last); at != View::npos) end = std::max(end, at + last.size());
      if (end > 2) return words.substr(0, end);
    }
  return {};
}

// The first YYYY年 of a stretch.
std::optional<int> year_in(View text) {
  for (std::size_t at = text.find(U'年'); at != View::npos; at = text.find(U'年', at + 1)) {
    if (at < 4) continue;
    const auto number = read_number(text, at - 4);
    if (number && number->end == at && number->value.coefficient() >= 1990 && number->value.coefficient() <= 2060)
      return static_cast<int>(number->value.coefficient());
  }
  return std::nullopt;
}

// 年底前, 年9月前, 年10月20日前: what follows a year makes it a limit.
bool is_limit(View after) {
  std::size_t i = 0;
  while (i < after.size() && i < 7 && (is_digit(after[i]) || contains(U"月日份上中下旬", after[i]))) ++i;
  // 年前三季度, 年前9个月 count from January.
  if (after.starts_with(U'前') && after.size() > 1 && (is_digit(after[1]) || contains(U"一二三两九十", after[1])))
    return false;
  if (contains_any<U"前 底 末">(after.substr(0, 2))) return true;
  return i > 0 && contains_any<U"前 底前 末前">(after.substr(i, 2));
}

// Years the text speaks of, and what they say of its own: a plan's or pledge's year is this one, a year reported as
// past beside 今年 is the one before.
std::optional<int> year_spoken_of(View text, std::optional<unsigned> month) {
  std::optional<int> running, other;
  int titles = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] == U'《') ++titles;
    if (text[at] == U'》' && titles > 0) --titles;
    if (text[at] == U'\n') titles = 0;
    if (text[at] != U'年' || at < 4 || (!is_digit(text[at - 4]) && numeral_of(text[at - 4]) < 0) ||
        (at > 4 && is_digit(text[at - 5])))
      continue;
    const auto number = read_number(text, at - 4);
    if (!number || number->end != at) continue;
    const auto year = static_cast<int>(number->value.coefficient());
    if (year < 1990 || year > 2060) continue;
    // A goal's year (到2035年, 2030年前, 2035年力争达到…) and a baseline's (较2020年) say nothing of the paper's own.
    const View clause =
        text.substr(at + 1, std::min<std::size_t>(text.find_first_of(U"，。；\n", at + 1), at + 40) - at - 1);
    const bool goal = is_limit(clause) || contains_any<U"力争 目标 确保">(clause) ||
                      (at > 4 && contains(U"到至—-～较比", text[at - 5]));
    // 2030年度, 召开2031年…会议: the year that runs. In a title only 年度 says so.
    const View around = text.substr(at - std::min<std::size_t>(at, 8), std::min<std::size_t>(at, 8));
    const bool reported = contains_any<U"总结 回顾 考核 通报 上">(around);  // 总结2030年度工作
    const bool runs = (at + 1 < text.size() && text[at + 1] == U'度' && !reported) ||
                      contains_any<U"召开 举行 举办">(around) || contains(text.substr(at + 1, 8), U"是");
    if (goal || (titles > 0 && !runs)) continue;
    std::optional<int>& kept = runs ? running : other;
    kept = std::max(kept.value_or(year), year);
  }
  if (running && (!other || *running >= *other)) return running;
  if (other && contains_any<U"今年 去年 新的一年">(text)) return *other + 1;
  // In January and February a year's figures are of the year before.
  if (other && month && *month <= 2 && contains_any<U"同比 累计 全年">(text)) return *other + 1;
  return other;
}

// 今年是“十四五”开局之年: the first or last year of a five-year plan.
std::optional<int> year_of_plan(View text) {
  for (const auto& [words, last] : {std::pair{View{U"开局之年"}, false}, std::pair{View{U"收官之年"}, true}}) {
    const std::size_t at = text.find(words);
    if (at == View::npos || at < 4) continue;
    const View before = text.substr(at - std::min<std::size_t>(at, 14), std::min<std::size_t>(at, 14));
    const std::size_t five = before.rfind(U'五');
    if (five == View::npos || five < 2 || !contains(before, U"今年")) continue;
    const auto nth = read_number(before.substr(0, five), five - 2);
    if (!nth || nth->end != five || nth->value < Decimal{11} || nth->value > Decimal{19}) continue;
    const int end = 2015 + (static_cast<int>(nth->value.coefficient()) - 12) * 5;  // the twelfth plan ended in 2015
    return last ? end : end - 4;
  }
  return std::nullopt;
}

// 20310605, as addresses and file names write a day.
std::optional<PartialDate> packed_date(View text, std::size_t at) {
  int number = 0;
  std::size_t end = at;
  while (end < text.size() && end - at < 9 && is_digit(text[end])) number = number * 10 + digit_of(text[end++]);
  if (end - at != 8) return std::nullopt;
  const PartialDate date{number / 10000, static_cast<unsigned>(number / 100 % 100),
                         static_cast<unsigned>(number % 100)};
  if (number / 10000 < 1990 || number / 10000 > 2100 || !date.exists()) return std::nullopt;
  return date;
}

// 今年是新中国成立80周年: a year counted from one everybody knows.
std::optional<int> year_of_anniversary(View text) {
  constexpr std::array kBeginnings = {
      std::pair{View{U"新中国成立"}, 1949}, std::pair{View{U"中华人民共和国成立"}, 1949},
      std::pair{View{U"中国共产党成立"}, 1921}, std::pair{View{U"建党"}, 1921}, std::pair{View{U"改革开放"}, 1978}};
  for (const auto& [event, year] : kBeginnings)
    for (std::size_t at = text.find(event); at != View::npos; at = text.find(event, at + 1)) {
      const auto years = read_number(text, at + event.size());
      if (!years || years->value.exponent() != 0 || !starts_at(text, years->end, U"周年")) continue;
      if (contains(text.substr(at - std::min<std::size_t>(at, 8), std::min<std::size_t>(at, 8)), U"今年"))
        return year + static_cast<int>(years->value.coefficient());
    }
  return std::nullopt;
}

// The year and day of the line that says when the paper was put on line.
std::optional<PartialDate> published_on(const RepairedText& paper) {
  for (const DroppedLine& line : paper.dropped) {
    const View text = line.text;
    for (std::size_t i = 0; i + 8 <= text.size(); ++i) {
      if (!is_digit(text[i]) || (i > 0 && is_digit(text[i - 1]))) continue;
      if (const auto packed = packed_date(text, i)) return packed;
      int parts[3] = {0, 0, 0};
      std::size_t at = i;
      int part = 0;
      for (; part < 3 && at < text.size(); ++part) {
        const std::size_t begin = at;
        while (at < text.size() && is_digit(text[at]) && at - begin < 4)
          parts[part] = parts[part] * 10 + digit_of(text[at++]);
        if (at == begin) break;
        while (at < text.size() && is_space(text[at]) && part < 2) ++at;  // 2031 年 6 月 5 日
        if (part < 2 && at < text.size() && contains(U"-/.年月－", text[at])) {
          ++at;
          while (at < text.size() && is_space(text[at])) ++at;
        } else if (part < 2)
          break;
      }
      const PartialDate date{parts[0], static_cast<unsigned>(parts[1]), static_cast<unsigned>(parts[2])};
      if (part == 3 && parts[0] >= 1990 && parts[0] <= 2100 && date.exists()) return date;
    }
  }
  return std::nullopt;
}

// The month of the latest event named by its day (12·16), for a paper that gives only its own day.
std::optional<unsigned> month_after_events(View text, unsigned day) {
  std::optional<unsigned> month;
  unsigned event_day = 0;
  for (std::size_t at = text.find(U'·'); at != View::npos; at = text.find(U'·', at + 1)) {
    if (at < 1 || at + 1 >= text.size()) continue;
    std::size_t begin = at;
    while (begin > 0 && at - begin < 2 && is_digit(text[begin - 1])) --begin;
    const auto m = read_number(text, begin);
    const auto d = read_number(text, at + 1);
    if (begin == at || !m || !d || !is_digit(text[at + 1])) continue;
    const auto mm = static_cast<unsigned>(m->value.coefficient());
    const auto dd = static_cast<unsigned>(d->value.coefficient());
    if (mm < 1 || mm > 12 || dd < 1 || dd > 31) continue;
    if (!month || mm > *month || (mm == *month && dd > event_day)) month = mm, event_day = dd;
  }
  if (month && event_day > day) month = *month % 12 + 1;
  return month;
}

struct FoundDate {
  PartialDate date;
  bool year_read = false;
  bool month_inferred = false;
};

// The first day named in the opening paragraphs, else one that signs the paper off in its last lines.
std::optional<FoundDate> date_in(View text, const std::vector<Stretch>& lines, Genre genre) {
  const auto in_line = [&](const Stretch& line, std::size_t most) -> std::optional<FoundDate> {
    const std::size_t end = std::min(line.end, line.begin + most);
    for (const ReadTime& time : read_times(text, line.begin, end, {})) {
      if (!time.until.month || !time.until.day || time.before || time.as_of || time.since) continue;
      if (time.kind != TimeKind::OneDay && time.kind != TimeKind::Range) continue;
      if (contains(U"底末旬", text[time.end - 1])) continue;
      return FoundDate{time.until, time.until.year.has_value(), false};
    }
    return std::nullopt;
  };
  const auto signed_off = [&]() -> std::optional<FoundDate> {
    for (std::size_t i = lines.size(); i > 1 && i + 3 > lines.size(); --i)
      if (lines[i - 1].size() <= 24)
        if (auto found = in_line(lines[i - 1], 24)) return found;
    return std::nullopt;
  };
  // Notices, plans and pledges name days of their matter first; their own stands at the end.
  if (genre != Genre::Bulletin && genre != Genre::Minutes)
    if (auto found = signed_off()) return found;
  std::size_t opening = 0;
  for (const Stretch& line : lines) {
    if (line.size() < 12 && opening == 0) continue;
    if (auto found = in_line(line, 60)) return found;
    // 昨天（24日）晚上: a day alone.
    const View words = of(text, line).substr(0, 40);
    const std::size_t day = words.find(U'日');
    if (day != View::npos && day > 0 && is_digit(words[day - 1])) {
      std::size_t begin = day;
      while (begin > 0 && is_digit(words[begin - 1])) --begin;
      const auto number = read_number(words, begin);
      if (number && number->value.coefficient() >= 1 && number->value.coefficient() <= 31) {
        const auto value = static_cast<unsigned>(number->value.coefficient());
        if (const auto month = month_after_events(text, value))
          return FoundDate{{std::nullopt, month, value}, false, true};
      }
    }
    if (++opening >= 4) break;
  }
  return signed_off();
}

std::optional<int> meeting_number_of(View text) {
  const std::size_t at = text.find(U'第');
  for (std::size_t i = at; i != View::npos; i = text.find(U'第', i + 1)) {
    const auto number = read_number(text, i + 1);
    if (number && number->end < text.size() && text[number->end] == U'次' && number->value.coefficient() < 1000 &&
        number->value.exponent() == 0 && contains(text.substr(number->end, 24), U"会"))
      return static_cast<int>(number->value.coefficient());
  }
  return std::nullopt;
}

std::string publisher_of(const RepairedText& paper) {
  const View text = paper.text;
  for (const View mark : {U"新闻网讯", U"日报讯", U"网讯", U"台讯"})
    if (const std::size_t at = text.find(mark); at != View::npos && at < 400) {
      std::size_t begin = at;
      while (begin > 0 && is_han(text[begin - 1])) --begin;
      return to_utf8(text.substr(begin, at + mark.size() - 1 - begin));
    }
  for (const DroppedLine& line : paper.dropped)
    for (const View mark : {U"信息来源：", U"来源：", U"信息来源:", U"来源:"})
      if (const std::size_t at = line.text.find(mark); at != View::npos) {
        std::size_t begin = at + mark.size();
        while (begin < line.text.size() && is_space(line.text[begin])) ++begin;
        std::size_t end = begin;
        while (end < line.text.size() && !is_space(line.text[end])) ++end;
        const View name = View{line.text}.substr(begin, end - begin);
        if (!name.empty() && name != U"本网" && name != U"本站") return to_utf8(name);
      }
  return {};
}

void date_of(const RepairedText& paper, const std::vector<Stretch>& lines, Metadata& meta) {
  const View text = paper.text;
  const auto found = date_in(text, lines, meta.genre);
  const auto published = published_on(paper);
  std::optional<int> year;
  if (found && found->year_read) year = found->date.year;
  const bool read = year.has_value();
  if (!year && published) {
    year = published->year;
    // A December meeting put on line in January was of the year before.
    if (found && found->date.month && published->month && *found->date.month > *published->month + 1) --*year;
  }
  if (!year && meta.genre != Genre::Bulletin && meta.genre != Genre::Report) year = year_in(of(text, lines[0]));
  if (!year) year = year_of_plan(text);
  if (!year) year = year_of_anniversary(text);
  if (!year) year = year_spoken_of(text, found ? found->date.month : std::nullopt);
  meta.today.year = year;
  if (!found) {
    if (published && published->month) meta.today.month = published->month;
    return;
  }
  meta.date = found->date;
  meta.date->year = year;
  meta.month_inferred = found->month_inferred;
  meta.inferred = (!read && year.has_value()) || found->month_inferred;
  meta.precision = DatePrecision::ToDay;
  if (!meta.date->exists()) meta.date->day.reset(), meta.precision = DatePrecision::ToMonth;
  meta.today.month = meta.date->month;
  meta.today.day = meta.date->day;
}

// What the paper leaves open of itself.
void ask(View text, bool meeting, Metadata& meta) {
  const auto add = [&](QuestionLabel label, std::string words) { meta.questions.push_back({label, std::move(words)}); };
  if (!meta.date) {
    const bool spoken = contains_any<U"昨天 昨日 今天 今日 近日">(text.substr(0, 600));
    add(QuestionLabel::Date, spoken ? "文中只写“昨天”“近日”之类，是哪一天？" : "文件是哪一天的？");
  } else if (!meta.date->year) {
    add(QuestionLabel::Date, "是哪一年？");
  } else if (meta.month_inferred) {
    add(QuestionLabel::Date, "文中只写了日，是几月？");
  }
  if (meta.place.empty())
    add(QuestionLabel::Place,
        contains_any<U"我区 我市 我县 我旗 我镇">(text) ? "“我区”“我市”是哪里？" : "是哪里的文件？");
  if (meeting && !meta.chaired) add(QuestionLabel::Chair, "会议由谁主持？");
  for (std::size_t at = text.find(U"分别"); at != View::npos; at = text.find(U"分别", at + 1)) {
    const std::size_t stop = std::min(text.find(U'。', at), text.size());
    if (contains(text.substr(at, stop - at), U"等企业") || contains(text.substr(at, stop - at), U"等项目")) {
      add(QuestionLabel::Match, "“分别”之后所列与前面的单位如何对应？");
      break;
    }
  }
}

}  // namespace

Metadata metadata_of(const RepairedText& paper) {
  Metadata meta;
  const View text = paper.text;
  const auto lines = lines_of(text);
  if (lines.empty()) return meta;
  meta.title = to_utf8(of(text, lines[0]));
  meta.genre = genre_of(of(text, lines[0]), text);
  date_of(paper, lines, meta);
  const View opening = text.substr(0, std::min<std::size_t>(text.size(), 2500));
  meta.place = to_utf8(place_of(text, lines));
  meta.publisher = publisher_of(paper);
  meta.meeting_number = meeting_number_of(opening.substr(0, std::min<std::size_t>(opening.size(), 400)));
  const bool meeting = meta.genre == Genre::Bulletin || meta.genre == Genre::Minutes ||
                       (meta.genre == Genre::Report && contains_any<U"主持召开 主持会议">(opening));
  if (meeting) {
    meta.convenor = to_utf8(convenor_of(opening));
    meta.meeting_type = to_utf8(meeting_of(text, lines));
    if (meta.genre == Genre::Minutes && !meta.meeting_type.empty())
      meta.meeting_type += meta.meeting_type.ends_with("会议") ? "纪要" : "会议纪要";
    meta.chaired = contains_any<U"主持 召集">(opening) || (!meta.convenor.empty() && contains_any<U"召开">(opening));
  }
  if (meta.meeting_type.empty() && meta.genre != Genre::Bulletin) {
    // A paper of no meeting: what sort of paper it is.
    for (const View kind : {U"会议纪要", U"工作计划", U"行动计划", U"实施方案", U"行动方案", U"工作方案", U"整治方案",
                            U"工作要点", U"承诺书",   U"责任书",   U"责任状",   U"军令状",   U"通知",     U"通告",
                            U"公告",     U"通报",     U"报告",     U"方案",     U"计划",     U"规划"})
      if (contains(of(text, lines[0]), kind)) {
        meta.meeting_type = to_utf8(kind);
        break;
      }
  }
  ask(text, meeting, meta);
  return meta;
}

}  // namespace luoshi::intake
