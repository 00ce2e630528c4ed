// The invented sites: which characters each explains, and in which order it cuts.

#include <algorithm>
#include <array>
#include <span>

#include "base/random.hpp"
#include "sample/damage.hpp"

namespace luoshi::sample {
namespace {

struct Reading {
  char32_t character;
  const char* pinyin;
};

/// Common traditional characters outside GB 2312 with their readings (現代漢語: any dictionary).
constexpr std::array kReadings{
    Reading{U'開', "kāi"},   Reading{U'會', "huì"},   Reading{U'現', "xiàn"},  Reading{U'場', "chǎng"},
    Reading{U'發', "fā"},    Reading{U'質', "zhì"},   Reading{U'環', "huán"},  Reading{U'實', "shí"},
    Reading{U'總', "zǒng"},  Reading{U'項', "xiàng"}, Reading{U'設', "shè"},   Reading{U'產', "chǎn"},
    Reading{U'業', "yè"},    Reading{U'鎮', "zhèn"},  Reading{U'單', "dān"},   Reading{U'責', "zé"},
    Reading{U'對', "duì"},   Reading{U'題', "tí"},    Reading{U'問', "wèn"},   Reading{U'關', "guān"},
    Reading{U'規', "guī"},   Reading{U'劃', "huà"},   Reading{U'動', "dòng"},  Reading{U'進', "jìn"},
    Reading{U'導', "dǎo"},   Reading{U'長', "zhǎng"}, Reading{U'強', "qiáng"}, Reading{U'調', "diào"},
    Reading{U'務', "wù"},    Reading{U'區', "qū"},    Reading{U'縣', "xiàn"},  Reading{U'時', "shí"},
    Reading{U'間', "jiān"},  Reading{U'測', "cè"},    Reading{U'監', "jiān"},  Reading{U'驗', "yàn"},
    Reading{U'標', "biāo"},  Reading{U'準', "zhǔn"},  Reading{U'據', "jù"},    Reading{U'報', "bào"},
    Reading{U'億', "yì"},    Reading{U'條', "tiáo"},  Reading{U'網', "wǎng"},  Reading{U'廠', "chǎng"},
    Reading{U'鋼', "gāng"},  Reading{U'鐵', "tiě"},   Reading{U'綠', "lǜ"},    Reading{U'態', "tài"},
    Reading{U'議', "yì"},    Reading{U'論', "lùn"},   Reading{U'證', "zhèng"}, Reading{U'書', "shū"},
    Reading{U'記', "jì"},    Reading{U'領', "lǐng"},  Reading{U'幹', "gàn"},   Reading{U'級', "jí"},
    Reading{U'經', "jīng"},  Reading{U'濟', "jì"},    Reading{U'結', "jié"},   Reading{U'構', "gòu"},
    Reading{U'轉', "zhuǎn"}, Reading{U'續', "xù"},    Reading{U'穩', "wěn"},   Reading{U'氣', "qì"},
    Reading{U'園', "yuán"},  Reading{U'確', "què"},   Reading{U'執', "zhí"},   Reading{U'屆', "jiè"},
    Reading{U'過', "guò"},   Reading{U'還', "hái"},   Reading{U'這', "zhè"},   Reading{U'們', "men"},
    Reading{U'個', "gè"},    Reading{U'來', "lái"},   Reading{U'為', "wéi"},   Reading{U'與', "yǔ"}};

}  // namespace

DamageStyle damage_style(std::uint64_t site) {
  Random random{site, 0x517E};
  DamageStyle style;
  for (const Reading& reading : kReadings) style.glosses.push_back({reading.character, reading.pinyin});
  random.shuffle(std::span{style.glosses});
  style.glosses.resize(40 + random.below(21));
  std::u32string first = U"，？、";
  random.shuffle(std::span{first});
  style.split = first + U"。！";
  return style;
}

}  // namespace luoshi::sample
