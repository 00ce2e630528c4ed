#include "engine/section_view.hpp"

#include <algorithm>
#include <map>

#include "engine/papers.hpp"
#include "model/words.hpp"
#include "water/sensitivity.hpp"

namespace luoshi::engine {
namespace {

using assess::Standing;

constexpr std::uint32_t kSliderDraws = 2'000;
constexpr std::size_t kMostSliders = 40;

const char* standing_name(Standing standing) {
  switch (standing) {
    case Standing::Sound: return "sound";
    case Standing::Waiting: return "waiting";
    case Standing::Nobody: return "nobody";
    case Standing::Unverified: return "unverified";
  }
  return "sound";
}

const char* thing_of(Id<Closure> closure) { return closure ? "closure" : "measure"; }

const char* by_name(DeliveryBy by) {
  switch (by) {
    case DeliveryBy::Built: return "built";
    case DeliveryBy::Counted: return "counted";
    case DeliveryBy::ByRate: return "by_rate";
    case DeliveryBy::Unknown: return "unknown";
  }
  return "unknown";
}

const char* answer_word(Answer answer) { return answer == Answer::Yes ? "yes" : answer == Answer::No ? "no" : "cannot_say"; }

// The written thresholds of the pages: 80 % and 40 %; an interval wider than 60 points says nothing.
const char* kept_word(const SectionJudged& section) {
  if (!section.kept || *section.kept_high - *section.kept_low > 0.6) return "cannot_say";
  return *section.kept >= 0.8 ? "likely" : *section.kept >= 0.4 ? "at_risk" : "unlikely";
}

Json chance_json(const assess::Chance& chance) {
  return Json::object({{"probability", chance.probability}, {"low", chance.low}, {"high", chance.high}});
}
Json band_json(const assess::Band& band) {
  return Json::object({{"low", band.low}, {"median", band.median}, {"high", band.high}});
}
Json split_json(const assess::Split& split) {
  return Json::object({{"nobody", split.nobody}, {"waiting", split.waiting}, {"late", split.late},
                       {"unverified", split.unverified}, {"too_little", split.too_little}, {"doubt", split.doubt}});
}
Json optional_json(const std::optional<double>& value) { return value ? Json{*value} : Json{}; }

std::string kept_reason(const CityEnough& judged, const SectionJudged& section) {
  if (section.promised == 0) return "没有一项已承诺的措施对这里起作用";
  std::uint32_t by[4] = {0, 0, 0, 0};
  const std::vector<double> falls = judged.falls_at(section.receptor);
  for (std::size_t m = 0; m < falls.size(); ++m)
    if (falls[m] > 0 && judged.programme().given.programme.measures[m].standing != Standing::Nobody) ++by[static_cast<unsigned>(judged.programme().measures[m].by)];
  std::string words = std::to_string(section.promised) + "项措施到期都建成";
  if (by[0] > 0) words += "，" + std::to_string(by[0]) + "项已建成";
  if (by[1] > 0) words += "，" + std::to_string(by[1]) + "项按点数推算";
  if (by[2] > 0) words += "，" + std::to_string(by[2]) + "项按同类比例（" + judged.programme().settings.on_time_source + "）";
  if (by[3] > 0) words += "，" + std::to_string(by[3]) + "项没有进展可推算";
  return words;
}

Json kept_json(const CityEnough& judged, const SectionJudged& section) {
  const bool said = section.kept.has_value();
  return Json::object({{"light", "unknown"},
                       {"sum", ""},
                       {"verdict", kept_word(section)},
                       {"probability", said ? optional_json(section.kept) : Json{}},
                       {"low", said ? optional_json(section.kept_low) : Json{}},
                       {"high", said ? optional_json(section.kept_high) : Json{}},
                       {"reason", kept_reason(judged, section)}});
}

// What would help most: of measures, bodies, and of the one question whose answer would.
Json measures_json(const city::City& city, const CityEnough& judged, const SectionJudged& section) {
  const CityProgramme& programme = judged.programme();
  const std::vector<double> falls = judged.falls_at(section.receptor);
  std::vector<std::uint32_t> order;
  for (std::uint32_t m = 0; m < falls.size(); ++m)
    if (falls[m] > 0) order.push_back(m);
  std::stable_sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
    const auto rank = [&](std::uint32_t m) { return static_cast<int>(programme.given.programme.measures[m].standing) == 0 ? 0 : 1; };
    return rank(a) != rank(b) ? rank(a) < rank(b) : falls[a] > falls[b];
  });
  Json list = Json::array();
  for (const std::uint32_t m : order) {
    const assess::Measure& row = programme.given.programme.measures[m];
    const CityMeasure& measure = programme.measures[m];
    const MeasureFacts facts = facts_of(city, measure);
    const auto gain = std::find_if(section.measures.begin(), section.measures.end(), [&](const assess::Gain& each) { return each.of == m; });
    Json commitments = Json::array();
    for (const Id<Commitment> id : measure.commitments)
      commitments.push_back(Json::object({{"id", id.number()}, {"title", city.commitments[id.index()].value.title}}));
    const std::uint8_t target = programme.given.programme.receptors[section.receptor].target;
    list.push_back(Json::object({{"id", measure.stream()},
                                 {"thing", thing_of(measure.closure)},
                                 {"number", measure.id ? measure.id.number() : measure.closure.number()},
                                 {"title", facts.title},
                                 {"does", facts.does},
                                 {"body", facts.body.number()},
                                 {"body_name", city.bodies[facts.body.index()].value.name},
                                 {"asset_name", city.assets[facts.asset.index()].value.name},
                                 {"standing", standing_name(row.standing)},
                                 {"due", row.due == Draws::kNever ? Json{} : Json{programme.settings.first.after(row.due).text()}},
                                 {"in_time", row.due <= target},
                                 {"fall", falls[m]},
                                 {"doubt", row.effect_sd},
                                 {"by", by_name(measure.by)},
                                 {"chance", measure.by == DeliveryBy::Unknown ? Json{} : Json{measure.stands_by[target]}},
                                 {"cost_yuan", facts.cost ? Json{facts.cost->in_yuan().to_double()} : Json{}},
                                 {"gain", gain == section.measures.end() ? 0.0 : gain->gain},
                                 {"commitments", std::move(commitments)},
                                 {"events", [&] {
                                    Json events = Json::array();
                                    for (const std::uint32_t event : facts.history) events.push_back(event);
                                    return events;
                                  }()}}));
  }
  return list;
}

// What raises the level here although it was meant to help: promised, it stands in the level without measures; it is never a help.
Json raises_json(const city::City& city, const CityEnough& judged, const SectionJudged& section) {
  const CityProgramme& programme = judged.programme();
  Json list = Json::array();
  for (const Raise& raise : programme.raises) {
    if (raise.receptor != section.receptor) continue;
    const CityMeasure& measure = programme.measures[raise.measure];
    const MeasureFacts facts = facts_of(city, measure);
    const Standing standing = programme.given.programme.measures[raise.measure].standing;
    list.push_back(Json::object({{"thing", thing_of(measure.closure)},
                                 {"number", measure.id ? measure.id.number() : measure.closure.number()},
                                 {"title", facts.title},
                                 {"does", facts.does},
                                 {"body_name", city.bodies[facts.body.index()].value.name},
                                 {"by", raise.by},
                                 {"counted", standing == Standing::Sound || standing == Standing::Unverified}}));
  }
  return list;
}

Json bodies_json(const CityEnough& judged, const SectionJudged& section) {
  Json list = Json::array();
  for (const assess::Gain& gain : section.bodies)
    list.push_back(Json::object({{"body", judged.programme().bodies[gain.of].number()}, {"name", judged.programme().given.bodies[gain.of]}, {"gain", gain.gain}}));
  return list;
}

// The open questions for whose answers measures wait, and what answering each would do: those measures sure to stand.
Json questions_json(const city::City& city, const CityEnough& judged, const SectionJudged& section) {
  const CityProgramme& programme = judged.programme();
  std::map<std::uint32_t, std::vector<std::uint32_t>> waiting;  // question → measures
  for (std::uint32_t m = 0; m < programme.measures.size(); ++m) {
    if (programme.given.programme.measures[m].standing != Standing::Waiting) continue;
    for (const Id<Commitment> id : programme.measures[m].commitments)
      for (const Id<Question> question : city.commitments[id.index()].questions)
        if (city.questions[question.index()].value.state == QuestionState::Open) waiting[question.number()].push_back(m);
  }
  Json list = Json::array();
  for (const auto& [question, measures] : waiting) {
    const double sure = judged.assessment()->met_if_sure(section.receptor, measures);
    const Question& asked = city.questions[question - 1].value;
    list.push_back(Json::object({{"id", question}, {"label", label_name(asked.label)}, {"text", asked.text}, {"gain", sure - section.met.probability}}));
  }
  return list;
}

Json quarters_json(const CityEnough& judged, const SectionJudged& section) {
  Json list = Json::array();
  for (std::uint32_t q = 0; q < judged.programme().settings.periods; ++q)
    list.push_back(Json::object({{"quarter", judged.programme().settings.first.after(static_cast<int>(q)).text()},
                                 {"enough", chance_json(judged.assessment()->enough(section.receptor, q))},
                                 {"met", chance_json(judged.assessment()->met(section.receptor, q))},
                                 {"level", band_json(judged.assessment()->level(section.receptor, q))},
                                 {"level_if_kept", band_json(judged.assessment()->level_if_kept(section.receptor, q))}}));
  return list;
}

// Whose load it is, by town and by sector, largest first.
Json shares_json(const CityEnough& judged, const SectionJudged& section) {
  Json by_town = Json::array(), by_sector = Json::array();
  const AdoptedModel& water = *judged.programme().model;
  if (!water.model) return Json::object({{"towns", std::move(by_town)}, {"sectors", std::move(by_sector)}});  // a given response does not say
  const std::string& name = judged.programme().given.receptors[section.receptor];
  const auto& sections = water.model->network().sections;
  const auto found = std::find_if(sections.begin(), sections.end(), [&](const auto& each) { return each.id == name.substr(0, name.rfind(' ')); });
  const auto species = water.model->kinetics().find(judged.programme().receptors[section.receptor].item);
  if (found != sections.end() && species) {
    const water::Shares all = water::shares(*water.model, found->reach, *species);
    const auto add = [&](water::Label label, Json& list) {
      for (const water::LabelledShare& each : water::shares_by(*water.model, all, label))
        list.push_back(Json::object({{"label", each.label}, {"level", each.concentration * 1e3}, {"share", each.share}}));
    };
    add(water::Label::Town, by_town);
    add(water::Label::Sector, by_sector);
  }
  return Json::object({{"towns", std::move(by_town)}, {"sectors", std::move(by_sector)}});
}

double thousandth(double value) { return static_cast<double>(static_cast<std::int64_t>(value * 1000 + 0.5)) / 1000; }

// f of each slider's measure and e, a draw each, to three places; measures beyond the most sliders stand as promised in `others`.
Json sliders_json(const CityEnough& judged, const SectionJudged& section) {
  assess::Programme one = judged.programme().given.programme;
  one.receptors = {one.receptors[section.receptor]};
  std::vector<Response::Term> terms;
  for (Response::Term term : one.effects.terms)
    if (term.receptor == section.receptor) terms.push_back({term.source, 0, term.effect});
  one.effects.terms = std::move(terms);
  const auto items = static_cast<std::uint32_t>(one.measures.size());
  Draws never{items, kSliderDraws, CityEnough::kSeed, std::vector<std::uint8_t>(std::size_t{items} * kSliderDraws, Draws::kNever)};
  const assess::Assessment assessment{one, std::move(never), CityEnough::kSeed, 1};
  const std::vector<double> falls = judged.falls_at(section.receptor);
  std::vector<std::uint32_t> order;
  for (std::uint32_t m = 0; m < falls.size(); ++m)
    if (falls[m] > 0) order.push_back(m);
  std::stable_sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) { return falls[a] > falls[b]; });
  std::vector<double> others(kSliderDraws, 0.0);
  Json measures = Json::array(), error = Json::array(), rest = Json::array();
  for (std::size_t k = 0; k < order.size(); ++k) {
    const std::vector<double> factors = assessment.factors(order[k]);
    const assess::Measure& row = one.measures[order[k]];
    const bool promised = (row.standing == Standing::Sound || row.standing == Standing::Unverified) && row.due <= one.receptors[0].target;
    if (k >= kMostSliders) {
      for (std::size_t i = 0; promised && i < factors.size(); ++i) others[i] += factors[i] * falls[order[k]];
      continue;
    }
    Json list = Json::array();
    for (const double factor : factors) list.push_back(thousandth(factor));
    measures.push_back(Json::object({{"measure", judged.programme().measures[order[k]].stream()}, {"promised", promised}, {"factors", std::move(list)}}));
  }
  for (const double e : assessment.errors(0)) error.push_back(thousandth(e));
  for (const double fall : others) rest.push_back(thousandth(fall));
  return Json::object({{"measures", std::move(measures)}, {"error", std::move(error)}, {"others", std::move(rest)},
                       {"model_error", assess::error_at(one, 0)}});
}

}  // namespace

const SectionJudged* section_at(const CityEnough& judged, std::uint32_t asset, const std::string& item) {
  for (const SectionJudged& section : judged.sections()) {
    const CityReceptor& receptor = judged.programme().receptors[section.receptor];
    if (receptor.section.number() == asset && asset != 0 && (item.empty() || receptor.item == item)) return &section;
  }
  return nullptr;
}

Json silent_json(const city::City& city, const CityEnough& judged) {
  Json list = Json::array();
  for (const CityProgramme::Silent& silent : judged.programme().silent)
    list.push_back(Json::object({{"asset", silent.section ? Json{silent.section.number()} : Json{}},
                                 {"name", silent.section ? city.assets[silent.section.index()].value.name : std::string{"（登记册没有的断面）"}},
                                 {"item", silent.item},
                                 {"reason", silent.reason}}));
  return list;
}

Json section_row(const city::City& city, const CityEnough& judged, const SectionJudged& section) {
  const CityProgramme& programme = judged.programme();
  const CityReceptor& receptor = programme.receptors[section.receptor];
  const Commitment* const target = receptor.target ? &city.commitments[receptor.target.index()].value : nullptr;
  return Json::object({{"asset", receptor.section ? Json{receptor.section.number()} : Json{}},
                       {"name", receptor.section ? city.assets[receptor.section.index()].value.name : programme.given.receptors[section.receptor]},
                       {"item", receptor.item},
                       {"unit", programme.given.units[section.receptor]},
                       {"limit", section.limit},
                       {"quarter", programme.settings.first.after(programme.given.programme.receptors[section.receptor].target).text()},
                       {"target", target != nullptr ? Json{receptor.target.number()} : Json{}},
                       {"lead", target != nullptr && target->lead ? Json{city.bodies[target->lead.index()].value.name} : Json{}},
                       {"without", section.without},
                       {"middle_if_kept", section.middle_if_kept},
                       {"level_if_kept", band_json(section.level_if_kept)},
                       {"level", band_json(section.level)},
                       {"answer", answer_word(section.enough)},
                       {"enough", chance_json(section.if_kept)},
                       {"met", chance_json(section.met)},
                       {"kept", kept_json(judged, section)},
                       {"promised", section.promised},
                       {"past", section.past},
                       {"shortfall", split_json(section.split)},
                       {"given", given_words(judged.programme())},
                       {"reason", enough_words(judged, section)}});
}

Json section_page(const city::City& city, const CityEnough& judged, const SectionJudged& section) {
  Json items = Json::array();
  const Id<Asset> asset = judged.programme().receptors[section.receptor].section;
  for (const SectionJudged& other : judged.sections())
    if (judged.programme().receptors[other.receptor].section == asset) items.push_back(judged.programme().receptors[other.receptor].item);
  return Json::object({{"row", section_row(city, judged, section)},
                       {"items", std::move(items)},
                       {"measures", measures_json(city, judged, section)},
                       {"raises", raises_json(city, judged, section)},
                       {"bend", judged.programme().given.programme.receptors[section.receptor].bend},
                       {"bodies", bodies_json(judged, section)},
                       {"questions", questions_json(city, judged, section)},
                       {"quarters", quarters_json(judged, section)},
                       {"shares", shares_json(judged, section)},
                       {"sliders", sliders_json(judged, section)},
                       {"events", city.events},
                       {"draws", CityEnough::kDraws},
                       {"seed", CityEnough::kSeed}});
}

}  // namespace luoshi::engine
