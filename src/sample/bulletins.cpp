#include "sample/bulletins.hpp"

#include <array>
#include <cstdint>
#include <string_view>

#include "sample/damage.hpp"
#include "sample/detail/bulletins.hpp"

namespace luoshi::sample {
namespace {

struct Republished {
  std::string_view number;
  std::uint64_t site;
  bool commas, drop_private_use;
};

/// One paper of each genre that such sites carry.
constexpr std::array kRepublished{Republished{"001", 1, false, false}, Republished{"002", 2, false, true},
                                  Republished{"009", 3, false, false}, Republished{"010", 4, true, false},
                                  Republished{"029", 5, false, false}, Republished{"037", 6, true, true}};

}  // namespace

std::vector<SampleFile> clean_bulletins() {
  std::vector<SampleFile> files;
  for (unsigned i = 0; i < detail::kBulletinCount; ++i)
    files.push_back({detail::kBulletins[i].name, detail::kBulletins[i].text});
  return files;
}

std::vector<SampleFile> damaged_bulletins() {
  std::vector<SampleFile> files;
  for (const SampleFile& clean : clean_bulletins())
    for (const Republished& each : kRepublished)
      if (clean.path.starts_with(each.number)) {
        DamageStyle style = damage_style(each.site);
        style.commas = each.commas;
        style.drop_private_use = each.drop_private_use;
        files.push_back({std::string{each.number} + ".txt", republish(clean.bytes, style, each.site)});
      }
  return files;
}

}  // namespace luoshi::sample
