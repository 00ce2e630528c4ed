#include "engine/judging.hpp"

#include <algorithm>

#include "base/error.hpp"
#include "engine/status.hpp"
#include "engine/views/commitment_view.hpp"
#include "engine/views/enough_view.hpp"
#include "engine/views/funnel_view.hpp"
#include "engine/views/wording.hpp"

namespace luoshi::engine {
namespace {

constexpr std::size_t kJudgedAtOnce = 1000;  // judgements written together

}  // namespace

city::Command completed(const city::City& city, const archive::Archive& archive, const city::Command& command, Day today) {
  const auto* const opening = std::get_if<city::OpenThing>(&command.body);
  const auto* const appeal = opening == nullptr ? nullptr : std::get_if<city::Opened<Appeal>>(&opening->fact);
  if (appeal == nullptr || !appeal->value.commitment || appeal->value.commitment.index() >= city.commitments.size()) return command;
  city::Command whole = command;
  Appeal& value = std::get<city::Opened<Appeal>>(std::get<city::OpenThing>(whole.body).fact).value;
  const auto rule = adopted_light_rule(city, archive);
  const auto lights = commitment_lights(city, rule, today);
  const std::size_t index = value.commitment.index();
  KeptKnown nothing;
  const StatusLine line = commitment_status(city, value.commitment, parts_of(city)[index], lights[index], today, Histories{city, adopted_seasons(city, archive)}, nothing);
  value.light = line.light.light == assess::Light::Unknown ? std::string{} : std::string{assess::chinese_of(line.light.light)};
  value.sum = line.light.sum;
  value.rule = rule ? rule->title : std::string{};
  return whole;
}

std::vector<Id<Asset>> sampled_by(const city::EventBody& event) {
  if (const auto* recorded = std::get_if<city::SampleRecorded>(&event)) return {recorded->sample.asset};
  if (const auto* corrected = std::get_if<city::SampleCorrected>(&event)) return {corrected->sample.asset};
  return {};
}

std::vector<city::Command> judgements(const city::City& city, const archive::Archive& archive, std::vector<Id<Asset>> assets, Day today,
                                      const std::string& command_id) {
  std::vector<city::Command> commands;
  if (assets.empty()) return commands;
  const auto rules = adopted_funnel_rule(city, archive);
  if (!rules) return commands;
  std::sort(assets.begin(), assets.end());
  assets.erase(std::unique(assets.begin(), assets.end()), assets.end());
  for (const Id<Asset> asset : assets) {
    auto judged = judge_asset(city, *rules, asset, today);
    if (judged && is_news(city, *judged)) commands.push_back({command_id, {}, city::RecordJudgement{std::move(*judged)}});
  }
  return commands;
}

std::uint32_t judge_all_funnels(Engine& engine, Day today) {
  const auto city = engine.city();
  std::vector<Id<Asset>> watched;
  city->assets.each([&](std::size_t index, const city::KeptAsset& kept) {
    if (!kept.samples.empty()) watched.push_back(Id<Asset>::at_index(index));
  });
  std::vector<city::Command> commands = judgements(*city, engine.archive(), std::move(watched), today, "");
  std::uint32_t recorded = 0;
  for (std::size_t first = 0; first < commands.size(); first += kJudgedAtOnce) {
    const std::size_t count = std::min(kJudgedAtOnce, commands.size() - first);
    const std::span<city::Command> some{commands.data() + first, count};
    for (std::size_t i = 0; i < count; ++i)
      some[i].id = "judge-" + day_text(today) + "-" + std::to_string(city->events) + "-" + std::to_string(first + i);
    const BatchOutcome outcome = engine.submit_all(some);
    if (const auto* no = std::get_if<BatchRefusal>(&outcome)) throw Error{no->refusal.fault, no->refusal.reason};
    recorded += static_cast<std::uint32_t>(count);
  }
  return recorded;
}

}  // namespace luoshi::engine
