// The public scorecard: recorded verdicts against what came.

#include <algorithm>
#include <cstdio>
#include <map>

#include "engine/city_data.hpp"
#include "engine/verdicts.hpp"
#include "forecast/verdict_score.hpp"
#include "model/reading.hpp"
#include "model/words.hpp"

namespace luoshi::engine {
namespace {

constexpr std::uint64_t kSeed = 20240605;
constexpr std::size_t kWorst = 5, kRanked = 10;

/// A recorded verdict with what came of it.
struct Scored {
  const Judged* judged = nullptr;
  forecast::DueVerdict due;
};

struct Sorted {
  std::vector<Scored> scored;
  std::uint32_t cannot_say = 0, settled = 0, waiting = 0, unknown = 0;
};

std::uint32_t light_number(const std::string& light) {
  return light == "green" ? 1U : light == "yellow" ? 2U : light == "red" ? 3U : 0U;
}

Sorted sorted_out(const city::City& city, const std::vector<Judged>& judged, Day today) {
  Sorted made;
  for (const Judged& each : judged) {
    const RecordedVerdict& verdict = each.verdict;
    if (!verdict.probability || !verdict.due) {
      // What was finished, or whose day had gone by, was no forecast: to score it would flatter.
      ++(verdict.word == Verdict::Word::CannotSay ? made.cannot_say : made.settled);
      continue;
    }
    if (*verdict.due >= today) {
      ++made.waiting;
      continue;
    }
    const auto came = came_of(city, verdict.commitment, *verdict.due, verdict.wanted);
    if (!came) {
      ++made.unknown;
      continue;
    }
    Scored one{&each, {}};
    one.due.cluster = verdict.commitment.number();
    one.due.chance = verdict.probability->to_double();
    one.due.kept = came->kept;
    one.due.light = light_number(verdict.light);
    if (verdict.straight && verdict.wanted) one.due.straight = *verdict.straight >= *verdict.wanted;
    one.due.straight_count = verdict.straight;
    one.due.quantiles = verdict.quantiles;
    one.due.came = came->count;
    made.scored.push_back(std::move(one));
  }
  return made;
}

std::vector<forecast::DueVerdict> values_of(const std::vector<Scored>& scored) {
  std::vector<forecast::DueVerdict> values;
  for (const Scored& each : scored) values.push_back(each.due);
  return values;
}

Json brier_json(const forecast::BrierParts& parts) {
  return Json::object({{"score", parts.score},
                       {"reliability", parts.reliability},
                       {"resolution", parts.resolution},
                       {"uncertainty", parts.uncertainty},
                       {"cases", static_cast<std::int64_t>(parts.count)}});
}

Json reliability_json(const std::vector<forecast::DueVerdict>& values) {
  Json bins = Json::array();
  const auto all = forecast::reliability(values);
  for (std::size_t i = 0; i < all.size(); ++i) {
    const forecast::Reliability& bin = all[i];
    if (bin.count == 0) continue;
    bins.push_back(Json::object({{"from", static_cast<double>(i) / 10.0},
                                 {"to", static_cast<double>(i + 1) / 10.0},
                                 {"count", static_cast<std::int64_t>(bin.count)},
                                 {"kept", static_cast<std::int64_t>(bin.kept)},
                                 {"said", bin.said},
                                 {"low", bin.low},
                                 {"high", bin.high}}));
  }
  return bins;
}

// One row a group: what was said on the mean, what came, the score with its standard error. Few cases are not ranked.
Json group_json(const std::string& key, const std::string& name, const std::vector<forecast::DueVerdict>& values) {
  const auto score = forecast::score_verdicts(values, kSeed);
  return Json::object({{"key", key},
                       {"name", name},
                       {"cases", static_cast<std::int64_t>(score.cases)},
                       {"promises", static_cast<std::int64_t>(score.promises)},
                       {"said", score.said},
                       {"kept", static_cast<double>(score.kept) / static_cast<double>(score.cases)},
                       {"score", score.brier.score},
                       {"error", score.brier_error},
                       {"ranked", score.promises >= kRanked}});
}

template <class KeyOf>
Json groups_json(const std::vector<Scored>& scored, KeyOf key_of) {
  std::map<std::string, std::pair<std::string, std::vector<forecast::DueVerdict>>> groups;
  for (const Scored& each : scored) {
    const auto [key, name] = key_of(*each.judged);
    auto& group = groups[key];
    group.first = name;
    group.second.push_back(each.due);
  }
  Json rows = Json::array();
  for (const auto& [key, group] : groups) rows.push_back(group_json(key, group.first, group.second));
  return rows;
}

Json worst_json(const city::City& city, std::vector<Scored> scored) {
  const auto miss = [](const Scored& each) { return each.due.kept ? 1.0 - each.due.chance : each.due.chance; };
  std::stable_sort(scored.begin(), scored.end(), [&](const Scored& a, const Scored& b) { return miss(a) > miss(b); });
  Json rows = Json::array();
  std::vector<Id<Commitment>> seen;
  for (const Scored& each : scored) {
    const RecordedVerdict& verdict = each.judged->verdict;
    if (rows.as_array().size() == kWorst || miss(each) < 0.5) break;
    if (std::find(seen.begin(), seen.end(), verdict.commitment) != seen.end()) continue;
    seen.push_back(verdict.commitment);
    rows.push_back(Json::object({{"commitment", verdict.commitment.number()},
                                 {"title", city.commitments[verdict.commitment.index()].value.title},
                                 {"on", day_text(verdict.on)},
                                 {"due", day_text(*verdict.due)},
                                 {"chance", each.due.chance},
                                 {"kept", each.due.kept},
                                 {"reason", verdict.reason},
                                 {"event", static_cast<std::int64_t>(each.judged->event)}}));
  }
  return rows;
}

std::string percent(double share) { return std::to_string(static_cast<int>(100.0 * share + 0.5)) + "％"; }

// One sentence, good or bad, from the same figures.
std::string sentence_of(const forecast::VerdictScore& score) {
  const double kept = static_cast<double>(score.kept) / static_cast<double>(score.cases);
  std::string text = "平均说" + percent(score.said) + "，实际成" + percent(kept) + "：";
  text += score.said > kept + 0.05 ? "偏乐观" : score.said < kept - 0.05 ? "偏保守" : "大体相当";
  double rival = std::min(score.light.score, score.base.score);
  if (score.straight) rival = std::min(rival, score.straight->score);
  text += score.brier.score < rival ? "；比灯号、直线外推和一律说平均都准" : "；没有胜过最好的对照";
  if (score.counted > 0 && score.uniformity.p < 0.05) text += "；数量的预测分布与实际不相符（均匀性检验不到5％）";
  if (score.promises < 30) text += "。只有" + std::to_string(score.promises) + "项承诺到期，还说明不了多少";
  return text;
}

Json scores_json(const forecast::VerdictScore& score) {
  Json rivals = Json::array();
  const auto add = [&](const char* key, const char* name, const forecast::BrierParts& parts) {
    rivals.push_back(Json::object({{"key", key}, {"name", name}, {"brier", brier_json(parts)}}));
  };
  if (score.straight) add("straight", "直线外推", *score.straight);
  add("light", "灯号规则", score.light);
  add("base", "一律说平均", score.base);
  Json intervals = Json::array();
  Json histogram = Json::array();
  if (score.counted > 0) {
    for (const forecast::Coverage& each : score.coverage)
      intervals.push_back(Json::object({{"wanted", each.wanted}, {"reached", each.reached}, {"error", each.standard_error}, {"holds", each.holds()}}));
    for (const std::size_t count : score.histogram) histogram.push_back(static_cast<std::int64_t>(count));
  }
  return Json::object({{"brier", brier_json(score.brier)},
                       {"error", score.brier_error},
                       {"rivals", std::move(rivals)},
                       {"counted", static_cast<std::int64_t>(score.counted)},
                       {"crps", score.counted > 0 ? Json{score.crps} : Json{}},
                       {"straight_crps", score.counted > 0 ? Json{score.straight_crps} : Json{}},
                       {"coverage", std::move(intervals)},
                       {"pit", std::move(histogram)},
                       {"uniform", score.counted > 0 ? Json{score.uniformity.p} : Json{}}});
}

}  // namespace

Json scorecard(const city::City& city, const std::vector<Judged>& judged, Day today) {
  const Sorted sorted = sorted_out(city, judged, today);
  std::map<std::string, std::uint32_t> versions;
  for (const Judged& each : judged) ++versions[each.verdict.engine];
  Json by_version = Json::array();
  for (const auto& [version, count] : versions) by_version.push_back(Json::object({{"engine", version}, {"verdicts", count}}));
  Json made = Json::object({{"today", day_text(today)},
                            {"recorded", static_cast<std::int64_t>(judged.size())},
                            {"cannot_say", sorted.cannot_say},
                            {"settled", sorted.settled},
                            {"waiting", sorted.waiting},
                            {"unknown", sorted.unknown},
                            {"scored", static_cast<std::int64_t>(sorted.scored.size())},
                            {"first", judged.empty() ? Json{} : Json{day_text(judged.front().verdict.on)}},
                            {"last", judged.empty() ? Json{} : Json{day_text(judged.back().verdict.on)}},
                            {"versions", std::move(by_version)}});
  if (sorted.scored.empty()) {
    made.set("sentence", judged.empty() ? "还没有记录过判断：每次公布时记录，到期后打分。" : "还没有到期的判断可以打分。");
    made.set("promises", 0);
    made.set("scores", Json{});
    made.set("reliability", Json::array());
    made.set("by_body", Json::array());
    made.set("by_theme", Json::array());
    made.set("worst", Json::array());
    return made;
  }
  const auto values = values_of(sorted.scored);
  const auto score = forecast::score_verdicts(values, kSeed);
  made.set("sentence", sentence_of(score) + "。");
  made.set("promises", static_cast<std::int64_t>(score.promises));
  made.set("scores", scores_json(score));
  made.set("reliability", reliability_json(values));
  made.set("by_body", groups_json(sorted.scored, [&](const Judged& each) {
    const Id<Body> lead = city.commitments[each.verdict.commitment.index()].value.lead;
    return std::pair{std::to_string(lead.number()), lead ? city.bodies[lead.index()].value.name : std::string{"未写明"}};
  }));
  made.set("by_theme", groups_json(sorted.scored, [&](const Judged& each) {
    const std::string theme{theme_name(city.commitments[each.verdict.commitment.index()].value.theme)};
    return std::pair{theme, theme};
  }));
  made.set("worst", worst_json(city, sorted.scored));
  return made;
}

Json replayed_scorecard(const Engine& engine, const city::City& city, const std::vector<Judged>& judged, Day today) {
  std::vector<Judged> again = judged;
  std::multimap<std::uint64_t, std::size_t> wanted;  // ledger position → verdicts computed there
  for (std::size_t i = 0; i < again.size(); ++i) wanted.emplace(again[i].verdict.at, i);
  city::City past;
  city::Decoder decoder;
  auto next = wanted.begin();
  if (!wanted.empty())
    engine.ledger().read(1, wanted.rbegin()->first, [&](std::uint64_t sequence, std::string_view bytes) {
      city::fold_into(past, decoder.decode(sequence, bytes));
      if (next->first != sequence) return ledger::Next::Continue;
      const Histories histories{past, adopted_seasons(past, engine.archive())};
      for (; next != wanted.end() && next->first == sequence; ++next) {
        RecordedVerdict& verdict = again[next->second].verdict;
        verdict = verdict_to_record(past, verdict.commitment, verdict.on, histories, verdict.light, std::nullopt);
      }
      return next == wanted.end() ? ledger::Next::Stop : ledger::Next::Continue;
    });
  Json made = scorecard(city, again, today);
  std::map<std::string, std::uint32_t> versions;
  for (const Judged& each : judged) ++versions[each.verdict.engine];
  Json recorded_by = Json::array();
  for (const auto& [version, count] : versions) recorded_by.push_back(Json::object({{"engine", version}, {"verdicts", count}}));
  made.set("replayed", true);
  made.set("recorded_by", std::move(recorded_by));
  return made;
}

namespace {

std::string figure(double value, const char* form = "%.3f") {
  char text[40];
  (void)std::snprintf(text, sizeof text, form, value);
  return text;
}

}  // namespace

std::string scorecard_text(const Json& card) {
  std::string out = card.find("replayed") != nullptr ? "回放（本版引擎重算当时，不是记录过的判断）\n" : "预测记分牌：只算当时记入账本的判断\n";
  const auto number = [&](const char* field) { return std::to_string(card.at(field).as_integer()); };
  out += "记录 " + number("recorded") + " 个 · 打分 " + number("scored") + " 个（" + number("promises") + " 项承诺） · 未到期 " + number("waiting") +
         " · 到期没有进展 " + number("unknown") + " · 当时说不清 " + number("cannot_say") + " · 当时已成定局 " + number("settled") + "\n";
  out += card.at("sentence").as_string() + "\n";
  const Json& scores = card.at("scores");
  if (scores.is_null()) return out;
  const Json& brier = scores.at("brier");
  out += "Brier 落实 " + figure(brier.at("score").as_number()) + "（校准误差 " + figure(brier.at("reliability").as_number(), "%.4f") + "，分辨力 " +
         figure(brier.at("resolution").as_number(), "%.4f") + "，难度 " + figure(brier.at("uncertainty").as_number(), "%.4f") + "）";
  for (const Json& rival : scores.at("rivals").as_array())
    out += " · " + rival.at("name").as_string() + " " + figure(rival.at("brier").at("score").as_number());
  out += "\n";
  if (!scores.at("crps").is_null()) {
    out += "CRPS " + figure(scores.at("crps").as_number(), "%.2f") + " · 直线外推 " + figure(scores.at("straight_crps").as_number(), "%.2f") + "；区间";
    for (const Json& each : scores.at("coverage").as_array())
      out += " " + percent(each.at("wanted").as_number()) + "→" + percent(each.at("reached").as_number());
    out += "；PIT 均匀 p=" + figure(scores.at("uniform").as_number(), "%.2f") + "\n";
  }
  for (const Json& row : card.at("by_body").as_array())
    out += "  " + row.at("name").as_string() + "  " + std::to_string(row.at("cases").as_integer()) + " 个  说" + percent(row.at("said").as_number()) +
           " 成" + percent(row.at("kept").as_number()) + "  " + figure(row.at("score").as_number()) + (row.at("ranked").as_bool() ? "" : "（样本少，不排名）") + "\n";
  return out;
}

}  // namespace luoshi::engine
