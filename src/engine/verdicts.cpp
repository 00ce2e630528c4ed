#include "engine/verdicts.hpp"

#include <algorithm>
#include <cmath>

#include "base/contract.hpp"
#include "engine/city_data.hpp"
#include "engine/status.hpp"
#include "engine/views/commitment_view.hpp"
#include "engine/views/kept_detail.hpp"
#include "engine/views/kept_parts.hpp"

namespace luoshi::engine {
namespace {

// Six digits are more than any verdict is worth.
Decimal share_of(double value) { return Decimal{static_cast<std::int64_t>(std::floor(value * 1e6 + 0.5)), -6}.normalised(); }

bool is_shown(const Commitment& commitment) {
  return commitment.state == CommitmentState::InForce || commitment.state == CommitmentState::Reported ||
         commitment.state == CommitmentState::ToVerify;
}

}  // namespace

RecordedVerdict verdict_to_record(const city::City& city, Id<Commitment> id, Day today, const Histories& histories,
                                  const std::string& light, const std::optional<Digest>& rule) {
  const KeptInput input = kept_input(city, id, today, histories);
  const KeptShown shown = kept_shown(input);
  RecordedVerdict made;
  made.commitment = id;
  made.on = today;
  made.at = static_cast<std::uint32_t>(city.events);
  made.due = city.commitments[id.index()].value.deadline.due();
  made.wanted = shown.wanted;
  made.total = shown.total;
  made.word = shown.verdict.word;
  if (shown.verdict.probability) {
    made.probability = share_of(*shown.verdict.probability);
    made.low = share_of(*shown.verdict.low);
    made.high = share_of(*shown.verdict.high);
    made.quantiles = shown.quantiles;
    made.straight = shown.straight;
  }
  made.reason = shown.verdict.reason;
  made.reasons = shown.reasons;
  made.light = light;
  made.inputs = {sha256(input.text())};
  if (rule) made.inputs.push_back(*rule);
  made.engine = std::string{kKeptVersion};
  return made;
}

RecordingOutcome record_verdicts(Engine& engine, const city::Actor& actor, Day today, const std::string& session) {
  const auto city = engine.city();
  if (auto no = city::may(*city, actor, city::Action::RecordVerdict, {}, today)) return *no;
  const Histories histories{*city, adopted_seasons(*city, engine.archive())};
  const auto lights = commitment_lights(*city, adopted_light_rule(*city, engine.archive()), today);
  const auto rule = adopted_digest(*city, kLightRules);
  Recording recording;
  std::vector<city::Command> commands;
  city->commitments.each([&](std::size_t index, const city::KeptCommitment& kept) {
    if (!is_shown(kept.value)) return;
    if (kept.judged_on == today) {
      ++recording.already;
      return;
    }
    const auto id = Id<Commitment>::at_index(index);
    RecordedVerdict verdict = verdict_to_record(*city, id, today, histories, name_of(lights[index].light), rule);
    recording.cannot_say += verdict.word == Verdict::Word::CannotSay ? 1 : 0;
    commands.push_back({"verdict " + day_text(today) + " C-" + std::to_string(id.number()), actor,
                        city::RecordVerdict{{std::move(verdict)}}});
  });
  if (commands.empty()) return recording;
  const BatchOutcome outcome = engine.submit_all(commands, city->events, session);
  if (const auto* no = std::get_if<BatchRefusal>(&outcome)) return no->refusal;
  const Done& done = std::get<Done>(outcome);
  recording.recorded = static_cast<std::uint32_t>(commands.size());
  recording.last = done.first + done.count - 1;
  return recording;
}

std::optional<CameOf> came_of(const city::City& city, Id<Commitment> id, Day due, std::optional<std::uint32_t> wanted) {
  const city::KeptCommitment& kept = city.commitments[id.index()];
  const Commitment& commitment = kept.value;
  if (commitment.state == CommitmentState::Done && commitment.done_on && *commitment.done_on <= due && !wanted) return CameOf{true, {}};
  if (!is_reported(city, kept))
    if (const auto by_parts = parts_came(city, id, due, CameBy::Date))
      return by_parts->kept ? std::optional{CameOf{*by_parts->kept, wanted ? by_parts->count : std::nullopt}} : std::nullopt;
  if (!wanted) {
    const Came came = came_by(city, id, due, CameBy::Date);
    return came.kept ? std::optional{CameOf{*came.kept, {}}} : std::nullopt;
  }
  const std::vector<Id<Report>> reports = counted_reports(city, kept);
  const bool told = std::any_of(reports.begin(), reports.end(), [&](Id<Report> each) {
    const Report& report = city.reports[each.index()].value;
    return report.check != CheckState::Returned && report.until >= due;
  });
  if (!told) return std::nullopt;
  const std::uint32_t count = built_by(city, counted_assets(city, kept), due);
  return CameOf{count >= *wanted, count};
}

std::vector<Judged> recorded_verdicts(const Engine& engine, const city::City& city, const std::vector<Id<Commitment>>& commitments) {
  std::vector<std::uint64_t> wanted;
  for (const Id<Commitment> id : commitments)
    for (const std::uint32_t sequence : city.commitments[id.index()].verdicts) wanted.push_back(sequence);
  std::sort(wanted.begin(), wanted.end());
  std::vector<Judged> found;
  city::Decoder decoder;
  const auto take = [&](std::uint64_t sequence, std::string_view bytes) {
    city::Event event = decoder.decode(sequence, bytes);
    auto* const recorded = std::get_if<city::VerdictRecorded>(&event.body);
    ensures(recorded != nullptr, "a commitment's verdicts are events that recorded one");
    found.push_back({sequence, std::move(recorded->verdict)});
  };
  // They were written in runs: one read a run.
  for (std::size_t first = 0; first < wanted.size();) {
    std::size_t last = first;
    while (last + 1 < wanted.size() && wanted[last + 1] == wanted[last] + 1) ++last;
    engine.ledger().read(wanted[first], wanted[last], [&](std::uint64_t sequence, std::string_view bytes) {
      take(sequence, bytes);
      return ledger::Next::Continue;
    });
    first = last + 1;
  }
  return found;
}

}  // namespace luoshi::engine
