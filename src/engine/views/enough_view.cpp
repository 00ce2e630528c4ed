#include "engine/views/enough_view.hpp"

#include "assess/sums.hpp"
#include "engine/views/wording.hpp"

namespace luoshi::engine {

std::vector<std::vector<Id<Commitment>>> parts_of(const city::City& city) {
  std::vector<std::vector<Id<Commitment>>> parts(city.commitments.size());
  city.commitments.each([&](std::size_t index, const city::KeptCommitment& commitment) {
    if (commitment.value.parent && commitment.value.state != CommitmentState::Withdrawn)
      parts[commitment.value.parent.index()].push_back(Id<Commitment>::at_index(index));
  });
  return parts;
}

EnoughAnswer enough_answer(const city::City& city, Id<Commitment> id, const std::vector<Id<Commitment>>& parts) {
  const Commitment& whole = city.commitments[id.index()].value;
  if (whole.meaning == Meaning::Outcome) return {Answer::CannotSay, "尚无效果模型"};
  if (!whole.figure) return {Answer::CannotSay, "目标没有数值"};
  if (parts.empty()) return {Answer::CannotSay, "尚未分解，无可加总"};
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
  return {sum.reaches, reason};
}

}  // namespace luoshi::engine
