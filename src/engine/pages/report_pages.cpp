#include <algorithm>

#include "base/unit.hpp"
#include "engine/pages/detail.hpp"
#include "engine/views/kept_view.hpp"
#include "engine/views/wording.hpp"

// Reports, and what they can move.
namespace luoshi::engine {
namespace {

// A number said, in the unit of the promise; nothing where the two do not convert or a digit was lost.
std::optional<double> in_unit_of(const Figure& promised, const Figure& said) {
  const auto unit = read_unit(promised.unit);
  const auto own = read_unit(said.unit);
  if (said.uncertain || !unit || !own || !same_kind(*unit, *own)) return std::nullopt;
  const auto base = in_base(said.value, *own);
  return base ? std::optional{base->to_double() / unit->factor.to_double()} : std::nullopt;
}

Json number_json(const std::optional<double>& value) { return value ? Json{*value} : Json{}; }

Json move_json(const city::City& city, const AssetMove& move) {
  const Asset& asset = city.assets[move.asset.index()].value;
  return Json::object(
      {{"asset", move.asset.number()}, {"code", asset.code}, {"name", asset.name}, {"stage", name_of(move.stage)}});
}

bool is_checkable(const city::City& city, const Viewer& viewer, Id<Report> id) {
  const city::KeptReport& filed = city.reports[id.index()];
  return filed.value.check == CheckState::Unchecked &&
         would_accept(city, viewer, city::CheckReport{{id, CheckState::Accepted, {}}, filed.version()});
}

bool holds_all(const std::string& text, const std::string& search) {
  for (std::size_t from = 0; from < search.size();) {
    const std::size_t to = std::min(search.find(' ', from), search.size());
    if (text.find(search.substr(from, to - from)) == std::string::npos) return false;
    from = to + 1;
  }
  return true;
}

}  // namespace

Json evidence_json(const Evidence& evidence) {
  return Json::object({{"evidence", evidence.record.hex()},
                       {"name", evidence.name},
                       {"kind", name_of(evidence.kind)},
                       {"kind_name", chinese_of(evidence.kind)},
                       {"bytes", evidence.bytes},
                       {"taken", evidence.taken ? Json{instant_text(*evidence.taken)} : Json{}},
                       {"located", evidence.latitude.has_value()}});
}

bool would_accept(const city::City& city, const Viewer& viewer, city::CommandBody body) {
  const Instant now = std::max(city.recorded_at, end_of_china_day(viewer.today));
  return std::holds_alternative<std::vector<city::EventBody>>(city::decide(city, {"would", viewer.actor, std::move(body)}, now));
}

Json goal_json(const Commitment& commitment) {
  return number_json(commitment.figure ? in_unit_of(*commitment.figure, *commitment.figure) : std::nullopt);
}

Json report_json(EventShelf& shelf, const city::City& city, const Viewer& viewer, Id<Report> id) {
  const city::KeptReport& filed = city.reports[id.index()];
  const Report& report = filed.value;
  const Commitment& commitment = city.commitments[report.commitment.index()].value;
  const bool names = may_see_names(city, viewer);
  Json moves = Json::array();
  for (const AssetMove& move : report.moves) moves.push_back(move_json(city, move));
  std::string reporter = post_words(city, report.reporter_post);
  if (names && report.reporter) reporter += " " + city.persons[report.reporter.index()].value.name;
  return Json::object(
      {{"id", id.number()},
       {"version", filed.version()},
       {"until", day_text(report.until)},
       {"moves", std::move(moves)},
       {"counted", commitment.assets.empty() ? Json{} : Json{built_by(city, commitment.assets, report.until)}},
       {"said", report.said ? Json{figure_words(*report.said)} : Json{}},
       {"amount", number_json(report.said && commitment.figure ? in_unit_of(*commitment.figure, *report.said) : std::nullopt)},
       {"note", report.note},
       {"reporter", reporter},
       {"recorded_at", instant_text(shelf.at(filed.history.front())->envelope.recorded_at)},
       {"evidence", static_cast<std::int64_t>(report.evidence.size())},
       {"check", name_of(report.check)},
       {"checkable", is_checkable(city, viewer, id)},
       {"checker", names && report.checker ? city.persons[report.checker.index()].value.name : std::string{}},
       {"check_reason", report.check_reason},
       {"events", events_json(filed.history)}});
}

Page Pages::commitment_assets(const Viewer& viewer, std::uint32_t id, const std::string& search) {
  const auto city = engine_.city();
  const std::string what = "承诺 C-" + std::to_string(id);
  if (id == 0 || id > city->commitments.size()) return not_there(what);
  const Commitment& value = city->commitments[id - 1].value;
  if (unreadable(*city, viewer, value.lead)) return not_there(what);
  Json items = Json::array();
  std::int64_t total = 0;
  city->assets.each([&](std::size_t index, const city::KeptAsset& kept) {
    const auto asset = Id<Asset>::at_index(index);
    if (!city::covers(*city, value, asset) || !holds_all(kept.value.code + "\n" + kept.value.name, search)) return;
    if (static_cast<std::size_t>(++total) > kMostAssets) return;
    items.push_back(Json::object(
        {{"asset", asset.number()},
         {"code", kept.value.code},
         {"name", kept.value.name},
         {"kind", chinese_of(kept.value.kind)},
         {"place", kept.value.place ? city->places[kept.value.place.index()].value.name : std::string{}},
         {"stage", name_of(kept.value.stage)},
         {"since", kept.moves.empty() ? Json{} : Json{day_text(kept.moves.back().until)}},
         {"named", std::find(value.assets.begin(), value.assets.end(), asset) != value.assets.end()},
         {"events", events_json(kept.history)}}));
  });
  return Json::object({{"total", total}, {"assets", std::move(items)}});
}

Page Pages::report_evidence(const Viewer& viewer, std::uint32_t id) {
  const auto city = engine_.city();
  const std::string what = "进展 R-" + std::to_string(id);
  if (id == 0 || id > city->reports.size()) return not_there(what);
  const city::KeptReport& filed = city->reports[id - 1];
  if (unreadable(*city, viewer, city->commitments[filed.value.commitment.index()].value.lead)) return not_there(what);
  const Instant recorded = shelf_.at(filed.history.front())->envelope.recorded_at;
  Json items = Json::array();
  std::int64_t number = 0;
  for (const Digest& record : filed.value.evidence) {
    ++number;
    if (!is_evidence(engine_.archive(), record)) continue;  // named before records were made
    const auto evidence = evidence_.at(record);
    Json doubts = Json::array();
    for (const std::string& doubt : evidence_.doubts(*city, Id<Report>{id}, *evidence, recorded)) doubts.push_back(doubt);
    items.push_back(evidence_json(*evidence).set("number", number).set("doubts", std::move(doubts)));
  }
  return Json::object({{"items", std::move(items)}});
}

std::variant<Pages::File, city::Refusal> Pages::evidence_file(const Viewer& viewer, std::uint32_t id, std::uint32_t number) {
  const auto city = engine_.city();
  const std::string what = "进展 R-" + std::to_string(id) + " 的第 " + std::to_string(number) + " 件佐证";
  if (id == 0 || id > city->reports.size()) return not_there(what);
  const Report& report = city->reports[id - 1].value;
  if (unreadable(*city, viewer, city->commitments[report.commitment.index()].value.lead)) return not_there(what);
  if (number == 0 || number > report.evidence.size()) return not_there(what);
  const auto evidence = evidence_.at(report.evidence[number - 1]);
  return File{evidence->name, engine::evidence_file(engine_.archive(), *evidence)};
}

Page Pages::reports(const Viewer& viewer, const ReportFilter& filter) {
  const auto newest = engine_.city();
  if (const auto no = unreadable(*newest, viewer, {})) return *no;
  std::shared_ptr<const city::City> city;
  std::vector<Id<Report>> found;
  {
    const ReportBoard::Reading board = reports_.read(newest, shelf_);
    city = board.city;
    // By commitment: the same ones are reported on year after year.
    Readable readable{*city, viewer};
    std::vector<char> wanted(city->commitments.size());
    city->commitments.each([&](std::size_t index, const city::KeptCommitment& kept) {
      const Id<Body> lead = kept.value.lead;
      wanted[index] = (!filter.lead || lead.number() == *filter.lead) && readable(lead) ? 1 : 0;
    });
    for (const std::uint32_t index : *board.by_day) {
      const ReportBoard::Row& row = (*board.rows)[index];
      if ((!filter.check || row.check == *filter.check) && wanted[row.commitment.index()] != 0) found.push_back(Id<Report>::at_index(index));
    }
  }
  if (filter.checkable)
    std::erase_if(found, [&](Id<Report> id) { return !is_checkable(*city, viewer, id); });
  Json items = Json::array();
  const std::size_t first = std::min(std::size_t{filter.page - 1} * filter.size, found.size());
  for (std::size_t i = first; i < std::min(first + filter.size, found.size()); ++i) {
    const Id<Commitment> id = city->reports[found[i].index()].value.commitment;
    const Commitment& commitment = city->commitments[id.index()].value;
    items.push_back(Json::object(
        {{"report", report_json(shelf_, *city, viewer, found[i])},
         {"commitment", Json::object({{"id", id.number()}, {"title", commitment.title}, {"state", name_of(commitment.state)}})},
         {"lead", city->bodies[commitment.lead.index()].value.name},
         {"figure", commitment.figure ? Json{figure_words(*commitment.figure)} : Json{}}}));
  }
  return Json::object({{"total", static_cast<std::int64_t>(found.size())},
                       {"page", filter.page},
                       {"size", filter.size},
                       {"items", std::move(items)}});
}

}  // namespace luoshi::engine
