#include "intake/question.hpp"

#include <algorithm>

#include "intake/characters.hpp"
#include "intake/fields.hpp"
#include "intake/word_set.hpp"

namespace luoshi::intake {
namespace {

using View = std::u32string_view;

// Verbs whose work comes to an end that can be seen: they owe a day.
constexpr Literal kEnding{
    U"整治 关闭 关停 拆除 淘汰 取缔 清退 收回 完成 建成 新建 扩建 改造 修复 重新开展治理 启动 开工 动工 竣工 完工 投用 "
    U"投产 通车 解决 停产退出 整改 搬迁 安置 退出 清理 清淤 截污 "
    U"揭盖 复明 摘掉 打造 筹备 组建 成立 拿出 出台 印发 编制 制定 提交 报送 公布 验收 销号 移交 拨付 兑现 收储 征收 "
    U"腾退 复垦 安装 更换 接入 联网 配备 落实资金 规划一批 落地 置换 迁建 "
    U"核定 拟定 审定 敲定 抽调 下派 选派 清零 办结 补齐 见效 消除 配套 划定 治理 河涌治理 流域治理 保护修复 实现 谋划 重点项目 抓好 查处 "
    U"处理 实施 推动一批 筹集 采购"};
// Duties without an end, whatever verb stands beside them.
constexpr Literal kStandingDuty{
    U"违法行为 违规行为 督促 监管 监督 服务 宣传 引导 长效 常态 全过程 跟踪 防范 防控 防止 杜绝 维护 严把 压实责任 落实责任 保障"};
// Concrete verbs whose work need not come to an end.
constexpr Literal kOpenEnded{
    U"推进 推动 发展 加大 夯实 建设 规划 协调 落实 建立 达到 降至 降低 增加 覆盖 培育 纳入 开展 排查 申报 争取 检测 "
    U"监测 审批 办理 "
    U"核查 调查 处置 问责 约谈 禁烧 引进 招引 储备 公开 公示 服务"};
// Verbs that slogans use as well as tasks do.
constexpr Literal kLooseVerbs{U"抓好 解决 实现 打造 谋划 整改 排查 整治 处理 治理"};
// Words of slogans: a sentence that holds them is attitude throughout.
constexpr Literal kSlogan{
    U"充分认识 提高站位 政治站位 统一思想 思想认识 责任感 树立 意识 理念 形势 氛围 合力 精神 坚持 结合起来 敢于 勇于 "
    U"创新发展 战略 贯彻 践行 品牌 攻坚战 讲好 擦亮 名片 举一反三 硬仗 持久战"};
// Things of which several exist and which a duty leaves unnamed.
constexpr Literal kUnnamed{
    U"企业 河涌 河流 河道 暗渠 地块 土地 项目 工业园 园区 点位 隐患 排水户 河段 小区 村庄 目标任务 今年任务 年度任务 "
    U"重点任务 锅炉 机组 码头 矿山 堆场 养殖场 排污口 厂房 作坊 用地 "
    U"区域 领域 环节 支流 沟渠 泵站 问题 地段 路段 工地 断面 水体 设施 单位 "
    U"摊点 窝点 站点 网点 修船点 经营点 农家乐 民宿 餐馆 养殖户 经营户 商户 车辆 渣土车 砂石场 砂场 加油站 水库 自建房 住宅 楼盘 道路 桥梁 窑炉 生产线 烧结机 焦炉 高炉 散乱污 场所 湖泊 "
    U"村级"};
// Work that makes new things: their number names no existing ones.
constexpr Literal kMaking{
    U"设置 增设 增派 补种 补植 发放 购买 加装 新上 新购 新建 扩建 建设 建成 引进 招引 新增 植树 造林 培训 抽调 下派 选派 配备 栽植 创建 培育 打造 组建 设立 "
    U"签约 签订 "
    U"新开工 举办 争取 投资 完成投资 安排 筹集 采购 新改建 新扩建"};
// What is done all the time or is a way of working: a task told with such words owes no day.
constexpr Literal kOngoing{
    U"做好 严格 严查 严把 严控 严厉 严肃 从严 加密 调度 强化 加强 坚持 压实 统筹 确保 打击 查处 巡查 巡河 值守 用好 支持 配合 关注 关心 "
    U"加大 深入 学习 推广 预警 研判 关口 联动 督办 通报 考核 执法 每 加快 推进 推动 主动 积极 定期 随时 持续 继续 进一步 优先 认真 切实 带头 带动 "
    U"扛起 履行 履职 遵守 执行 共同 协同 联合 解释 沟通 对接 应急 一律 不得 不准 不让 不许 不能 不再 及时 抓好 落实 建立健全 完善 优化 提升 提高 形成 发挥 聚焦 "
    U"围绕 突出 紧盯 盯紧 把握 结合 遏制 守住 守护 保护 保持 规范 管控 管理 参与 审批"};
constexpr Literal kPlacesOf{U"示范亮点 示范点 示范段 示范带 示范区 现场会 试点 选址 样板"};

class Clerk {
 public:
  Clerk(const Document& document, const Segment& segment, const ReadStatement& statement, View actor)
      : document_{document},
        segment_{segment},
        statement_{statement},
        actor_{actor},
        words_{of(document.text, segment.words)} {
    const std::size_t from = segment.sign != nullptr ? segment.sign->begin - segment.words.begin : 0;
    told_ = words_.substr(from);
    forward_ = statement.kind == StatementKind::Requirement || statement.kind == StatementKind::Commitment ||
               statement.kind == StatementKind::Request;
  }

  std::vector<ReadQuestion> ask() {
    if (statement_.kind == StatementKind::Praise) return {};
    if (forward_)
      forward();
    else
      state();
    if (statement_.open_list && statement_.kind != StatementKind::Result) add(QuestionLabel::List, "“等”还包括哪些？");
    for (const ReadFigure& read : statement_.figures)
      if (read.figure.uncertain) {
        add(QuestionLabel::Amount,
            "原文此处有缺字，“" + to_utf8(document_.text.substr(read.span.begin, read.span.end - read.span.begin)) +
                "”的准确数字是多少？");
        break;
      }
    return std::move(questions_);
  }

 private:
  void add(QuestionLabel label, std::string text) {
    if (asked(label)) return;
    questions_.push_back({label, std::move(text)});
  }
  [[nodiscard]] bool asked(QuestionLabel label) const {
    return std::any_of(questions_.begin(), questions_.end(),
                       [&](const ReadQuestion& each) { return each.label == label; });
  }
  template <Literal kWords>
  [[nodiscard]] bool says() const {
    return contains_any<kWords>(words_);
  }
  [[nodiscard]] bool undated() const { return deadline_text(statement_.deadline).empty(); }
  [[nodiscard]] bool pressing() const {
    return statement_.deadline.kind == DeadlineKind::Vague ||
           (statement_.deadline.kind == DeadlineKind::Relative && !triggered());
  }
  // 接到举报后24小时内: so soon whenever it happens, no day of the calendar.
  [[nodiscard]] bool triggered() const {
    return statement_.deadline.kind == DeadlineKind::Relative &&
           (statement_.deadline.words.find("小时") != std::string::npos ||
            says<U"接到 收到 发现 出现 受理 验收合格后 发生">());
  }
  // A ban or a standard: binds from now on and has no end.
  [[nodiscard]] bool standing() const {
    if (statement_.deadline.kind == DeadlineKind::Recurring || triggered()) return true;
    // What follows whenever a rule is broken, or what holds for each.
    if (says<U"保持在 稳定达到 稳定在 不低于 不得低于 不高于 不得高于 不得超过 控制在">()) return true;
    if (says<U"一律 一经 逾期 从严从快 可拨打 可以 可向">() ||
        (says<U"每个 每村 每名 每户 每人 每辆">() && !says<U"配备 新建 建成 完成">()))
      return true;
    if (!statement_.condition.empty() && says<U"罚款 处罚 追究 追责 责令改正 名单 扣减 挂牌督办">()) return true;
    if (segment_.sign != nullptr && (segment_.sign->tags & kMust) != 0) {
      const View sign = document_.text.substr(segment_.sign->begin, segment_.sign->end - segment_.sign->begin);
      if (sign.starts_with(U"严禁") || sign.starts_with(U"不得") || sign.starts_with(U"禁止") ||
          contains(sign, U"不允许") || contains(sign, U"不能") || sign.starts_with(U"不准"))
        return true;
    }
    return false;
  }
  // The verb that ends, outside quotations; empty when the duty is an attitude.
  [[nodiscard]] View ending() const {
    View best;
    for (const WordHit& hit :
         document_.words.in(segment_.words.begin + (words_.size() - told_.size()), segment_.words.end)) {
      if (hit.quoted || (hit.tags & (kConcrete | kMake | kImperative)) == 0) continue;
      const View word = document_.text.substr(hit.begin, hit.end - hit.begin);
      if (!contains_any<kEnding>(word) && ((hit.tags & kConcrete) == 0 || contains_any<kOpenEnded>(word))) continue;
      const View clause = clause_of(word);
      if (!contains_any<kSlogan>(clause) && !contains_any<kStandingDuty>(clause)) return word;
      if (best.empty()) best = word;
    }
    return best;
  }
  // 下降8.5% says nothing without what it is compared with.
  [[nodiscard]] bool baseless() const {
    return says<U"下降 增长 提高 减少 上升 压减 提升 增加 削减">() &&
           !says<U"年均 同比 环比 较 比 由 从 提高到 提升到 提升至 提高至 降至 下降到 下降至 降到 压减至">() &&
           std::any_of(statement_.figures.begin(), statement_.figures.end(),
                       [](const ReadFigure& read) { return read.figure.unit == "%" || read.figure.unit == "百分点"; });
  }
  // 新建污水处理厂2座: works have a site.
  [[nodiscard]] bool unsited() const {
    return says<U"新建 建设 建成 选址 布设 新增">() && says<U"厂 站 中心 公园 处置点 收储点 网点 示范 场 湿地">() &&
           std::any_of(statement_.figures.begin(), statement_.figures.end(), [](const ReadFigure& read) {
             return read.figure.unit == "座" || read.figure.unit == "处" || read.figure.unit == "个";
           });
  }
  // The clause a word of the text stands in; all that is told where there is no word.
  [[nodiscard]] View clause_of(View word) const {
    if (word.empty()) return told_;
    const auto at = static_cast<std::size_t>(word.data() - document_.text.data());
    for (const Stretch& clause : segment_.clauses)
      if (clause.begin <= at && at < clause.end) return of(document_.text, clause);
    return told_;
  }
  // Whether the clause of a word counts something.
  [[nodiscard]] bool figures_beside(View word) const {
    const View clause = clause_of(word);
    const auto begin = static_cast<std::size_t>(clause.data() - document_.text.data());
    return std::any_of(statement_.figures.begin(), statement_.figures.end(), [&](const ReadFigure& read) {
      return begin <= read.span.begin && read.span.begin < begin + clause.size();
    });
  }
  // The unnamed things in the clause of a word.
  [[nodiscard]] View unnamed() const {
    const std::size_t begin = segment_.words.end - told_.size();
    for (std::size_t i = 0; i < told_.size(); ++i) {
      const std::size_t length = starts_with_any<kUnnamed>(told_.substr(i));
      if (length == 0 || document_.words.quoted(begin + i)) continue;
      const View word = told_.substr(i, length);
      const View after = told_.substr(i + length);
      if (word == U"项目" && starts_with_any<U"建设 一期 二期 三期 管理 推进 前期 储备 谋划 资金 质量 进度">(after) > 0)
        continue;  // 项目建设 is a matter, no set of things
      if (document_.genre == Genre::Minutes && (word == U"项目" || word == U"用地")) continue;  // the one they are about
      return word;
    }
    return {};
  }
  // An attitude or a standing duty owes nothing that could be shown done: a slogan in the verb's own clause, or a chain
  // of slogans whose one verb is loose (要提高站位，…，抓好落实).
  [[nodiscard]] bool is_attitude(View verb) const {
    if (verb.empty()) return true;
    const View clause = clause_of(verb);
    return contains_any<kSlogan>(clause) || contains_any<kStandingDuty>(clause) ||
           (contains_any<kSlogan>(told_) && segment_.clauses.size() >= 4 && contains_any<kLooseVerbs>(verb));
  }
  // 区教育局要把垃圾分类纳入中小学课程: one body told one thing, with no word of something that goes on.
  [[nodiscard]] bool plain_task() const {
    return !statement_.actor.empty() && !is_collective(actor_) && segment_.sign != nullptr &&
           (segment_.sign->tags & (kYao | kMust)) != 0 && segment_.clauses.size() <= 2 && told_.size() >= 6 &&
           !contains_any<kOngoing>(told_) && !contains_any<kSlogan>(told_) && !contains_any<kStandingDuty>(told_);
  }
  // 创建工作启动以来，…: the sentence says since when, though not by a date.
  [[nodiscard]] bool since_when() const {
    std::size_t begin = segment_.words.begin;
    while (begin > 0 && segment_.words.end - begin < 160 && !is_full_stop(document_.text[begin - 1]) &&
           document_.text[begin - 1] != U'\n')
      --begin;
    return document_.text.substr(begin, segment_.words.end - begin).find(U"以来") != View::npos;
  }
  void forward();
  void state();
  void scope(View verb);
  [[nodiscard]] bool named(const ReadFigure& read) const;
  void lead();

  const Document& document_;
  const Segment& segment_;
  const ReadStatement& statement_;
  View actor_, words_, told_;
  bool forward_ = false;
  std::vector<ReadQuestion> questions_;
};

void Clerk::lead() {
  if (statement_.kind == StatementKind::Request) {
    add(QuestionLabel::Lead, "由哪个部门牵头答复？");
    return;
  }
  if (statement_.actor.empty() && document_.genre == Genre::Pledge) return;  // who pledges has signed
  if (statement_.actor.empty())
    add(QuestionLabel::Lead, "由谁负责？");
  else if (is_collective(actor_))
    add(QuestionLabel::Lead, "“" + statement_.actor + "”由谁牵头？");
}

// 长滩河、桐子溪2条河道: as many names as are counted stand in front.
bool Clerk::named(const ReadFigure& read) const {
  std::size_t begin = read.span.begin;
  std::size_t names = 1;
  while (begin > segment_.words.begin && !is_comma(document_.text[begin - 1]) && read.span.begin - begin < 60) {
    --begin;
    if (document_.text[begin] == U'、') ++names;
  }
  const View before = document_.text.substr(begin, read.span.begin - begin);
  return names >= 2 && !before.ends_with(U'等') && read.figure.value == Decimal{static_cast<std::int64_t>(names)};
}

void Clerk::scope(View verb) {
  for (const ReadFigure& read : statement_.figures) {
    const std::string& unit = read.figure.unit;
    const bool counted = unit == "个" || unit == "台" || unit == "座" || unit == "家" || unit == "处" || unit == "条" ||
                         unit == "项" || unit == "栋" || unit == "户" || unit == "宗";
    if (read.span.begin > 0 && document_.text[read.span.begin - 1] == U'等') continue;  // 梅溪河等3条: the list asks
    if (named(read)) continue;
    if (counted && (!forward_ || !contains_any<kMaking>(words_)) && read.figure.bound == Bound::Equal) {
      add(QuestionLabel::Scope, "是哪" + read.figure.value.text() + unit + "？");
      return;
    }
  }
  const std::string& condition = statement_.condition;
  // 对弄虚作假的 names deeds; 对不具备条件的企业, 凡措施不到位的工地 name things that could be listed.
  // Nor can those be listed who have yet to break a rule: 对拒不分类的单位依法处罚.
  const bool to_come = says<U"拒不 违反 弄虚作假 顶风 屡教不改">() && says<U"处罚 严惩 查处 追究 问责 曝光">();
  // Of two conditions (在完成总口截污的基础上；对具备揭盖条件的暗渠) the one that picks things out.
  std::string picks = condition;
  if (const std::size_t at = picks.find("；对"); at != std::string::npos) picks = picks.substr(at + std::string_view{"；"}.size());
  if ((picks.starts_with("对") || picks.starts_with("凡")) && !picks.ends_with("的") && !to_come) {
    add(QuestionLabel::Scope, "符合“" + picks + "”的是哪些？");
    return;
  }
  if (verb.empty() || statement_.deliverable || asked(QuestionLabel::Amount)) return;
  if (says<U"坚决不 绝不 决不 逐项 逐一 逐个 逐户 逐条 逐点 所有 全部 拉网式 上述">()) return;  // none, or every one
  if (const View things = unnamed();
      !things.empty() && !to_come &&
      (statement_.figures.empty() || (!figures_beside(things) && says<U"清退 关闭 关停 取缔 淘汰 拆除">())))
    add(QuestionLabel::Scope, "是哪些" + to_utf8(things) + "？");
}

void Clerk::forward() {
  if (says<U"承诺书 责任书 责任状 军令状">() &&
      says<U"签订了 展示 签署了 递交了 签订">()) {  // promised already: what, and by whom
    if (!statement_.figures.empty() && statement_.figures.front().figure.unit == "个")
      add(QuestionLabel::Scope, "是哪几家？");
    add(QuestionLabel::Match, "各家分别承诺了什么？");
    return;
  }
  // 一是补齐短板: what the item is called; what it asks for follows.
  if (words_.size() <= 8 && enumerator(document_.text, segment_.words.begin, segment_.words.end) > 0 &&
      statement_.figures.empty() && undated())
    return;
  const View verb = ending();
  const bool amount =
      document_.words.any(segment_.words.begin, segment_.words.end, kVagueAmount) && says<U"一批 若干 一系列 大批">();
  const bool attitude =
      is_attitude(verb) && statement_.figures.empty() && !statement_.deliverable && !amount && !pressing();
  const bool deed = (!verb.empty() && !attitude) || plain_task();
  const bool concrete = !statement_.figures.empty() || statement_.deliverable || amount || pressing() || deed ||
                        statement_.deadline.kind == DeadlineKind::Relative ||
                        (!statement_.condition.empty() && !statement_.condition.ends_with("的")) ||
                        statement_.kind == StatementKind::Request || (!undated() && !verb.empty());
  if (!concrete) return;
  if (says<U"全长 占地 概算总投资 总建筑面积 设计规模 设计日处理">() && undated() && !statement_.figures.empty())
    return;  // what a thing is, not what is owed
  // A measured duty owes a day; how often something is done is a standing one.
  const bool measured = std::any_of(statement_.figures.begin(), statement_.figures.end(),
                                    [](const ReadFigure& read) { return read.figure.unit != "次"; });
  const bool decided =
      statement_.actor == "会议" ||
      (document_.genre == Genre::Notice && document_.words.any(segment_.words.begin, segment_.words.end, kDecided));
  if (!decided) lead();
  if (amount) add(QuestionLabel::Amount, std::string{"“"} + (says<U"一批">() ? "一批" : "若干") + "”是多少？");
  if (pressing())
    add(QuestionLabel::Due, "“" + statement_.deadline.words + "”是哪一天？");
  else if (undated() && !standing() && !decided &&
           (statement_.deliverable || deed || amount || measured || statement_.kind == StatementKind::Request))
    add(QuestionLabel::Due, statement_.deliverable ? "何时拿出？" : "何时完成？");
  scope(verb);
  if (says<kPlacesOf>() || unsited()) add(QuestionLabel::Place, "在哪里？");
  if (baseless()) add(QuestionLabel::Base, "与哪一年相比，当时是多少？");
  if (!statement_.figures.empty() && statement_.actor.starts_with("各") &&
      contains_any<U"镇 街 县 区 乡 村 市">(actor_) && !contains_any<U"部门 河长">(actor_) &&
      statement_.figures.front().figure.unit != "次" && statement_.figures.front().figure.unit != "%")
    add(QuestionLabel::Match, "总数如何分到" + statement_.actor + "？");
  if (says<U"分别">() && says<U"等">()) add(QuestionLabel::Match, "分别如何对应？");
}

void Clerk::state() {
  const bool counted = !statement_.figures.empty();
  if (statement_.kind == StatementKind::Result) {
    if (baseless()) add(QuestionLabel::Base, "与哪一年相比，当时是多少？");
    if (says<U"积极进展 大幅领先 明显成效 积极成效 显著成效 较大进展">()) add(QuestionLabel::Amount, "具体是多少？");
    if (says<U"累计">() && !says<U"自 以来 年来 截至">())
      add(QuestionLabel::Base, "“累计”从何时算起？");
    else if (counted && statement_.deadline.words.empty() && !since_when() && !says<U"计划投资 概算 全长 占地 设计">())
      add(QuestionLabel::Base, "是哪一段时间的数？");
    for (const ReadFigure& read : statement_.figures)
      if (!read.figure.baseline.empty() && read.figure.baseline != "上年同期" && read.figure.baseline != "上期" &&
          !read.figure.baseline.starts_with("去年") && !read.figure.baseline.starts_with("上年") &&
          !contains(words_, U"较上年") && !contains(words_, U"比上年") && !contains(words_, U"年同期"))
        add(QuestionLabel::Base, "“" + read.figure.baseline + "”是何时，当时是多少？");
    return;
  }
  if (counted) {
    if (!says<U"排名">()) scope({});
    if (says<U"部分 个别 少数 有的">()) add(QuestionLabel::Scope, "是哪些？");
    const std::string& unit = statement_.figures.front().figure.unit;
    if (says<U"高于 低于 占">() && (unit == "%" || unit == "百分点")) add(QuestionLabel::Base, "按哪一年的数算？");
    return;
  }
  if (says<U"一些部门 部分部门 个别部门 一些镇街 部分镇街 个别镇街 一些乡镇 部分乡镇 个别乡镇 部分县区 个别县区 一些地方 "
           U"部分地区 个别地区 有的地方 有的部门 部分单位 个别单位">())
    add(QuestionLabel::Scope, "是哪些？");
  else if (says<U"附近 沿线 周边 部分 个别 一些 少数">() && !unnamed().empty())
    add(QuestionLabel::Scope, "是哪些" + to_utf8(unnamed()) + "？");
}

}  // namespace

std::vector<ReadQuestion> questions_of(const Document& document, const Segment& segment, const ReadStatement& statement,
                                       std::u32string_view actor) {
  return Clerk{document, segment, statement, actor}.ask();
}

}  // namespace luoshi::intake
