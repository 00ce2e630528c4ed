#include "intake/lattice.hpp"

#include <algorithm>
#include <array>

#include "intake/tables.hpp"

namespace luoshi::intake {
namespace {

constexpr std::size_t kBeam = 32;
constexpr long kNoRival = 1000;
constexpr long kNoBound = 1'000'000;
constexpr std::size_t kDroppedFrom = 4;  // readings, best first, into which dropped characters are put
constexpr std::size_t kLongest = 60;     // visible characters a stretch may span
constexpr std::size_t kLookAhead = 3;    // characters behind a stretch that help to judge it
constexpr int kDroppedCost = 60;         // 5 nats: a crawler dropped a private-use character just here
constexpr int kDroppedLimit = 84;      // 7 nats: a character dearer than this is not guessed out of nothing
constexpr int kRareCost = 130;          // nor one rarer than one in fifty thousand
constexpr long kPoorCost = 48;           // 4 nats a character: dear for the text that was meant
constexpr long kHopelessCost = 66;      // 5.5 nats a character, over kLong characters and more: no sentence
constexpr std::size_t kLong = 8;
// A paper with more is noise, and must not take minutes: real ones have one cut in a thousand characters.
constexpr std::size_t kMostSearches = 2'000;
constexpr std::size_t kMostSteps = 8'000;
constexpr int kEatenCost = 72;           // 6 nats: a byte and an ASCII character were eaten together
constexpr unsigned kNoByte = 0;

// The user-defined rows of GBK, which show as private-use characters: all that a crawler may have dropped. A trail must
// be able to lead the next character.
struct PrivateRows {
  unsigned first_lead, last_lead, first_trail, last_trail;
};
constexpr PrivateRows kPrivateRows[] = {{0xAA, 0xAF, 0xA1, 0xFE}, {0xF8, 0xFE, 0xA1, 0xFE}, {0xA1, 0xA7, 0x81, 0xA0}};

const std::uint16_t* gbk() {
  static const std::uint16_t* const table = table_of<std::uint16_t>(Table::Gbk).data();
  return table;
}
const std::uint16_t* reverse() {
  static const std::uint16_t* const table = table_of<std::uint16_t>(Table::GbkReverse).data();
  return table;
}

// The character of two bytes, 0 where there is none a text would hold (private use included).
char32_t pair(unsigned lead, unsigned trail) {
  if (lead < 0x81 || lead > 0xFE || trail < 0x40 || trail > 0xFE) return 0;
  const char32_t c = gbk()[(lead - 0x81) * 191 + (trail - 0x40)];
  return (class_of(c) & char_class::kPrivate) != 0 ? 0 : c;
}

// The GBK bytes behind a visible character: marks may have been folded to half width after the damage.
unsigned bytes_of(char32_t c) {
  switch (c) {
    case U',': return 0xA3AC;
    case U';': return 0xA3BB;
    case U':': return 0xA3BA;
    case U'!': return 0xA3A1;
    case U'?': return 0xA3BF;
    case U'(': return 0xA3A8;
    case U')': return 0xA3A9;
    default: return c < 0x10000 && c >= 0x80 ? reverse()[c] : 0U;
  }
}

bool is_cut_mark(char32_t c) {
  return c == U',' || c == U'，' || c == U'?' || c == U'？' || c == U'、' || c == U'。' || c == U'!' || c == U'！';
}

long cost_of(const Line& line, std::size_t from, std::size_t to, LanguageModel::Number a, LanguageModel::Number b) {
  const LanguageModel& model = LanguageModel::shared();
  long sum = 0;
  for (std::size_t i = from; i < to; ++i) {
    const LanguageModel::Number c = model.number_of(line[i].c);
    sum += model.cost(a, b, c);
    a = b;
    b = c;
  }
  return sum;
}

// A way to have read the line up to some cell. Chained backwards: cells are copied out once, for the winner.
struct Step {
  std::size_t previous;      // index into the pool
  std::size_t at;            // next cell of the line
  unsigned pending;          // a byte read that waits for its trail
  std::uint32_t pending_begin;
  LanguageModel::Number a, b;
  long cost;
  Cell made;                 // the character completed by this step; c = 0 for none
  bool lost;                 // a "?" follows it in the text: something was eaten
  long rival;                // by how much it beat the closest reading it was merged with
};

class Walk {
 public:
  Walk(const Line& line, std::size_t at) : line_{line}, at_{at}, model_{LanguageModel::shared()} { pool_.reserve(1024); }
  std::optional<Realigned> run(Dropped dropped, long bound);

 private:
  void start_at_mark();
  void start_at_reading();
  void advance(std::size_t i);
  void read_visible(std::size_t i, unsigned bytes);
  void read_question_mark(std::size_t i);
  void read_dropped(std::size_t i);
  void push(std::size_t previous, std::size_t next, char32_t c, std::uint32_t begin, std::uint32_t end, unsigned pending,
            std::uint32_t pending_begin, int extra, bool lost);
  void prune(std::vector<std::size_t>& front);
  long tail_cost(const Step& step, std::size_t to) const;
  void weigh_rest();
  std::optional<Realigned> harvest();

  const Line& line_;
  std::size_t at_;
  const LanguageModel& model_;
  std::vector<Step> pool_;
  std::array<std::vector<std::size_t>, kLongest + 2> fronts_;  // steps waiting at each cell, by distance from at_
  std::vector<std::size_t> finished_;
  std::vector<long> rest_;
  long bound_ = 0;           // a reading dearer than this is of no use
};

void Walk::push(std::size_t previous, std::size_t next, char32_t c, std::uint32_t begin, std::uint32_t end,
                unsigned pending, std::uint32_t pending_begin, int extra, bool lost) {
  const Step& from = pool_[previous];
  const LanguageModel::Number n = model_.number_of(c);
  const long cost = from.cost + model_.cost(from.a, from.b, n) + extra;
  if (cost > bound_) return;
  Step step{previous, next, pending, pending_begin, from.b, n, cost,
            {c, begin, end}, lost, from.rival};
  pool_.push_back(step);
  const std::size_t made = pool_.size() - 1;
  if (pending == kNoByte) {
    finished_.push_back(made);
  } else if (next - at_ < fronts_.size() && next < line_.size()) {
    fronts_[next - at_].push_back(made);
  }
}

// "?" and a mark: the lost byte X and the mark's first byte are a character, its second byte starts the next one.
void Walk::start_at_mark() {
  if (at_ + 1 >= line_.size() || !is_cut_mark(line_[at_ + 1].c)) return;
  const unsigned mark = bytes_of(line_[at_ + 1].c);
  for (unsigned lost = 0x81; lost <= 0xFE; ++lost)
    if (const char32_t c = pair(lost, mark >> 8U); c != 0)
      push(0, at_ + 2, c, line_[at_].begin, line_[at_ + 1].end, mark & 0xFFU, line_[at_ + 1].begin, 0, false);
}

// "?yàn)": the trail of the character before and the lost byte are a character that reads so.
void Walk::start_at_reading() {
  if (at_ == 0 || at_ + 2 >= line_.size()) return;
  const Gloss gloss = eaten_gloss_at(line_, at_);
  if (gloss.length == 0 || !gloss.toned) return;
  const unsigned trail = bytes_of(line_[at_ - 1].c) & 0xFFU;
  const std::size_t after = at_ + gloss.length;
  if (after >= line_.size()) return;
  for (unsigned lost = 0x81; lost <= 0xFE; ++lost) {
    const char32_t found = pair(trail, lost);
    if (found == 0 || !reads(found, gloss.key)) continue;
    Step step = pool_[0];
    step.previous = 0;
    step.at = after;
    step.pending = lost;
    step.pending_begin = line_[at_].begin;
    step.made = {0, 0, 0};
    pool_.push_back(step);
    if (after - at_ < fronts_.size()) fronts_[after - at_].push_back(pool_.size() - 1);
  }
}

void Walk::read_visible(std::size_t i, unsigned bytes) {
  const Step from = pool_[i];
  const Cell& cell = line_[from.at];
  if (const char32_t c = pair(from.pending, bytes >> 8U); c != 0)
    push(i, from.at + 1, c, from.pending_begin, cell.end, bytes & 0xFFU, cell.begin, 0, false);
}

// A "?" inside the stretch is a lone byte before a mark, a byte eaten with "(" of a reading, or one eaten with another
// ASCII character: that character is not known.
void Walk::read_question_mark(std::size_t i) {
  const Step from = pool_[i];
  const Cell& cell = line_[from.at];
  const bool before_mark = from.at + 1 >= line_.size() || is_cut_mark(line_[from.at + 1].c);
  const Gloss gloss = eaten_gloss_at(line_, from.at);
  for (unsigned trail = 0x81; trail <= 0xFE; ++trail) {
    const char32_t c = pair(from.pending, trail);
    if (c == 0) continue;
    if (gloss.length != 0 && gloss.toned) {
      if (reads(c, gloss.key))
        push(i, from.at + gloss.length, c, from.pending_begin, line_[from.at + gloss.length - 1].end, kNoByte, 0, 0, false);
    } else if (before_mark) {
      push(i, from.at + 1, c, from.pending_begin, cell.end, kNoByte, 0, 0, false);
    } else if (is_ascii_digit(line_[from.at + 1].c) || is_ideograph(line_[from.at + 1].c)) {
      push(i, from.at + 1, c, from.pending_begin, cell.end, kNoByte, 0, kEatenCost, true);
    }
  }
}

// The lead of a dropped pair completes the pending character; its trail starts the next one with what is visible. Both
// are open, so only what the model finds likely is kept.
void Walk::read_dropped(std::size_t i) {
  const Step from = pool_[i];
  const unsigned visible = bytes_of(line_[from.at].c);
  const bool letter = line_[from.at].c >= 0x40 && line_[from.at].c < 0x7F;
  const unsigned first = letter ? line_[from.at].c : visible >> 8U;
  if (first == 0) return;
  for (const PrivateRows& rows : kPrivateRows)
    for (unsigned lead = rows.first_lead; lead <= rows.last_lead; ++lead) {
      const char32_t c = pair(from.pending, lead);
      if (c == 0) continue;
      const LanguageModel::Number n = model_.number_of(c);
      const int own = model_.cost(from.a, from.b, n);
      if (own > kDroppedLimit || from.cost + own + kDroppedCost > bound_) continue;
      pool_.push_back({i, from.at, 0, from.pending_begin, from.b, n, from.cost + own + kDroppedCost,
                       {c, from.pending_begin, line_[from.at].begin}, false, from.rival});
      const std::size_t made = pool_.size() - 1;
      for (unsigned trail = rows.first_trail; trail <= rows.last_trail; ++trail) {
        const char32_t next = pair(trail, first);
        if (next == 0 || model_.unigram_cost(model_.number_of(next)) > kRareCost) continue;
        push(made, from.at + 1, next, line_[from.at].begin, line_[from.at].end, letter ? kNoByte : visible & 0xFFU,
             line_[from.at].begin, 0, false);
      }
    }
}

// Readings with the same pending byte and the same two last characters have the same future: the cheapest stands for all,
// and remembers how close the next came.
void Walk::prune(std::vector<std::size_t>& front) {
  std::sort(front.begin(), front.end(), [&](std::size_t x, std::size_t y) { return pool_[x].cost < pool_[y].cost; });
  std::size_t kept = 0;
  for (std::size_t k = 0; k < front.size() && kept < kBeam; ++k) {
    const Step& step = pool_[front[k]];
    std::size_t same = 0;
    while (same < kept && (pool_[front[same]].pending != step.pending || pool_[front[same]].a != step.a || pool_[front[same]].b != step.b))
      ++same;
    if (same < kept) {
      Step& better = pool_[front[same]];
      better.rival = std::min(better.rival, step.cost - better.cost);
    } else {
      front[kept++] = front[k];
    }
  }
  front.resize(kept);
}

void Walk::advance(std::size_t i) {
  const Cell& cell = line_[pool_[i].at];
  const char32_t c = cell.c;
  if (c >= 0x40 && c < 0x7F) {
    const Step from = pool_[i];
    if (const char32_t made = pair(from.pending, c); made != 0)
      push(i, from.at + 1, made, from.pending_begin, cell.end, kNoByte, 0, 0, false);
    return;
  }
  if (const unsigned bytes = bytes_of(c); bytes != 0) read_visible(i, bytes);
  if (c == U'?') read_question_mark(i);
}

// What the text behind a step costs up to `to`. From its third character on that is the same for every step.
long Walk::tail_cost(const Step& step, std::size_t to) const {
  const std::size_t near = std::min(step.at + 2, to);
  return cost_of(line_, step.at, near, step.a, step.b) + (near < to ? rest_[near] - rest_[to] : 0);
}

// rest_[i] − rest_[j] is what characters i … j−1 cost as they stand.
void Walk::weigh_rest() {
  rest_.assign(line_.size() + 1, 0);
  const auto number = [&](std::size_t i) { return model_.number_of(line_[i].c); };
  for (std::size_t i = line_.size(); i-- > 2;) rest_[i] = rest_[i + 1] + model_.cost(number(i - 2), number(i - 1), number(i));
}

std::optional<Realigned> Walk::harvest() {
  if (finished_.empty()) return std::nullopt;
  std::size_t reach = 0;
  for (const std::size_t i : finished_) reach = std::max(reach, pool_[i].at);
  reach = std::min(reach + kLookAhead, line_.size());
  weigh_rest();
  for (const std::size_t i : finished_) pool_[i].cost += tail_cost(pool_[i], reach);
  std::sort(finished_.begin(), finished_.end(), [&](std::size_t x, std::size_t y) { return pool_[x].cost < pool_[y].cost; });
  std::optional<Realigned> best;
  for (const std::size_t i : finished_) {
    Realigned reading{{}, pool_[i].at, pool_[i].cost, pool_[i].rival, false, {}};
    for (std::size_t k = i; k != 0; k = pool_[k].previous) {
      if (pool_[k].lost) {
        const std::uint32_t end = pool_[k].made.end;
        reading.cells.push_back({U'?', end - 1, end});
        reading.lost.push_back({end - 1, end});
      }
      if (pool_[k].made.c != 0) reading.cells.push_back(pool_[k].made);
    }
    std::reverse(reading.cells.begin(), reading.cells.end());
    std::reverse(reading.lost.begin(), reading.lost.end());
    const auto same = [](const Cell& x, const Cell& y) { return x.c == y.c; };
    if (!best) {
      best = std::move(reading);
    } else if (!std::equal(best->cells.begin(), best->cells.end(), reading.cells.begin(), reading.cells.end(), same)) {
      best->rival = std::min(best->rival, reading.cost - best->cost);
      break;
    }
  }
  return best;
}

std::optional<Realigned> Walk::run(Dropped dropped, long bound) {
  bound_ = bound;
  const auto before = [&](std::size_t back) {
    return at_ >= back ? model_.number_of(line_[at_ - back].c) : LanguageModel::kLineEnd;
  };
  pool_.push_back({0, at_, kNoByte, 0, before(2), before(1), 0, {0, 0, 0}, false, kNoRival});
  start_at_reading();
  const bool pinyin = pool_.size() > 1;
  if (!pinyin) start_at_mark();
  for (std::size_t distance = 1; distance < fronts_.size() && at_ + distance < line_.size() && pool_.size() < kMostSteps; ++distance) {
    prune(fronts_[distance]);
    if (dropped == Dropped::Tried)
      for (std::size_t k = 0; k < std::min(fronts_[distance].size(), kDroppedFrom); ++k) read_dropped(fronts_[distance][k]);
    for (const std::size_t i : fronts_[distance]) advance(i);
  }
  std::optional<Realigned> best = harvest();
  if (best) best->pinyin = pinyin;
  return best;
}

// What the line costs as it stands, over the stretch a reading replaces.
long standing_cost(const Line& line, std::size_t at, std::size_t end) {
  const LanguageModel& model = LanguageModel::shared();
  const auto number = [&](std::size_t back) { return at >= back ? model.number_of(line[at - back].c) : LanguageModel::kLineEnd; };
  return cost_of(line, at, std::min(end + kLookAhead, line.size()), number(2), number(1));
}

}  // namespace

std::optional<Realigned> realign(const Line& line, std::size_t at, Dropped dropped) {
  std::optional<Realigned> whole = Walk{line, at}.run(Dropped::No, kNoBound);
  if (dropped == Dropped::No || (whole && whole->pinyin)) return whole;
  if (whole && whole->cost <= kPoorCost * static_cast<long>(whole->cells.size() + kLookAhead)) return whole;
  std::optional<Realigned> patched = Walk{line, at}.run(Dropped::Tried, whole ? whole->cost : kNoBound);
  if (!patched || !whole) return whole ? whole : patched;
  return patched->cost < whole->cost ? patched : whole;
}

bool undo_straddles(Line& line, const Profile& profile, Findings& findings) {
  if ((line.traits & line_trait::kQuestion) == 0) return false;
  bool any = false;
  Cells whole;                // the line up to `from`, once something was realigned
  std::size_t from = 0;
  for (std::size_t at = 0; at < line.size() && findings.searches < kMostSearches + findings.characters / 200; ++at) {
    if (line[at].c != U'?' || at + 1 >= line.size()) continue;
    if (at > 0 && (class_of(line[at - 1].c) & (char_class::kHan | char_class::kWideMark)) == 0) continue;
    // Two characters of context and as far as a stretch may reach, so that a long line costs no more than a short one.
    Cells near;
    if (at >= 2) near.push_back(any && from == at && whole.size() >= 2 ? whole[whole.size() - 2] : line[at - 2]);
    if (at >= 1) near.push_back(any && from == at && !whole.empty() ? whole.back() : line[at - 1]);
    const std::size_t here = near.size();
    near.insert(near.end(), line.begin() + at, line.begin() + std::min(at + kLongest + kLookAhead + 8, line.size()));
    const Line window{near.data(), near.size()};
    ++findings.searches;
    const std::optional<Realigned> found = realign(window, here, profile.private_use == 0 ? Dropped::Tried : Dropped::No);
    if (!found) continue;
    const Realigned& best = *found;
    // Five nats dearer than the text as it stands would be no repair; a reading fixed by its pinyin needs no proof.
    if (!best.pinyin && best.cost + 60 > standing_cost(window, here, best.end)) continue;
    if (best.cells.size() >= kLong && best.cost > kHopelessCost * static_cast<long>(best.cells.size() + kLookAhead)) {
      findings.lost.push_back({line[at].begin, line[at].end});  // no reading is Chinese: better a gap than an invention
      continue;
    }
    const float confidence = best.rival >= 84 ? 0.99F : best.rival >= 36 ? 0.95F : best.rival >= 12 ? 0.75F : 0.5F;
    findings.note(best.pinyin ? RepairRule::PinyinStraddle : RepairRule::MarkStraddle, line[at].begin, near[best.end - 1].end,
                  confidence);
    findings.lost.insert(findings.lost.end(), best.lost.begin(), best.lost.end());
    whole.insert(whole.end(), line.begin() + from, line.begin() + at);
    whole.insert(whole.end(), best.cells.begin(), best.cells.end());
    from = at + best.end - here;
    at = from - 1;
    any = true;
  }
  if (!any) return false;
  whole.insert(whole.end(), line.begin() + from, line.end());
  line.replace(std::move(whole));
  return true;
}

}  // namespace luoshi::intake
