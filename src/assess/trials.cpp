#include "assess/trials.hpp"

#include <algorithm>
#include <array>

#include "formats/csv.hpp"

namespace luoshi::assess {
namespace {

using Set = std::vector<double> Trial::*;

Set set_at(const formats::CsvReader& table, std::size_t column) {
  constexpr std::array<std::pair<std::string_view, Set>, 8> kSets{{{"before", &Trial::before}, {"前", &Trial::before},
                                                                  {"after", &Trial::after}, {"后", &Trial::after},
                                                                  {"control_before", &Trial::control_before}, {"对照前", &Trial::control_before},
                                                                  {"control_after", &Trial::control_after}, {"对照后", &Trial::control_after}}};
  for (const auto& [word, set] : kSets)
    if (table.field(column) == word) return set;
  table.refuse(column, "it is no set of samples (before, after, control_before or control_after is wanted); correct it");
}

template <class List, class Is>
std::size_t place_of(const List& list, Is is) {
  return static_cast<std::size_t>(std::find_if(list.begin(), list.end(), is) - list.begin());
}

Json estimate_json(const std::optional<Estimate>& estimate) {
  return estimate ? Json::object({{"effect", estimate->effect}, {"low", estimate->low}, {"high", estimate->high}}) : Json{};
}

// Three places, no trailing zeros.
std::string number_words(double value) {
  return formats::shortest_number(static_cast<double>(static_cast<std::int64_t>(value * 1000 + (value < 0 ? -0.5 : 0.5))) / 1000);
}

std::string estimate_words(const Json& estimate, const std::string& unit) {
  return number_words(estimate.at("effect").as_number()) + " " + unit + "（" + number_words(estimate.at("low").as_number()) + "～" +
         number_words(estimate.at("high").as_number()) + "）";
}

}  // namespace

std::vector<KindTrials> read_trials(std::string_view csv, const std::string& name) {
  formats::CsvReader table{csv, name};
  const std::size_t kind = table.column("kind"), unit = table.column("unit"), measure = table.column("measure"), size = table.column("size"),
                    promised = table.column("promised"), set = table.column("set"), value = table.column("value");
  std::vector<KindTrials> kinds;
  while (table.next()) {
    const std::size_t k = place_of(kinds, [&](const KindTrials& each) { return each.kind == table.field(kind); });
    if (k == kinds.size()) kinds.push_back({std::string{table.field(kind)}, std::string{table.field(unit)}, {}, {}});
    KindTrials& own = kinds[k];
    if (own.unit != table.field(unit)) table.refuse(unit, "the kind has another unit above (" + own.unit + "); convert it");
    const std::size_t m = place_of(own.measures, [&](const std::string& each) { return each == table.field(measure); });
    if (table.number(size) <= 0) table.refuse(size, "it is not above zero (effects are per unit of size); correct it");
    if (m == own.measures.size()) {
      own.measures.emplace_back(table.field(measure));
      own.trials.push_back({static_cast<std::uint32_t>(m), table.number(size), table.number(promised), {}, {}, {}, {}});
    }
    Trial& trial = own.trials[m];
    if (trial.size != table.number(size)) table.refuse(size, "the measure has another size above; correct one");
    if (trial.promised != table.number(promised)) table.refuse(promised, "the measure promises something else above; correct one");
    (trial.*set_at(table, set)).push_back(table.number(value));
  }
  return kinds;
}

Json learned_answer(const std::vector<KindTrials>& kinds) {
  Json list = Json::array();
  for (const KindTrials& kind : kinds) {
    const Learned learned = learn(kind.trials);
    Json measured = Json::array(), unjudged = Json::array();
    for (const Measured& one : learned.measured)
      measured.push_back(Json::object({{"measure", kind.measures[one.measure]}, {"promised", one.promised}, {"measured", one.effect},
                                       {"standard_error", one.standard_error}, {"pooled", one.pooled}}));
    for (const std::uint32_t one : learned.unjudged) unjudged.push_back(kind.measures[one]);
    list.push_back(Json::object({{"kind", kind.kind},
                                 {"unit", kind.unit},
                                 {"measured", std::move(measured)},
                                 {"unjudged", std::move(unjudged)},
                                 {"mean", estimate_json(learned.mean)},
                                 {"next", estimate_json(learned.next)},
                                 {"share_of_promise", learned.share_of_promise ? Json{*learned.share_of_promise} : Json{}}}));
  }
  return Json::object({{"kinds", std::move(list)}});
}

std::string learned_words(const Json& answer) {
  std::string words;
  for (const Json& kind : answer.at("kinds").as_array()) {
    const std::string& unit = kind.at("unit").as_string();
    words += kind.at("kind").as_string() + "（" + unit + "）\n";
    for (const Json& one : kind.at("measured").as_array())
      words += "  " + one.at("measure").as_string() + "  承诺" + number_words(one.at("promised").as_number()) + "  实测" +
               number_words(one.at("measured").as_number()) + "±" + number_words(one.at("standard_error").as_number()) + "  向同类收缩后" +
               number_words(one.at("pooled").as_number()) + "\n";
    for (const Json& one : kind.at("unjudged").as_array()) words += "  " + one.as_string() + "  说不清：前后或对照的样本不足\n";
    if (!kind.at("mean").is_null()) words += "  同类平均 " + estimate_words(kind.at("mean"), unit) + "\n";
    if (!kind.at("next").is_null()) words += "  下一项的先验 " + estimate_words(kind.at("next"), unit) + "（九成区间）\n";
    if (!kind.at("share_of_promise").is_null())
      words += "  实测是承诺的 " + number_words(kind.at("share_of_promise").as_number()) + " 倍\n";
    if (kind.at("next").is_null()) words += "  不足三项可判，不给先验\n";
  }
  return words;
}

}  // namespace luoshi::assess
