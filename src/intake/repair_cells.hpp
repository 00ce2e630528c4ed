#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "model/repair.hpp"

namespace luoshi::intake {

/// A character on its way from what the file says to what stands in the text: the stretch of RepairedText::seen it was
/// made from. Stretches may overlap (a character cut in two), but never run backwards.
struct Cell {
  char32_t c;
  std::uint32_t begin;
  std::uint32_t end;
};
using Cells = std::vector<Cell>;

/// What the steps of a repair note down, in terms of `seen`; places in the text are found when it is finished.
struct Findings {
  struct Change {
    RepairRule rule;
    TextSpan seen;
    float confidence;
  };
  std::vector<Change> changes;
  std::vector<TextSpan> lost;

  void note(RepairRule rule, std::uint32_t begin, std::uint32_t end, float confidence = 1.0F) {
    // Neighbouring changes of one rule are one change: 會議 → 会议.
    if (!changes.empty() && changes.back().rule == rule && changes.back().seen.end == begin &&
        changes.back().confidence == confidence) {
      changes.back().seen.end = end;
    } else {
      changes.push_back({rule, {begin, end}, confidence});
    }
  }
};

/// Which damage a text shows as a whole; it decides what a doubtful place means.
struct Profile {
  std::size_t characters = 0;
  std::size_t han = 0;
  std::size_t traditional = 0;
  std::size_t toned_glosses = 0;     ///< bracketed readings with tone after a character that reads so
  std::size_t plain_glosses = 0;     ///< the same without tone
  std::size_t doubled_commas = 0;
  std::size_t question_marks = 0;
  std::size_t swallowed = 0;     ///< "?" where a round trip through GBK would put it
  std::size_t kept = 0;          ///< places that speak against one
  std::size_t phrase_converted = 0;  ///< forms only a phrase-wise converter writes (於, 後, 裡, 製, 衝)
  std::size_t character_converted = 0;  ///< forms only a character-wise converter leaves in traditional text (后, 里, 于)

  [[nodiscard]] bool is_traditional() const { return traditional >= 1 && traditional * 16 > han; }
  [[nodiscard]] bool is_swallowed() const { return swallowed > 0 && kept <= swallowed; }
};
[[nodiscard]] Profile profile_of(std::u32string_view seen);

/// A bracketed reading at `at` (the opening bracket): its length with brackets, 0 where there is none.
/// `toned` tells whether it carries a tone; `key` is its syllable.
struct Gloss {
  std::size_t length = 0;
  bool toned = false;
  std::uint64_t key = 0;
};
[[nodiscard]] Gloss gloss_at(std::u32string_view text, std::size_t at);
/// True when the character, or its simplified form, reads so (any tone where the key has none).
[[nodiscard]] bool reads(char32_t c, std::uint64_t key);
/// True when its first-listed reading is that one.
[[nodiscard]] bool reads_first(char32_t c, std::uint64_t key);

/// Steps over one line, in this order. Each leaves a line without its damage untouched.
void remove_glosses(Cells& line, const Profile& profile, Findings& findings);
/// True when something was realigned.
bool undo_straddles(Cells& line, Findings& findings);
void restore_swallowed(Cells& line, const Profile& profile, Findings& findings);
void remove_jammers(Cells& line, Findings& findings);
void remove_doubled_commas(Cells& line, Findings& findings);
void simplify(Cells& line, const Profile& profile, Findings& findings);
void widen_marks(Cells& line, Findings& findings);
void close_spaces(Cells& line, Findings& findings);

}  // namespace luoshi::intake
