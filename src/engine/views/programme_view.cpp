#include "engine/views/programme_view.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <limits>
#include <map>

#include "base/error.hpp"
#include "city/measures.hpp"
#include "engine/views/kept_view.hpp"
#include "engine/views/wording.hpp"
#include "forecast/funnel.hpp"
#include "water/standards.hpp"

namespace luoshi::engine {
namespace {

using assess::Standing;

constexpr std::size_t kProofs = 5;  // 两断三清

bool stands_already(MeasureState state) { return state == MeasureState::Built || state == MeasureState::Effective; }

std::string folder_of(const std::string& file) { return file.substr(0, file.rfind('/') == std::string::npos ? 0 : file.rfind('/') + 1); }

/// What one building of a programme looks at.
class Building {
 public:
  Building(const city::City& city, const std::shared_ptr<const AdoptedModel>& model, Day today, std::shared_ptr<const CitySeasons> seasons)
      : city_{city}, today_{today}, histories_{city, std::move(seasons)} {
    made_.model = model;
  }

  CityProgramme all() {
    const AdoptedModel& water = *made_.model;
    const assess::CitySettings& settings = made_.settings = water.settings;
    made_.now = assess::quarters_between(settings.first, assess::quarter_of(today_));
    made_.given.programme.periods = settings.periods;
    made_.given.programme.kind_share = settings.kind_share;
    made_.given.programme.error_share = settings.error_share;
    made_.given.programme.effects.model_error = settings.model_error;
    find_sections();
    add_measures(water);
    judge_sections(water);
    return std::move(made_);
  }

 private:
  void find_sections() {
    city_.assets.each([&](std::size_t index, const city::KeptAsset& kept) {
      if (kept.value.kind != AssetKind::Section) return;
      sections_.emplace(kept.value.code, Id<Asset>::at_index(index));
      sections_.emplace(kept.value.name, Id<Asset>::at_index(index));
    });
    city_.commitments.each([&](std::size_t index, const city::KeptCommitment& kept) {
      if (kept.value.meaning != Meaning::Outcome || kept.value.state == CommitmentState::Withdrawn) return;
      for (const Id<Asset> asset : kept.value.assets)
        if (city_.assets[asset.index()].value.kind == AssetKind::Section) targets_.emplace(asset.number(), Id<Commitment>::at_index(index));
    });
  }

  void leave_out(Id<Measure> id, std::string reason) { made_.left_out.push_back({id, {}, std::move(reason)}); }
  void leave_out(Id<Closure> id, std::string reason) { made_.left_out.push_back({{}, id, std::move(reason)}); }

  // What stands or is to stand, before anything is read of the model: what is promised takes of it first.
  struct Candidate {
    CityMeasure measure;
    std::string title;
    assess::Measure row;
    MeasureEffects::Read read;
    bool stands = false;
    [[nodiscard]] bool promised() const { return row.standing == Standing::Sound || row.standing == Standing::Unverified; }
  };

  void add_measures(const AdoptedModel& water) {
    std::vector<Candidate> all;
    city_.all<Measure>().each([&](std::size_t index, const city::KeptThing<Measure>& kept) { consider(Id<Measure>::at_index(index), kept, all); });
    city_.all<Closure>().each([&](std::size_t index, const city::KeptThing<Closure>& kept) { consider(Id<Closure>::at_index(index), kept, all); });
    MeasureEffects effects = water.model ? MeasureEffects{*water.model, made_.settings.items} : MeasureEffects{*water.given};
    for (const bool promised : {true, false})
      for (Candidate& each : all)
        if (each.promised() == promised) each.read = each.measure.id ? read(effects, each.measure.id) : read(effects, each.measure.closure, each.title);
    for (Candidate& each : all) add(each);
  }

  void consider(Id<Measure> id, const city::KeptThing<Measure>& kept, std::vector<Candidate>& all) {
    const auto state = static_cast<MeasureState>(kept.course.state);
    if (state == MeasureState::Dropped) return;
    const Measure& value = kept.value;
    if (made_.settings.loads_of && value.built && *value.built <= *made_.settings.loads_of) return leave_out(id, "此前已建成，模型的负荷里已经扣除");
    Candidate one;
    one.measure.id = id;
    for (const Id<Commitment> commitment : value.serves)
      if (city_.commitments[commitment.index()].value.state != CommitmentState::Withdrawn) one.measure.commitments.push_back(commitment);
    one.title = value.title;
    one.row.kind = static_cast<std::uint32_t>(city_.assets[value.asset.index()].value.kind);
    one.row.standing = standing_of(one.measure, kept, state);
    one.row.due = period_of(due_day(one.measure, value));
    one.stands = stands_already(state);
    all.push_back(std::move(one));
  }

  // A firm or a part of it stops: ordered is promised, accepted stands, in between with all proofs written down it is claimed.
  void consider(Id<Closure> id, const city::KeptThing<Closure>& kept, std::vector<Candidate>& all) {
    const auto state = static_cast<ClosureState>(kept.course.state);
    const Closure& value = kept.value;
    if (state == ClosureState::Protected || state == ClosureState::Withdrawn) return;
    std::optional<Day> last;
    for (const Cut& cut : value.cuts) last = std::max(last.value_or(cut.day), cut.day);
    const bool proved = value.cuts.size() == kProofs;
    if (proved && made_.settings.loads_of && *last <= *made_.settings.loads_of) return leave_out(id, "此前已停产，模型的负荷里已经扣除");
    Candidate one;
    one.measure.closure = id;
    one.title = facts_of(city_, one.measure).title;
    one.row.kind = static_cast<std::uint32_t>(AssetKind::Firm);
    one.row.standing = state == ClosureState::Accepted                                 ? Standing::Sound
                       : state == ClosureState::Ordered ? (proved ? Standing::Unverified : Standing::Sound)
                                                        : Standing::Waiting;
    one.row.due = value.due == Day{} ? Draws::kNever : period_of(value.due);
    one.stands = state == ClosureState::Accepted || (state == ClosureState::Ordered && proved);
    all.push_back(std::move(one));
  }

  MeasureEffects::Read read(MeasureEffects& effects, Id<Measure> id) const {
    const Measure& value = city_.all<Measure>()[id.index()].value;
    const Asset& asset = city_.assets[value.asset.index()].value;
    return effects.read(value, {asset.code, asset.kind, asset.part_of ? std::string_view{city_.assets[asset.part_of.index()].value.code} : std::string_view{}});
  }

  // The load of the parts that stop, as far as the model keeps it apart; of the whole firm where all of it stops.
  MeasureEffects::Read read(MeasureEffects& effects, Id<Closure> id, const std::string& title) const {
    const Closure& value = city_.all<Closure>()[id.index()].value;
    std::vector<Id<Asset>> stops = value.units;
    if (stops.empty()) {
      stops.push_back(value.firm);
      city_.assets.each([&](std::size_t index, const city::KeptAsset& kept) {
        if (kept.value.part_of == value.firm) stops.push_back(Id<Asset>::at_index(index));
      });
    }
    MeasureEffects::Read made;
    for (const Id<Asset> stop : stops) {
      MeasureEffects::Read part = effects.all_of(city_.assets[stop.index()].value.code, title);
      made.cuts.insert(made.cuts.end(), part.cuts.begin(), part.cuts.end());
      if (made.left_out.empty()) made.left_out = std::move(part.left_out);
    }
    if (made.counts()) made.left_out.clear();
    else if (!value.units.empty() && effects.has_source(city_.assets[value.firm.index()].value.code))
      made.left_out = "模型里只有全厂的负荷，部分停产减少多少没有依据";
    if (!made.counts()) made.left_out += "；大气排放没有空气模型";
    return made;
  }

  void add(Candidate& one) {
    if (!one.read.left_out.empty()) made_.left_out.push_back({one.measure.id, one.measure.closure, one.read.left_out});
    if (!one.read.counts()) return;
    const auto number = static_cast<std::uint32_t>(made_.measures.size());
    const double stated = static_cast<double>(one.read.doubt_percent) / 100.0;
    one.row.effect_sd = stated > 0 ? stated : made_.settings.effect_sd;
    one.row.body = body_number(facts_of(city_, one.measure).body);
    set_delivery(one.measure, one.stands, one.row.due);
    if (one.row.standing != Standing::Nobody) made_.given.programme.promises.push_back({number, number});
    made_.given.programme.measures.push_back(one.row);
    made_.given.measures.push_back(one.title);
    made_.given.stands_by.push_back(one.measure.stands_by);
    for (assess::Cut& cut : one.read.cuts) {
      cut.measure = number;
      made_.given.cuts.push_back(std::move(cut));
    }
    if (one.read.edit) {
      one.read.edit->measure = number;
      made_.edits.push_back(std::move(*one.read.edit));
    }
    made_.measures.push_back(std::move(one.measure));
  }

  std::uint32_t body_number(Id<Body> body) {
    const auto found = std::find(made_.bodies.begin(), made_.bodies.end(), body);
    if (found != made_.bodies.end()) return static_cast<std::uint32_t>(found - made_.bodies.begin());
    made_.bodies.push_back(body);
    made_.given.bodies.push_back(city_.bodies[body.index()].value.name);
    return static_cast<std::uint32_t>(made_.bodies.size() - 1);
  }

  // Promised: by a commitment in force, or decided by who may decide. Proposed ones that a commitment names wait for the decision.
  Standing standing_of(const CityMeasure& measure, const city::KeptThing<Measure>& kept, MeasureState state) const {
    const auto commitment_state = [&](Id<Commitment> id) { return city_.commitments[id.index()].value.state; };
    const auto all = [&](auto is) { return !measure.commitments.empty() && std::all_of(measure.commitments.begin(), measure.commitments.end(), is); };
    if (state == MeasureState::Proposed) return measure.commitments.empty() ? Standing::Nobody : Standing::Waiting;
    if (all([&](Id<Commitment> id) { return commitment_state(id) == CommitmentState::Proposed; })) return Standing::Waiting;
    if (state == MeasureState::Built && !measured(kept.value)) return Standing::Unverified;
    if (all([&](Id<Commitment> id) {
          return commitment_state(id) == CommitmentState::Reported || commitment_state(id) == CommitmentState::ToVerify;
        }))
      return Standing::Unverified;
    return Standing::Sound;
  }

  static bool measured(const Measure& value) {
    return std::any_of(value.effects.begin(), value.effects.end(), [](const Effect& effect) { return effect.measured.has_value(); });
  }

  std::optional<Day> due_day(const CityMeasure& measure, const Measure& value) const {
    std::optional<Day> due = value.due;
    for (const Id<Commitment> id : measure.commitments) {
      const auto promised = city_.commitments[id.index()].value.deadline.due();
      if (promised && (!due || *promised < *due)) due = promised;
    }
    return due;
  }

  std::uint8_t period_of(std::optional<Day> due) const {
    if (!due) return Draws::kNever;
    const int period = std::max(0, assess::quarters_between(made_.settings.first, assess::quarter_of(*due)));
    return period < static_cast<int>(made_.settings.periods) ? static_cast<std::uint8_t>(period) : Draws::kNever;
  }

  // By counted progress where a commitment has some, else by the rate of such works, else unknown (never, for the draws).
  void set_delivery(CityMeasure& measure, bool stands, std::uint8_t due) const {
    const std::uint32_t periods = made_.settings.periods;
    if (stands) {
      measure.by = DeliveryBy::Built;
      measure.stands_by.assign(periods, 1.0);
      return;
    }
    measure.stands_by.assign(periods, 0.0);
    for (const Id<Commitment> id : measure.commitments) {
      const std::vector<double> counted = by_count(id);
      for (std::uint32_t q = 0; q < counted.size(); ++q) measure.stands_by[q] = std::max(measure.stands_by[q], counted[q]);
      if (!counted.empty()) measure.by = DeliveryBy::Counted;
    }
    const auto& rate = made_.settings.on_time;
    if (measure.by == DeliveryBy::Counted || rate.empty() || due == Draws::kNever) return;
    measure.by = DeliveryBy::ByRate;
    const int from = std::max<int>(due, made_.now);
    for (int q = std::max(from, 0); q < static_cast<int>(periods); ++q)
      measure.stands_by[static_cast<std::size_t>(q)] = rate[std::min(static_cast<std::size_t>(q - due), rate.size() - 1)];
  }

  // The chance that the count is reached by the end of each quarter, as the commitment's own page draws it; nothing where
  // nothing is counted.
  std::vector<double> by_count(Id<Commitment> id) const {
    if (city_.commitments[id.index()].value.meaning == Meaning::Outcome) return {};
    const KeptInput input = kept_input(city_, id, today_, histories_);
    if (!input.counts || !input.settled.empty()) return {};
    std::vector<double> chances(made_.settings.periods, 0.0);
    for (std::uint32_t q = 0; q < chances.size(); ++q) {
      forecast::FunnelQuestion question = input.funnel;
      question.months = std::max(0.0, months_between(input.reported, made_.settings.first.after(static_cast<int>(q)).last_day()));
      const auto made = forecast::forecast_funnel(question);
      const auto* const found = std::get_if<forecast::FunnelForecast>(&made);
      if (found == nullptr) return {};
      chances[q] = q > 0 ? std::max(found->chance, chances[q - 1]) : found->chance;
    }
    return chances;
  }

  void judge_sections(const AdoptedModel& water) {
    if (water.model) {
      assess::GivenSettings as_given;
      as_given.items = made_.settings.items;
      as_given.periods = made_.settings.periods;
      made_.raises = add_water(as_given, made_.given, water.tables, *water.model, made_.edits);
    } else {
      assess::add_response(*water.given, made_.settings, made_.given);
    }
    std::vector<bool> heard(city_.assets.size() + 1, false);
    const auto section_of = [&](const std::string& name) {
      const std::size_t space = name.rfind(' ');
      const auto found = sections_.find(name.substr(0, space));
      const Id<Asset> section = found == sections_.end() ? Id<Asset>{} : found->second;
      heard[section.number()] = true;
      return std::pair{section, name.substr(space + 1)};
    };
    for (std::size_t r = 0; r < made_.given.receptors.size(); ++r) {
      const auto [section, item] = section_of(made_.given.receptors[r]);
      const auto target = targets_.find(section.number());
      made_.receptors.push_back({section, item, target == targets_.end() ? Id<Commitment>{} : target->second});
      made_.given.programme.receptors[r].target = target_period(made_.receptors.back().target);
    }
    for (const assess::GivenProgramme::Silent& silent : made_.given.silent) {
      const auto [section, item] = section_of(silent.receptor);
      made_.silent.push_back({section, item, silent.reason});
    }
    city_.assets.each([&](std::size_t index, const city::KeptAsset& kept) {
      if (kept.value.kind == AssetKind::Section && !heard[index + 1])
        made_.silent.push_back({Id<Asset>::at_index(index), "", water.given ? "给定响应没有这个断面" : "水质模型没有这个断面"});
    });
  }

  // The quarter of the target's own deadline, else that of the settings; the last one where neither lies in the horizon.
  std::uint8_t target_period(Id<Commitment> target) const {
    std::optional<assess::Quarter> quarter = made_.settings.target;
    if (target)
      if (const auto due = city_.commitments[target.index()].value.deadline.due()) quarter = assess::quarter_of(*due);
    const int last = static_cast<int>(made_.settings.periods) - 1;
    return static_cast<std::uint8_t>(quarter ? std::clamp(assess::quarters_between(made_.settings.first, *quarter), 0, last) : last);
  }

  const city::City& city_;
  Day today_;
  Histories histories_;
  CityProgramme made_;
  std::map<std::string, Id<Asset>, std::less<>> sections_;
  std::map<std::uint32_t, Id<Commitment>> targets_;
};

}  // namespace

MeasureFacts facts_of(const city::City& city, const CityMeasure& measure) {
  MeasureFacts facts;
  if (measure.closure) {
    const auto& kept = city.all<Closure>()[measure.closure.index()];
    const Closure& value = kept.value;
    facts.title = city.assets[value.firm.index()].value.name;
    for (std::size_t k = 0; k < value.units.size(); ++k) facts.title += (k > 0 ? "、" : "") + city.assets[value.units[k].index()].value.name;
    facts.title += "停产退出";
    facts.does = value.units.empty() ? "全厂停产" : "部分停产（" + std::to_string(value.units.size()) + "处）";
    facts.body = value.lead;
    facts.asset = value.firm;
    facts.history = kept.history;
    return facts;
  }
  const auto& kept = city.all<Measure>()[measure.id.index()];
  facts.title = kept.value.title;
  facts.does = does_words(kept.value);
  facts.body = kept.value.body;
  facts.asset = kept.value.asset;
  facts.cost = kept.value.cost;
  facts.history = kept.history;
  return facts;
}

namespace {

// An item goes by the standard's name; what the standard wants high, or does not list, cannot be judged by a fall.
std::string item_of(std::string_view words) {
  const std::string item = substance_of(words);
  const water::ClassLimits* const limits = water::SurfaceWaterStandard::shipped().find(item, water::WaterBody::River);
  return limits == nullptr || limits->sense == water::Sense::AtLeast ? std::string{} : item;
}

std::shared_ptr<const AdoptedModel> given_model(const Bundle& bundle, const Digest& digest, assess::CitySettings settings, const city::City* registers) {
  assess::GivenNames names;
  names.item = item_of;
  std::map<std::string, std::string, std::less<>> sections;  // by code and by name
  if (registers != nullptr) {
    registers->assets.each([&](std::size_t, const city::KeptAsset& kept) {
      if (kept.value.kind != AssetKind::Section) return;
      sections.emplace(kept.value.code, kept.value.code);
      sections.emplace(kept.value.name, kept.value.code);
    });
    names.section = [&](std::string_view name) {
      const auto found = sections.find(name);
      return found == sections.end() ? std::string{} : found->second;
    };
    names.is_source = [&](std::string_view code) { return static_cast<bool>(registers->asset_of(code)); };
  }
  for (const std::string& file : {settings.receptors, settings.responses})
    if (!bundle.files.contains(file)) throw Error{Fault::BadInput, file + " is not among the adopted files (it was named by another one); adopt them anew"};
  assess::GivenResponse response = assess::read_given_response(settings, bundle.files, names);
  for (const assess::GivenResponse::At& at : response.receptors)
    if (std::find(settings.items.begin(), settings.items.end(), at.item) == settings.items.end()) settings.items.push_back(at.item);
  return std::make_shared<const AdoptedModel>(AdoptedModel{digest, std::move(settings), {}, std::nullopt, std::move(response)});
}

}  // namespace

std::string given_words(const CityProgramme& programme) {
  if (!programme.model || !programme.model->given) return "";
  return "给定响应：" + programme.settings.model + "（误差约" + percents(programme.settings.model_error) + "％）";
}

std::shared_ptr<const AdoptedModel> model_of(const Bundle& bundle, const Digest& digest, const city::City* registers) {
  assess::CitySettings of_city = assess::read_city_settings(bundle.files.at(bundle.main), bundle.main);
  if (!of_city.model.empty()) return given_model(bundle, digest, std::move(of_city), registers);
  const std::string file = of_city.water;
  const auto text = [&](const std::string& name) -> const std::string& {
    const auto found = bundle.files.find(name);
    if (found == bundle.files.end()) throw Error{Fault::BadInput, name + " is not among the adopted files (it was named by another one); adopt them anew"};
    return found->second;
  };
  const water::ModelSettings settings = water::read_model_settings(text(file), file);
  std::map<std::string, std::string> tables;
  for (const std::string& table : settings.files()) tables[table] = text(folder_of(file) + table);
  water::TableModel read = water::read_tables(settings, tables);
  auto made = water::SteadyModel::make(read.network, settings.kinetics, settings.loops);
  if (const auto* defects = std::get_if<std::vector<water::Defect>>(&made)) throw Error{Fault::BadInput, file + ": " + defects->front().text};
  return std::make_shared<const AdoptedModel>(AdoptedModel{digest, std::move(of_city), std::move(read), std::get<water::SteadyModel>(std::move(made)), std::nullopt});
}

CityProgramme programme_of(const city::City& city, const std::shared_ptr<const AdoptedModel>& model, Day today, std::shared_ptr<const CitySeasons> seasons) {
  return Building{city, model, today, std::move(seasons)}.all();
}
CityProgramme programme_of(const city::City& city, const Bundle& bundle, Day today) { return programme_of(city, model_of(bundle), today); }

std::optional<CityProgramme> programme_of(const city::City& city, const archive::Archive& archive, Day today,
                                          const std::shared_ptr<const AdoptedModel>& known) {
  const auto digest = adopted_digest(city, kProgrammeData);
  if (!digest) return std::nullopt;
  try {
    if (known && known->digest == *digest) return programme_of(city, known, today, adopted_seasons(city, archive));
    return programme_of(city, model_of(bundle_of(archive.get(*digest)), *digest), today, adopted_seasons(city, archive));
  } catch (const Error& error) {
    if (error.fault() != Fault::BadInput) throw;
    CityProgramme failed;
    failed.failure = error.what();
    return failed;
  }
}

}  // namespace luoshi::engine
