#include "cli/verify_commands.hpp"

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <set>

#include "base/error.hpp"
#include "base/json.hpp"
#include "cli/database.hpp"
#include "engine/doubts.hpp"
#include "engine/sheets/sheets.hpp"
#include "formats/csv.hpp"
#include "formats/hj212_feed.hpp"
#include "formats/photo.hpp"
#include "verify/measure.hpp"
#include "verify/measure_lists.hpp"
#include "verify/tables.hpp"

namespace luoshi::cli {
namespace {

using verify::Doubt;

constexpr std::size_t kListsAMeasure = 20;  // made lists a check for each group of made stations
constexpr std::uint64_t kTableLimit = std::uint64_t{1} << 30U;

double number_option(const Values& values, const std::string& name, double otherwise, double low, double high) {
  const auto text = values.find(name);
  if (!text) return otherwise;
  const auto number = formats::read_number(*text);
  if (!number || *number < low || *number > high)
    throw Error{Fault::BadInput, "--" + name + " is \"" + *text + "\" (a number from " + formats::shortest_number(low) + " to " +
                                     formats::shortest_number(high) + " is wanted); correct it"};
  return *number;
}

Instant midnight(Day day) { return Instant{std::chrono::sys_days{day}} - std::chrono::hours{8}; }

struct Asked {
  std::optional<Day> from, deadline;
  std::int64_t days = 22;
  double per_year = 0.2, threshold = 80;
  std::optional<int> finished;
};

Asked asked_of(const Values& values) {
  Asked asked;
  asked.from = values.day("from");
  asked.deadline = values.day("deadline");
  if (const auto text = values.find("finished")) {
    const auto day = day_from_text(*text + "-01");
    if (!day) throw Error{Fault::BadInput, "--finished is \"" + *text + "\" (a month, YYYY-MM, is wanted); correct it"};
    asked.finished = static_cast<int>(day->year()) * 12 + static_cast<int>(static_cast<unsigned>(day->month())) - 1;
  }
  asked.days = values.integer("days", 5, 366).value_or(asked.days);
  asked.per_year = number_option(values, "per-year", asked.per_year, 1e-6, 1000);
  asked.threshold = number_option(values, "threshold", asked.threshold, 0, 1000);
  return asked;
}

std::vector<Doubt> doubts_of(const verify::StationTable& table, const Asked& asked) {
  std::vector<Doubt> doubts;
  for (const verify::Record& record : table.records) {
    verify::Company company;
    for (const verify::Record& other : table.records)
      if (other.parameter == record.parameter && other.station != record.station) company.neighbours.push_back(&other);
    for (const verify::Record& weather : table.weather)
      if (weather.station == record.station) company.weather.push_back(&weather);
    // Without --from the last third is examined, or what follows the begin of the deadline's window.
    const std::chrono::days window{asked.days};
    std::size_t from = asked.from ? record.place_of(midnight(*asked.from)) : record.size() - record.size() / 3;
    std::vector<verify::Window> deadlines;
    if (asked.deadline) {
      const Instant end = midnight(*asked.deadline) + std::chrono::days{1};
      const verify::Window place{record.place_of(end - window), record.place_of(end)};
      if (!asked.from) from = place.begin;
      if (place.begin < place.end) deadlines.push_back(place);
    } else {
      deadlines = verify::quarter_ends(record, from, window);
    }
    for (Doubt& doubt : verify::examine(record, company, {from, asked.per_year}, deadlines)) doubts.push_back(std::move(doubt));
  }
  return doubts;
}

std::vector<Doubt> doubts_of(const verify::RiverTable& table, const Asked& asked) {
  std::vector<Doubt> doubts = verify::not_better(table.samples, asked.per_year);
  for (Doubt& doubt : verify::same_numbers(table.accepted, asked.per_year)) doubts.push_back(std::move(doubt));
  return doubts;
}

std::vector<Doubt> doubts_of(const verify::SectionTable& table, const Asked& asked) {
  if (!asked.finished)
    throw Error{Fault::BadInput, "a table of sections by month needs --finished YYYY-MM (when their works were reported done); add it"};
  std::vector<Doubt> doubts;
  for (const auto& [parameter, sections] : table.by_parameter) {
    std::vector<verify::SectionMonths> dated = sections;
    for (verify::SectionMonths& section : dated) section.finished = *asked.finished;
    for (Doubt& doubt : verify::section_worsens(dated, asked.per_year)) doubts.push_back(std::move(doubt));
  }
  return doubts;
}

std::vector<Doubt> doubts_of(const verify::ClosureTable& table, const Asked& asked) {
  return verify::closed_but_active(table.units, {}, asked.per_year);
}

std::vector<Doubt> doubts_of(const verify::RatioTable& table, const Asked& asked) {
  verify::BunchingRule rule;
  rule.threshold = asked.threshold;
  const auto doubt = verify::bunching("本表完成率", table.ratios, rule, asked.per_year);
  return doubt ? std::vector<Doubt>{*doubt} : std::vector<Doubt>{};
}

std::vector<Doubt> doubts_of(const verify::PhotoTable& table, const Asked& asked) {
  return verify::photos_reused(table.photos, asked.per_year);
}

Exit checks(const Values& values) {
  const std::string& path = values.get("table");
  const Asked asked = asked_of(values);
  const verify::Table table = verify::read_table(read_input(path, kTableLimit), path);
  const std::vector<Doubt> doubts = std::visit([&](const auto& each) { return doubts_of(each, asked); }, table);
  if (values.flag("json")) {
    Json::Array list;
    for (const Doubt& doubt : doubts) {
      Json one = Json::object({{"check", verify::check_name(doubt.check)},
                               {"subject", doubt.subject},
                               {"statistic", doubt.statistic},
                               {"threshold", doubt.threshold},
                               {"false_per_year", doubt.per_year},
                               {"text", doubt.text}});
      if (doubt.until > doubt.from) one.set("from", instant_text(doubt.from)).set("until", instant_text(doubt.until));
      list.push_back(std::move(one));
    }
    print(canonical_json(Json::object({{"questions", Json{std::move(list)}}})) + "\n");
  } else {
    std::string out;
    for (const Doubt& doubt : doubts) out += std::string{verify::check_words(doubt.check)} + "  " + doubt.text + "\n";
    print(doubts.empty() ? "没有要问的。\n" : out);
  }
  return doubts.empty() ? Exit::Ok : Exit::AnswerIsNo;
}

Id<Post> post_named(const city::City& city, const std::string& text) {
  const std::size_t slash = text.find('/');
  if (slash == std::string::npos) throw Error{Fault::BadInput, "--asked-of is \"" + text + "\" (BODY/POST is wanted); correct it"};
  const Id<Body> body = city.body_of(text.substr(0, slash));
  const Id<Post> post = body ? city.post_of(text.substr(slash + 1), body) : Id<Post>{};
  if (!post) throw Error{Fault::NotFound, "没有岗位“" + text + "”（单位或岗位不在名录里）请核对"};
  return post;
}

// What the checks ask becomes questions with a clock.
Exit record(const Values& values) {
  const std::string& path = values.get("table");
  const verify::Table table = verify::read_table(read_input(path, kTableLimit), path);
  const Asked asked = asked_of(values);
  engine::DoubtsToAsk ask;
  ask.table = std::filesystem::path{path}.filename().string();
  for (const Doubt& doubt : std::visit([&](const auto& each) { return doubts_of(each, asked); }, table))
    ask.texts.push_back(std::string{verify::check_words(doubt.check)} + "：" + doubt.text);
  if (ask.texts.empty()) {
    print("没有要问的。\n");
    return Exit::Ok;
  }
  const auto engine = open_for_writing(values.get("db"));
  const Day today = china_day(engine::real_surroundings().now());
  ask.asked_of = post_named(*engine->city(), values.get("asked-of"));
  ask.due = *values.day("due");
  const auto actor = engine::actor_named(*engine, values.get("person"), values.find("post").value_or(""), today);
  const engine::BatchOutcome outcome = engine::ask_doubts(*engine, ask, actor);
  if (const auto* refused = std::get_if<engine::BatchRefusal>(&outcome)) {
    print(refused->refusal.reason + "\n");
    return Exit::AnswerIsNo;
  }
  const auto& done = std::get<engine::Done>(outcome);
  print(done.repeated ? "这些已经问过，没有变化\n" : "已提出 " + std::to_string(ask.texts.size()) + " 条问清，第 " + std::to_string(done.first) + " 号起\n");
  return Exit::Ok;
}

Json json_of(const verify::FalseAlarms& alarms) {
  Json one = Json::object({{"data", alarms.data}, {"station_years", alarms.station_years}, {"set_per_year", alarms.per_year}});
  for (std::size_t k = 0; k < verify::kStationChecks.size(); ++k)
    one.set(verify::check_name(verify::kStationChecks.at(k)), static_cast<double>(alarms.asked.at(k)) / alarms.station_years);
  return one;
}

std::string words_of(const verify::FalseAlarms& alarms) {
  std::string line = alarms.data + "｜" + verify::fixed(alarms.station_years, 1) + " 站年｜设定 " + verify::plain(alarms.per_year);
  for (const std::size_t asked : alarms.asked) line += "｜" + verify::fixed(static_cast<double>(asked) / alarms.station_years, 2);
  return line + "\n";
}

Json json_of(const verify::ListMeasure& one) {
  return Json::object({{"check", verify::check_name(one.check)}, {"data", one.data}, {"lists", static_cast<std::uint64_t>(one.lists)},
                       {"set_per_year", one.per_year}, {"asked_a_list", static_cast<double>(one.asked) / static_cast<double>(one.lists)},
                       {"story", one.story}, {"planted", static_cast<std::uint64_t>(one.planted)}, {"found", static_cast<std::uint64_t>(one.found)}});
}

std::string words_of(const verify::ListMeasure& one) {
  return std::string{verify::check_words(one.check)} + "｜" + one.data + "｜" + std::to_string(one.lists) + " 份｜设定 " + verify::plain(one.per_year) +
         "｜" + verify::fixed(static_cast<double>(one.asked) / static_cast<double>(one.lists), 2) + "｜" + one.story + "｜" + std::to_string(one.found) +
         "/" + std::to_string(one.planted) + "\n";
}

// Each parameter of a table of real stations: one after another year, against all before it.
std::vector<verify::FalseAlarms> real_alarms(const std::string& path, double per_year) {
  const verify::Table read = verify::read_table(read_input(path, kTableLimit), path);
  const auto* table = std::get_if<verify::StationTable>(&read);
  if (table == nullptr || table->records.empty())
    throw Error{Fault::BadInput, path + " has no stations' records (columns station, time and values are wanted); name another"};
  std::set<std::string> parameters;
  for (const verify::Record& record : table->records) parameters.insert(record.parameter);
  std::vector<verify::FalseAlarms> out;
  for (const std::string& parameter : parameters) {
    verify::FalseAlarms sum;
    sum.data = parameter + (table->weather.empty() ? "" : "（扣除气象）");
    sum.per_year = per_year;
    std::vector<verify::Record> whole;
    for (const verify::Record& record : table->records)
      if (record.parameter == parameter) whole.push_back(record);
    const auto year = static_cast<std::size_t>(whole[0].per_year());
    for (std::size_t end = 2 * year; end <= whole[0].size() + year / 100; end += year) {
      std::vector<verify::Record> until = whole, weather = table->weather;
      for (std::vector<verify::Record>* list : {&until, &weather})
        for (verify::Record& record : *list) record.values.resize(std::min(end, record.size()));
      const auto one = verify::false_alarms("", until, weather, 1.0, per_year);
      sum.station_years += one.station_years;
      for (std::size_t k = 0; k < sum.asked.size(); ++k) sum.asked.at(k) += one.asked.at(k);
    }
    if (sum.station_years > 0) out.push_back(sum);
  }
  return out;
}

Exit measure(const Values& values) {
  const auto repeats = static_cast<std::size_t>(values.integer("repeats", 1, 1000).value_or(10));
  const auto seed = static_cast<std::uint64_t>(values.integer("seed", 0, 1'000'000'000).value_or(20260630));
  const double per_year = number_option(values, "per-year", 0.2, 1e-6, 1000);
  std::vector<verify::FalseAlarms> alarms;
  for (const auto& [words, behaviour] : {std::pair{"造的细颗粒物，每小时", verify::fine_dust()},
                                         std::pair{"造的二氧化硫，三分之一在检出限", verify::sulphur()},
                                         std::pair{"造的河流氨氮，每四小时", verify::ammonia()}})
    alarms.push_back(verify::false_alarms_made(words, behaviour, repeats, per_year, seed));
  for (const std::string& path : values.many("TABLE"))
    for (verify::FalseAlarms& one : real_alarms(path, per_year)) alarms.push_back(std::move(one));
  const auto power = verify::power_made(verify::fine_dust(), repeats, per_year, seed + 1'000'000);
  const auto lists = verify::measure_lists(kListsAMeasure * repeats, per_year, seed);
  if (values.flag("json")) {
    Json::Array rates, found, of_lists;
    for (const verify::ListMeasure& one : lists) of_lists.push_back(json_of(one));
    for (const verify::FalseAlarms& one : alarms) rates.push_back(json_of(one));
    for (const verify::Power& one : power)
      found.push_back(Json::object({{"story", one.story}, {"check", verify::check_name(one.check)},
                                    {"planted", static_cast<std::uint64_t>(one.planted)},
                                    {"found", static_cast<std::uint64_t>(one.found)}}));
    print(canonical_json(Json::object({{"false_alarms", Json{std::move(rates)}}, {"found", Json{std::move(found)}}, {"lists", Json{std::move(of_lists)}}})) + "\n");
    return Exit::Ok;
  }
  std::string out = "每站每年的误问次数（各列：";
  for (const verify::Check check : verify::kStationChecks) out += std::string{verify::check_words(check)} + "｜";
  out.erase(out.size() - std::string_view{"｜"}.size());
  out += "）\n";
  for (const verify::FalseAlarms& one : alarms) out += words_of(one);
  out += "埋入的情形，问到几次\n";
  for (const verify::Power& one : power)
    out += one.story + "｜" + std::to_string(one.found) + "/" + std::to_string(one.planted) + "\n";
  out += "名单类：检查｜无问题的名单｜份数｜每份设定次数｜每份误问次数｜埋入的情形｜问到几个\n";
  for (const verify::ListMeasure& one : lists) out += words_of(one);
  print(out);
  return Exit::Ok;
}

std::string_view span_words(formats::hj212::Span span) {
  using formats::hj212::Span;
  switch (span) {
    case Span::Now: return "实时";
    case Span::Minutes: return "分钟";
    case Span::Hour: return "小时";
    case Span::Day: return "日";
  }
  return "";
}

std::string local_time(Instant at) {
  const std::string text = instant_text(at + std::chrono::hours{8});
  return text.substr(0, 10) + " " + text.substr(11, 8);
}

// Values as a table that `checks` reads, flaws as remarks below it.
Exit frames(const Values& values) {
  print("设备,参数,名称,统计,时段,时间,数值,标记\n");
  bool flawless = true;
  for (const std::string& path : values.many("FILE")) {
    formats::hj212::Feed feed;
    const std::string bytes = read_input(path, kTableLimit);
    auto reading = formats::hj212::read_frames(bytes, formats::hj212::End::Final);
    std::string out;
    for (const auto& frame : reading.frames) {
      auto taken = feed.take(frame, std::nullopt);
      for (const auto& value : taken.fresh) {
        const auto parameter = formats::hj212::parameter_of(value.code);
        out += formats::csv_field(value.device) + "," + formats::csv_field(value.code) + "," +
               std::string{parameter ? parameter->name : ""} + "," + value.field + "," + std::string{span_words(value.span)} + "," +
               local_time(value.at) + "," + formats::shortest_number(value.value) + "," + value.mark + "\n";
      }
      reading.flaws.insert(reading.flaws.end(), taken.flaws.begin(), taken.flaws.end());
    }
    std::stable_sort(reading.flaws.begin(), reading.flaws.end(), [](const auto& a, const auto& b) { return a.offset < b.offset; });
    for (const auto& flaw : reading.flaws) {
      out += "# " + path + " 第 " + std::to_string(flaw.offset) + " 字节：" + flaw.text + "\n";
      flawless = flawless && flaw.defect == formats::hj212::Defect::Repeated;
    }
    print(out);
  }
  return flawless ? Exit::Ok : Exit::AnswerIsNo;
}

constexpr std::uint64_t kPhotoLimit = std::uint64_t{128} << 20U;

std::string degrees_text(const std::optional<double>& degrees) {
  return degrees ? formats::shortest_number(*degrees) : "";
}

// Photos as a table that `checks` reads; what they stand for is the name of the folder they lie in.
Exit photos(const Values& values) {
  std::string out = "对象,文件,摘要,外观,拍摄时间,纬度,经度,说明\n";
  bool flawless = true;
  for (const std::string& path : values.many("FILE")) {
    const std::string bytes = read_input(path, kPhotoLimit);
    const formats::PhotoFacts facts = formats::read_photo(bytes, path);
    const auto look = formats::look_of(bytes, path);
    char text[17] = "";
    if (look) std::snprintf(text, sizeof text, "%016llx", static_cast<unsigned long long>(*look));
    std::string flaws;
    for (const std::string& flaw : facts.flaws) flaws += (flaws.empty() ? "" : " ") + flaw;
    flawless = flawless && flaws.empty();
    const std::filesystem::path file = std::filesystem::absolute(path);
    out += formats::csv_field(file.parent_path().filename().string()) + "," + formats::csv_field(file.filename().string()) + "," +
           sha256(bytes).hex() + "," + text + "," + (facts.taken ? local_time(*facts.taken) : "") + "," +
           degrees_text(facts.latitude) + "," + degrees_text(facts.longitude) + "," + formats::csv_field(flaws) + "\n";
  }
  print(out);
  return flawless ? Exit::Ok : Exit::AnswerIsNo;
}

// What every use of the checks takes, and what one of them takes besides.
std::vector<Option> check_options(std::vector<Option> more) {
  std::vector<Option> all = {{Option::Kind::Value, "table", "CSV; what it is, its columns say; - for standard input", true},
                              {Option::Kind::Value, "from", "the first day examined; what lies before it is taken as sound"},
                              {Option::Kind::Value, "deadline", "the last day before which values might be too good"},
                              {Option::Kind::Value, "days", "how many days before the deadline (22)"},
                              {Option::Kind::Value, "finished", "of sections by month: when the works were reported done, YYYY-MM"},
                              {Option::Kind::Value, "threshold", "of ratios: the light's threshold in percent (80)"},
                              {Option::Kind::Value, "per-year", "questions a year expected of sound data, per check (0.2)"}};
  all.insert(all.end(), more.begin(), more.end());
  return all;
}

}  // namespace

std::vector<Subcommand> verify_commands() {
  return {{"verify checks",
           "The questions a table of measurements, samples, closings, ratios or photos asks; 1 when there are any",
           check_options({{Option::Kind::Flag, "json", "one JSON object"}}),
           checks},
          {"verify measure",
           "How often sound data are asked about, and how many planted cases are found",
           {{Option::Kind::Value, "repeats", "groups of four made stations (10)"},
            {Option::Kind::Value, "seed", "of the made stations"},
            {Option::Kind::Value, "per-year", "what each check is set to (0.2)"},
            {Option::Kind::Flag, "json", "one JSON object"},
            {Option::Kind::Many, "TABLE", "records of real stations, examined year by year"}},
           measure},
          {"verify record",
           "What the checks of a table ask, as questions put to a post with a day; the same again asks nothing twice",
           check_options({{Option::Kind::Value, "db", "the database", true},
                          {Option::Kind::Value, "person", "who asks: an editor", true},
                          {Option::Kind::Value, "post", "in which post, where the person holds several"},
                          {Option::Kind::Value, "asked-of", "who is asked: BODY/POST", true},
                          {Option::Kind::Value, "due", "answered by when, YYYY-MM-DD", true}}),
           record},
          {"verify frames",
           "Frames of monitors (HJ 212) as a table, flaws as remarks; 1 when there are any",
           {{Option::Kind::Many, "FILE", "bytes as received", true}},
           frames},
          {"verify photos",
           "JPEG photos as a table: digest, look, time and place they claim; 1 when a claim cannot be",
           {{Option::Kind::Many, "FILE", "photos, each in a folder named after what it stands for", true}},
           photos}};
}

}  // namespace luoshi::cli
