#pragma once

#include <cstdint>

namespace luoshi::intake {

/// The file of tables made at build time: `kTableMagic`, then kTableCount pairs {offset, size in bytes} of 32 bits, then
/// the tables, each at a multiple of 8. Little-endian, as every machine Luoshi runs on.
enum class Table : std::uint32_t {
  Gbk,              ///< u16[126][191]: lead − 0x81, trail − 0x40 → code point; 0 = none
  GbkReverse,       ///< u16[65536]: code point → two GBK bytes; 0 = none
  Gb18030Ranges,    ///< u32[n][3]: first linear four-byte index, first code point, length; ascending
  Big5,             ///< u16[126][191]
  Class,            ///< u8[65536]: bits of CharClass
  Fold,             ///< u16[65536]: traditional or regional form → simplified
  Phrases,          ///< UTF-8 lines "traditional TAB simplified": where the fold of the parts is not the whole
  Regional,         ///< UTF-8 lines "regional TAB mainland[ SPACE mainland…]", simplified on both sides
  SyllableKeys,     ///< u64[n] ascending: see `syllable_key`
  ReadingStart,     ///< u16[65536]: code point → place in ReadingPool; 0 = no reading
  ReadingPool,      ///< u16[n]: numbers of syllables, the last of a character with bit 15 set
  ModelIds,         ///< u16[65536]: code point → number in the language model; 0 = unknown
  ModelUnigrams,    ///< u8[V][2]: cost, back-off cost (units of 1/kCostPerNat nat)
  ModelBigramStart, ///< u32[V + 1]
  ModelBigrams,     ///< u16[n] ascending within a start
  ModelBigramCosts, ///< u8[n][2]: cost, back-off cost
  ModelTrigramStart,///< u32[n + 1], one a bigram
  ModelTrigrams,    ///< u16[m] ascending within a start
  ModelTrigramCosts,///< u8[m]
  Count
};

inline constexpr std::uint32_t kTableMagic = 0x4C535431;  // "LST1"
inline constexpr std::uint32_t kTableCount = static_cast<std::uint32_t>(Table::Count);
inline constexpr double kCostPerNat = 12.0;

/// Bits of the Class table.
namespace char_class {
inline constexpr std::uint8_t kHan = 1;          // an ideograph
inline constexpr std::uint8_t kTraditional = 2;  // Fold differs: no simplified text has it, but for names and 乾坤
inline constexpr std::uint8_t kWideMark = 4;     // ， 。 “ ” 《 and the like
inline constexpr std::uint8_t kMark = 8;         // ( , ? : and what else may start a repair
inline constexpr std::uint8_t kDigit = 16;       // 0…9
inline constexpr std::uint8_t kLetter = 32;      // a…z, A…Z
inline constexpr std::uint8_t kSpace = 64;       // blanks of all widths, no line ends
inline constexpr std::uint8_t kPrivate = 128;    // private use, U+FFFD, control characters
}  // namespace char_class

}  // namespace luoshi::intake
