#include "engine/enough.hpp"

#include <algorithm>
#include <array>
#include <numeric>
#include <span>
#include <thread>

#include "base/error.hpp"
#include "engine/views/wording.hpp"
#include "formats/csv.hpp"

namespace luoshi::engine {
namespace {

constexpr double kEnoughFrom = 0.8, kTooWide = 0.6;  // the written thresholds of the pages
constexpr std::size_t kHelpers = 8;

unsigned threads() { return std::clamp(std::thread::hardware_concurrency(), 1U, 8U); }

bool same(const assess::Receptor& a, const assess::Receptor& b) { return a.limit == b.limit && a.target == b.target && a.without == b.without && a.bend == b.bend; }
bool same(const Response::Term& a, const Response::Term& b) { return a.source == b.source && a.receptor == b.receptor && a.effect == b.effect; }
bool same(const assess::Programme::Promise& a, const assess::Programme::Promise& b) { return a.measure == b.measure && a.commitment == b.commitment; }

template <class T>
bool all_same(const std::vector<T>& a, const std::vector<T>& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const T& one, const T& other) { return same(one, other); });
}

// The measures that stand, are due or are delivered otherwise; nothing where anything else differs that a figure hangs on.
std::optional<std::vector<std::uint32_t>> changed_since(const CityProgramme& before, const CityProgramme& now) {
  const assess::Programme &old = before.given.programme, &fresh = now.given.programme;
  const bool as_was = before.now == now.now && before.settings.delivery_share == now.settings.delivery_share && old.periods == fresh.periods &&
                      old.kind_share == fresh.kind_share && old.error_share == fresh.error_share &&
                      old.effects.model_error == fresh.effects.model_error && before.bodies == now.bodies &&
                      before.measures.size() == now.measures.size() && all_same(old.receptors, fresh.receptors) &&
                      all_same(old.effects.terms, fresh.effects.terms) && all_same(old.promises, fresh.promises);
  if (!as_was) return std::nullopt;
  std::vector<std::uint32_t> changed;
  for (std::uint32_t m = 0; m < now.measures.size(); ++m) {
    const assess::Measure &was = old.measures[m], &is = fresh.measures[m];
    if (before.measures[m].stream() != now.measures[m].stream() || was.body != is.body || was.kind != is.kind || was.effect_sd != is.effect_sd) return std::nullopt;
    const bool stays = was.standing == is.standing && was.due == is.due && before.measures[m].by == now.measures[m].by &&
                       before.measures[m].stands_by == now.measures[m].stands_by;
    if (!stays) changed.push_back(m);
  }
  return changed;
}

}  // namespace

std::string level_words(double level) {
  return formats::shortest_number(static_cast<double>(static_cast<std::int64_t>(level * 1000 + (level < 0 ? -0.5 : 0.5))) / 1000);
}

CityEnough::CityEnough(CityProgramme programme, const CityEnough* before, const assess::Watch& watch) : programme_{std::move(programme)} {
  if (programme_.receptors.empty()) return;
  const auto changed = before == nullptr ? std::nullopt : changed_since(before->programme_, programme_);
  // A change is taken out and put in: twice the work of a measure from nothing.
  if (changed && changed->size() * 4 <= programme_.measures.size())
    judge_from(*before, *changed);
  else
    judge_from_nothing(watch);
}

// The deliveries of these measures, each from streams of its own: the same whatever else is in the list.
Draws CityEnough::drawn(const std::vector<std::uint32_t>& measures) const {
  std::vector<assess::Delivery> deliveries;
  for (const std::uint32_t m : measures)
    deliveries.push_back({programme_.measures[m].stands_by, programme_.given.programme.measures[m].body, programme_.measures[m].stream()});
  return assess::draw_deliveries(deliveries, programme_.settings.delivery_share, kDraws, kSeed, threads());
}

void CityEnough::judge_from_nothing(const assess::Watch& watch) {
  std::vector<std::uint32_t> measures(programme_.measures.size()), all(programme_.receptors.size());
  std::iota(measures.begin(), measures.end(), 0U);
  std::iota(all.begin(), all.end(), 0U);
  // About half of the work each, where there is much of it: the sums, and what is read from them at each section.
  const assess::Watch summing = watch ? assess::Watch{[&](double done) { return watch(done / 2); }} : assess::Watch{};
  assessment_.emplace(programme_.given.programme, drawn(measures), kSeed, threads(), summing);
  for (const std::uint32_t r : all) {
    if (watch && !watch(0.5 + 0.5 * r / static_cast<double>(all.size())))
      throw Error{Fault::Cancelled, "the city was not judged (it was told to stop); ask again"};
    sections_.push_back(judged(r));
  }
  share_out_gains(all);
}

void CityEnough::judge_from(const CityEnough& before, const std::vector<std::uint32_t>& changed) {
  assessment_ = before.assessment_;
  sections_ = before.sections_;
  const Draws fresh = drawn(changed);
  std::vector<bool> touched(programme_.receptors.size(), false), moved(programme_.measures.size(), false);
  for (std::size_t k = 0; k < changed.size(); ++k) {
    const std::uint32_t m = changed[k];
    const auto own = std::span{fresh.delivered_in}.subspan(k * kDraws, kDraws);
    const assess::Measure& row = programme_.given.programme.measures[m];
    assessment_->restand(m, row.standing, row.due);
    assessment_->redeliver(m, own);
    moved[m] = true;
  }
  for (const Response::Term& term : programme_.given.programme.effects.terms)
    if (moved[term.source]) touched[term.receptor] = true;
  std::vector<std::uint32_t> anew;
  for (std::uint32_t r = 0; r < touched.size(); ++r) {
    if (!touched[r]) continue;
    sections_[r] = judged(r);
    anew.push_back(r);
  }
  share_out_gains(anew);
}

void CityEnough::share_out_gains(const std::vector<std::uint32_t>& receptors) {
  const assess::Gains gains = assessment_->gains(receptors);
  const auto share_out = [&](const std::vector<assess::Gain>& list, std::vector<assess::Gain> SectionJudged::* into) {
    for (const assess::Gain& gain : list)
      if (auto& own = sections_[gain.receptor].*into; own.size() < kHelpers) own.push_back(gain);
  };
  share_out(gains.measures, &SectionJudged::measures);
  share_out(gains.bodies, &SectionJudged::bodies);
}

SectionJudged CityEnough::judged(std::uint32_t r) const {
  const assess::Receptor& receptor = programme_.given.programme.receptors[r];
  SectionJudged section;
  section.receptor = r;
  section.limit = receptor.limit;
  section.without = section.middle_if_kept = receptor.without[receptor.target];
  section.if_kept = assessment_->enough(r, receptor.target);
  section.met = assessment_->met(r, receptor.target);
  section.level_if_kept = assessment_->level_if_kept(r, receptor.target);
  section.level = assessment_->level(r, receptor.target);
  section.split = assessment_->split(r);
  section.past = programme_.now > static_cast<int>(receptor.target);
  tell_kept(section);
  if (section.past) return section;
  section.enough = section.if_kept.probability >= kEnoughFrom                   ? Answer::Yes
                   : section.if_kept.high - section.if_kept.low > kTooWide ? Answer::CannotSay
                                                                                : Answer::No;
  return section;
}

// Of the promised measures that help here and are due by then: how likely all of them stand.
void CityEnough::tell_kept(SectionJudged& section) const {
  const std::uint8_t target = programme_.given.programme.receptors[section.receptor].target;
  const std::vector<double> falls = falls_at(section.receptor);
  std::vector<bool> all(kDraws, true);
  double apart = 1, together = 1;
  bool unknown = false;
  const std::vector<std::uint8_t>& delivered = assessment_->deliveries().delivered_in;
  for (std::size_t m = 0; m < falls.size(); ++m) {
    const assess::Measure& measure = programme_.given.programme.measures[m];
    const bool promised = measure.standing == assess::Standing::Sound || measure.standing == assess::Standing::Unverified;
    if (falls[m] <= 0 || !promised || measure.due > target) continue;
    section.middle_if_kept -= falls[m];
    ++section.promised;
    unknown = unknown || programme_.measures[m].by == DeliveryBy::Unknown;
    std::size_t stood = 0;
    for (std::size_t i = 0; i < kDraws; ++i) {
      const bool stands = delivered[m * kDraws + i] <= target;
      stood += stands ? 1 : 0;
      if (!stands) all[i] = false;
    }
    const double chance = static_cast<double>(stood) / kDraws;
    apart *= chance;
    together = std::min(together, chance);
  }
  if (section.promised == 0 || unknown) return;
  section.kept = static_cast<double>(std::count(all.begin(), all.end(), true)) / kDraws;
  section.kept_low = std::min(apart, *section.kept);
  section.kept_high = std::max(together, *section.kept);
}

std::vector<double> CityEnough::falls_at(std::uint32_t receptor) const {
  std::vector<double> falls(programme_.measures.size(), 0.0);
  for (const Response::Term& term : programme_.given.programme.effects.terms)
    if (term.receptor == receptor) falls[term.source] += term.effect;
  return falls;
}

const SectionJudged* CityEnough::of_target(Id<Commitment> target) const {
  for (const SectionJudged& section : sections_)
    if (programme_.receptors[section.receptor].target == target) return &section;
  return nullptr;
}

std::string CityEnough::silence_of(const city::City& city, Id<Commitment> target) const {
  for (const Id<Asset> asset : city.commitments[target.index()].value.assets)
    for (const CityProgramme::Silent& silent : programme_.silent)
      if (silent.section == asset) return city.assets[asset.index()].value.name + "不能判断：" + silent.reason;
  return "";
}

std::shared_ptr<const CityEnough> enough_of(const city::City& city, const archive::Archive& archive, Day today, const CityEnough* before, const assess::Watch& watch) {
  auto programme = programme_of(city, archive, today, before != nullptr ? before->programme().model : nullptr);
  return programme ? std::make_shared<const CityEnough>(std::move(*programme), before, watch) : nullptr;
}

std::string enough_words(const CityEnough& enough, const SectionJudged& section) {
  const assess::GivenProgramme& given = enough.programme().given;
  const std::string unit = " " + given.units[section.receptor];
  if (section.past) return "考核期已过，看监测";
  const char* const word = section.enough == Answer::Yes ? "够" : section.enough == Answer::No ? "不够" : "说不清";
  const double over = section.middle_if_kept - section.limit;
  std::string words = std::string{word} + " " + chance_words(section.if_kept.probability, section.if_kept.low, section.if_kept.high) + "：" + std::to_string(section.promised) + "项承诺的措施都做到，预计" +
                      level_words(section.middle_if_kept) + unit + "，" +
                      (over > 0 ? "超限值" + level_words(section.limit) + "还差" + level_words(over) : "在限值" + level_words(section.limit) + "以内");
  constexpr std::array<std::pair<double assess::Split::*, const char*>, 6> kParts{{{&assess::Split::nobody, "无人认领"},
                                                                                  {&assess::Split::waiting, "待问清"},
                                                                                  {&assess::Split::late, "逾期"},
                                                                                  {&assess::Split::unverified, "自报未核查"},
                                                                                  {&assess::Split::too_little, "按期也不够"},
                                                                                  {&assess::Split::doubt, "模型与效果存疑"}}};
  std::string gap;
  for (const auto& [part, chinese] : kParts)
    if (section.split.*part >= 0.005) gap += (gap.empty() ? "" : "、") + std::string{chinese} + percents(section.split.*part);
  if (!gap.empty()) words += "；达标缺口（百分点）：" + gap;
  words += "；到期达标 " + chance_words(section.met.probability, section.met.low, section.met.high);
  if (!section.measures.empty() && section.enough != Answer::Yes) {
    const assess::Gain& best = section.measures.front();
    words += "；最管用：" + given.measures[best.of] + "（＋" + percents(best.gain) + "个百分点）";
  }
  if (const std::string whose = given_words(enough.programme()); !whose.empty()) words += "；" + whose;
  return words;
}

}  // namespace luoshi::engine
