#include "engine/views/enough_view.hpp"

#include <algorithm>

#include "assess/sums.hpp"
#include "city/measures.hpp"
#include "engine/views/wording.hpp"

namespace luoshi::engine {

std::vector<std::vector<Id<Commitment>>> parts_of(const city::City& city) {
  std::vector<std::vector<Id<Commitment>>> parts(city.commitments.size());
  city.commitments.each([&](std::size_t index, const city::KeptCommitment& whole) {
    for (const Id<Commitment> part : whole.parts)
      if (city.commitments[part.index()].value.state != CommitmentState::Withdrawn) parts[index].push_back(part);
  });
  return parts;
}

namespace {

// An outcome: what the model says of the section it names; a promised effect counts at the sections below it.
EnoughAnswer outcome_answer(const city::City& city, Id<Commitment> id, const CityEnough* judged) {
  EnoughAnswer answer;
  answer.reason = "尚无效果模型";
  if (judged == nullptr) return answer;
  if (!judged->programme().failure.empty()) {
    answer.reason = "测算不了：" + judged->programme().failure;
    return answer;
  }
  if (const SectionJudged* const section = judged->of_target(id)) {
    answer.answer = section->enough;
    answer.reason = enough_words(*judged, *section);
    answer.section = judged->programme().receptors[section->receptor].section;
    if (!section->past) {
      answer.chance = section->if_kept;
      answer.met = section->met;
    }
    return answer;
  }
  if (std::string silence = judged->silence_of(city, id); !silence.empty()) answer.reason = std::move(silence);
  else if (city::claims_effect(city, id)) answer.reason = "作用计入下游断面，见够不够";
  return answer;
}

}  // namespace

EnoughAnswer enough_answer(const city::City& city, Id<Commitment> id, const std::vector<Id<Commitment>>& parts,
                           const CityEnough* judged) {
  const Commitment& whole = city.commitments[id.index()].value;
  if (whole.meaning == Meaning::Outcome) return outcome_answer(city, id, judged);
  const std::string claim = city::claims_effect(city, id) ? "" : "；未声明效果";
  if (!whole.figure) return {Answer::CannotSay, "目标没有数值" + claim, {}, {}, {}};
  if (parts.empty()) return {Answer::CannotSay, "尚未分解，无可加总" + claim, {}, {}, {}};
  std::vector<assess::Part> rows;
  for (const Id<Commitment> part : parts) {
    const Commitment& promised = city.commitments[part.index()].value;
    assess::Part row;
    row.id = part.number();
    row.promised = promised.figure;
    row.owned = static_cast<bool>(promised.lead);
    for (const Id<Asset> asset : promised.assets) row.assets.push_back(asset.number());
    rows.push_back(std::move(row));
  }
  const assess::Sum sum = assess::adds_up(*whole.figure, rows);
  const std::string& unit = whole.figure->unit;
  std::string reason;
  if (sum.total) {
    const char* const sign = sum.reaches == Answer::Yes ? "够" : sum.reaches == Answer::No ? "不够" : "说不清";
    reason = std::string{sign} + "：各部分加总" + interval_words(*sum.total, unit) + "，目标" + figure_words(*whole.figure);
    if (sum.reaches == Answer::No && sum.remainder) reason += "，无人认领" + interval_words(*sum.remainder, unit);
  } else {
    reason = "说不清：各部分没有可加的数值";
  }
  for (const assess::Overlap& overlap : sum.overlaps)
    reason += "；" + city.assets[overlap.asset - 1].value.name + "被C-" + std::to_string(overlap.first_part) + "和C-" +
              std::to_string(overlap.second_part) + "重复承诺";
  if (!sum.left_out.empty()) reason += "；" + std::to_string(sum.left_out.size()) + "个部分无法计入";
  return {sum.reaches, reason + claim, {}, {}, {}};
}

Json sums_json(const city::City& city, Id<Commitment> id, const std::vector<Id<Commitment>>& parts) {
  const Commitment& whole = city.commitments[id.index()].value;
  Json list = Json::array();
  if (!whole.figure) return list;
  std::vector<assess::DatedPart> rows;
  for (const Id<Commitment> part : parts) {
    const city::KeptCommitment& kept = city.commitments[part.index()];
    assess::DatedPart row;
    row.part = {part.number(), kept.value.figure, static_cast<bool>(kept.value.lead), {}};
    for (const Id<Asset> asset : kept.value.assets) row.part.assets.push_back(asset.number());
    if (const auto due = kept.value.deadline.due()) row.period = assess::quarters_between({0, 1}, assess::quarter_of(*due));
    row.waiting = std::any_of(kept.questions.begin(), kept.questions.end(),
                              [&](Id<Question> question) { return city.questions[question.index()].value.state == QuestionState::Open; });
    rows.push_back(std::move(row));
  }
  const std::string& unit = whole.figure->unit;
  const auto words = [&](const std::optional<Interval>& interval) { return interval ? Json{interval_words(*interval, unit)} : Json{}; };
  for (const assess::PeriodSum& each : assess::adds_up_by_period(*whole.figure, rows))
    list.push_back(Json::object({{"quarter", assess::Quarter{0, 1}.after(each.period).text()},
                                 {"total", words(each.sum.total)},
                                 {"waiting", words(each.waiting)},
                                 {"remainder", words(each.sum.remainder)},
                                 {"answer", each.sum.reaches == Answer::Yes ? "yes" : each.sum.reaches == Answer::No ? "no" : "cannot_say"},
                                 {"overlaps", static_cast<std::int64_t>(each.sum.overlaps.size())},
                                 {"left_out", static_cast<std::int64_t>(each.sum.left_out.size())}}));
  return list;
}

}  // namespace luoshi::engine
