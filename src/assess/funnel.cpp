#include "assess/funnel.hpp"

#include <algorithm>

#include "base/contract.hpp"
#include "base/error.hpp"

namespace luoshi::assess {
namespace {

int positive(const Json& json, const char* part, const char* field, std::int64_t most) {
  const Json* const object = json.find(part);
  const Json* const value = object != nullptr && object->is_object() ? object->find(field) : nullptr;
  if (value == nullptr || !value->is_integer() || value->as_integer() < 1 || value->as_integer() > most)
    throw Error{Fault::BadInput, std::string{"funnel rule: \""} + part + "." + field + "\" must be a whole number from 1 to " +
                                     std::to_string(most) + "; correct the rule file"};
  return static_cast<int>(value->as_integer());
}

std::string words(const Json& json, const char* field) {
  const Json* const value = json.find(field);
  if (value == nullptr || !value->is_string() || value->as_string().empty())
    throw Error{Fault::BadInput, std::string{"funnel rule: \""} + field + "\" must be a text; correct the rule file"};
  return value->as_string();
}

bool is_in_class(const SampleResult& sample) { return sample.word == SampleResult::Word::InClass; }

// Whole months from one day to a later one.
int months_between(Day from, Day until) {
  const int months = (static_cast<int>(until.year()) - static_cast<int>(from.year())) * 12 +
                     (static_cast<int>(static_cast<unsigned>(until.month())) - static_cast<int>(static_cast<unsigned>(from.month())));
  return until.day() < from.day() ? months - 1 : months;
}

bool is_wet(const FunnelRule& rule, Day day) {
  const int month = static_cast<int>(static_cast<unsigned>(day.month()));
  return rule.wet_from <= rule.wet_until ? rule.wet_from <= month && month <= rule.wet_until
                                         : month >= rule.wet_from || month <= rule.wet_until;
}

// The two rules of reopening as one walk: how the score and the run of misses move with a sample.
struct Watch {
  int score = 0, run = 0;

  void take(const FunnelRule& rule, bool in_class) {
    score = std::max(0, score + (in_class ? -rule.hit : rule.miss));
    run = in_class ? 0 : run + 1;
  }
  [[nodiscard]] FunnelAnswer::Reopen fires(const FunnelRule& rule) const {
    if (run >= rule.misses) return FunnelAnswer::Reopen::MissesInARow;
    return score >= rule.alarm ? FunnelAnswer::Reopen::ChangePoint : FunnelAnswer::Reopen::No;
  }
};

// What the last `of` samples come to.
struct Window {
  std::size_t taken = 0;
  int in_class = 0, wet = 0, months = 0;
};

Window window_of(const FunnelRule& rule, const std::vector<SampleResult>& samples, std::size_t count) {
  Window window;
  window.taken = std::min(count, static_cast<std::size_t>(rule.of));
  for (std::size_t i = count - window.taken; i < count; ++i) {
    if (!is_in_class(samples[i])) continue;
    ++window.in_class;
    window.wet += is_wet(rule, samples[i].day) ? 1 : 0;
  }
  if (window.taken > 0) window.months = months_between(samples[count - window.taken].day, samples[count - 1].day);
  return window;
}

}  // namespace

FunnelRule funnel_rule_from_json(const Json& json) {
  if (!json.is_object()) throw Error{Fault::BadInput, "a funnel rule is no JSON object; correct the rule file"};
  FunnelRule rule;
  rule.name = words(json, "name");
  // It stands in every judgement: short enough for the ledger, and printable.
  if (rule.name.size() > 100 || std::any_of(rule.name.begin(), rule.name.end(), [](unsigned char c) { return c < 0x20; }))
    throw Error{Fault::BadInput, "a funnel rule's name is longer than 100 bytes or holds control characters; shorten it in the rule file"};
  rule.title = words(json, "title");
  rule.source = words(json, "source");
  rule.of = positive(json, "stable", "of", 120);
  rule.need = positive(json, "stable", "need", rule.of);
  rule.months = positive(json, "stable", "months", 120);
  rule.wet = positive(json, "stable", "wet", rule.need);
  rule.wet_from = positive(json, "stable", "wet_from", 12);
  rule.wet_until = positive(json, "stable", "wet_until", 12);
  rule.in_a_row = positive(json, "effective", "in_a_row", 120);
  rule.misses = positive(json, "reopen", "misses", 120);
  rule.miss = positive(json, "reopen", "miss", 1000);
  rule.hit = positive(json, "reopen", "hit", 1000);
  rule.alarm = positive(json, "reopen", "alarm", 10'000);
  rule.stale_months = positive(json, "reopen", "stale_months", 120);
  return rule;
}

FunnelAnswer judge_funnel(const FunnelRule& rule, const std::vector<SampleResult>& samples, Day as_of) {
  FunnelAnswer answer;
  std::size_t count = 0;
  std::size_t run_in_class = 0;
  Watch watch;
  for (; count < samples.size() && samples[count].day <= as_of; ++count) {
    expects(count == 0 || samples[count - 1].day <= samples[count].day, "samples in the order of their days");
    run_in_class = is_in_class(samples[count]) ? run_in_class + 1 : 0;
    watch.take(rule, is_in_class(samples[count]));
  }
  if (count == 0) {
    answer.reason = "没有监测，见效与否说不清";
    return answer;
  }
  answer.reopen = watch.fires(rule);
  const Window window = window_of(rule, samples, count);
  answer.reason = "最近" + std::to_string(window.taken) + "次中" + std::to_string(window.in_class) + "次达标（汛期" +
                  std::to_string(window.wet) + "次），跨" + std::to_string(window.months) + "个月";
  if (answer.reopen == FunnelAnswer::Reopen::MissesInARow) answer.reason += "；连续" + std::to_string(watch.run) + "次不达标，待复核";
  if (answer.reopen == FunnelAnswer::Reopen::ChangePoint)
    answer.reason += "；变差得分" + std::to_string(watch.score) + "，达到" + std::to_string(rule.alarm) + "，待复核";
  if (months_between(samples[count - 1].day, as_of) >= rule.stale_months) {
    answer.reason += "；最近一次在" + day_text(samples[count - 1].day) + "，已久，待复核";
    return answer;
  }
  const bool stable = window.taken == static_cast<std::size_t>(rule.of) && window.in_class >= rule.need && window.months >= rule.months &&
                      window.wet >= rule.wet;
  const bool effective = run_in_class >= static_cast<std::size_t>(rule.in_a_row);
  if (count < static_cast<std::size_t>(rule.in_a_row)) answer.reason += "；次数太少";
  else answer.word = FunnelAnswer::Word::NotYet;
  if (answer.reopen != FunnelAnswer::Reopen::No) return answer;
  if (stable) answer.word = FunnelAnswer::Word::Stable;
  else if (effective) answer.word = FunnelAnswer::Word::Effective;
  return answer;
}

double false_alarm(const FunnelRule& rule, double miss_rate, int samples) {
  expects(miss_rate >= 0.0 && miss_rate <= 1.0 && samples >= 0, "a rate within 0…1 and a number of samples");
  const auto runs = static_cast<std::size_t>(rule.misses);
  const auto scores = static_cast<std::size_t>(rule.alarm);
  const auto place = [&](const Watch& watch) { return static_cast<std::size_t>(watch.score) * runs + static_cast<std::size_t>(watch.run); };
  std::vector<double> quiet(scores * runs, 0.0);  // probability of each state in which nothing has fired
  quiet[0] = 1.0;
  double fired = 0.0;
  for (int sample = 0; sample < samples; ++sample) {
    std::vector<double> next(quiet.size(), 0.0);
    for (std::size_t score = 0; score < scores; ++score)
      for (std::size_t run = 0; run < runs; ++run) {
        const double here = quiet[score * runs + run];
        if (here <= 0.0) continue;
        for (const bool in_class : {true, false}) {
          Watch watch{static_cast<int>(score), static_cast<int>(run)};
          watch.take(rule, in_class);
          const double weight = here * (in_class ? 1.0 - miss_rate : miss_rate);
          if (watch.fires(rule) == FunnelAnswer::Reopen::No) next[place(watch)] += weight;
          else fired += weight;
        }
      }
    quiet = std::move(next);
  }
  return fired;
}

}  // namespace luoshi::assess
