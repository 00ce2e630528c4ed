#include "intake/boilerplate.hpp"

#include <algorithm>
#include <array>
#include <span>
#include <string_view>

#include "intake/tables.hpp"

namespace luoshi::intake {
namespace {

constexpr std::u32string_view kForumWords[] = {
    U"找回密码", U"立即注册", U"登录", U"只需一步", U"快速开始", U"查看", U"回复", U"复制链接", U"楼主", U"沙发", U"板凳",
    U"只看该作者", U"倒序浏览", U"正序浏览", U"阅读模式", U"电梯直达", U"显示全部楼层", U"本版积分规则", U"Archiver",
    U"Powered by", U"Discuz", U"Comsenz", U"返回顶部", U"返回列表", U"快速回复", U"发新帖", U"发表回复", U"高级模式",
    U"上一主题", U"下一主题", U"小黑屋", U"手机版", U"使用道具", U"举报", U"收藏", U"签到", U"帖子", U"积分", U"注册",
    U"自动登录", U"用户名", U"密码", U"该用户从未签到", U"主题", U"听众", U"发消息", U"加好友", U"分享到"};
constexpr std::u32string_view kFurnitureWords[] = {
    U"无障碍", U"长者助手", U"长者模式", U"关怀版", U"登录", U"注册", U"繁体", U"简体", U"字号", U"字体", U"大中小",
    U"打印", U"关闭", U"收藏", U"分享", U"上一篇", U"下一篇", U"上一条", U"下一条", U"扫一扫", U"扫码", U"二维码",
    U"版权所有", U"主办单位", U"主办", U"承办单位", U"承办", U"备案", U"公网安备", U"ICP", U"网站地图", U"联系我们", U"联系方式", U"关于我们", U"免责声明",
    U"广告服务", U"网站介绍", U"网站标识码", U"技术支持", U"设为首页", U"加入收藏", U"浏览次数", U"浏览量", U"点击数", U"点击",
    U"阅读次数", U"阅读量", U"访问量", U"pvCount", U"相关链接", U"相关阅读", U"相关新闻", U"相关文章", U"推荐阅读", U"热点推荐", U"返回顶部", U"返回首页",
    U"返回列表", U"邮编", U"邮箱", U"QQ群", U"特别声明", U"本站", U"微信公众号", U"手机浏览", U"在手机上", U"当前页面", U"打开", U"首页", U"站内搜索", U"搜索",
    U"English", U"RSS", U"视力保护色", U"视力保护", U"Copyright", U"copyright", U"All Rights Reserved", U"我要纠错", U"纠错", U"转发", U"点赞", U"评论", U"官方微博"};
// Words that no line of a paper but a page's own labels are made of.
constexpr std::u32string_view kLabelWords[] = {U"扫一扫", U"上一篇", U"下一篇", U"上一条", U"下一条", U"打印本页", U"关闭窗口", U"字号：", U"字号:",
                                               U"版权所有", U"网站标识码", U"公网安备", U"ICP备", U"设为首页", U"加入收藏", U"分享到", U"浏览次数", U"阅读次数"};
constexpr std::u32string_view kSpamWords[] = {
    U"久久", U"成人", U"无码", U"伊人", U"国产", U"精品", U"午夜", U"福利", U"在线观看", U"免费观看", U"亚洲", U"欧美",
    U"日韩", U"香蕉", U"高清", U"影视", U"视频", U"一区", U"二区", U"三级片", U"色", U"激情", U"澳门", U"博彩", U"娱乐城", U"娱乐场",
    U"彩票", U"棋牌", U"赌场", U"真人", U"时时彩", U"下注", U"百家乐", U"老虎机", U"开奖", U"投注", U"体育官网", U"注册送", U"综合网", U"超碰", U"导航"};
constexpr std::u32string_view kPublicationWords[] = {
    U"发布日期", U"发布时间", U"发布于", U"发表于", U"发表时间", U"信息来源", U"文章来源", U"稿件来源", U"新闻来源", U"来源：", U"来源:",
    U"更新时间", U"更新日期", U"录入时间", U"时间：", U"日期：", U"发稿时间"};
constexpr std::u32string_view kEditorWords[] = {
    U"责任编辑", U"责编", U"编辑：", U"编辑:", U"（编辑", U"【编辑", U"校对：", U"审核：", U"初审", U"终审", U"监制：", U"签发：", U"值班编辑", U"录入：", U"作者："};
constexpr std::u32string_view kPlaceWords[] = {U"位置", U"首页", U"主页", U"当前栏目"};
constexpr std::u32string_view kPictures[] = {U".jpeg", U".jpg", U".png", U".gif", U".bmp", U".webp"};

enum Family : std::size_t { kForum, kFurniture, kSpam, kPublication, kPlace, kLabel, kFamilies };

// How many characters of a line are words of each family, and how many words that is.
struct Hits {
  std::array<std::size_t, kFamilies> characters{};
  std::array<std::size_t, kFamilies> words{};
  [[nodiscard]] bool any(Family family) const { return words[family] != 0; }
};

// All words of all families by their first character, so that one walk over a line finds them.
class WordIndex {
 public:
  WordIndex() {
    add(kForum, kForumWords);
    add(kFurniture, kFurnitureWords);
    add(kSpam, kSpamWords);
    add(kPublication, kPublicationWords);
    add(kPlace, kPlaceWords);
    add(kLabel, kLabelWords);
  }

  [[nodiscard]] Hits hits_of(std::u32string_view line) const {
    Hits hits;
    std::array<std::size_t, kFamilies> free_from{};  // words of one family do not overlap
    for (std::size_t i = 0; i < line.size(); ++i) {
      const std::vector<Entry>& entries = starts_[line[i] % kStarts];
      if (entries.empty()) continue;
      std::array<std::size_t, kFamilies> longest{};
      for (const Entry& entry : entries)
        if (i >= free_from[entry.family] && entry.word.size() > longest[entry.family] && line.substr(i).starts_with(entry.word))
          longest[entry.family] = entry.word.size();
      for (std::size_t family = 0; family < kFamilies; ++family) {
        if (longest[family] == 0) continue;
        hits.characters[family] += longest[family];
        ++hits.words[family];
        free_from[family] = i + longest[family];
      }
    }
    return hits;
  }

 private:
  struct Entry {
    std::u32string_view word;
    Family family;
  };
  static constexpr std::size_t kStarts = 1024;

  void add(Family family, std::span<const std::u32string_view> words) {
    for (const std::u32string_view word : words) starts_[word[0] % kStarts].push_back({word, family});
  }

  std::array<std::vector<Entry>, kStarts> starts_;
};

Hits hits_of(std::u32string_view line) {
  static const WordIndex index;
  return index.hits_of(line);
}

std::size_t solid_characters(std::u32string_view line) {
  return static_cast<std::size_t>(std::count_if(line.begin(), line.end(), [](char32_t c) {
    return (class_of(c) & (char_class::kHan | char_class::kLetter)) != 0;
  }));
}

constexpr std::size_t kLongestLabel = 24;

// A sentence of the paper: it ends in a full stop and is longer than any label of a page.
bool is_sentence(std::u32string_view line) {
  return line.size() > kLongestLabel && (line.find(U'。') != std::u32string_view::npos || line.size() > 120);
}

bool is_picture_name(std::u32string_view line) {
  return std::any_of(std::begin(kPictures), std::end(kPictures), [&](std::u32string_view end) { return line.ends_with(end); });
}

std::ptrdiff_t count_of(std::u32string_view line, std::u32string_view characters) {
  return std::count_if(line.begin(), line.end(), [&](char32_t c) { return characters.find(c) != std::u32string_view::npos; });
}

bool is_spam(std::u32string_view line, const Hits& hits) {
  if (hits.words[kSpam] < 3 || line.find(U'。') != std::u32string_view::npos) return false;
  return count_of(line, U"_|-—") >= 1 || (hits.words[kSpam] >= 4 && hits.characters[kSpam] * 3 > line.size());
}

bool is_breadcrumb(std::u32string_view line, const Hits& hits) {
  if (line.size() > 80) return false;
  const auto arrows = count_of(line, U">＞»›");
  return (arrows >= 1 && hits.any(kPlace)) || arrows >= 2;
}

bool has_date(std::u32string_view line) { return std::count_if(line.begin(), line.end(), is_ascii_digit) >= 6; }

bool is_publication(std::u32string_view line, const Hits& hits) {
  if (!hits.any(kPublication) || line.size() > 120 || line.find(U'。') != std::u32string_view::npos) return false;
  // 时间：2031年3月14日下午 opens minutes: when they met, not when a page was made.
  constexpr std::u32string_view kHalves[] = {U"上午", U"下午", U"晚上", U"晚"};
  const bool met = line.starts_with(U"会议时间") || line.starts_with(U"召开时间") ||
                   (line.starts_with(U"时间") && std::any_of(std::begin(kHalves), std::end(kHalves), [&](std::u32string_view half) {
                      return line.find(half) != std::u32string_view::npos;
                    }));
  if (met && line.find(U"来源") == std::u32string_view::npos) return false;
  return has_date(line) || line.find(U"来源") <= 4;
}

bool is_editor(std::u32string_view line) {
  if (line.size() > 40 || line.find(U'。') != std::u32string_view::npos) return false;
  const std::u32string_view head = line.substr(0, 8);
  return std::any_of(std::begin(kEditorWords), std::end(kEditorWords), [&](std::u32string_view word) { return head.find(word) <= 1; });
}

bool is_furniture(std::u32string_view line, const Hits& hits) {
  if (line.find(U"{{") != std::u32string_view::npos) return true;
  if (hits.any(kLabel)) return true;  // sentences are out already
  if (!hits.any(kFurniture)) return false;
  return hits.characters[kFurniture] * 2 >= solid_characters(line) || (hits.words[kFurniture] >= 3 && !is_sentence(line));
}

std::optional<DropReason> reason_for(std::u32string_view line, const Hits& hits) {
  if (is_picture_name(line)) return DropReason::ImageName;
  if (line[0] < 0x7F && jammer_length(line, 0) * 10 >= line.size() * 9) return DropReason::Jammer;
  if (is_spam(line, hits)) return DropReason::Spam;
  if (is_sentence(line)) return std::nullopt;
  if (is_editor(line)) return DropReason::EditorLine;
  if (is_publication(line, hits)) return DropReason::Publication;
  if (is_breadcrumb(line, hits)) return DropReason::Breadcrumb;
  if (is_furniture(line, hits)) return DropReason::Furniture;
  return std::nullopt;
}

// What is known of a line; those that are sentences of the paper beyond doubt are never searched.
struct Labelled {
  bool sentence;
  bool forum;
};

// The frame of a forum page: what stands before the post but its headline, and what stands behind it.
void drop_forum_frame(const std::vector<Labelled>& lines, const std::vector<Line>& cells, std::vector<std::optional<DropReason>>& reasons) {
  std::size_t forum_lines = 0;
  std::size_t first_sentence = lines.size();
  for (std::size_t i = 0; i < lines.size(); ++i) {
    forum_lines += lines[i].forum ? 1U : 0U;
    if (lines[i].sentence) first_sentence = std::min(first_sentence, i);
  }
  if (forum_lines < 3 || first_sentence == lines.size()) return;
  bool behind = false;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    behind = behind || (i >= first_sentence && lines[i].forum);
    if (cells[i].empty()) continue;
    if (behind ? reasons[i] != DropReason::Publication : i < first_sentence && !reasons[i] && lines[i].forum) reasons[i] = DropReason::ForumFrame;
  }
}

}  // namespace

std::size_t category_length(std::u32string_view line) {
  if (line.empty() || (line[0] != U'[' && line[0] != U'【' && line[0] != U'［')) return 0;
  const std::size_t close = line.find_first_of(U"]】］");
  if (close == std::u32string_view::npos || close > 10 || close + 6 > line.size()) return 0;
  std::size_t end = close + 1;
  while (end < line.size() && (class_of(line[end]) & char_class::kSpace) != 0) ++end;
  return end;
}

std::size_t jammer_length(std::u32string_view text, std::size_t at) {
  std::size_t tokens = 0;
  std::size_t marks = 0;
  std::size_t end = at;
  std::size_t i = at;
  constexpr std::size_t kLongestJammer = 160;
  while (i < text.size() && i - at < kLongestJammer) {
    std::size_t width = 0;
    bool mark = false;
    while (i + width < text.size() && text[i + width] > U' ' && text[i + width] < 0x7F) {
      mark = mark || (class_of(text[i + width]) & (char_class::kDigit | char_class::kLetter)) == 0;
      ++width;
    }
    if (width == 0 || width > 2) break;
    ++tokens;
    marks += mark ? 1U : 0U;
    i += width;
    end = i;
    if (i >= text.size() || text[i] != U' ') break;
    ++i;
  }
  return tokens >= 6 && marks >= 2 ? end - at : 0;
}

std::vector<std::optional<DropReason>> find_boilerplate(const std::vector<Line>& lines) {
  std::vector<Labelled> labelled(lines.size());
  std::vector<std::optional<DropReason>> reasons(lines.size());
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (lines[i].empty()) continue;
    labelled[i].sentence = (lines[i].traits & line_trait::kFullStop) != 0 && lines[i].size() > kLongestLabel;
    if (labelled[i].sentence) continue;
    const std::u32string text = lines[i].text();
    const Hits hits = hits_of(text);
    reasons[i] = reason_for(text, hits);
    labelled[i].sentence = is_sentence(text);
    labelled[i].forum = !labelled[i].sentence && hits.any(kForum) &&
                        (hits.characters[kForum] * 3 >= solid_characters(text) || hits.words[kForum] >= 3);
  }
  drop_forum_frame(labelled, lines, reasons);
  return reasons;
}

}  // namespace luoshi::intake
