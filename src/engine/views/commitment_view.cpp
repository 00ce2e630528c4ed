#include "engine/views/commitment_view.hpp"

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

StatusLine commitment_status(const city::City& city, Id<Commitment> id, const std::vector<Id<Commitment>>& parts,
                             const assess::Judged& light, Day today) {
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
  line.kept = kept_verdict(city, kept, today);
  const EnoughAnswer enough = enough_answer(city, id, parts);
  line.enough = enough.answer;
  line.enough_reason = enough.reason;
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
