#include "intake/actor.hpp"

#include <algorithm>

#include "intake/characters.hpp"
#include "intake/word_set.hpp"

namespace luoshi::intake {
namespace {

constexpr std::u32string_view kBodyEnds =
    U"局 委 办 府 部 厅 院 署 部门 单位 镇 街 街道 乡 区 县 市 旗 省 州 盟 企业 公司 集团 厂 银行 干部 人员 负责人 "
    U"上下 两级 三级 各方 两地 双方 "
    U"卫生院 诊所 卫生室 药店 幼儿园 酒店 养殖场 林场 农场 渔场 屠宰场 采石场 居委会 村委会 业委会 工业园 产业园 物流园 科技园 指挥中心 派出所 市场监管所 督查室 监察室 督办室 指导室 安委会 工委 党工委 联席会 理事会 党委 政府 人大 政协 领导小组 指挥部 专班 大队 支队 "
    U"总队 中心 站 所 管委会 "
    U"办公室 委员会 协会 商会 河长 湖长 林长 "
    U"路长 队伍 机关 法院 检察院 学校 医院 社区 村 群众 "
    U"党员 镇街 县区 旗县 市区 同志 会议 各地 各级 铁军 队 组 居民 农户 业主 个人 房企 物业 网格员 工会 妇联 团委 公安 "
    U"城投 水务 城管 交警 县（市、区） 县（区） 镇（街） 镇（街道） "
    U"（市、区） 领导 书记 市长 县长 区长 镇长 主任 局长 厂长 一把手 主体 工作组 督察组 督查组 检查组 调研组 调查组 "
    U"组织 村居 基层 财政 供电 电网 市里 区里 县里 省里 甲方 乙方 工地 商户 矿山 园区 开发区 高新区 示范区 新区 经开区 "
    U"国企 央企 民企 平台公司 自来水厂 污水处理厂 委员 代表 家庭 各界 部队 税务 金融机构 机构 河长办 管理处 管理站 "
    U"经营户 养殖户 企业家 秘书长 专家 乡镇 乡镇（街道） 各镇 两县 两区 各村 厂家 项目部 项目公司 指挥长 责任人 法人 "
    U"县直 市直 区直 海事 保险公司 研究院 设计院 监理";
constexpr std::u32string_view kNotBodies =
    U"城镇 保护区 小区 片区 库区 城区 灌区 厂区 景区 山区 地区 流域 辖区 区域 住所 场所 厕所 一部 全部 内部 局部 以上 "
    U"各单位工程 大部 试点 重点县 生产企业数 河段 中心城区 项目区 居民区 缓冲区 核心区 水源保护区 控制区 禁燃区 环节 "
    U"领导班子建设 干部队伍建设 工作组织 队伍建设";
// A whole place: 全市, 我区.
constexpr Literal kWholePlaces{
    U"全市 全区 全县 全镇 全省 全旗 全街 全州 全村 全乡 我市 我区 我县 我镇 我省 我旗 我街 我乡 我局 我委 我公司 我厂 "
    U"我村 本市 本区 本县 本镇 全系统 全社会"};
constexpr std::u32string_view kStopStarts =
    U"恳请 请求 敬请 提请 但 而 对 把 将 以 在 为 从 按 因 经过 经查 经研究 经批准 经核 经初步 经市 经区 经县 由 通过 "
    U"针对 围绕 关于 与 和 让 使 给 向 被 凡 新引 新建 新增 "
    U"新签 新招 新设 新扩 新改 新开 新投 新能源 新一 已 其中 该项 该 "
    U"此 这 那 并 且 每";
constexpr Literal kTrailers{
    U"也 都 还 就 又 一定 同时 尤其 特别 均 共 要 须 应 必须 务必 一律 今后 今年 全年 切实 更 更加 一要 首先 先 再 则 "
    U"仍 近期 下一步"};

const WordSet& body_ends() {
  static const WordSet set = WordSet::of(kBodyEnds, WordSet::Order::Reversed);
  return set;
}

bool stop_starts(std::u32string_view words) {
  static const WordSet set = WordSet::of(kStopStarts);
  if (starts_with_any<
          U"被约谈企业 被约谈单位 被督办 被检查单位 被检查企业 被通报单位 和平 向阳 向荣 向东 向海 从化 新区">(words) >
      0)
    return false;  // names
  return static_cast<bool>(set.longest(words, 0));
}

// Times and small words at the end of a subject: 各镇街年底前 要.
Stretch trimmed(const Document& document, Stretch words) {
  for (bool again = true; again && !words.empty();) {
    again = false;
    if (const std::size_t length = ends_with_any<kTrailers>(of(document.text, words))) {
      words.end -= length;
      again = true;
    }
    for (const ReadTime& time : document.times_in(words))
      if (time.begin > words.begin && time.end >= words.end) {
        words.end = time.begin;
        again = true;
        break;
      }
    while (!words.empty() && contains(U"在于到，,、至", document.text[words.end - 1])) --words.end, again = true;
  }
  return words;
}

bool opens_with_deed(std::u32string_view words) {
  return starts_with_any<
             U"抽调 实施 推进 推动 加快 加强 完成 新建 建设 组织 开展 督促 引导 支持 帮助 协调 解决 服务 整治 改造 "
             U"拆除 关停 落实 强化 鼓励 选派 下派 培训 动员 发动 打造 培育 引进 招引 制定 建立 "
             U"成立 完善 做好 抓好 提高 提升 加大 把 将 对 恳请 请 反映 依法 严格 严厉 全面 深入 坚持 涉及 聚焦 围绕 "
             U"继续 持续 确保 排查 检查 约谈 责令 查处 关闭 淘汰 取缔 清理 启动 出台 取得 形成 打击 保障">(words) > 0;
}

bool verb_at(const Document& document, std::size_t at, std::size_t end) {
  if (at >= end) return false;
  if (starts_with_any<U"重点项目 重点任务 重点工作 重点企业 重点领域 重点行业 重点区域 重大">(
          document.text.substr(at)) > 0)
    return false;
  if (document.words.starting(at, kAdverb | kImperative | kDone | kConcrete | kYao | kMust | kMustFirst | kWill |
                                      kProblem | kDecided | kAgenda | kAchieved | kStanding) != nullptr)
    return true;
  if (starts_with_any<U"违规 违法 擅自 长期 多次 私自">(document.text.substr(at)) > 0) return true;
  if (contains(U"在于对将已把以按从向因为由与的被聚齐合未尚没仍均虽", document.text[at]))
    return document.text[at] != U'的';
  const auto times = document.times_in({at, at + 1});
  return !times.empty();
}

// 由区水务局牵头，区城管局、各镇街配合
void duty_clause(const Document& document, Stretch clause, Actors& actors) {
  const auto words = of(document.text, clause);
  std::size_t from = clause.begin;
  const std::size_t by = words.find(U'由');
  std::size_t lead_verb = std::u32string_view::npos;
  for (const std::u32string_view verb :
       {U"牵头", U"负责", U"组织实施", U"具体落实", U"落实", U"承担", U"会同", U"统筹", U"按", U"依法"}) {
    const std::size_t found = words.find(verb);
    if (found != std::u32string_view::npos && found > 1) lead_verb = std::min(lead_verb, found);
  }
  if (by != std::u32string_view::npos && (by == 0 || by < 20) && lead_verb != std::u32string_view::npos &&
      lead_verb > by + 2) {
    from = clause.begin + by + 1;
    const Stretch lead{from, clause.begin + lead_verb};
    if (actors.lead.empty() && is_body(document, of(document.text, lead))) actors.lead = lead;
  } else if (lead_verb != std::u32string_view::npos && words.substr(lead_verb).starts_with(U"牵头") &&
             actors.lead.empty()) {
    const Stretch lead{clause.begin, clause.begin + lead_verb};
    if (is_body(document, of(document.text, lead))) actors.lead = lead;
  }
  for (const std::u32string_view verb : {U"配合", U"协助", U"参与", U"会同"}) {
    const std::size_t found = words.find(verb);
    if (found == std::u32string_view::npos || found < 2) continue;
    if (verb == std::u32string_view{U"会同"}) {
      // 会同各县区: who helps stands after it.
      const std::size_t after = clause.begin + found + verb.size();
      if (const std::size_t length = body_at(document, after, clause.end))
        actors.supporting.push_back({after, after + length});
      continue;
    }
    if (contains(words.substr(0, found), U'要')) continue;
    Stretch helper{clause.begin, clause.begin + found};
    if (by != std::u32string_view::npos && by < found) helper.begin = clause.begin + by + 1;
    if (helper.size() > 40 || !is_body(document, of(document.text, trimmed(document, helper)))) continue;
    helper = trimmed(document, helper);
    for (std::size_t at = helper.begin, begin = helper.begin; at <= helper.end; ++at)
      if (at == helper.end || document.text[at] == U'、') {
        if (at > begin) actors.supporting.push_back({begin, at});
        begin = at + 1;
      }
  }
}

// A clause with a figure or a time that no verb opens: it may name who owes it.
bool owes_something(const Document& document, const Segment& segment, Stretch clause) {
  if (document.words.starting(clause.begin, kAdverb | kImperative | kConcrete) != nullptr) return false;
  const bool counted = std::any_of(segment.figures.begin(), segment.figures.end(), [&](const ReadFigure& read) {
    return clause.begin <= read.span.begin && read.span.begin < clause.end;
  });
  return counted || !document.times_in(clause).empty();
}

Actors of_directive(const Document& document, const Segment& segment, StatementKind kind) {
  Actors actors;
  const Stretch* clause = &segment.clauses.front();
  for (const Stretch& each : segment.clauses)
    if (each.begin <= segment.sign->begin && segment.sign->begin < each.end) clause = &each;
  const std::size_t head =
      std::min(head_of(document, {clause->begin, segment.sign->end}), static_cast<std::size_t>(segment.sign->begin));
  Stretch subject = trimmed(document, {head, segment.sign->begin});
  if (!subject.empty()) {
    if (!stop_starts(of(document.text, subject)) && is_body(document, of(document.text, subject)))
      actors.lead = subject;
    else if (const std::size_t length = body_at(document, head, segment.sign->begin))
      actors.lead = {head, head + length};
  }
  if (actors.lead.empty() && kind != StatementKind::Request && document.text.substr(segment.sign->begin, 2) == U"希望")
    if (const std::size_t length = body_at(document, segment.sign->end, clause->end))
      actors.lead = {segment.sign->end, segment.sign->end + length};
  for (const Stretch& each : segment.clauses) {
    if (each.begin >= clause->begin || !actors.lead.empty()) break;
    const std::size_t at = head_of(document, each);
    if (const std::size_t length = body_at(document, at, each.end)) actors.lead = {at, at + length};
  }
  // 连续两次末位的乡镇主要负责人要: who stands after 的. 一要挂图作战，各乡镇三天内…: who is named after the slogan.
  if (actors.lead.empty() && (segment.sign->tags & kYao) != 0 && !subject.empty() &&
      !stop_starts(of(document.text, subject)))
    if (const std::size_t of_whom = of(document.text, subject).rfind(U'的'); of_whom != std::u32string_view::npos)
      if (const Stretch whom{subject.begin + of_whom + 1, subject.end}; is_body(document, of(document.text, whom)))
        actors.lead = whom;
  if (actors.lead.empty() && subject.empty())
    for (const Stretch& each : segment.clauses) {
      if (each.begin <= clause->begin || !owes_something(document, segment, each)) continue;
      if (const std::size_t length = body_at(document, each.begin, each.end)) {
        actors.lead = {each.begin, each.begin + length};
        break;
      }
    }
  // A sign at the head takes up the actor of the sentence before; an enumerator or topic in front of it does not.
  const bool bare = subject.empty() && clause == &segment.clauses.front();
  actors.inherits = actors.lead.empty() && bare && (segment.sign->tags & (kYao | kMust)) != 0 &&
                    enumerator(document.text, segment.words.begin, segment.words.end) == 0;
  return actors;
}

// 对柳河镇予以通报批评, 对两县的工作给予肯定: who is addressed.
Stretch addressed_in(const Document& document, const Segment& segment) {
  for (const Stretch& clause : segment.clauses) {
    const auto words = of(document.text, clause);
    const std::size_t to = words.find(U'对');
    if (to == std::u32string_view::npos || to > 12) continue;
    const std::size_t stop = std::min({words.find(U"给予", to), words.find(U"予以", to), words.find(U"表示", to),
                                       words.find(U"进行", to), words.find(U"提出", to)});
    if (stop == std::u32string_view::npos) continue;
    auto whom = words.substr(to + 1, stop - to - 1);
    std::size_t begin = clause.begin + to + 1;
    // 考核优秀的5个镇街: the body after 的; 两县的工作: the body before it.
    if (const std::size_t first = whom.find(U'的'); first != std::u32string_view::npos) {
      const std::size_t last = whom.rfind(U'的');
      if (!is_body(document, whom.substr(0, first)) && is_body(document, whom.substr(last + 1)))
        begin += last + 1, whom = whom.substr(last + 1);
      else
        whom = whom.substr(0, first);
    }
    if (const std::size_t passive = whom.find(U'被'); passive != std::u32string_view::npos && passive > 1)
      whom = whom.substr(0, passive);
    if (const std::size_t in = whom.find(U'在'); in != std::u32string_view::npos && in > 1) whom = whom.substr(0, in);
    if (!whom.empty()) return {begin, begin + whom.size()};
  }
  return {};
}

Actors of_praise(const Document& document, const Segment& segment) {
  Actors actors;
  const auto words = of(document.text, segment.words);
  if (const Stretch addressed = addressed_in(document, segment); !addressed.empty()) {
    actors.lead = addressed;
    return actors;
  }
  for (const std::u32string_view verb : {U"表扬了", U"表彰了", U"嘉奖了", U"表扬", U"表彰"}) {
    const std::size_t at = words.find(verb);
    if (at == std::u32string_view::npos || at + verb.size() + 2 > words.size()) continue;
    std::size_t begin = segment.words.begin + at + verb.size();
    const auto times = document.times_in({begin, begin + 1});
    if (!times.empty()) begin = times.front().end;
    std::size_t end = segment.words.end;
    const std::size_t comma = document.text.find(U'，', begin);
    if (comma < end) end = comma;
    actors.lead = {begin, end};
    return actors;
  }
  for (const Stretch& clause : segment.clauses) {
    const std::size_t at = head_of(document, clause);
    if (const std::size_t length = body_at(document, at, clause.end)) {
      actors.lead = {at, at + length};
      return actors;
    }
    // 县林业局等单位功不可没
    if (const std::size_t others = of(document.text, {at, clause.end}).find(U"等单位");
        others < 30 && others > 1 && is_body(document, document.text.substr(at, others))) {
      actors.lead = {at, at + others + 3};
      return actors;
    }
    // 南岗镇、杨树乡等单位工作扎实，给予充分肯定: whose work it is.
    const auto said = document.text.substr(at, clause.end - at);
    if (const std::size_t work = std::min(said.find(U"工作"), said.find(U"在"));
        work < said.size() && work >= 2 && is_body(document, said.substr(0, work))) {
      actors.lead = {at, at + work};
      return actors;
    }
    // 静海区广大干部精神状态值得肯定: the people in front.
    const auto rest = document.text.substr(at, clause.end - at);
    for (std::size_t n = std::min<std::size_t>(rest.size(), 14); n >= 2; --n)
      if (ends_with_any<U"干部 人员 群众 同志 部门 企业 公司 镇 街道 局">(rest.substr(0, n)) > 0 &&
          !stop_starts(rest)) {
        actors.lead = {at, at + n};
        return actors;
      }
    // 清源县、禾丰区整改率在95%以上，值得肯定: the places in front.
    for (std::size_t n = std::min<std::size_t>(said.size(), 30); n >= 3; --n)
      if (contains(U"区县市镇乡街旗村", said[n - 1]) && (n == said.size() || !contains(U"政委直级人", said[n])) &&
          is_body(document, said.substr(0, n))) {
        actors.lead = {at, at + n};
        return actors;
      }
  }
  return actors;
}

// 全县42个小区…, 我市…, 3家企业…: a subject of its own.
bool opens_with_another(std::u32string_view words) {
  return !words.empty() && (contains(U"全我各每本", words.front()) || is_digit(words.front()));
}

// 清河化工等5家企业未按期完成…: firms or bodies named in part and counted, what they did after them.
std::size_t listed_bodies(const Document& document, Stretch clause) {
  const auto words = of(document.text, clause);
  const std::size_t others = words.substr(0, 24).find(U'等');
  if (others == std::u32string_view::npos || others < 2) return 0;
  std::size_t at = others + 1;
  while (at < words.size() && (is_digit(words[at]) || contains(U"一二三四五六七八九十两几多", words[at]))) ++at;
  if (at == others + 1 || at >= words.size() || !contains(U"家个名户", words[at])) return 0;
  const std::size_t noun = starts_with_any<
      U"企业 单位 部门 乡镇 镇街 街道 公司 工厂 化工企业 重点企业 县区 区县 县 区 镇 乡 村 社区 工地 商户 养殖场">(
      words.substr(at + 1));
  return noun > 0 && verb_at(document, clause.begin + at + 1 + noun, clause.end) ? at + 1 + noun : 0;
}

// 21个村季节性缺水, 13家企业数据质量差: a number of bodies and what they have; 0 where a thing of theirs follows (3家企业的设备).
std::size_t counted_bodies(std::u32string_view words) {
  std::size_t at = 0;
  while (at < words.size() && (is_digit(words[at]) || contains(U"一二两三四五六七八九十几多余", words[at]))) ++at;
  if (at == 0 || at >= words.size() || !contains(U"家个名户", words[at])) return 0;
  for (std::size_t n = at + 2; n <= std::min<std::size_t>(words.size(), at + 9); ++n)
    if (ends_with_any<U"企业 单位 部门 乡镇 镇街 街道 公司 村 社区 县区 区县 县 区 镇 乡 医院 学校 卫生院 工厂">(words.substr(0, n)) >
            0 &&
        ends_with_any<U"小区 片区 园区 库区 辖区 社区 街区">(words.substr(0, n)) == 0 && n < words.size() &&
        !contains(U"的、等中级委庄民务道办", words[n]) && !contains(words.substr(at, n - at), U'的'))
      return n;
  return 0;
}

// A result or finding: who did it or has it stands first, a verb or what he has after it.
Actors of_state(const Document& document, const Segment& segment, StatementKind kind) {
  Actors actors;
  std::size_t main = 0;
  while (main + 1 < segment.clauses.size() && is_adverbial(document, segment.clauses[main])) ++main;
  const Stretch clause = segment.clauses[main];
  if (contains(of(document.text, segment.words), U"批评"))
    if (const Stretch addressed = addressed_in(document, segment); !addressed.empty()) {
      actors.lead = addressed;
      return actors;
    }
  std::size_t head = head_of(document, clause);
  if (starts_at(document.text, head, U"但部分") || starts_at(document.text, head, U"但仍有部分")) ++head;
  const auto rest = document.text.substr(head, clause.end - head);
  // 两县虽然做了大量工作，但…: who has the problem stands in the clause before.
  if (main > 0 && rest.starts_with(U'但')) {
    const std::size_t first = head_of(document, segment.clauses.front());
    if (const std::size_t length = body_at(document, first, segment.clauses.front().end)) {
      actors.lead = {first, first + length};
      return actors;
    }
  }
  if (const std::size_t length = listed_bodies(document, {head, clause.end})) {
    actors.lead = {head, head + length};
    return actors;
  }
  if (const std::size_t length = body_at(document, head, clause.end)) {
    // 全市现有企业11家: a place that has is no place that acts.
    const bool has = starts_with_any<U"现有 共有 尚有 现存 拥有 有 在册 目前有">(rest.substr(length)) > 0;
    if (has && kind == StatementKind::Result) return actors;
    actors.lead = {head, head + length};
    return actors;
  }
  if (kind == StatementKind::Finding) {
    if (const std::size_t counted = counted_bodies(rest); counted > 0) {
      actors.lead = {head, head + counted};
      return actors;
    }
    if (rest.starts_with(U"反映了") || rest.starts_with(U"暴露出") || rest.starts_with(U"反映出")) head += 3;
    std::size_t best = 0;
    // 红山建材公司料堆未覆盖: the firm in front of what it has.
    for (std::size_t n = std::min<std::size_t>(rest.size(), 16); n >= 4 && best == 0; --n)
      if (ends_with_any<U"公司 集团 厂">(rest.substr(0, n)) > 0 && is_body(document, rest.substr(0, n))) best = n;
    for (const auto& name : document.places)
      if (name.size() > best && !name.ends_with(U"片区") && !name.ends_with(U"片") &&
          starts_at(document.text, head, name))
        best = name.size();
    if (best > 0) actors.lead = {head, head + best};
  }
  // 已整改…, 新建…: what somebody did who was named before.
  const bool measure = document.words.starting(head, kConcrete | kImperative) == nullptr &&  // 盘活存量 is no 量
                       (ends_with_any<U"率 量">(rest.substr(0, std::min<std::size_t>(rest.size(), 4))) > 0 ||
                        (rest.size() > 2 && rest[2] == U'率'));
  actors.inherits = actors.lead.empty() && !(measure && kind == StatementKind::Result) &&
                    !(kind == StatementKind::Finding && opens_with_another(rest)) &&
                    (document.words.starting(head, kDone | kImperative | kConcrete | kProblem | kAchieved) != nullptr ||
                     kind == StatementKind::Finding) &&
                    starts_with_any<U"同比 环比 增长 下降 提高 提升 减少 较 比 占 达到">(rest) == 0;
  return actors;
}

}  // namespace

bool is_body(const Document& document, std::u32string_view words) {
  static const WordSet not_ends = WordSet::of(kNotBodies, WordSet::Order::Reversed);
  if (words.empty() || words.size() > 40) return false;
  const bool ends_so = body_ends().ends(words) > 0;
  if (!ends_so && words.front() != U'全' && words.front() != U'我' && words.front() != U'本' && !is_collective(words) &&
      std::find(document.places.begin(), document.places.end(), words) == document.places.end())
    return false;
  if (stop_starts(words)) return false;
  if (contains(words, U'，') || contains(words, U"的") || words.front() == U'要') return false;
  if (contains_any<U"请求 恳请 希望 接受 下达 完成 推进 推动 加快 会同 督促 组织实施 要求 取得 关停 拆除 整治 落实 "
                   U"自愿 通过 导致 "
                   U"造成 存在 提出 给予 纳入 报送 涉及 牵头 配合 ，">(words))
    return false;
  if (contains(words, U"负责") && !contains_any<U"负责人 负责同志">(words)) return false;
  if (words.size() > 3 && (contains(words.substr(2), U'将') || contains(words.substr(2), U'已') ||
                           contains(words.substr(2), U'向') || contains(words.substr(2), U'由') || contains(words.substr(2), U'未') || contains(words.substr(2), U'与')))
    return false;
  // A deed in front is no name: 抽调120名干部. Short ones are: 建设单位, 检查组.
  if (words.size() > 6 && opens_with_deed(words)) return false;
  if (starts_with_any<U"帮助 支持 引导 督促 推动 指导 扶持 鼓励 责令">(words) > 0) return false;
  if (std::any_of(words.begin() + 1, words.end(), is_digit) && !is_digit(words.front())) return false;
  if (starts_with_any<kWholePlaces>(words) == words.size() || is_collective(words)) return true;
  if (not_ends.ends(words) > 0) return false;
  if (ends_so) return true;
  return std::find(document.places.begin(), document.places.end(), words) != document.places.end();
}

std::size_t body_at(const Document& document, std::size_t at, std::size_t end) {
  const auto rest = document.text.substr(at, std::min<std::size_t>(end - std::min(at, end), 40));
  if (rest.size() < 2 || stop_starts(rest)) return 0;
  if (const std::size_t whole = starts_with_any<kWholePlaces>(rest)) {
    if (whole < rest.size() && is_digit(rest[whole])) {  // 全县12个乡镇
      const std::size_t inner = body_at(document, at + whole, end);
      return inner > 0 ? whole + inner : 0;
    }
    const std::size_t people =
        starts_with_any<U"上下 干部 各级 各部门 人民 广大干部 党员干部 各级干部">(rest.substr(whole));
    if (people > 0) return whole + people;
    if (rest.starts_with(U'我')) return whole;
    return verb_at(document, at + whole, end) ? whole : 0;
  }
  if (const WordHit* all = document.words.starting(at, kCollective); all != nullptr && all->end < end)
    return all->end - at +
           starts_with_any<
               U"党组织书记 党组书记 党委书记 主要负责人 主要负责同志 主要领导 负责人 一把手 党员干部 干部">(
               document.text.substr(all->end, end - all->end));
  for (std::size_t n = 2; n <= rest.size(); ++n) {
    if (is_comma(rest[n - 1])) return 0;
    if (body_ends().ends(rest.substr(0, n)) == 0 && n > 12) continue;  // past the length of a place's name
    if (n < rest.size() && (rest[n] == U'、' || is_closing(rest[n]))) continue;
    if (!is_body(document, rest.substr(0, n))) continue;
    if (n == rest.size()) return 0;
    if (rest[n - 1] == U'位' && contains(U"增国面产工能地G", rest[n])) continue;  // 单位增加值能耗
    if (verb_at(document, at + n, end)) {
      // 市发展和改革局: a verb-like word inside a name goes on to a longer body.
      for (std::size_t longer = n + 1; longer <= std::min(rest.size(), n + 8); ++longer)
        if (is_body(document, rest.substr(0, longer)) && longer < rest.size() && verb_at(document, at + longer, end) &&
            ends_with_any<U"局 委 部门 单位 办 室 院 队 公司 企业 中心 组 指挥部 人员 负责人 政府 干部 书记">(
                rest.substr(0, longer)) > 0)
          return longer;
      return n;
    }
  }
  return 0;
}

bool is_whole_place(std::u32string_view actor) {
  return !actor.empty() && starts_with_any<U"全市 全区 全县 全镇 全省 全旗 全街">(actor) == actor.size();
}

bool is_collective(std::u32string_view actor) {
  if (is_whole_place(actor)) return true;
  if (ends_with_any<U"书记 负责人 主要负责同志 一把手">(actor) > 0 && actor.front() == U'各')
    return false;  // each for his own
  static const WordSet everybody = WordSet::of(
      U"全区各 全市各 全县各 全镇各 各级 各有关 各相关 相关 有关 各部门 各单位 各方 各地 各责任 全区上下 全市上下 "
      U"全县上下 全镇上下 全省上下 全社会 各成员");
  if (everybody.longest(actor, 0)) return true;
  return contains(actor, U'等') && ends_with_any<U"等相关部门 等有关部门 等部门 等相关单位 等单位">(actor);
}

Actors actors_of(const Document& document, const Segment& segment, StatementKind kind) {
  Actors actors;
  if (kind == StatementKind::Praise) return of_praise(document, segment);
  if (segment.sign != nullptr && kind == StatementKind::Finding) {
    // 要看到，我县管网老化: what is seen has whom it is of.
    Segment seen = segment;
    while (seen.clauses.size() > 1 && seen.clauses.front().begin <= segment.sign->begin)
      seen.clauses.erase(seen.clauses.begin());
    actors = of_state(document, seen, kind);
    const Actors told = of_directive(document, segment, kind);
    if (actors.lead.empty()) actors = told;
  } else if (segment.sign != nullptr) {
    actors = of_directive(document, segment, kind);
  } else if (kind == StatementKind::Result || kind == StatementKind::Finding) {
    actors = of_state(document, segment, kind);
  } else {
    const WordHit* asks = kind == StatementKind::Request
                              ? document.words.first(segment.words.begin, segment.words.end, kRequest)
                              : nullptr;
    for (const Stretch& clause : segment.clauses) {
      const std::size_t at = head_of(document, clause);
      if (asks != nullptr && asks->begin > at && asks->begin < clause.end &&
          is_body(document, document.text.substr(at, asks->begin - at))) {
        actors.lead = {at, asks->begin};
        break;
      }
      if (const std::size_t length = body_at(document, at, clause.end)) {
        actors.lead = {at, at + length};
        break;
      }
    }
  }
  for (const Stretch& clause : segment.clauses) {
    const auto words = of(document.text, clause);
    // 资本金由区财政安排: who does it stands after 由.
    if (const std::size_t by = words.find(U'由');
        by != std::u32string_view::npos && actors.lead.empty() && kind != StatementKind::Finding)
      if (const std::size_t length = body_at(document, clause.begin + by + 1, clause.end))
        actors.lead = {clause.begin + by + 1, clause.begin + by + 1 + length};
    if (contains_any<U"牵头 配合 负责 协助 会同">(words)) {
      Actors named;
      duty_clause(document, clause, named);
      if (!named.lead.empty() && (actors.lead.empty() || words.starts_with(U'由'))) actors.lead = named.lead;
      actors.supporting.insert(actors.supporting.end(), named.supporting.begin(), named.supporting.end());
    }
  }
  if (!actors.lead.empty()) actors.inherits = false;
  return actors;
}

std::vector<std::u32string_view> names_in(std::u32string_view text) {
  std::vector<std::u32string_view> names;
  const auto add = [&](std::u32string_view name) {
    if (name.size() >= 2 && std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
  };
  constexpr std::u32string_view kBreaks =
      U"度年月日次第届一二三四五六七八九十两个家上下新老大小，。、；：的在到向和与及对全各我本该省市区县镇乡旗由为是于"
      U"将从往赴“”（）《》—\n 召开";
  for (std::size_t i = 2; i < text.size(); ++i) {
    std::size_t from = i;
    std::size_t most = 0;
    switch (text[i]) {
      case U'市':
      case U'区':
      case U'县':
      case U'镇':
      case U'旗':
        most = 3;
        break;
      case U'有':
      case U'股':
      case U'集':
        break;
      default:
        continue;
    }
    if (most == 0) {
      if (!starts_at(text, i, U"有限公司") && !starts_at(text, i, U"股份有限") && !starts_at(text, i, U"集团")) continue;
      most = 8;
    }
    while (from > 0 && i - from < most && !contains(kBreaks, text[from - 1]) && is_han(text[from - 1])) --from;
    const auto stem = text.substr(from, i - from);
    if (stem.size() < 2 ||
        (most == 3 && i - from == most && from > 0 && is_han(text[from - 1]) && !contains(kBreaks, text[from - 1])))
      continue;
    add(stem);
    if (most == 3) add(text.substr(from, i + 1 - from));
    if (names.size() >= 64) break;
  }
  return names;
}

}  // namespace luoshi::intake
