#include "assess/lights.hpp"

#include <algorithm>
#include <cstdio>
#include <map>

#include "base/contract.hpp"
#include "base/error.hpp"

namespace luoshi::assess {
namespace {

// done/goal against elapsed/total, kept as the products that decide: ratio = done·total ÷ (goal·elapsed).
struct Standing {
  Decimal numerator;    // done · total
  Decimal denominator;  // goal · elapsed
};

std::optional<Standing> standing_of(const Progress& item) {
  if (!item.goal || !item.done || item.goal->sign() <= 0 || item.days_total <= 0) return std::nullopt;
  const int elapsed = std::clamp(item.days_elapsed, 0, item.days_total);
  const auto numerator = multiply(*item.done, Decimal{item.days_total});
  const auto denominator = multiply(*item.goal, Decimal{elapsed});
  if (!numerator || !denominator) return std::nullopt;
  return Standing{*numerator, *denominator};
}

bool below_percent(const Standing& standing, const Decimal& percent) {
  const auto left = multiply(standing.numerator, Decimal{100});
  const auto right = multiply(standing.denominator, percent);
  expects(left && right, "a ratio within 18 digits");
  return *left < *right;
}

std::string percent_text(double value) {
  char buffer[32];
  std::snprintf(buffer, sizeof buffer, "%.1f％", value);
  return buffer;
}

// Without trailing zeros: 56800, not 56800.0.
std::string plain(const Decimal& value) {
  const Decimal normal = value.normalised();
  return normal.text();
}

std::string due_text(const Progress& item) {
  char buffer[48];
  const double due = item.goal->to_double() * std::clamp(item.days_elapsed, 0, item.days_total) / item.days_total;
  std::snprintf(buffer, sizeof buffer, due < 1000.0 ? "%.4g" : "%.0f", due);
  return buffer;
}

Judged judge_ratio(const LightRule& rule, const Progress& item, const Standing& standing) {
  if (standing.denominator.sign() == 0) return {Light::Green, "尚未到应有进度"};
  const double ratio = 100.0 * standing.numerator.to_double() / standing.denominator.to_double();
  Judged judged;
  judged.sum = "已完成" + plain(*item.done) + "÷应完成" + due_text(item) + "＝" + percent_text(ratio);
  if (below_percent(standing, rule.red)) {
    judged.light = Light::Red;
    judged.sum += "，低于" + rule.red.text() + "％";
  } else if (below_percent(standing, rule.yellow)) {
    judged.light = Light::Yellow;
    judged.sum += "，低于" + rule.yellow.text() + "％";
  } else {
    judged.light = Light::Green;
  }
  return judged;
}

// Behind by (elapsed/total − done/goal)·100 points: compared as (goal·elapsed − done·total)·100 with points·goal·total.
Judged judge_points(const LightRule& rule, const Progress& item, const Standing& standing) {
  const auto behind = add(standing.denominator, negate(standing.numerator));
  const auto scaled = behind ? multiply(*behind, Decimal{100}) : std::nullopt;
  const auto whole = multiply(*item.goal, Decimal{item.days_total});
  const auto yellow = whole ? multiply(*whole, rule.yellow) : std::nullopt;
  const auto red = whole ? multiply(*whole, rule.red) : std::nullopt;
  if (!scaled || !yellow || !red) return {};
  const double points = scaled->to_double() / whole->to_double();
  Judged judged;
  judged.sum = points > 0 ? "落后序时进度" + percent_text(points).substr(0, percent_text(points).size() - 3) + "个百分点" : "不落后序时进度";
  judged.light = *scaled > *red ? Light::Red : *scaled >= *yellow ? Light::Yellow : Light::Green;
  return judged;
}

std::optional<Judged> judge_late_start(const LightRule& rule, const Progress& item) {
  if (item.started || !rule.late_start_yellow_months) return std::nullopt;
  const std::string sum = "应开工后" + std::to_string(item.months_past_start) + "个月未开工";
  if (rule.late_start_red_months && item.months_past_start >= *rule.late_start_red_months) return Judged{Light::Red, sum};
  if (item.months_past_start >= *rule.late_start_yellow_months) return Judged{Light::Yellow, sum};
  return std::nullopt;
}

std::vector<Judged> judge_ranking(const LightRule& rule, const std::vector<Progress>& items) {
  struct Total {
    double share = 0.0;  // mean of done ÷ due over its items
    int items = 0;
    bool missed = false;
  };
  std::map<std::string, Total> totals;
  for (const Progress& item : items) {
    const auto standing = standing_of(item);
    if (!standing || standing->denominator.sign() == 0) continue;
    Total& total = totals[item.body];
    total.share += standing->numerator.to_double() / standing->denominator.to_double();
    ++total.items;
    total.missed = total.missed || below_percent(*standing, Decimal{100});
  }
  std::vector<std::pair<double, std::string>> order;
  for (const auto& [body, total] : totals) order.emplace_back(total.share / total.items, body);
  std::sort(order.begin(), order.end(), [](const auto& a, const auto& b) { return a > b; });
  std::vector<Judged> judged(items.size());
  for (std::size_t i = 0; i < items.size(); ++i) {
    const auto standing = standing_of(items[i]);
    if (!standing || standing->denominator.sign() == 0) continue;
    const auto at = std::find_if(order.begin(), order.end(), [&](const auto& each) { return each.second == items[i].body; });
    const auto rank = static_cast<int>(at - order.begin()) + 1;
    const auto count = static_cast<int>(order.size());
    judged[i].sum = "责任单位完成率" + percent_text(100.0 * at->first) + "，第" + std::to_string(rank) + "位（共" +
                    std::to_string(count) + "家）";
    // A body that met its plan is never on the black list, however small the field.
    const bool last = rank > count - rule.worst && rank > rule.best;
    judged[i].light = last && totals[items[i].body].missed ? Light::Red : Light::Green;
  }
  return judged;
}

}  // namespace

const char* chinese_of(Light light) {
  switch (light) {
    case Light::Green: return "绿";
    case Light::Yellow: return "黄";
    case Light::Red: return "红";
    case Light::Unknown: break;
  }
  return "未知";
}

const char* name_of(Light light) {
  switch (light) {
    case Light::Green: return "green";
    case Light::Yellow: return "yellow";
    case Light::Red: return "red";
    case Light::Unknown: break;
  }
  return "unknown";
}

LightRule light_rule_from_json(const Json& json) {
  LightRule rule;
  rule.name = json.at("name").as_string();
  rule.title = json.at("title").as_string();
  rule.source = json.at("source").as_string();
  const std::string& kind = json.at("kind").as_string();
  const auto number = [&](const char* field) {
    const auto value = Decimal::parse(json.at(field).as_string());
    if (!value) throw Error{Fault::BadInput, std::string{"light rule field "} + field + " is no decimal (it must be a string of digits); correct the rule file"};
    return *value;
  };
  if (kind == "ranking") {
    rule.kind = LightRule::Kind::Ranking;
    rule.best = static_cast<int>(json.at("best").as_integer());
    rule.worst = static_cast<int>(json.at("worst").as_integer());
  } else if (kind == "ratio" || kind == "points") {
    rule.kind = kind == "ratio" ? LightRule::Kind::Ratio : LightRule::Kind::Points;
    rule.yellow = number("yellow");
    rule.red = number("red");
  } else {
    throw Error{Fault::BadInput, "light rule kind \"" + kind + "\" is not known (ratio, points and ranking are); correct the rule file"};
  }
  if (const Json* months = json.find("late_start_yellow_months")) rule.late_start_yellow_months = static_cast<int>(months->as_integer());
  if (const Json* months = json.find("late_start_red_months")) rule.late_start_red_months = static_cast<int>(months->as_integer());
  return rule;
}

std::vector<Judged> judge(const LightRule& rule, const std::vector<Progress>& items) {
  if (rule.kind == LightRule::Kind::Ranking) return judge_ranking(rule, items);
  std::vector<Judged> judged;
  for (const Progress& item : items) {
    if (const auto late = judge_late_start(rule, item)) {
      judged.push_back(*late);
      continue;
    }
    const auto standing = standing_of(item);
    if (!standing) {
      judged.emplace_back();
    } else if (rule.kind == LightRule::Kind::Ratio) {
      judged.push_back(judge_ratio(rule, item, *standing));
    } else {
      judged.push_back(judge_points(rule, item, *standing));
    }
  }
  return judged;
}

}  // namespace luoshi::assess
