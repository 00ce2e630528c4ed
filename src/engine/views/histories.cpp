#include "engine/views/histories.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>

#include "engine/views/kept_view.hpp"
#include "model/reading.hpp"
#include "model/words.hpp"

namespace luoshi::engine {

Stage stage_on(const city::KeptAsset& asset, Day day) {
  Stage stage = asset.registered;
  for (const city::ShownMove& move : asset.moves)
    if (move.until <= day) stage = move.stage;
  return stage;
}

std::uint32_t built_by(const city::City& city, const std::vector<Id<Asset>>& assets, Day day) {
  return static_cast<std::uint32_t>(
      std::count_if(assets.begin(), assets.end(), [&](Id<Asset> asset) { return stage_on(city.assets[asset.index()], day) >= Stage::Built; }));
}

namespace {

constexpr double kTaught = 4.0;   // things that left: the weight of what others teach
constexpr double kChecks = 5.0;   // checks: the weight of the city's share beside the body's own

// Adds the time the asset stood in each stage between the two days, and what it left. A thing that skips a stage leaves it
// the day it came; one that goes back starts there again.
void add_stay(StagesSeen& seen, const city::KeptAsset& asset, Day from, Day until, const forecast::Season* season) {
  Stage stage = stage_on(asset, from);
  Day since = from;
  const auto stay = [&](Day to) {
    if (stage == Stage::Listed) seen[0].milli_days += usual_milli_days(season, since, to);
    if (stage == Stage::Entered) seen[1].milli_days += usual_milli_days(season, since, to);
  };
  for (const city::ShownMove& move : asset.moves) {
    if (move.until <= from || move.until > until || move.stage == stage) continue;
    stay(move.until);
    if (stage < Stage::Entered && move.stage >= Stage::Entered) ++seen[0].left;
    if (stage < Stage::Built && move.stage >= Stage::Built) ++seen[1].left;
    stage = move.stage;
    since = move.until;
  }
  stay(until);
}

// Adds it to the line of that key, once or (−1) takes it back; a line of nothing is none.
template <class Key>
void count_in(std::map<Key, StagesSeen>& sums, const Key& key, const StagesSeen& more, int sign) {
  if (more == StagesSeen{}) return;
  StagesSeen& sum = sums[key];
  for (std::size_t s = 0; s < sum.size(); ++s) {
    sum[s].left += static_cast<std::uint64_t>(sign) * more[s].left;
    sum[s].milli_days += sign * more[s].milli_days;
  }
  if (sum == StagesSeen{}) sums.erase(key);
}

void count_in(ClaimsSeen& sum, const ClaimsSeen& more, int sign) {
  sum.held += static_cast<std::uint32_t>(sign) * more.held;
  sum.fell += static_cast<std::uint32_t>(sign) * more.fell;
}

AssetKind kind_of(const city::City& city, const std::vector<Id<Asset>>& assets) { return city.assets[assets.front().index()].value.kind; }

// From when on it is known where the assets stood: from the start of work where none was built by then; else the register may speak of a
// later day, and what is known begins with the first report.
std::optional<Day> known_from(const city::City& city, const city::KeptCommitment& kept, const std::vector<Id<Asset>>& assets, Day start) {
  const bool fresh = std::none_of(assets.begin(), assets.end(),
                                  [&](Id<Asset> asset) { return city.assets[asset.index()].registered >= Stage::Built; });
  if (fresh) return start;
  std::optional<Day> first;
  for (const Id<Report> each : kept.reports) {
    const Report& report = city.reports[each.index()].value;
    if (report.check != CheckState::Returned && (!first || report.until < *first)) first = report.until;
  }
  return first;
}

// Two digits are as much as others teach: so one more report somewhere does not change the input of every forecast in a large city.
double two_digits(double value) {
  double step = 1;
  while (value / step >= 100) step *= 10;
  while (value > 0 && value / step < 10) step /= 10;
  return std::floor(value / step + 0.5) * step;
}

StageSeen without(const StageSeen& all, const StageSeen& own) {
  return {all.left - std::min(all.left, own.left), std::max<std::int64_t>(0, all.milli_days - own.milli_days)};
}

}  // namespace

double months_between(Day from, Day until) {
  return static_cast<double>((std::chrono::sys_days{until} - std::chrono::sys_days{from}).count()) / kDaysAMonth;
}

double StageSeen::months() const { return static_cast<double>(milli_days) / 1000.0 / kDaysAMonth; }

namespace {

const forecast::Season* named(const std::vector<forecast::Season>& seasons, std::string_view name) {
  const auto found = std::find_if(seasons.begin(), seasons.end(), [&](const forecast::Season& each) { return each.work == name; });
  return found == seasons.end() ? nullptr : &*found;
}

}  // namespace

const forecast::Season* CitySeasons::of(AssetKind kind) const { return named(seasons, name_of(kind)); }
const forecast::Season* CitySeasons::of(Theme theme) const { return named(seasons, theme_name(theme)); }

std::int64_t usual_milli_days(const forecast::Season* season, Day from, Day until) {
  using std::chrono::sys_days;
  if (season == nullptr) return 1000 * (sys_days{until} - sys_days{from}).count();
  std::int64_t sum = 0;
  // Days after `from` up to `until`, month by month.
  for (sys_days at{from}; at < sys_days{until};) {
    const Day next{at + std::chrono::days{1}};
    const sys_days last = std::min(sys_days{until}, sys_days{next.year() / next.month() / std::chrono::last});
    const double speed = std::max(kSlowestSeen, season->speed[static_cast<unsigned>(next.month()) - 1]);
    sum += (last - at).count() * static_cast<std::int64_t>(std::floor(speed * 1000.0 + 0.5));
    at = last;
  }
  return sum;
}

const forecast::Season* Histories::season(const city::City& city, Id<Commitment> id) const {
  if (!seasons_) return nullptr;
  const city::KeptCommitment& kept = city.commitments[id.index()];
  const std::vector<Id<Asset>> assets = counted_assets(city, kept);
  return assets.empty() ? seasons_->of(kept.value.theme) : seasons_->of(kind_of(city, assets));
}

Histories::Histories(const city::City& city, std::shared_ptr<const CitySeasons> seasons) : seasons_{std::move(seasons)} {
  city.commitments.each([&](std::size_t, const city::KeptCommitment& kept) {
    count(own_.push_back(own_of(city, kept)), 1);
  });
}

void Histories::follow(const city::City& city, const std::vector<Id<Commitment>>& changed) {
  while (own_.size() < city.commitments.size()) own_.push_back({});
  for (const Id<Commitment> id : changed) {
    Own& own = own_.edit(id.index());
    count(own, -1);
    own = own_of(city, city.commitments[id.index()]);
    count(own, 1);
  }
}

Histories::Own Histories::own_of(const city::City& city, const city::KeptCommitment& kept) const {
  Own own;
  own.lead = kept.value.lead.number();
  for (const Id<Report> each : kept.reports) {
    const CheckState check = city.reports[each.index()].value.check;
    own.claims.held += check == CheckState::Accepted ? 1 : 0;
    own.claims.fell += check == CheckState::Returned ? 1 : 0;
  }
  if (kept.value.state == CommitmentState::Proposed) return own;
  const CommitmentProgress progress = progress_of(city, kept);
  if (progress.assets == 0 || !progress.start || !progress.last_report) return own;
  const std::vector<Id<Asset>> assets = counted_assets(city, kept);
  const auto from = known_from(city, kept, assets, *progress.start);
  if (!from || *progress.last_report <= *from) return own;
  own.kind = kind_of(city, assets);
  own.teaches = !kept.value.assets.empty();  // what a whole counts, its parts teach already
  const forecast::Season* const season = seasons_ ? seasons_->of(own.kind) : nullptr;
  for (const Id<Asset> asset : assets) add_stay(own.seen, city.assets[asset.index()], *from, *progress.last_report, season);
  return own;
}

void Histories::count(const Own& own, int sign) {
  if (own.teaches) {
    count_in(by_kind_, own.kind, own.seen, sign);
    count_in(by_body_, {own.kind, own.lead}, own.seen, sign);
  }
  if (own.claims == ClaimsSeen{}) return;
  count_in(claims_, own.claims, sign);
  if (claims_of_.size() <= own.lead) claims_of_.resize(own.lead + 1);
  count_in(claims_of_[own.lead], own.claims, sign);
}

StagesSeen Histories::held_of(const city::City& city, Id<Commitment> id, AssetKind kind, std::optional<std::uint32_t> lead, int depth) const {
  const Own& own = own_[id.index()];
  if (own.teaches) return own.kind == kind && (!lead || own.lead == *lead) ? own.seen : StagesSeen{};
  StagesSeen all;
  if (depth == 0) return all;
  for (const Id<Commitment> part : city.commitments[id.index()].parts) {
    const StagesSeen of_part = held_of(city, part, kind, lead, depth - 1);
    for (std::size_t s = 0; s < all.size(); ++s) all[s].left += of_part[s].left, all[s].milli_days += of_part[s].milli_days;
  }
  return all;
}

std::array<Histories::Taught, 2> Histories::taught(const city::City& city, Id<Commitment> id) const {
  std::array<Taught, 2> made{};
  const Commitment& commitment = city.commitments[id.index()].value;
  const std::vector<Id<Asset>> assets = counted_assets(city, city.commitments[id.index()]);
  if (assets.empty()) return made;
  const AssetKind kind = kind_of(city, assets);
  const auto like = by_kind_.find(kind);
  if (like == by_kind_.end()) return made;
  const auto body = by_body_.find({kind, commitment.lead.number()});
  const StagesSeen of_kind = held_of(city, id, kind, {}, kDeepest), of_body = held_of(city, id, kind, commitment.lead.number(), kDeepest);
  for (std::size_t s = 0; s < made.size(); ++s) {
    const StageSeen others = without(like->second[s], of_kind[s]);
    if (others.left == 0) continue;
    const double usual = static_cast<double>(others.left) / std::max(others.months(), 1.0);
    const StageSeen near = body == by_body_.end() ? StageSeen{} : without(body->second[s], of_body[s]);
    const double rate = (static_cast<double>(near.left) + kTaught) / (near.months() + kTaught / usual);
    made[s] = {kTaught, two_digits(kTaught / rate)};
  }
  return made;
}

Trust Histories::trust(Id<Body> body) const {
  const Trust before;
  // To a fiftieth, likewise.
  const double city = std::floor(50.0 * (before.held + claims_.held) / (before.held + before.fell + claims_.held + claims_.fell) + 0.5) / 50.0;
  const ClaimsSeen own = claims_of(body);
  // At least a hundredth of a check on either side: nothing is certain.
  return {std::max(0.01, kChecks * city + own.held), std::max(0.01, kChecks * (1.0 - city) + own.fell)};
}

ClaimsSeen Histories::claims_of(Id<Body> body) const {
  return body.number() < claims_of_.size() ? claims_of_[body.number()] : ClaimsSeen{};
}

}  // namespace luoshi::engine
