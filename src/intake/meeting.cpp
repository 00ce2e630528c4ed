#include "intake/meeting.hpp"

#include <algorithm>
#include <array>

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
                                  View{U"点评会"},         View{U"部署会"},         View{U"反馈会"},
                                  View{U"通报会"},         View{U"警示会"},         View{U"警示大会"},
                                  View{U"表彰大会"},       View{U"见面会"},         View{U"述职会"},
                                  View{U"新闻发布会"},     View{U"工作反馈会"},     View{U"视频调度会"},
                                  View{U"现场调度会"},     View{U"现场观摩会"},     View{U"观摩会"},
                                  View{U"奠基仪式"},       View{U"揭牌仪式"},       View{U"政府党组会议"},
                                  View{U"书记专题会议"},   View{U"专题调度会"},     View{U"审查会"},
                                  View{U"验收会"},         View{U"咨询会"},         View{U"吹风会"},
                                  View{U"例会"}};

// Offices after which a person's name stands, longer ones first where one ends another.
constexpr View kOffices =
    U"市委书记 区委书记 县委书记 旗委书记 镇委书记 镇党委书记 党委书记 党组书记 副书记 书记 代市长 代区长 代县长 "
    U"副市长 副区长 副县长 副镇长 市长 区长 县长 旗长 镇长 州长 省长 副省长 常务副市长 主任 副主任 局长 副局长 "
    U"常委 主席 部长 秘书长 副秘书长 指挥长 总河长 副总河长 河长 组长 副组长 厅长 副厅长 董事长 总经理 院长 副主席 "
    U"副部长 副州长 副旗长 乡长 副乡长 工委书记 街道书记 村支书 处长 副处长 科长 支队长 大队长 总队长 督察专员 检察长 "
    U"会长 理事长 所长 站长 总工程师 调研员 发言人";
// What may follow a person's name.
constexpr Literal kAfterName{
    U"主持 召开 率队 率 出席 在 到 强调 指出 参加 带队 、 ， 。 等 作 一行 讲话 听取 来 深入 调研 要求 表示 赴 同志 "
    U"传达 发表 陪同 前往 对 就 实地 检查 和 及 通报 宣布 ： 介绍 代表 先后 为 会上 分别 任 担任 致辞 汇报 作了 分析 "
    U"带领 率领 组织 亲自 现场 先 召集 签 回应 答 称 说 指导 与 接待 会见 约谈 巡 督 视察 开展 （"};

// A person named at `at`: the length of the name, 0 when none stands there. Two to four characters up to a verb or
// mark.
std::size_t name_at(View text, std::size_t at) {
  // 河长制工作, 主任办公会: the office is a part of another word.
  if (at < text.size() && contains(U"制办令会责在对的和与及或助等主", text[at])) return 0;
  // 区长强调, 书记带队: a verb right behind the office.
  if (starts_with_any<kAfterName>(text.substr(at)) > 1) return 0;
  for (std::size_t n = 2; n <= 4 && at + n <= text.size(); ++n) {
    if (!is_han(text[at + n - 1])) return 0;
    if (at + n == text.size() || text[at + n] == U'\n' || starts_with_any<kAfterName>(text.substr(at + n)) > 0) {
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
  if (n >= 2 && n <= 4 && !contains_any<U"会议 同志 由 市 区 县 委 局 会 联合 督察 督查 通报 反馈 约谈 代表 要求 检查 调研 大家 "
                                        U"专家 令 河长 制 组 纪要 文件 方案 意见 发言 报告 强调 指出">(text.substr(at - n, n)))
    return text.substr(at - n, n);
  return {};
}

// 主持人：副市长梅知远: a line of minutes.
View named_by_label(View text, const std::vector<Person>& people) {
  for (const View label : {View{U"主持人："}, View{U"主持："}, View{U"主持人:"}, View{U"召集人："}, View{U"会议主持："},
                           View{U"主持人员："}}) {
    const std::size_t at = text.find(label);
    if (at == View::npos) continue;
    const std::size_t begin = at + label.size();
    const std::size_t stop = std::min(text.find(U'\n', begin), text.size());
    for (const Person& person : people)
      if (person.begin >= begin && person.begin < stop) return person.name;
    std::size_t end = begin;
    while (end < stop && end - begin < 4 && is_han(text[end])) ++end;
    if (end - begin >= 2) return text.substr(begin, end - begin);
  }
  return {};
}

}  // namespace

std::u32string_view convenor_of(std::u32string_view text) {
  const auto people = people_in(text);
  if (const View name = named_by_label(text, people); !name.empty()) return name;
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
  // 督察组召开反馈会，组长仲秋野通报督察意见: who acts where it was called.
  if (const std::size_t at = text.find(U"召开"); at != View::npos) {
    const std::size_t stop = std::min(text.find_first_of(U"。\n", at), text.size());
    for (const Person& person : people)
      if (person.begin > at && person.begin < stop) return person.name;
  }
  for (const View verb : {U"出席会议并讲话", U"出席并讲话", U"讲话", U"强调", U"指出", U"要求", U"出席会议"})
    for (std::size_t at = text.find(verb); at != View::npos; at = text.find(verb, at + 1)) {
      if (View name = name_before(text, at, people); !name.empty() && !contains_any<U"会议 在 并">(name)) return name;
      for (const Person& person : people)
        if (person.begin < at && at - person.begin < 20) return person.name;
    }
  return people.empty() ? View{} : people.front().name;
}

std::u32string_view meeting_of(std::u32string_view text, const std::vector<Stretch>& lines) {
  const View title = of(text, lines[0]);
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
  // No meeting: what its title says was done.
  for (const View deed : {View{U"约谈"}, View{U"调研"}, View{U"督查"}, View{U"督导"}, View{U"检查"}, View{U"暗访"}, View{U"视察"},
                          View{U"走访"}, View{U"巡河"}, View{U"巡查"}, View{U"会见"}, View{U"慰问"}, View{U"接访"}})
    if (const std::size_t at = title.find(deed); at != View::npos) return title.substr(at, deed.size());
  return {};
}

std::optional<int> meeting_number_of(std::u32string_view text) {
  const std::size_t at = text.find(U'第');
  for (std::size_t i = at; i != View::npos; i = text.find(U'第', i + 1)) {
    const auto number = read_number(text, i + 1);
    if (number && number->end < text.size() && text[number->end] == U'次' && number->value.coefficient() < 1000 &&
        number->value.exponent() == 0 && contains(text.substr(number->end, 24), U"会"))
      return static_cast<int>(number->value.coefficient());
  }
  return std::nullopt;
}

}  // namespace luoshi::intake
