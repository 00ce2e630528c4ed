#pragma once

// Made at build time by data/sample/make_damage_tables.cpp.

namespace luoshi::sample::detail {

inline constexpr unsigned kGbkLeads = 0xFE - 0x81 + 1;
inline constexpr unsigned kGbkTrails = 0xFE - 0x40 + 1;

/// Row lead − 0x81, column trail − 0x40; 0 where the pair is no character.
extern const char16_t kGbkToUnicode[kGbkLeads * kGbkTrails];

/// A simplified character and its first traditional form; `may_stay` where it is itself among the traditional forms.
struct Variant {
  char16_t simplified, traditional;
  bool may_stay;
};
extern const Variant kTraditional[];
extern const unsigned kTraditionalCount;

}  // namespace luoshi::sample::detail
