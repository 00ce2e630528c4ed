#include "intake/metadata.hpp"

#include <algorithm>

#include "intake/characters.hpp"
#include "intake/meeting.hpp"
#include "intake/paper_date.hpp"
#include "intake/paper_place.hpp"
#include "intake/word_set.hpp"

namespace luoshi::intake {
namespace {

using View = std::u32string_view;

Genre genre_of(View title, View text) {
  if (contains_any<U"承诺书 责任书 责任状 军令状">(title) && !contains_any<U"签订 签署 签约 递交 展示">(title))
    return Genre::Pledge;
  if (contains(title, U"纪要")) return Genre::Minutes;
  // A headline tells what somebody did, whatever paper it names: 某区审议实施方案, 某市调度督察整改.
  const View opening = text.substr(title.size(), std::min<std::size_t>(text.size() - title.size(), 260));
  const bool news =
      contains_any<
          U"召开 签订 签署 仪式 审议 调度 听取 举行 调研 主持 通过 出席 走访 会见 督导 暗访 慰问 约谈 视察 开展 启动 上半年 部署会">(
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
  meta.place = to_utf8(place_of(text, lines, meta.genre));
  meta.publisher = publisher_of(paper);
  meta.meeting_number = meeting_number_of(opening.substr(0, std::min<std::size_t>(opening.size(), 400)));
  const bool meeting = meta.genre == Genre::Bulletin || meta.genre == Genre::Minutes ||
                       (meta.genre == Genre::Report && contains_any<U"主持召开 主持会议 召开 举行">(opening.substr(0, 260)));
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
                            U"公告",     U"通报",     U"报告",     U"分解表",   U"任务表",   U"目标表",
                            U"清单",     U"要点",     U"方案",     U"计划",     U"规划"})
      if (contains(of(text, lines[0]), kind)) {
        meta.meeting_type = to_utf8(kind);
        break;
      }
  }
  ask(text, meeting, meta);
  return meta;
}

}  // namespace luoshi::intake

