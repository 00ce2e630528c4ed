#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/date.hpp"
#include "base/decimal.hpp"
#include "base/digest.hpp"
#include "base/figure.hpp"
#include "base/id.hpp"
#include "model/body.hpp"

namespace luoshi {

struct Commitment;

/// One measured value (监测值).
struct Observation {
  std::string station, parameter;
  Instant at{};
  double value = 0.0;  ///< in the parameter's unit of the station's register
  std::string flag;    ///< empty when sound

  friend bool operator==(const Observation&, const Observation&) = default;
};

/// Values in time order (序列).
struct Series {
  std::string name, unit;
  std::vector<Instant> at;
  std::vector<double> values;  ///< as many as `at`
};

/// What a source or measure does at a receptor (响应), sparse: how far it lowers the level there, in the receptor's unit.
struct Response {
  struct Term {
    std::uint32_t source = 0, receptor = 0;
    double effect = 0.0;
  };
  std::vector<Term> terms;
  double model_error = 0.0;  ///< of a level: standard deviation of its natural logarithm
  std::string valid_while;   ///< in words: 枯水期、非感潮
};

/// When each promise is delivered in each draw (抽样); factors that promises share are drawn once for all of them.
struct Draws {
  static constexpr std::uint8_t kNever = 255;
  std::uint32_t items = 0, draws = 0;
  std::uint64_t seed = 0;
  std::vector<std::uint8_t> delivered_in;  ///< period 0, 1, …, or kNever within the horizon; items × draws, item by item
};

/// A probability with its interval, or none with the reason (判断).
struct Verdict {
  enum class Word { Likely, AtRisk, Unlikely, CannotSay };
  Word word = Word::CannotSay;
  std::optional<double> probability, low, high;  ///< 0…1; the 80 % interval
  std::string reason;                            ///< one line of plain Chinese, who and how much first
};

/// The levels, in percent, of a recorded distribution: 5, 10, … 95.
inline constexpr std::uint32_t kRecordedLevels = 19;

/// What was shown of a commitment on a day, as the ledger keeps it (判断记录): the scorecard scores these and nothing else.
struct RecordedVerdict {
  Id<Commitment> commitment;
  Day on{};                              ///< the day it was shown for
  std::uint32_t at = 0;                  ///< events of the ledger it was computed from
  std::optional<Day> due;                ///< of the commitment, as it stood
  std::optional<std::uint32_t> wanted;   ///< things to be done by then
  std::optional<std::uint32_t> total;    ///< out of so many
  Verdict::Word word = Verdict::Word::CannotSay;
  std::optional<Decimal> probability, low, high;
  std::vector<std::uint32_t> quantiles;  ///< of the number done on the due day, `kRecordedLevels` of them; or none
  std::string reason;
  std::vector<std::string> reasons;      ///< the further ones: what was discounted, how fast, on whose history
  std::string light;                     ///< of the written rule, by its name in data: the first rival
  std::optional<std::uint32_t> straight; ///< number done on the due day by a straight line: the second rival
  std::vector<Digest> inputs;            ///< of what it was computed from, and of the rules
  std::string engine;                    ///< which version computed it
  std::uint32_t seed = 0;

  friend bool operator==(const RecordedVerdict&, const RecordedVerdict&) = default;
};

/// What is missing of a target (缺口), split by why.
struct Shortfall {
  std::string target;
  Interval nobody, waiting, too_little, late, unverified, model_doubt;
};

/// Names and aliases of bodies and places, for tying words of a paper to the register (名录).
struct Gazetteer {
  struct Name {
    std::string words;
    Id<Body> body;
    Id<Place> place;
  };
  std::vector<Name> names;
};

}  // namespace luoshi
