#include "engine/views/kept_parts.hpp"

#include <algorithm>
#include <set>

#include "base/contract.hpp"
#include "base/unit.hpp"
#include "engine/views/kept_detail.hpp"
#include "forecast/target.hpp"

namespace luoshi::engine {
namespace {

// A figure that amounts add up to.
bool is_a_sum(const Figure& figure, const Unit& unit) {
  return unit.dimension != Dimension::Ratio && unit.dimension != Dimension::PercentPoint && figure.bound != Bound::AtMost &&
         figure.bound != Bound::Below && figure.basis != Basis::PointInTime;
}

std::optional<Id<Asset>> promised_twice(const city::City& city, const std::vector<Id<Commitment>>& parts) {
  std::set<std::uint32_t> seen;
  for (const Id<Commitment> part : parts)
    for (const Id<Asset> asset : counted_assets(city, city.commitments[part.index()]))
      if (!seen.insert(asset.number()).second) return asset;
  return std::nullopt;
}

KeptInput part_input(const city::City& city, Id<Commitment> id, const std::optional<Unit>& unit, Day due, const Histories& histories) {
  const city::KeptCommitment& kept = city.commitments[id.index()];
  const auto own = kept.value.figure ? read_unit(kept.value.figure->unit) : std::nullopt;
  const auto goal = goal_in_base(kept.value);
  const bool adds_up = goal && own && unit && same_kind(*unit, *own);
  KeptInput made;
  if (kept.value.state == CommitmentState::Proposed) made = cannot_say("待定");
  else if (unit && !adds_up) made = cannot_say(own ? "计量单位与目标不同" : "没有数值");
  else if (kept.value.state == CommitmentState::Done) {
    made = cannot_say("已完成");
    made.word = Verdict::Word::Likely;
    made.stands = goal ? goal->to_double() : 0;
  }
  else {
    const CommitmentProgress progress = progress_of(city, kept);
    made = running_input(city, id, progress, due, histories);
    made.stands = progress.assets_done;
  }
  made.part = id.number();
  if (kept.value.lead) made.who = city.bodies[kept.value.lead.index()].value.name;
  made.goal = goal && (!unit || adds_up) ? goal->to_double() : 0;  // what is promised in another unit brings nobody knows what
  return made;
}

std::string name_of_part(const KeptInput& part) { return (part.who.empty() ? "" : part.who) + "C-" + std::to_string(part.part); }

/// The parts that say something, as the forecast takes them; the others with their reasons.
struct Sorted {
  std::vector<forecast::TargetPart> known;
  std::vector<const KeptInput*> known_of;
  std::vector<std::string> silent;
  double silent_promise = 0;          ///< what the silent ones promise together …
  bool silent_promise_known = true;   ///< … where each of them has a figure
};

std::optional<forecast::TargetPart> as_target_part(const KeptInput& part, std::string& why) {
  forecast::TargetPart made;
  made.wanted = part.goal;
  if (!part.settled.empty()) {
    why = part.settled;
    if (!part.word) return std::nullopt;
    made.amounts = {part.stands}, made.chances = {1.0};
    return made;
  }
  if (!part.counts) {
    auto amounts = forecast::amount_chances(part.said, part.months_left, part.trust);
    made.amounts = std::move(amounts.amounts), made.chances = std::move(amounts.chances);
    return made;
  }
  const auto outcome = forecast::forecast_funnel(part.funnel);
  if (const auto* const none = std::get_if<forecast::NoForecast>(&outcome)) {
    why = none->reason;
    return std::nullopt;
  }
  const auto& chances = std::get<forecast::FunnelForecast>(outcome).chances;
  for (std::size_t k = 0; k < chances.size(); ++k)
    if (chances[k] > 0) made.amounts.push_back(static_cast<double>(k)), made.chances.push_back(chances[k]);
  return made;
}

Sorted sorted_out(const KeptInput& input) {
  Sorted made;
  for (const KeptInput& part : input.parts) {
    std::string why;
    if (auto known = as_target_part(part, why)) {
      made.known.push_back(std::move(*known));
      made.known_of.push_back(&part);
      continue;
    }
    made.silent.push_back(name_of_part(part) + "：" + why);
    made.silent_promise += part.goal;
    made.silent_promise_known = made.silent_promise_known && part.goal > 0;
  }
  return made;
}

double mean_of(const forecast::TargetPart& part) {
  double mean = 0;
  for (std::size_t k = 0; k < part.amounts.size(); ++k) mean += part.amounts[k] * part.chances[k];
  return mean;
}

// The parts that are expected to fall shortest of their promise, at most three.
void add_weakest(KeptShown& shown, const Sorted& sorted) {
  std::vector<std::pair<double, std::size_t>> shorts;
  for (std::size_t p = 0; p < sorted.known.size(); ++p)
    if (const double wanted = sorted.known[p].wanted; wanted > 0 && mean_of(sorted.known[p]) < wanted)
      shorts.push_back({mean_of(sorted.known[p]) / wanted, p});
  std::sort(shorts.begin(), shorts.end());
  for (std::size_t i = 0; i < std::min<std::size_t>(shorts.size(), 3); ++i) {
    const KeptInput& part = *sorted.known_of[shorts[i].second];
    const auto words = [&](double base) { return tenths_words(base / part.scale) + part.unit; };
    shown.reasons.push_back(name_of_part(part) + "到期约" + words(mean_of(sorted.known[shorts[i].second])) + "，承诺" + words(part.goal));
  }
}

KeptShown cannot_add(const KeptInput& input, const Sorted& sorted) {
  KeptShown shown;
  shown.verdict.reason = std::to_string(input.parts.size()) + "个部分中" + std::to_string(sorted.silent.size()) + "个说不准（" +
                         sorted.silent.front() + "），" + (input.all_of ? "不能合计" : "不能加总");
  shown.reasons.assign(sorted.silent.begin(), sorted.silent.begin() + static_cast<std::ptrdiff_t>(std::min<std::size_t>(sorted.silent.size(), 3)));
  return shown;
}

KeptShown all_of_shown(const KeptInput& input, const Sorted& sorted) {
  const auto made = forecast::forecast_all_of(sorted.known, kSharedByParts);
  // Those that say nothing can only lower it.
  if (!sorted.silent.empty() && made.high >= kAtRisk) return cannot_add(input, sorted);
  KeptShown shown;
  std::string reason = std::to_string(input.parts.size()) + "个部分都要完成，到期约完成" + tenths_words(made.mean) + "个";
  if (!sorted.silent.empty()) reason += "；另有" + std::to_string(sorted.silent.size()) + "个说不准";
  say_chance(shown.verdict, made.chance, sorted.silent.empty() ? made.low : 0, made.high, std::move(reason));
  add_weakest(shown, sorted);
  return shown;
}

KeptShown sum_shown(const KeptInput& input, const Sorted& sorted) {
  const auto words = [&](double base) { return tenths_words(base / input.scale) + input.unit; };
  const auto without = forecast::forecast_sum(sorted.known, input.goal, kSharedByParts);
  KeptShown shown;
  std::string reason = std::to_string(input.parts.size()) + "个部分加总，到期约" + words(without.mean) + "，目标" + words(input.goal);
  if (sorted.silent.empty()) {
    say_chance(shown.verdict, without.chance, without.low, without.high, std::move(reason));
  } else if (without.chance >= kLikely) {
    say_chance(shown.verdict, without.chance, without.low, without.high, reason + "；不计说不准的" + std::to_string(sorted.silent.size()) + "个已够");
  } else {
    if (!sorted.silent_promise_known) return cannot_add(input, sorted);
    const auto with = forecast::forecast_sum(sorted.known, input.goal - sorted.silent_promise, kSharedByParts);
    if (with.high >= kAtRisk) return cannot_add(input, sorted);
    say_chance(shown.verdict, with.chance, without.low, with.high,
               reason + "；说不准的" + std::to_string(sorted.silent.size()) + "个即使都完成也多半不够");
  }
  add_weakest(shown, sorted);
  for (std::size_t i = 0; i < std::min<std::size_t>(sorted.silent.size(), 3); ++i) shown.reasons.push_back(sorted.silent[i]);
  const bool counted = sorted.silent.empty() && std::all_of(input.parts.begin(), input.parts.end(), [](const KeptInput& part) { return part.counts || part.word; });
  if (counted && input.scale == 1) {
    shown.wanted = static_cast<std::uint32_t>(input.goal);
    for (const double level : without.quantiles) shown.quantiles.push_back(static_cast<std::uint32_t>(level));
  }
  return shown;
}

}  // namespace

std::optional<KeptInput> parts_input(const city::City& city, Id<Commitment> id, Day due, const Histories& histories) {
  const Commitment& whole = city.commitments[id.index()].value;
  if (whole.meaning == Meaning::Outcome) return std::nullopt;
  std::vector<Id<Commitment>> own = city.commitments[id.index()].parts;
  std::erase_if(own, [&](Id<Commitment> part) {
    const Commitment& value = city.commitments[part.index()].value;
    return value.meaning == Meaning::Outcome || value.state == CommitmentState::Withdrawn;
  });
  if (own.empty()) return std::nullopt;
  KeptInput made;
  made.due = due;
  std::optional<Unit> unit;
  if (whole.figure) {
    unit = read_unit(whole.figure->unit);
    const auto goal = goal_in_base(whole);
    if (!unit || !goal || goal->sign() <= 0 || !is_a_sum(*whole.figure, *unit)) return std::nullopt;
    if (const auto twice = promised_twice(city, own))
      return cannot_say("“" + city.assets[twice->index()].value.name + "”在两个部分里重复承诺，加总会重复计算，请核对");
    made.goal = goal->to_double();
    made.scale = unit->factor.to_double();
    made.unit = whole.figure->unit;
  } else {
    made.all_of = true;
  }
  for (const Id<Commitment> part : own) made.parts.push_back(part_input(city, part, unit, due, histories));
  return made;
}

KeptShown parts_shown(const KeptInput& input) {
  expects(!input.parts.empty(), "a target with parts");
  const Sorted sorted = sorted_out(input);
  if (sorted.known.empty()) return cannot_add(input, sorted);
  return input.all_of ? all_of_shown(input, sorted) : sum_shown(input, sorted);
}

}  // namespace luoshi::engine
