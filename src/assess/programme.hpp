#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "model/judgement.hpp"

namespace luoshi::assess {

/// Why a measure may not count although it would help (缺口的来由).
enum class Standing {
  Sound,      ///< promised, in force
  Waiting,    ///< its commitment waits for the answer to a question
  Nobody,     ///< needed and owned by no one
  Unverified  ///< said to be done; no one has checked
};

/// One measure: what acts on one thing, however many commitments promise it (措施).
struct Measure {
  Standing standing = Standing::Sound;
  std::uint32_t body = 0;                  ///< whose it is
  std::uint32_t kind = 0;                  ///< measures of a kind share a part of their doubt
  std::uint8_t due = Draws::kNever;        ///< period by whose end it is promised; kNever: no date
  double effect_sd = 0.0;                  ///< of the natural logarithm of its effect; 0 … 2
};

/// A level that must not pass a limit: an item at a section, a substance at a station, in one unit (断面、站点的一项指标).
/// What must be high (dissolved oxygen) is stated as its deficit.
struct Receptor {
  double limit = 0.0;
  std::uint8_t target = 0;                 ///< period in which the limit is to be met
  std::vector<double> without;             ///< level in each period if no measure stood
  double bend = 0.0;                       ///< doubt because effects add up here only nearly: of the level, as `model_error`; 0 … 2
};

/// All that a city promised, and what it acts on.
struct Programme {
  std::uint32_t periods = 0;               ///< quarters, 1 … 200
  std::vector<Measure> measures;
  std::vector<Receptor> receptors;
  Response effects;                        ///< source = measure; effect ≥ 0: fall of the level where the measure stands
  struct Promise {
    std::uint32_t measure = 0, commitment = 0;
  };
  std::vector<Promise> promises;           ///< which commitment (item of the draws) delivers which measure
  double kind_share = 0.0;                 ///< part of the variance of effects that measures of a kind share; 0 … 1
  double error_share = 0.0;                ///< part of the variance of the model's error that receptors share; 0 … 1
};

/// The doubt of the level at a receptor, standard deviation of its natural logarithm: the model's error and the receptor's bend.
[[nodiscard]] double error_at(const Programme& programme, std::uint32_t receptor);

/// @throws Error{BadInput} naming the first thing that does not fit: a number outside its range, a measure, receptor or
/// commitment that is not there, an effect named twice, a sound or unverified measure that nobody promises.
void check(const Programme& programme, const Draws& draws);

}  // namespace luoshi::assess
