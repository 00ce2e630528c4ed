#pragma once

#include <array>
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

/// Which characters a line has, so that a step can pass it by: bits of Line::traits.
namespace line_trait {
inline constexpr std::uint32_t kBracket = 1;      // ( or （
inline constexpr std::uint32_t kQuestion = 2;     // ?
inline constexpr std::uint32_t kComma = 4;        // , or ，
inline constexpr std::uint32_t kBlank = 8;        // a blank of any width
inline constexpr std::uint32_t kTraditional = 16; // a character that Fold changes
inline constexpr std::uint32_t kHalfMark = 32;    // , ; : ! ? ( )
inline constexpr std::uint32_t kOtherAscii = 64;  // printable ASCII other than letters, digits and those marks
inline constexpr std::uint32_t kFullStop = 128;   // 。
inline constexpr std::uint32_t kLatin = 256;      // a…z, A…Z
inline constexpr std::uint32_t kZhe = 512;        // 著
}  // namespace line_trait

/// One line: a stretch of cells in a common store that steps shrink in place, or cells of its own once it had to grow.
class Line {
 public:
  Line(Cell* first, std::size_t size) : first_{first}, size_{size} {}

  [[nodiscard]] std::size_t size() const { return size_; }
  [[nodiscard]] bool empty() const { return size_ == 0; }
  [[nodiscard]] Cell& operator[](std::size_t i) { return first_[i]; }
  [[nodiscard]] const Cell& operator[](std::size_t i) const { return first_[i]; }
  [[nodiscard]] const Cell* begin() const { return first_; }
  [[nodiscard]] const Cell* end() const { return first_ + size_; }
  [[nodiscard]] const Cell& front() const { return first_[0]; }
  [[nodiscard]] const Cell& back() const { return first_[size_ - 1]; }
  /// Keeps the first `size` cells. Requires size ≤ size().
  void shrink(std::size_t size) { size_ = size; }
  void drop_front(std::size_t count) {
    first_ += count;
    size_ -= count;
  }
  void replace(Cells cells) {
    own_ = std::move(cells);
    first_ = own_.data();
    size_ = own_.size();
  }
  [[nodiscard]] std::u32string text() const;

  std::uint32_t traits = 0;

 private:
  Cell* first_;
  std::size_t size_;
  Cells own_;
};

/// What the steps of a repair note down, in terms of `seen`; places in the text are found when it is finished.
struct Findings {
  struct Change {
    TextSpan seen;
    float confidence;
  };
  static constexpr std::size_t kRules = 12;
  /// By rule; nearly in order of `seen`, since lines are repaired in order.
  std::array<std::vector<Change>, kRules> changes;
  std::vector<TextSpan> lost;
  std::size_t characters = 0;  ///< of the whole paper
  std::size_t searches = 0;  ///< places searched for cut characters so far; there is a limit

  void note(RepairRule rule, std::uint32_t begin, std::uint32_t end, float confidence = 1.0F) {
    std::vector<Change>& list = changes[static_cast<std::size_t>(rule)];
    // Neighbouring changes of one rule are one change: 會議 → 会议.
    if (!list.empty() && list.back().seen.end == begin && list.back().confidence == confidence) {
      list.back().seen.end = end;
    } else {
      list.push_back({{begin, end}, confidence});
    }
  }
  [[nodiscard]] bool any(RepairRule rule) const { return !changes[static_cast<std::size_t>(rule)].empty(); }
};

/// Which damage a text shows as a whole; it decides what a doubtful place means.
struct Profile {
  std::size_t han = 0;
  std::size_t traditional = 0;
  std::size_t kana = 0;              ///< Japanese and Korean letters: such a text is not Chinese in traditional characters
  std::size_t toned_glosses = 0;     ///< bracketed readings with tone that nobody writes for a reader; counted to kEnough
  std::size_t plain_glosses = 0;     ///< the same without tone
  std::size_t doubled_commas = 0;    ///< ",," counts one, ",。" and its like two
  std::size_t question_marks = 0;
  std::size_t swallowed = 0;         ///< "?" where a round trip through GBK would put it
  std::size_t kept = 0;              ///< places that speak against one
  std::size_t phrase_converted = 0;  ///< forms only a phrase-wise converter writes (於, 後, 裡, 製, 衝)
  std::size_t character_converted = 0;  ///< forms only a character-wise converter leaves in traditional text (后, 里, 于)
  std::size_t lost_indents = 0;  ///< lines that begin with "??": ideographic blanks a charset lacked
  std::size_t controls = 0;
  std::size_t malformed = 0;
  std::size_t private_use = 0;

  static constexpr std::size_t kEnough = 16;
  [[nodiscard]] bool is_traditional() const { return traditional >= 1 && traditional * 16 > han && kana * 16 < han; }
  [[nodiscard]] bool is_swallowed() const { return swallowed > 0 && kept <= swallowed; }
  /// True when characters or marks need any repair at all.
  [[nodiscard]] bool is_damaged() const {
    return is_traditional() || toned_glosses >= 3 || plain_glosses >= 1 || doubled_commas >= 2 || is_swallowed() || lost_indents >= 1;
  }
};

/// The profile of all lines together; sets the traits of each line as well.
[[nodiscard]] Profile profile_of(std::vector<Line>& lines);

/// A bracketed reading at `at` (the opening bracket): its length with brackets, 0 where there is none.
/// `toned` tells whether it carries a tone; `key` is its syllable.
struct Gloss {
  std::size_t length = 0;
  bool toned = false;
  std::uint64_t key = 0;
};
[[nodiscard]] Gloss gloss_at(const Line& line, std::size_t at);
/// The same for a place where the bracket itself was eaten: whatever stands at `at` counts as one.
[[nodiscard]] Gloss eaten_gloss_at(const Line& line, std::size_t at);
/// True when the character, or its simplified form, reads so (any tone where the key has none).
[[nodiscard]] bool reads(char32_t c, std::uint64_t key);
/// True when a writer would hardly have glossed the character so: it is traditional, or common and this is its first reading.
[[nodiscard]] bool is_everyday(char32_t owner, const Gloss& gloss);
/// True when its first-listed reading is that one.
[[nodiscard]] bool reads_first(char32_t c, std::uint64_t key);

/// How many cells at the front of a line are "?" for blanks that a charset lacked (??? 4月8日), with the blanks between.
[[nodiscard]] std::size_t lost_indent(const Line& line);

/// Steps over one line, in this order. Each leaves a line without its damage untouched.
void remove_lost_indent(Line& line, Findings& findings);
void remove_glosses(Line& line, const Profile& profile, Findings& findings);
/// True when something was realigned.
bool undo_straddles(Line& line, const Profile& profile, Findings& findings);
void restore_swallowed(Line& line, const Profile& profile, Findings& findings);
void remove_jammers(Line& line, Findings& findings);
void remove_doubled_commas(Line& line, Findings& findings);
void simplify(Line& line, const Profile& profile, Findings& findings);
void close_spaces(Line& line, Findings& findings);
void widen_marks(Line& line, Findings& findings);

}  // namespace luoshi::intake
