#include "engine/sample_city.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <string>

#include "base/error.hpp"
#include "city/codec.hpp"
#include "city/decide.hpp"
#include "city/funnel.hpp"
#include "engine/papers.hpp"
#include "engine/sample_data.hpp"
#include "engine/sample_works.hpp"
#include "formats/csv.hpp"

namespace luoshi::engine {
namespace {

using sample::SampleFile;

constexpr std::string_view kFirstCopy = "B-";  // codes of bodies; further copies have a number before the dash
constexpr std::string_view kLetters = "papers/pledges/", kBulletins = "papers/bulletins/";
constexpr Day kBegun{std::chrono::year{2022}, std::chrono::month{6},
                     std::chrono::day{1}};  // the campaign's first river

const std::string& bytes_of(const std::vector<SampleFile>& files, std::string_view path) {
  const auto file = std::find_if(files.begin(), files.end(), [&](const SampleFile& each) { return each.path == path; });
  if (file == files.end())
    throw Error{Fault::BadInput,
                std::string{path} + " is missing from the sample (it was not made by this version); make it anew"};
  return file->bytes;
}

template <class Use>
void each_row(const std::vector<SampleFile>& files, const std::string& path, Use use) {
  formats::CsvReader reader{bytes_of(files, path), path};
  while (reader.next()) use([&](std::string_view column) { return std::string{reader.field(reader.column(column))}; });
}

/// Whether the words hold this total, and not as the end of a longer number.
bool carries(std::string_view words, std::string_view total) {
  for (std::size_t at = words.find(total); at != std::string_view::npos; at = words.find(total, at + 1))
    if (at == 0 || std::string_view{"0123456789."}.find(words[at - 1]) == std::string_view::npos) return true;
  return false;
}

/// "1.6" of "16000", as papers write large areas.
std::string ten_thousands(const std::string& value) {
  return formats::shortest_number(formats::read_number(value).value_or(0.0) / 10'000.0);
}

Theme theme_of(std::string_view words) {
  return words == "水"     ? Theme::Water
         : words == "气"   ? Theme::Air
         : words == "用地" ? Theme::Land
         : words == "项目" ? Theme::Project
                           : Theme::Industry;
}

/// Targets and load cuts whose figure the papers write in other words: what their sentence says instead.
struct SaidOtherwise {
  std::string_view title, says;
};
constexpr SaidOtherwise kSaidOtherwise[] = {{"谷口断面氨氮年均浓度", "谷口断面稳定达到"},
                                            {"铁炉桥断面氨氮年均浓度", "铁炉桥断面氨氮浓度年均值"},
                                            {"谷口镇集镇及三村生活污水接管削减氨氮", "86公斤"},
                                            {"谷口镇规模养殖场粪污治理削减氨氮", "86公斤"},
                                            {"铁炉镇五金酸洗企业入园削减氨氮", "五金酸洗企业入园"}};

/// One row of duties/reports.csv with what moved, to be filed in the order of time.
struct Month {
  std::string code, commitment, said, unit, post;
  Day until{};
  std::vector<std::string> moved;
};

class Taking {
 public:
  Taking(Engine& engine, const std::vector<SampleFile>& files) : engine_{engine}, files_{files} {}

  SampleTaken all() {
    registers();
    take_in_sample_data(engine_, files_);
    papers();
    commitments();
    reports();
    taken_.works = take_in_sample_works(engine_, files_, {bodies_, actors_, documents_, opened_, editor_},
                                        [&](city::CommandBody body, const city::Actor& actor) { carry_out(std::move(body), actor); });
    samples();
    return taken_;
  }

 private:
  /// The sequence of the first event of a command that must be carried out.
  std::uint64_t carry_out(city::CommandBody body, const city::Actor& actor = {}) {
    const Outcome outcome = engine_.submit({"sample-history-" + std::to_string(++count_), actor, std::move(body)});
    if (const auto* refusal = std::get_if<city::Refusal>(&outcome)) throw Error{refusal->fault, refusal->reason};
    return std::get<Done>(outcome).first;
  }

  void registers() {
    if (engine_.city()->events > 0)
      throw Error{Fault::Conflict,
                  "the database already holds a city (the sample needs an empty one); name another database"};
    prepare(engine_, "云溪市", Origin::Sample);
    std::string_view lines = bytes_of(files_, "registers.jsonl");
    while (!lines.empty()) {
      const auto end = lines.find('\n');
      city::Command command = city::command_from_json(parse_json(lines.substr(0, end)));
      lines.remove_prefix(end + 1);
      if (std::holds_alternative<city::Found>(command.body)) continue;
      carry_out(std::move(command.body));
      ++taken_.registers;
    }
    const auto city = engine_.city();
    each_row(files_, "registers/bodies.csv",
             [&](const auto& field) { bodies_[field("单位编号")] = city->body_of(field("名称")); });
    std::map<std::string, std::string> name_of_person;
    each_row(files_, "registers/holders.csv",
             [&](const auto& field) { name_of_person[field("岗位编号")] = field("姓名"); });
    each_row(files_, "registers/posts.csv", [&](const auto& field) {
      const std::string code = field("岗位编号");
      actors_[code] = {
          city->person_of(name_of_person.at(code)), city->post_of(field("名称"), bodies_.at(field("单位编号"))), {}};
    });
    each_row(files_, "registers/holders.csv", [&](const auto& field) {
      if (field("角色") == "编审" && !editor_.person) editor_ = actors_.at(field("岗位编号"));
    });
    each_row(files_, "registers/rivers.csv",
             [&](const auto& field) { rivers_[field("区划代码")].push_back(city->asset_of(field("编号"))); });
    each_row(files_, "registers/sections.csv",
             [&](const auto& field) { sections_[field("名称")] = city->asset_of(field("编号")); });
  }

  /// Bulletins are known by their number, letters by town and kind: 006, 990100001000-water.
  void papers() {
    for (const SampleFile& file : files_) {
      const bool letter = file.path.starts_with(kLetters);
      if (!letter && !file.path.starts_with(kBulletins)) continue;
      const std::string name = file.path.substr(file.path.rfind('/') + 1);
      const Imported imported = import_file(engine_, name, file.bytes, Origin::Sample);
      if (!imported.document)
        throw Error{Fault::BadInput, name + " was not taken in (" + imported.message + "); report this as a fault"};
      documents_[name.substr(0, name.find(letter ? '.' : '-'))] = imported.document;
      ++taken_.papers;
    }
  }

  /// The statement of a paper that carries this total and has not been judged for another one.
  Id<Statement> statement_with(Id<Document> document, const std::string& total) const {
    const auto city = engine_.city();
    const city::KeptDocument& kept = city->documents[document.index()];
    const Json reading = reading_of(engine_.archive(), kept.value);
    const auto& statements = reading.at("statements").as_array();
    for (std::uint32_t i = 0; i < kept.statement_count; ++i) {
      const Id<Statement> id{kept.first_statement.number() + i};
      const Statement& statement = city->statements[id.index()].value;
      if (statement.state == StatementState::Proposed &&
          carries(statements.at(statement.place_in_reading).at("quote").as_string(), total))
        return id;
    }
    return {};
  }

  /// The statement of a paper that says what a target is known to say.
  Id<Statement> statement_saying(Id<Document> document, std::string_view title) const {
    const auto city = engine_.city();
    const city::KeptDocument& kept = city->documents[document.index()];
    const Json reading = reading_of(engine_.archive(), kept.value);
    const auto& statements = reading.at("statements").as_array();
    for (const SaidOtherwise& target : kSaidOtherwise) {
      if (target.title != title) continue;
      for (std::uint32_t i = 0; i < kept.statement_count; ++i) {
        const Id<Statement> id{kept.first_statement.number() + i};
        if (statements.at(city->statements[id.index()].value.place_in_reading).at("quote").as_string().find(target.says) != std::string::npos) return id;
      }
    }
    return {};
  }

  /// What is to be done by a day is a promise, however the reader took it. One sentence may hold two.
  void judge(Id<Statement> id, const std::string& lead) {
    const auto city = engine_.city();
    const city::KeptStatement& kept = city->statements[id.index()];
    if (kept.value.state != StatementState::Proposed) return;
    const StatementKind kind = kept.value.kind;
    if (kind == StatementKind::Commitment || kind == StatementKind::Requirement || kind == StatementKind::Request) {
      carry_out(city::ConfirmStatement{{id}, kept.version()}, editor_);
    } else {
      carry_out(city::CorrectStatement{{id, StatementKind::Commitment, kept.value.theme, "有期限、尚未到期的数是承诺"},
                                       kept.version()},
                editor_);
    }
    for (const Id<Question> question : kept.questions) {
      const city::Kept<Question>& asked = city->questions[question.index()];
      if (asked.value.state != QuestionState::Open) continue;
      const std::string answer = asked.value.label == QuestionLabel::Lead   ? lead
                                 : asked.value.label == QuestionLabel::Base ? "自2022年6月攻坚行动开始累计"
                                                                            : "以登记册所列对象为准";
      carry_out(city::AnswerQuestion{{question, answer, {}}, asked.version()}, editor_);
    }
  }

  template <class Field>
  Commitment commitment_of(const Field& field, Id<Statement> statement) const {
    const std::string value = field("数值"), unit = field("单位"), basis = field("口径"), parent = field("上级编号");
    Commitment commitment;
    commitment.title = field("标题");
    commitment.sources = {statement};
    commitment.lead = bodies_.at(field("牵头单位编号"));
    if (!field("配合单位编号").empty()) commitment.supports = {bodies_.at(field("配合单位编号"))};
    commitment.theme = theme_of(field("主题"));
    commitment.meaning = field("产出或效果") == "产出" ? Meaning::Output : Meaning::Outcome;
    const Basis counted = basis == "累计" ? Basis::Cumulative : basis == "当年" ? Basis::InYear : Basis::PointInTime;
    commitment.figure =
        Figure{Decimal::parse(value).value(), bound_from_sign(field("界")).value(), unit, "", counted, "", false};
    const Day due = day_from_text(field("期限")).value();
    commitment.original_deadline = {DeadlineKind::By, std::nullopt, PartialDate::of(due), day_text(due)};
    commitment.needs = field("需上级支持");
    commitment.started = kBegun;
    if (const auto found = opened_.find(parent); found != opened_.end()) commitment.parent = found->second;
    return commitment;
  }

  void commitments() {
    each_row(files_, "duties/commitments.csv", [&](const auto& field) {
      const std::string source = field("来源文件"), unit = field("单位"), lead = field("牵头单位编号");
      const bool letter = source.starts_with("责任书-");
      const std::string town = letter ? source.substr(source.rfind('-') + 1) : "";
      const auto paper = documents_.find(!letter ? source : town + (unit == "亩" ? "-park" : "-water"));
      if (paper == documents_.end() || !lead.starts_with(kFirstCopy)) return;  // without a lead it stays a question
      Id<Statement> statement = statement_with(paper->second, field("数值") + unit);
      if (!statement && unit == "亩") statement = statement_with(paper->second, ten_thousands(field("数值")) + "万亩");
      // A letter that states the year's part alone promises the total all the same.
      if (!statement && !field("其中当年").empty()) statement = statement_with(paper->second, field("其中当年") + unit);
      if (!statement) statement = statement_saying(paper->second, field("标题"));
      if (!statement) return;
      judge(statement, engine_.city()->bodies[bodies_.at(lead).index()].value.name);
      Commitment commitment = commitment_of(field, statement);
      if (letter && unit == "条") commitment.assets = rivers_.at(town);
      for (const auto& [name, section] : sections_)
        if (commitment.meaning == Meaning::Outcome && commitment.title.starts_with(name + "断面")) commitment.assets = {section};
      carry_out(city::OpenCommitment{{std::move(commitment)}}, editor_);
      const auto city = engine_.city();
      const Id<Commitment> opened{static_cast<std::uint32_t>(city->commitments.size())};
      carry_out(city::AdoptCommitment{{opened}, city->commitments[opened.index()].version()}, editor_);
      opened_[field("编号")] = opened;
      ++taken_.commitments;
    });
  }

  std::vector<Month> months() const {
    std::map<std::string, std::vector<std::string>> moved;
    each_row(files_, "duties/report_moves.csv",
             [&](const auto& field) { moved[field("报告编号")].push_back(field("对象编号")); });
    std::vector<Month> all;
    each_row(files_, "duties/reports.csv", [&](const auto& field) {
      Month month{field("编号"),
                  field("承诺编号"),
                  field("自报数值"),
                  field("单位"),
                  field("填报岗位编号"),
                  day_from_text(field("期末")).value(),
                  {}};
      if (month.unit == "条") month.moved = moved[month.code];
      all.push_back(std::move(month));
    });
    std::stable_sort(all.begin(), all.end(), [](const Month& a, const Month& b) { return a.until < b.until; });
    return all;
  }

  void reports() {
    struct Check {
      std::string post, verdict, reason;
    };
    std::map<std::string, Check> checks;
    each_row(files_, "duties/checks.csv", [&](const auto& field) {
      checks[field("报告编号")] = {field("核查岗位编号"), field("结论"), field("理由")};
    });
    const Day today = china_day(engine_.city()->recorded_at);
    for (const Month& month : months()) {
      const auto commitment = opened_.find(month.commitment);
      if (commitment == opened_.end() || month.until > today) continue;
      Report report;
      report.commitment = commitment->second;
      report.until = month.until;
      report.said =
          Figure{Decimal::parse(month.said).value(), Bound::Equal, month.unit, "", Basis::Cumulative, "", false};
      for (const std::string& code : month.moved)
        report.moves.push_back({engine_.city()->asset_of(code), Stage::Built});
      carry_out(city::FileReport{{std::move(report)}}, actors_.at(month.post));
      ++taken_.reports;
      const auto check = checks.find(month.code);
      if (check == checks.end()) continue;
      const auto city = engine_.city();
      const Id<Report> filed{static_cast<std::uint32_t>(city->reports.size())};
      const CheckState verdict = check->second.verdict == "认可" ? CheckState::Accepted : CheckState::Returned;
      carry_out(city::CheckReport{{filed, verdict, check->second.reason}, city->reports[filed.index()].version()},
                actors_.at(check->second.post));
      ++taken_.checks;
    }
  }

  // A month's first sample counts; of a later one that month the worse would be told by a correction, which nobody made.
  void samples() {
    const Day today = china_day(engine_.city()->recorded_at);
    std::vector<city::Command> commands;
    std::set<std::pair<std::uint32_t, std::string>> months;
    std::map<std::uint32_t, Day> missed;
    each_row(files_, "monitoring/river_samples.csv", [&](const auto& field) {
      const std::string why = field("缘由");
      const Id<Asset> river = engine_.city()->asset_of(field("河涌编号"));
      const Day day = day_from_text(field("采样日期")).value();
      if ((why != "跟踪" && why != "抽测") || !river || day > today) return;
      if (!months.emplace(river.number(), day_text(day).substr(0, 7)).second) return;
      Sample sample = river_sample(river, day, field);
      if (sample.verdict == SampleVerdict::Missed && why == "抽测") missed.emplace(river.number(), day);
      commands.push_back({"sample-history-" + std::to_string(++count_), {}, city::RecordSample{{std::move(sample)}}});
    });
    constexpr std::size_t kTogether = 200;
    for (std::size_t first = 0; first < commands.size(); first += kTogether) {
      const std::size_t count = std::min(kTogether, commands.size() - first);
      const BatchOutcome outcome = engine_.submit_all(std::span<const city::Command>{commands.data() + first, count});
      if (const auto* no = std::get_if<BatchRefusal>(&outcome)) throw Error{no->refusal.fault, no->refusal.reason};
      taken_.samples += static_cast<std::uint32_t>(count);
    }
    ask_for_reviews(missed);
  }

  /// Held against the grades of black and odorous water (透明度25厘米、溶解氧2mg/L、氨氮8mg/L), the worst factor named.
  template <class Field>
  static Sample river_sample(Id<Asset> river, Day day, const Field& field) {
    struct Limit {
      const char *column, *parameter, *unit;
      double limit;
      bool most;
    };
    constexpr std::array<Limit, 3> kLimits{{{"透明度厘米", "透明度", "厘米", 25.0, false},
                                            {"溶解氧mg/L", "溶解氧", "mg/L", 2.0, false},
                                            {"氨氮mg/L", "氨氮", "mg/L", 8.0, true}}};
    Sample sample;
    sample.asset = river;
    sample.day = day;
    sample.limit = "不黑不臭";
    double worst = 0.0;
    for (const Limit& each : kLimits) {
      const std::string text = field(each.column);
      const double value = formats::read_number(text).value_or(0.0);
      const double share = each.most ? value / each.limit : each.limit / std::max(value, 0.01);
      if (share <= worst) continue;
      worst = share;
      sample.parameter = each.parameter;
      sample.value = Figure{Decimal::parse(text).value(), Bound::Equal, each.unit, "", Basis::PointInTime, "", false};
    }
    sample.verdict = worst > 1.0 ? SampleVerdict::Missed : SampleVerdict::InClass;
    return sample;
  }

  void ask_for_reviews(const std::map<std::uint32_t, Day>& missed) {
    std::vector<city::Actor> checkers;
    each_row(files_, "registers/holders.csv", [&](const auto& field) {
      if (field("角色") == "核查") checkers.push_back(actors_.at(field("岗位编号")));
    });
    for (const auto& [river, day] : missed) {
      const auto city = engine_.city();
      const city::KeptAsset& asset = city->assets[river - 1];
      if (!city::built_since(asset)) continue;
      Review review;
      review.asset = Id<Asset>{river};
      review.reason = day_text(day) + "抽测不达标";
      review.samples = {day};
      const city::OpenThing opening{city::Opened<Review>{std::move(review)}};
      // That of its own city, where several are laid side by side.
      const auto checker = std::find_if(checkers.begin(), checkers.end(), [&](const city::Actor& each) {
        return std::holds_alternative<std::vector<city::EventBody>>(city::decide(*city, {"who-may-open", each, opening}, city->recorded_at));
      });
      if (checker == checkers.end()) continue;
      carry_out(opening, *checker);
      ++taken_.reviews;
    }
  }

  Engine& engine_;
  const std::vector<SampleFile>& files_;
  SampleTaken taken_;
  std::uint64_t count_ = 0;
  city::Actor editor_;
  std::map<std::string, Id<Body>> bodies_;                // by code
  std::map<std::string, city::Actor> actors_;             // by code of their post
  std::map<std::string, std::vector<Id<Asset>>> rivers_;  // by code of their town
  std::map<std::string, Id<Asset>> sections_;             // by name
  std::map<std::string, Id<Document>> documents_;         // by town and kind of letter
  std::map<std::string, Id<Commitment>> opened_;          // by code in the table
};

}  // namespace

SampleTaken take_in_sample(Engine& engine, const std::vector<SampleFile>& files) { return Taking{engine, files}.all(); }

}  // namespace luoshi::engine
