#include "model/repair.hpp"

#include <algorithm>

#include "base/contract.hpp"

namespace luoshi {

bool RepairedText::has(DamageNote note) const { return std::find(notes.begin(), notes.end(), note) != notes.end(); }

std::u32string_view RepairedText::before(const Repair& repair) const {
  return std::u32string_view{seen}.substr(repair.seen.begin, repair.seen.end - repair.seen.begin);
}

std::u32string_view RepairedText::after(const Repair& repair) const {
  return std::u32string_view{text}.substr(repair.text.begin, repair.text.end - repair.text.begin);
}

SourceSpan RepairedText::source_of(TextSpan span) const {
  expects(span.begin <= span.end && span.end <= sources.size(), "a stretch inside the text");
  if (span.begin == span.end) {
    if (sources.empty()) return {};
    return span.begin < sources.size() ? SourceSpan{sources[span.begin].begin, sources[span.begin].begin}
                                       : SourceSpan{sources.back().end, sources.back().end};
  }
  SourceSpan whole = sources[span.begin];
  for (std::size_t i = span.begin; i < span.end; ++i) {
    whole.begin = std::min(whole.begin, sources[i].begin);
    whole.end = std::max(whole.end, sources[i].end);
  }
  return whole;
}

bool RepairedText::lost_near(TextSpan span) const {
  return std::any_of(lost.begin(), lost.end(),
                     [&](const LostPlace& place) { return place.text.begin <= span.end && place.text.end >= span.begin; });
}

const char* name_of(RepairRule rule) {
  switch (rule) {
    case RepairRule::PinyinGloss: return "pinyin_gloss";
    case RepairRule::PinyinStraddle: return "pinyin_straddle";
    case RepairRule::MarkStraddle: return "mark_straddle";
    case RepairRule::PlainPinyin: return "plain_pinyin";
    case RepairRule::DoubledComma: return "doubled_comma";
    case RepairRule::SwallowedBytes: return "swallowed_bytes";
    case RepairRule::Jammer: return "jammer";
    case RepairRule::Script: return "script";
    case RepairRule::Variant: return "variant";
    case RepairRule::Width: return "width";
    case RepairRule::Spacing: return "spacing";
    case RepairRule::Entity: return "entity";
  }
  return "";
}

const char* name_of(DropReason reason) {
  switch (reason) {
    case DropReason::ForumFrame: return "forum_frame";
    case DropReason::Spam: return "spam";
    case DropReason::Breadcrumb: return "breadcrumb";
    case DropReason::Furniture: return "furniture";
    case DropReason::Publication: return "publication";
    case DropReason::ImageName: return "image_name";
    case DropReason::EditorLine: return "editor_line";
    case DropReason::Jammer: return "jammer";
  }
  return "";
}

const char* name_of(DamageNote note) {
  switch (note) {
    case DamageNote::Utf8ReadAsGbk: return "utf8_read_as_gbk";
    case DamageNote::GbkReadAsLatin1: return "gbk_read_as_latin1";
    case DamageNote::WrongDeclaration: return "wrong_declaration";
    case DamageNote::Markup: return "markup";
    case DamageNote::MalformedBytes: return "malformed_bytes";
    case DamageNote::Traditional: return "traditional";
    case DamageNote::PinyinGlosses: return "pinyin_glosses";
    case DamageNote::DoubledCommas: return "doubled_commas";
    case DamageNote::MisalignedBytes: return "misaligned_bytes";
    case DamageNote::SwallowedBytes: return "swallowed_bytes";
    case DamageNote::Boilerplate: return "boilerplate";
  }
  return "";
}

const char* name_of(Encoding encoding) {
  switch (encoding) {
    case Encoding::Utf8: return "UTF-8";
    case Encoding::Gb18030: return "GB18030";
    case Encoding::Big5: return "Big5";
    case Encoding::Utf16Le: return "UTF-16LE";
    case Encoding::Utf16Be: return "UTF-16BE";
  }
  return "";
}

std::string to_utf8(std::u32string_view text) {
  std::string bytes(text.size() * 4, '\0');  // the widest case: then no character asks for room
  char* at = bytes.data();
  for (const char32_t c : text) {
    if (c < 0x80) {
      *at++ = static_cast<char>(c);
    } else if (c < 0x800) {
      *at++ = static_cast<char>(0xC0U | (c >> 6U));
      *at++ = static_cast<char>(0x80U | (c & 0x3FU));
    } else if (c < 0x10000) {
      expects(c < 0xD800 || c > 0xDFFF, "a scalar value, not a surrogate");
      *at++ = static_cast<char>(0xE0U | (c >> 12U));
      *at++ = static_cast<char>(0x80U | ((c >> 6U) & 0x3FU));
      *at++ = static_cast<char>(0x80U | (c & 0x3FU));
    } else {
      expects(c <= 0x10FFFF, "a scalar value of Unicode");
      *at++ = static_cast<char>(0xF0U | (c >> 18U));
      *at++ = static_cast<char>(0x80U | ((c >> 12U) & 0x3FU));
      *at++ = static_cast<char>(0x80U | ((c >> 6U) & 0x3FU));
      *at++ = static_cast<char>(0x80U | (c & 0x3FU));
    }
  }
  bytes.resize(static_cast<std::size_t>(at - bytes.data()));
  return bytes;
}

}  // namespace luoshi
