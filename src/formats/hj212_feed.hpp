#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "formats/hj212.hpp"

namespace luoshi::formats::hj212 {

/// What a monitored quantity is called (HJ 212-2017, annex B, tables B.1 to B.3; the code of 2005 where it had one).
struct Parameter {
  std::string_view code;      ///< w01018
  std::string_view old_code;  ///< 011; empty where 2005 had none
  std::string_view name;      ///< 化学需氧量
  std::string_view unit;      ///< as the standard prints it
};

/// The parameter of a code, new or old; nothing for a code outside the list (which is no flaw: the list is open).
/// Fine and coarse dust stand in the standard as ng/m³; many collectors send µg/m³, so a station's register decides.
[[nodiscard]] std::optional<Parameter> parameter_of(std::string_view code);

/// How long a value was averaged: the command that carried it.
enum class Span { Now, Minutes, Hour, Day };

/// One value a monitor told.
struct Measurement {
  std::string device, code;  ///< the code of 2017 where the list knows the one that was sent
  std::string field;         ///< Rtd, Avg, Min, Max, Cou, ZsRtd, ZsAvg, …
  Span span{};
  Instant at{};
  double value = 0.0;
  char mark = 'N';  ///< N sound, F stopped, M maintained, S typed, D broken, C calibrated, T over range, B no line, ? unknown
  friend bool operator==(const Measurement&, const Measurement&) = default;
};

/// The values of one frame of command 2011, 2051, 2061 or 2031; none for other commands. Flaws are added: a value that is
/// no number, a mark that the standard has not. 9999.99 as a converted value of 2025 means "could not be computed"
/// (**unverified**) and is no value.
[[nodiscard]] std::vector<Measurement> measurements(const Frame& frame, std::vector<Flaw>& flaws);

/// What a receiver knows of earlier frames: which are told again, late, changed, of the future, and whose clock is off.
///
/// Deterministic; one object a stream. Remembers the last `remembered` times of each device and command, so its memory
/// is bounded by devices × remembered.
class Feed {
 public:
  struct Limits {
    std::chrono::milliseconds tolerance = std::chrono::minutes{10};  ///< of a clock, and of the future
    std::size_t remembered = 2000;
  };
  struct Outcome {
    std::vector<Measurement> fresh;  ///< new ones, corrections included
    std::vector<Flaw> flaws;
  };

  Feed() : Feed{Limits{}} {}
  explicit Feed(Limits limits) : limits_{limits} {}

  /// `received` by the receiver's clock; without it clocks are not judged and the future is what lies beyond QN.
  [[nodiscard]] Outcome take(const Frame& frame, std::optional<Instant> received);

 private:
  struct Told {
    std::map<std::pair<Instant, unsigned>, std::size_t> digests;  // data time and packet number
    std::optional<Instant> newest;
  };
  struct Clock {
    std::vector<std::chrono::milliseconds> ahead;  // the last few, oldest first
    bool told = false;
  };
  void judge_clock(const Frame& frame, Instant received, Outcome& out);

  Limits limits_;
  std::map<std::pair<std::string, std::string>, Told> told_;
  std::map<std::string, Clock> clocks_;
};

}  // namespace luoshi::formats::hj212
