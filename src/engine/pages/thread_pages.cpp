#include <algorithm>
#include <set>

#include "engine/pages/detail.hpp"
#include "engine/views/wording.hpp"
#include "intake/same_demand.hpp"

// 言出有谱: the same demand through successive papers.
namespace luoshi::engine {

/// What the forward statements are recognised by, in their order; the others hold nothing.
struct Pages::Demands {
  std::vector<intake::Demand> of;
  std::size_t assets = 0;  ///< of the register, when they were made
};

namespace {

constexpr std::size_t kMostCandidates = 10;
constexpr std::size_t kShortestName = 6;  ///< bytes, two characters: shorter names stand in too many sentences

bool is_forward(StatementKind kind) {
  return kind == StatementKind::Requirement || kind == StatementKind::Commitment || kind == StatementKind::Request;
}

bool is_compared(const city::KeptStatement& kept) { return is_forward(kept.value.kind) && kept.value.state != StatementState::Dismissed; }

std::vector<std::string> units_of(const Json& words) {
  std::vector<std::string> units;
  for (const Json& quantity : words.at("quantity").as_array())
    if (const std::string unit = text_of(quantity, "unit"); !unit.empty()) units.push_back(unit);
  return units;
}

Id<Statement> root_of(const city::City& city, Id<Statement> id) {
  while (city.statements[id.index()].earlier) id = city.statements[id.index()].earlier;
  return id;
}

// The thread of a statement: its root and all that lead back to it, by the day of their papers, then by number.
std::vector<Id<Statement>> members_of(const city::City& city, Id<Statement> id) {
  std::vector<Id<Statement>> members = {root_of(city, id)};
  for (std::size_t i = 0; i < members.size(); ++i)
    for (const Id<Statement> later : city.statements[members[i].index()].later) members.push_back(later);
  const auto date = [&](Id<Statement> each) -> const std::string& {
    return city.documents[city.statements[each.index()].value.document.index()].value.date;
  };
  std::sort(members.begin(), members.end(),
            [&](Id<Statement> a, Id<Statement> b) { return date(a) != date(b) ? date(a) < date(b) : a < b; });
  return members;
}

/// The figure that successive sayings are compared by: the first that is whole.
struct Said {
  std::string unit, owner, deadline, year;
  std::optional<Decimal> value;
};

Said said_of(const city::City& city, Id<Statement> id, const Json& words) {
  Said said;
  for (const Json& quantity : words.at("quantity").as_array()) {
    const Json& value = quantity.at("value");
    if (quantity.at("uncertain").as_bool() || value.is_null()) continue;
    said.value = Decimal::parse(value.is_string() ? value.as_string() : canonical_json(value));
    said.unit = text_of(quantity, "unit");
    break;
  }
  said.owner = text_of(words, "actor");
  said.deadline = text_of(words, "deadline");
  said.year = city.documents[city.statements[id.index()].value.document.index()].value.date.substr(0, 4);
  return said;
}

/// What became of a demand from one saying to the next.
struct Turns {
  std::uint32_t lowered = 0, raised = 0, postponed = 0, owner_changed = 0;
};

Turns turns_of(const std::vector<Said>& said) {
  Turns turns;
  std::optional<Said> figure;
  std::string owner, deadline;
  for (const Said& each : said) {
    if (each.value) {
      if (figure && figure->unit == each.unit) {
        turns.lowered += *each.value < *figure->value ? 1 : 0;
        turns.raised += *figure->value < *each.value ? 1 : 0;
      }
      figure = each;
    }
    if (!each.owner.empty()) {
      turns.owner_changed += !owner.empty() && owner != each.owner ? 1 : 0;
      owner = each.owner;
    }
    if (!each.deadline.empty()) {
      turns.postponed += !deadline.empty() && deadline < each.deadline ? 1 : 0;
      deadline = each.deadline;
    }
  }
  return turns;
}

// 自2021年以来提出4次，数值下调2次，责任单位变更1次
std::string summary_of(const std::vector<Said>& said, const Turns& turns) {
  if (said.size() < 2) return "只提出过一次";
  const std::string since = said.front().year.empty() ? std::string{} : "自" + said.front().year + "年以来";
  std::string text = since + "提出" + std::to_string(said.size()) + "次";
  const auto tell = [&](const char* what, std::uint32_t count) {
    if (count > 0) text += std::string{"，"} + what + std::to_string(count) + "次";
  };
  tell("数值下调", turns.lowered);
  tell("数值上调", turns.raised);
  tell("时限后移", turns.postponed);
  tell("责任单位变更", turns.owner_changed);
  return text;
}

}  // namespace

std::shared_ptr<const Pages::Demands> Pages::demands(const city::City& city) {
  std::shared_ptr<const Demands> known;
  {
    const std::lock_guard lock{mutex_};
    known = demands_;
  }
  if (known && known->of.size() == city.statements.size() && known->assets == city.assets.size()) return known;
  auto made = std::make_shared<Demands>();
  made->assets = city.assets.size();
  const bool grow = known && known->assets == city.assets.size() && known->of.size() < city.statements.size();
  if (grow) made->of = known->of;
  for (std::size_t i = made->of.size(); i < city.statements.size(); ++i) {
    const Statement& statement = city.statements[i].value;
    if (!is_forward(statement.kind)) {
      made->of.emplace_back();
      continue;
    }
    const auto read = reading(city.documents[statement.document.index()].value);
    const Json& words = read->at("statements").as_array().at(statement.place_in_reading);
    const std::string quote = text_of(words, "quote");
    std::vector<std::uint32_t> named;
    city.assets.each([&](std::size_t asset, const city::KeptAsset& kept) {
      if (kept.value.name.size() >= kShortestName && quote.find(kept.value.name) != std::string::npos)
        named.push_back(static_cast<std::uint32_t>(asset + 1));
    });
    made->of.push_back(intake::demand_of(quote, units_of(words), std::move(named)));
  }
  const std::lock_guard lock{mutex_};
  demands_ = made;
  return made;
}

Page Pages::thread(const Viewer& viewer, std::uint32_t statement) {
  const auto city = engine_.city();
  if (const auto no = unreadable(*city, viewer, {})) return *no;
  if (statement == 0 || statement > city->statements.size()) return not_there("条目 S-" + std::to_string(statement));
  const Id<Statement> id{statement};
  const auto words_of = [&](Id<Statement> each) -> Json {
    const Statement& value = city->statements[each.index()].value;
    return reading(city->documents[value.document.index()].value)->at("statements").as_array().at(value.place_in_reading);
  };
  const auto row = [&](Id<Statement> each) {
    const Json words = words_of(each);
    const city::KeptStatement& kept = city->statements[each.index()];
    Json figures = Json::array();
    for (const Json& quantity : words.at("quantity").as_array()) figures.push_back(figure_words(quantity));
    return Json::object({{"statement", each.number()},
                         {"version", kept.version()},
                         {"document", kept.value.document.number()},
                         {"document_title", city->documents[kept.value.document.index()].value.title},
                         {"date", city->documents[kept.value.document.index()].value.date},
                         {"quote", text_of(words, "quote")},
                         {"actor", text_of(words, "actor")},
                         {"deadline_text", text_of(words, "deadline_text")},
                         {"figures", std::move(figures)},
                         {"earlier", id_json(kept.earlier)}});
  };
  const std::vector<Id<Statement>> members = members_of(*city, id);
  Json list = Json::array();
  std::vector<Said> said;
  for (const Id<Statement> each : members) {
    list.push_back(row(each));
    said.push_back(said_of(*city, each, words_of(each)));
  }
  const Turns turns = turns_of(said);
  const auto all = demands(*city);
  std::vector<std::pair<intake::Likeness, Id<Statement>>> like;
  const std::set<Id<Statement>> known{members.begin(), members.end()};
  if (is_compared(city->statements[id.index()]))
    for (std::size_t i = 0; i < all->of.size(); ++i) {
      const auto other = Id<Statement>::at_index(i);
      const city::KeptStatement& kept = city->statements[i];
      if (!is_compared(kept) || known.contains(other) || kept.value.document == city->statements[id.index()].value.document) continue;
      const intake::Likeness likeness = intake::likeness(all->of[id.index()], all->of[i]);
      if (likeness.all >= intake::kLikeEnough) like.emplace_back(likeness, other);
    }
  std::stable_sort(like.begin(), like.end(), [](const auto& a, const auto& b) { return a.first.all > b.first.all; });
  Json candidates = Json::array();
  for (std::size_t i = 0; i < std::min(like.size(), kMostCandidates); ++i) {
    Json one = row(like[i].second);
    one.set("likeness", like[i].first.all);
    one.set("words", like[i].first.words);
    one.set("same_unit", like[i].first.unit);
    one.set("same_asset", like[i].first.asset);
    candidates.push_back(std::move(one));
  }
  const bool ties = !city::may(*city, viewer.actor, city::Action::JudgeStatement, {}, viewer.today);
  return Json::object({{"statement", statement},
                       {"summary", summary_of(said, turns)},
                       {"asked", static_cast<std::int64_t>(members.size())},
                       {"lowered", turns.lowered},
                       {"raised", turns.raised},
                       {"postponed", turns.postponed},
                       {"owner_changed", turns.owner_changed},
                       {"members", std::move(list)},
                       {"candidates", std::move(candidates)},
                       {"ties", ties}});
}

}  // namespace luoshi::engine
