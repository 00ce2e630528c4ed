#include "engine/views/commitment_view.hpp"

#include "base/unit.hpp"
#include "city/blocking.hpp"
#include "city/funnel.hpp"
#include "engine/views/wording.hpp"
#include "model/words.hpp"

namespace luoshi::engine {

std::vector<assess::Judged> commitment_lights(const city::City& city, const std::optional<assess::LightRule>& rule,
                                              Day today) {
  std::vector<assess::Progress> inputs;
  city.commitments.each(
      [&](std::size_t, const city::KeptCommitment& kept) { inputs.push_back(light_input(city, kept, today)); });
  return rule ? assess::judge(*rule, inputs) : std::vector<assess::Judged>(inputs.size());
}

namespace {

// 受阻：请示 A-3 待市水务局答复，自2026-06-01起12天
std::string blocked_words(const city::City& city, Id<Commitment> id, Day today) {
  const auto found = city::blocking_ask(city, id, today);
  if (!found) return "";
  const Ask& ask = city.all<Ask>()[found->index()].value;
  const std::string answerer = ask.answerer ? city.bodies[ask.answerer.index()].value.name : ask.outside;
  return "受阻：请示 A-" + std::to_string(found->number()) + " 待" + answerer + "答复，自" +
         day_text(*city::blocked_since(ask, today)) + "起，累计" + std::to_string(city::blocked_days(ask, today)) + "天";
}

// Works done are no water made good: what samples say of the things it has done. Empty where nothing was measured or is in doubt.
std::string measured_words(const city::City& city, const city::KeptCommitment& kept) {
  std::uint32_t built = 0, in_class = 0, missed = 0, doubted = 0;
  for (const Id<Asset> id : counted_assets(city, kept)) {
    const city::KeptAsset& asset = city.assets[id.index()];
    const auto since = city::built_since(asset);
    if (!since) continue;
    ++built;
    doubted += city::open_review(city, asset) ? 1 : 0;
    const city::KeptSample* last = nullptr;
    for (const city::KeptSample& sample : asset.samples)
      if (sample.verdict != SampleVerdict::Void && sample.day >= *since) last = &sample;
    if (last != nullptr) ++(last->verdict == SampleVerdict::InClass ? in_class : missed);
  }
  const std::uint32_t measured = in_class + missed;
  if (measured + doubted == 0) return "";
  const auto unit = kept.value.figure ? read_unit(kept.value.figure->unit) : std::nullopt;
  const std::string of = unit && unit->dimension == Dimension::Count && !unit->name.empty() ? unit->name : "项";
  const auto many = [&](std::uint32_t count) { return std::to_string(count) + of; };
  return "报建成" + many(built) + "，测过" + many(measured) + "：最近一次达标" + many(in_class) + "、不达标" + many(missed) +
         (doubted > 0 ? "，待复核" + many(doubted) : "") + (missed > in_class ? "；完工没有见效" : "");
}

}  // namespace

StatusLine commitment_status(const city::City& city, Id<Commitment> id, const std::vector<Id<Commitment>>& parts,
                             const assess::Judged& light, Day today, const Histories& histories, KeptKnown& known,
                             const CityEnough* judged) {
  const city::KeptCommitment& kept = city.commitments[id.index()];
  const Commitment& promised = kept.value;
  StatusLine line;
  line.id = "C-" + std::to_string(id.number());
  line.kind = "承诺·" + std::string{chinese_of(promised.state)};
  line.theme = theme_name(promised.theme);
  line.sentence = promised.title;
  if (promised.figure) line.figures.push_back(figure_words(*promised.figure));
  if (promised.lead) line.lead = city.bodies[promised.lead.index()].value.name;
  const auto due = promised.deadline.due();
  line.deadline = due ? day_text(*due) : promised.deadline.words;
  line.extended = promised.extensions > 0;
  // Past its date without a report an item is unknown, never red.
  line.reported = progress_of(city, kept).last_report;
  if (promised.state == CommitmentState::InForce && line.reported) line.light = light;
  KeptInput input = kept_input(city, id, today, histories);
  if (!(known.input == input)) {
    known.shown = kept_shown(input);
    known.input = std::move(input);
  }
  line.kept = known.shown.verdict;
  if (const std::string blocked = blocked_words(city, id, today); !blocked.empty()) {
    // While someone else holds it up, it is not shown red; the probability runs on.
    if (line.light.light == assess::Light::Red) line.light = {assess::Light::Unknown, "受阻，不亮红灯；" + line.light.sum};
    line.kept.reason += "；" + blocked;
  }
  const EnoughAnswer enough = enough_answer(city, id, parts, judged);
  line.enough = enough.answer;
  line.enough_reason = enough.reason;
  if (const std::string measured = measured_words(city, kept); !measured.empty()) line.enough_reason += "；" + measured;
  line.enough_chance = enough.chance;
  line.met = enough.met;
  line.section = enough.section;
  line.events = kept.history;
  return line;
}

int attention(const StatusLine& line) {
  if (line.kept.word == Verdict::Word::Unlikely || line.light.light == assess::Light::Red) return 0;
  if (line.kept.word == Verdict::Word::AtRisk || line.light.light == assess::Light::Yellow) return 1;
  if (line.enough == Answer::No) return 2;
  return line.kept.word == Verdict::Word::CannotSay ? 3 : 4;
}

}  // namespace luoshi::engine
