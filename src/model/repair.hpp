#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace luoshi {

/// Bytes of a source file, end exclusive.
struct SourceSpan {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  friend bool operator==(const SourceSpan&, const SourceSpan&) = default;
};

/// Code points of a text, end exclusive.
struct TextSpan {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  friend bool operator==(const TextSpan&, const TextSpan&) = default;
};

/// How the bytes were written.
enum class Encoding { Utf8, Gb18030, Big5, Utf16Le, Utf16Be };

/// What was wrong with the file as a whole.
enum class DamageNote {
  Utf8ReadAsGbk,      ///< UTF-8 bytes were read as GBK and saved again (整篇乱码)
  GbkReadAsLatin1,    ///< GBK bytes were read as a single-byte Western charset and saved again
  WrongDeclaration,   ///< the page declares another charset than the one it is written in
  Markup,             ///< the text was taken out of HTML
  MalformedBytes,     ///< some bytes are no text in the encoding found; each is a lost place
  Traditional,        ///< written in traditional characters (per character or by phrases)
  PinyinGlosses,      ///< pinyin in brackets was inserted after characters (注音插入)
  DoubledCommas,      ///< commas were inserted before other marks
  MisalignedBytes,    ///< bytes were cut in the middle of characters (错位)
  SwallowedBytes,     ///< bytes were lost in a round trip through another charset
  Boilerplate,        ///< lines that are no part of the paper were taken out
};

/// Why the text differs from what the file says, one rule a change.
enum class RepairRule {
  PinyinGloss,     ///< "(kāi)" after a character that reads so
  PinyinStraddle,  ///< such a gloss that cut a character in two: 序?yàn)g → 序浏
  MarkStraddle,    ///< a full-width mark was found across two characters: 確?！笆奈濉遍_ → 确保“十四五”开
  PlainPinyin,     ///< "(fa)" without tones
  DoubledComma,    ///< a comma before another mark
  SwallowedBytes,  ///< a character or mark restored where a round trip lost its bytes
  Jammer,          ///< copy-protection strings inside a line
  Script,          ///< traditional → simplified, character by character or by phrase
  Variant,         ///< a regional word or an over-converted character: 專案 → 项目, 控製 → 控制
  Width,           ///< ASCII marks folded to half width, made full again between Chinese characters
  Spacing,         ///< spaces between Chinese characters and figures, indents, empty lines
  Entity,          ///< a character that a markup entity stood for
};

/// One change, as places; the words are had from `RepairedText::before` and `after`.
struct Repair {
  RepairRule rule{};
  SourceSpan source;         ///< the bytes of the file that were read
  TextSpan seen;             ///< what they said, in RepairedText::seen
  TextSpan text;             ///< what stands now, in RepairedText::text; empty for a deletion
  float confidence = 1.0F;   ///< probability that the change is right, 0…1
};

/// Why a line of the file is not in the text.
enum class DropReason {
  ForumFrame,   ///< a forum's own words (找回密码, 查看:, Powered by)
  Spam,         ///< keywords of a hijacked site
  Breadcrumb,   ///< 首页 > 要闻
  Furniture,    ///< 字号, 上一篇, 扫一扫, 版权所有
  Publication,  ///< when and by whom it was put on line (发布日期, 信息来源, 发表于): read it for the date
  ImageName,    ///< the name of a picture
  EditorLine,   ///< 责任编辑: …
  Jammer,       ///< copy-protection characters
};

struct DroppedLine {
  DropReason reason{};
  SourceSpan source;
  std::u32string text;       ///< the line, repaired like the body
  std::uint32_t before = 0;  ///< the code point of the text in front of which it stood
};

/// A place where bytes are gone and were not restored. The text holds "?" there (or nothing, if the file held nothing).
struct LostPlace {
  TextSpan text;
  SourceSpan source;
  bool beside_figure = false;  ///< a digit stands next to it: the figure or date is uncertain and must be asked for
};

/// A paper as it was meant (修复后的文本), every character tied to the bytes it came from.
///
/// Invariants: `sources.size() == text.size()`; every span lies inside the file; `text` holds scalar values only, lines
/// end in U+000A, no empty line, no final line end (a clean file is kept as it is, whatever its lines).
struct RepairedText {
  std::u32string text;
  std::vector<SourceSpan> sources;  ///< one a code point of `text`
  std::u32string seen;              ///< what the file says, decoded and nothing else
  std::vector<Repair> repairs;      ///< in order of `text`
  std::vector<DroppedLine> dropped; ///< in order of the file
  std::vector<LostPlace> lost;      ///< in order of `text`
  Encoding encoding = Encoding::Utf8;
  std::vector<DamageNote> notes;    ///< each at most once

  [[nodiscard]] bool has(DamageNote note) const;
  [[nodiscard]] std::u32string_view before(const Repair& repair) const;
  [[nodiscard]] std::u32string_view after(const Repair& repair) const;
  /// The bytes a stretch of text came from: from its first character's first byte to its last character's last.
  [[nodiscard]] SourceSpan source_of(TextSpan span) const;
  /// True when a lost place touches the stretch or stands directly beside it.
  [[nodiscard]] bool lost_near(TextSpan span) const;
};

/// The name used in JSON and explanations: "pinyin_gloss", "mark_straddle", …
[[nodiscard]] const char* name_of(RepairRule rule);
[[nodiscard]] const char* name_of(DropReason reason);
[[nodiscard]] const char* name_of(DamageNote note);
[[nodiscard]] const char* name_of(Encoding encoding);

/// UTF-8 of scalar values. Requires scalar values (no surrogates, at most U+10FFFF).
[[nodiscard]] std::string to_utf8(std::u32string_view text);

}  // namespace luoshi
