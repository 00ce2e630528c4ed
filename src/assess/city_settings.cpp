#include "assess/city_settings.hpp"

#include "assess/detail/settings.hpp"

namespace luoshi::assess {
namespace {

std::optional<Quarter> quarter_from(std::string_view text) {
  if (text.size() != 7 || text.substr(4, 2) != "-Q" || text[6] < '1' || text[6] > '4') return std::nullopt;
  int year = 0;
  for (const char digit : text.substr(0, 4)) {
    if (digit < '0' || digit > '9') return std::nullopt;
    year = 10 * year + (digit - '0');
  }
  return Quarter{year, static_cast<unsigned>(text[6] - '0')};
}

Quarter quarter_at(const formats::Toml& root, std::string_view key) {
  const auto quarter = quarter_from(root.at(key).text());
  if (!quarter) root.at(key).refuse("it is no quarter (2026-Q4 is wanted); correct it");
  return *quarter;
}

void read_on_time(const formats::Toml& root, CitySettings& settings) {
  if (root.find("on_time") == nullptr) return;
  double before = 0;
  for (const formats::Toml& share : root.at("on_time").array()) {
    const double value = share.number();
    if (!(value >= before && value <= 1)) share.refuse("it is no share that grows (0 to 1, not below the one before); correct it");
    settings.on_time.push_back(before = value);
  }
  settings.on_time_source = root.at("on_time_source").text();
}

// The response of another model: its name, its error and two tables, in the place of a water model.
void read_given(const formats::Toml& root, CitySettings& settings) {
  for (const char* const key : {"water", "items"})
    if (root.find(key) != nullptr) root.at(key).refuse("'model' names the response of another model (a water model cannot answer too); leave one of them out");
  settings.model = root.at("model").text();
  if (settings.model.empty() || settings.model.size() > 200) root.at("model").refuse("it is no name (1 to 200 bytes are wanted: whose model, and when it answered); correct it");
  settings.receptors = root.at("receptors").text();
  settings.responses = root.at("responses").text();
  if (settings.receptors == settings.responses) root.at("responses").refuse("it is the table of receptors (two tables are wanted); correct it");
  if (!(root.at("model_error").number() > 0)) root.at("model_error").refuse("no model is without error (its name is shown with it); state it");
}

}  // namespace

std::string Quarter::text() const { return std::to_string(year) + "-Q" + std::to_string(number); }
Day Quarter::first_day() const { return Day{std::chrono::year{year}, std::chrono::month{3 * number - 2}, std::chrono::day{1}}; }
Day Quarter::last_day() const { return Day{std::chrono::year{year}, std::chrono::month{3 * number}, std::chrono::day{days_in_month(year, 3 * number)}}; }

Quarter Quarter::after(int quarters) const {
  const int all = 4 * year + static_cast<int>(number) - 1 + quarters;
  const int in_year = ((all % 4) + 4) % 4;
  return {(all - in_year) / 4, static_cast<unsigned>(in_year) + 1};
}

Quarter quarter_of(Day day) { return {static_cast<int>(day.year()), (static_cast<unsigned>(day.month()) + 2) / 3}; }

int quarters_between(const Quarter& from, const Quarter& to) {
  return 4 * (to.year - from.year) + static_cast<int>(to.number) - static_cast<int>(from.number);
}

CitySettings read_city_settings(std::string_view toml, const std::string& name) {
  const formats::Toml root = formats::parse_toml(toml, name);
  root.allow_only({"name", "first_quarter", "periods", "target", "water", "items", "model", "receptors", "responses", "loads_of", "model_error",
                   "effect_sd", "kind_share", "error_share", "delivery_share", "on_time", "on_time_source"});
  CitySettings settings;
  settings.name = root.at("name").text();
  settings.first = quarter_at(root, "first_quarter");
  settings.periods = detail::periods_of(root);
  if (root.find("target") != nullptr) settings.target = quarter_at(root, "target");
  if (root.find("model") != nullptr) {
    read_given(root, settings);
  } else {
    for (const char* const key : {"receptors", "responses"})
      if (root.find(key) != nullptr) root.at(key).refuse("it belongs to the response of another model (none is named); add model = \"…\" or leave it out");
    settings.water = root.at("water").text();
    for (const formats::Toml& item : root.at("items").array()) settings.items.push_back(item.text());
  }
  if (settings.items.empty() && settings.model.empty()) root.at("items").refuse("no items are named (the model is to be judged by some); add items = [\"NH3-N\"]");
  if (root.find("loads_of") != nullptr) {
    settings.loads_of = day_from_text(root.at("loads_of").text());
    if (!settings.loads_of) root.at("loads_of").refuse("it is no day (2025-12-31 is wanted); correct it");
  }
  settings.model_error = detail::share_of(root, "model_error", 2);
  settings.effect_sd = detail::share_of(root, "effect_sd", 2);
  settings.kind_share = detail::share_of(root, "kind_share", 1);
  settings.error_share = detail::share_of(root, "error_share", 1);
  settings.delivery_share = detail::share_of(root, "delivery_share", 1);
  read_on_time(root, settings);
  return settings;
}

}  // namespace luoshi::assess
