#include "intake/boilerplate.hpp"

#include <algorithm>
#include <array>
#include <span>
#include <string_view>

#include "intake/tables.hpp"

namespace luoshi::intake {
namespace {

using Words = std::span<const std::u32string_view>;

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

// How many characters of the line are words of the list, and how many words that is.
struct Hits {
  std::size_t characters = 0;
  std::size_t words = 0;
};

Hits hits_of(std::u32string_view line, Words words) {
  std::array<bool, 256> starts{};
  for (const std::u32string_view word : words) starts[word[0] % starts.size()] = true;
  Hits hits;
  for (std::size_t i = 0; i < line.size();) {
    std::size_t longest = 0;
    if (starts[line[i] % starts.size()])
      for (const std::u32string_view word : words)
        if (word.size() > longest && line.substr(i).starts_with(word)) longest = word.size();
    if (longest != 0) {
      hits.characters += longest;
      ++hits.words;
    }
    i += std::max<std::size_t>(longest, 1);
  }
  return hits;
}

bool has_any(std::u32string_view line, Words words) { return hits_of(line, words).words != 0; }

std::size_t solid_characters(std::u32string_view line) {
  return static_cast<std::size_t>(std::count_if(line.begin(), line.end(), [](char32_t c) {
    return (class_of(c) & (char_class::kHan | char_class::kLetter)) != 0;
  }));
}

// A sentence of the paper: it ends in a full stop and is longer than any label of a page.
bool is_sentence(std::u32string_view line) {
  return line.size() > 24 && (line.find(U'。') != std::u32string_view::npos || line.size() > 120);
}

bool is_picture_name(std::u32string_view line) {
  return std::any_of(std::begin(kPictures), std::end(kPictures), [&](std::u32string_view end) { return line.ends_with(end); });
}

bool is_spam(std::u32string_view line) {
  if (line.find(U'。') != std::u32string_view::npos) return false;
  const Hits hits = hits_of(line, kSpamWords);
  const auto joints = std::count_if(line.begin(), line.end(), [](char32_t c) { return c == U'_' || c == U'|' || c == U'-' || c == U'—'; });
  return (hits.words >= 3 && joints >= 1) || (hits.words >= 4 && hits.characters * 3 > line.size());
}

bool is_breadcrumb(std::u32string_view line) {
  const auto arrows = std::count_if(line.begin(), line.end(), [](char32_t c) { return c == U'>' || c == U'＞' || c == U'»' || c == U'›'; });
  if (line.size() > 80) return false;
  return (arrows >= 1 && has_any(line, kPlaceWords)) || arrows >= 2;
}

bool has_date(std::u32string_view line) {
  std::size_t digits = 0;
  for (const char32_t c : line) digits += is_ascii_digit(c) ? 1U : 0U;
  return digits >= 6;
}

bool is_publication(std::u32string_view line) {
  if (line.size() > 120 || line.find(U'。') != std::u32string_view::npos || !has_any(line, kPublicationWords)) return false;
  return has_date(line) || line.find(U"来源") <= 4;
}

bool is_editor(std::u32string_view line) {
  if (line.size() > 40 || line.find(U'。') != std::u32string_view::npos) return false;
  return std::any_of(std::begin(kEditorWords), std::end(kEditorWords), [&](std::u32string_view word) { return line.find(word) <= 1; });
}

bool is_furniture(std::u32string_view line) {
  if (line.find(U"{{") != std::u32string_view::npos) return true;
  const std::size_t solid = solid_characters(line);
  const Hits hits = hits_of(line, kFurnitureWords);
  if (solid == 0) return hits.words != 0;
  if (hits.characters * 2 >= solid) return true;
  return hits.words >= 3 && !is_sentence(line);
}

std::optional<DropReason> reason_for(std::u32string_view line) {
  if (is_picture_name(line)) return DropReason::ImageName;
  if (jammer_length(line, 0) * 10 >= line.size() * 9 && !line.empty()) return DropReason::Jammer;
  if (is_spam(line)) return DropReason::Spam;
  if (is_sentence(line)) return std::nullopt;
  if (is_editor(line)) return DropReason::EditorLine;
  if (is_publication(line)) return DropReason::Publication;
  if (is_breadcrumb(line)) return DropReason::Breadcrumb;
  if (is_furniture(line)) return DropReason::Furniture;
  return std::nullopt;
}

bool is_forum_line(std::u32string_view line) {
  if (is_sentence(line)) return false;
  const Hits hits = hits_of(line, kForumWords);
  return hits.words != 0 && (hits.characters * 3 >= solid_characters(line) || hits.words >= 3);
}

// The frame of a forum page: what stands before the post but its headline, and what stands behind it.
void drop_forum_frame(const std::vector<std::u32string>& lines, std::vector<std::optional<DropReason>>& reasons) {
  std::size_t forum_lines = 0;
  std::size_t first_sentence = lines.size();
  std::size_t last_sentence = 0;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    forum_lines += is_forum_line(lines[i]) ? 1U : 0U;
    if (is_sentence(lines[i])) first_sentence = std::min(first_sentence, i);
  }
  if (forum_lines < 3 || first_sentence == lines.size()) return;
  std::size_t tail = lines.size();
  for (std::size_t i = first_sentence; i < lines.size(); ++i)
    if (is_forum_line(lines[i])) {
      tail = i;
      break;
    }
  for (std::size_t i = 0; i < lines.size(); ++i) {
    last_sentence = is_sentence(lines[i]) && i < tail ? i : last_sentence;
    if (i >= tail && reasons[i] != DropReason::Publication) reasons[i] = DropReason::ForumFrame;
    if (i < first_sentence && !reasons[i] && is_forum_line(lines[i])) reasons[i] = DropReason::ForumFrame;
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
  while (i < text.size()) {
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

std::vector<std::optional<DropReason>> find_boilerplate(const std::vector<std::u32string>& lines) {
  std::vector<std::optional<DropReason>> reasons(lines.size());
  for (std::size_t i = 0; i < lines.size(); ++i)
    if (!lines[i].empty()) reasons[i] = reason_for(lines[i]);
  drop_forum_frame(lines, reasons);
  return reasons;
}

}  // namespace luoshi::intake
