#pragma once

// Made at build time from data/bulletins/*.txt by cmake/embed_bulletins.cmake.

namespace luoshi::sample::detail {

struct Bulletin {
  const char* name;  ///< 001-two-campaigns-rally.txt
  const char* text;  ///< UTF-8
};
extern const Bulletin kBulletins[];
extern const unsigned kBulletinCount;

}  // namespace luoshi::sample::detail
