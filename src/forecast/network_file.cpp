#include "forecast/network_file.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "base/error.hpp"
#include "formats/csv.hpp"
#include "formats/sheet_table.hpp"
#include "formats/xml.hpp"
#include "numeric/elementary.hpp"

namespace luoshi::forecast {
namespace {

constexpr double kHoursADay = 8;  // of a P6 file whose calendars are not read
constexpr double kMostDays = 1e6;

enum class Relation { FinishToStart, StartToStart, FinishToFinish, StartToFinish };

/// A link as files give it, before starts have milestones of their own.
struct Given {
  std::string from, to;
  Relation relation = Relation::FinishToStart;
  double lag = 0;
  std::size_t line = 0;
  bool part = false;  ///< of a summary, which waits for it
};

/// Collects tasks and links, then makes a network of them.
class Builder {
 public:
  Builder(std::string name, const Doubt& doubt) : name_{std::move(name)}, doubt_{doubt} {
    made_.network.factors = 1;  // what is shared where bodies are unknown
  }

  [[noreturn]] void refuse(std::size_t line, const std::string& problem) const {
    throw Error{Fault::BadInput, name_ + ":" + std::to_string(line) + ": " + problem};
  }
  void not_read(const std::string& what) { ++missed_[what]; }

  [[nodiscard]] bool knows(const std::string& id) const { return index_.contains(id); }

  Task& add(const std::string& id, const std::string& title, std::size_t line) {
    if (id.empty()) refuse(line, "a task without an id (links could not name it); give it one");
    if (made_.network.tasks.size() >= kMostTasks) refuse(line, "more than 1,000,000 tasks (the limit); split the plan");
    if (!index_.try_emplace(id, static_cast<std::uint32_t>(made_.network.tasks.size())).second)
      refuse(line, "task '" + id + "' stands twice (which one a link means cannot be known); rename one");
    Task task;
    task.name = title.empty() ? id : title;
    made_.ids.push_back(id);
    made_.network.tasks.push_back(std::move(task));
    return made_.network.tasks.back();
  }

  /// One number of days, in the doubt asked for.
  void stray(Task& task, double days, double spread, const std::string& body) {
    if (days <= 0) return;
    task.spread = {Spread::Kind::Lognormal, days, spread, 0};
    if (doubt_.shared > 0) task.shares = {{factor_of(body), numeric::sqrt(doubt_.shared)}};
  }

  void link(Given given) { links_.push_back(std::move(given)); }

  NetworkFile finish() {
    if (made_.network.tasks.empty()) refuse(1, "no task (the file holds none); give a plan with tasks");
    tie();
    std::vector<char> followed(made_.network.tasks.size(), 0);
    for (const Task& task : made_.network.tasks)
      for (const Task::Link& link : task.after) followed[link.from] = 1;
    Task end;
    end.name = "全部完成";
    for (std::uint32_t i = 0; i < followed.size(); ++i)
      if (!followed[i]) end.after.push_back({Task::Link::Kind::FinishToStart, i, 0});
    made_.last = static_cast<std::uint32_t>(made_.network.tasks.size());
    made_.network.tasks.push_back(std::move(end));
    made_.ids.push_back("");
    if (const auto defects = made_.network.defects(); !defects.empty()) {
      std::string all = name_ + ": " + defects.front();
      for (std::size_t k = 1; k < defects.size() && k < 20; ++k) all += "\n  " + defects[k];
      throw Error{Fault::BadInput, all};
    }
    for (const auto& [what, count] : missed_) made_.not_read.push_back(std::to_string(count) + " × " + what);
    return std::move(made_);
  }

 private:
  std::uint32_t factor_of(const std::string& body) {
    if (body.empty()) return 0;
    const auto [at, fresh] = factors_.try_emplace(body, made_.network.factors);
    if (fresh) ++made_.network.factors;
    return at->second;
  }

  std::uint32_t find(const std::string& id, std::size_t line) const {
    const auto at = index_.find(id);
    if (at == index_.end()) refuse(line, "a link names task '" + id + "' (there is none); correct it");
    return at->second;
  }

  /// A milestone at the start of a task: it takes over what the task waits for.
  std::uint32_t start_of(std::uint32_t task) {
    const auto known = starts_.find(task);
    if (known != starts_.end()) return known->second;
    const auto at = static_cast<std::uint32_t>(made_.network.tasks.size());
    Task start;
    start.name = made_.network.tasks[task].name + "（开工）";
    start.earliest = made_.network.tasks[task].earliest;
    made_.network.tasks.push_back(std::move(start));
    made_.ids.push_back("");
    starts_.emplace(task, at);
    return at;
  }

  void tie() {
    for (const Given& given : links_)
      if (given.relation == Relation::StartToStart) start_of(find(given.from, given.line));
    for (const Given& given : links_) {
      std::uint32_t from = find(given.from, given.line), to = find(given.to, given.line);
      if (given.relation == Relation::StartToFinish) {
        not_read("start-to-finish link");
        continue;
      }
      auto kind = Task::Link::Kind::FinishToStart;
      if (given.relation == Relation::FinishToFinish)
        kind = Task::Link::Kind::FinishToFinish;
      else if (const auto start = starts_.find(to); start != starts_.end())
        to = start->second;
      if (given.relation == Relation::StartToStart) from = starts_.at(from);
      made_.network.tasks[to].after.push_back({kind, from, given.lag});
    }
    for (const auto& [task, start] : starts_)
      made_.network.tasks[task].after.push_back({Task::Link::Kind::FinishToStart, start, 0});
  }

  std::string name_;
  Doubt doubt_;
  NetworkFile made_;
  std::map<std::string, std::uint32_t, std::less<>> index_, factors_;
  std::map<std::uint32_t, std::uint32_t> starts_;
  std::vector<Given> links_;
  std::map<std::string, std::size_t> missed_;
};

std::vector<std::string_view> pieces(std::string_view text, char separator) {
  std::vector<std::string_view> found;
  for (;;) {
    const auto end = text.find(separator);
    found.push_back(text.substr(0, end));
    if (end == std::string_view::npos) return found;
    text.remove_prefix(end + 1);
  }
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t' || text.front() == '\r')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t' || text.back() == '\r')) text.remove_suffix(1);
  return text;
}

/// "A+3 FF": a predecessor, its lag in days, its relation.
Given read_predecessor(const Builder& builder, std::string_view text, const std::string& to, std::size_t line) {
  Given given{"", to, Relation::FinishToStart, 0, line};
  for (const auto& [word, relation] : {std::pair{"FF", Relation::FinishToFinish}, {"SS", Relation::StartToStart},
                                       {"SF", Relation::StartToFinish}, {"FS", Relation::FinishToStart}})
    if (text.size() > 3 && text.substr(text.size() - 3) == std::string{" "} + word) {
      given.relation = relation;
      text = trimmed(text.substr(0, text.size() - 3));
      break;
    }
  const auto sign = text.find_last_of("+-");
  if (sign != std::string_view::npos && sign > 0) {
    if (const auto lag = formats::read_number(text.substr(sign + 1))) {
      given.lag = text[sign] == '-' ? -*lag : *lag;
      text = trimmed(text.substr(0, sign));
    }
  }
  given.from = text;
  if (given.from.empty()) builder.refuse(line, "an empty predecessor; correct the column 'after'");
  return given;
}

NetworkFile read_csv(formats::CsvReader& csv, const std::string& name, const Doubt& doubt) {
  Builder builder{name, doubt};
  const std::size_t id = csv.column("id");
  const auto find = [&](const char* title) { return csv.find_column(title); };
  const auto title = find("name"), days = find("days"), low = find("low"), likely = find("likely"), high = find("high");
  const auto after = find("after"), spread = find("spread"), body = find("body"), chance = find("risk_chance");
  const auto extra = find("risk_days"), earliest = find("earliest");
  if (!days && !(low && likely && high)) static_cast<void>(csv.column("days"));
  constexpr std::array kKnown{"id", "name", "days", "low", "likely", "high", "after", "spread", "body", "risk_chance", "risk_days", "earliest"};
  for (const std::string& column : csv.header())
    if (std::find(kKnown.begin(), kKnown.end(), column) == kKnown.end()) builder.not_read("column '" + column + "'");
  while (csv.next()) {
    const std::string key{csv.field(id)};
    Task& task = builder.add(key, title ? std::string{csv.field(*title)} : "", csv.line());
    const auto number = [&](const std::optional<std::size_t>& at) { return at ? csv.number_if_any(*at) : std::nullopt; };
    if (number(low) && number(likely) && number(high)) {
      task.spread = {Spread::Kind::Triangular, *number(low), *number(likely), *number(high)};
    } else {
      const double wanted = number(days).value_or(0);
      if (wanted < 0 || wanted > kMostDays) csv.refuse(days.value_or(id), "a duration of 0 … 1,000,000 days is wanted; correct it");
      builder.stray(task, wanted, number(spread).value_or(doubt.spread), body ? std::string{csv.field(*body)} : "");
    }
    if (const auto p = number(chance)) task.risk = Task::Risk{*p, number(extra).value_or(0)};
    task.earliest = number(earliest).value_or(0);
    if (!after || csv.field(*after).empty()) continue;
    for (const std::string_view each : pieces(csv.field(*after), ';'))
      builder.link(read_predecessor(builder, trimmed(each), key, csv.line()));
  }
  return builder.finish();
}

/// The numbers of a line; nothing where it holds anything else.
std::vector<std::uint64_t> numbers_of(std::string_view line) {
  std::vector<std::uint64_t> found;
  std::size_t at = 0;
  while (at < line.size()) {
    if (line[at] == ' ' || line[at] == '\t' || line[at] == '\r') {
      ++at;
      continue;
    }
    std::uint64_t value = 0;
    const std::size_t first = at;
    while (at < line.size() && at - first < 9 && line[at] >= '0' && line[at] <= '9') value = value * 10 + static_cast<std::uint64_t>(line[at++] - '0');
    if (at == first) return {};
    found.push_back(value);
  }
  return found;
}

NetworkFile read_psplib(std::string_view bytes, const std::string& name, const Doubt& doubt) {
  Builder builder{name, doubt};
  enum class Part { None, Precedence, Durations } part = Part::None;
  std::map<std::uint64_t, std::vector<std::uint64_t>> successors;
  std::size_t number = 0;
  for (const std::string_view line : pieces(bytes, '\n')) {
    ++number;
    if (line.find("PRECEDENCE RELATIONS") != std::string_view::npos) part = Part::Precedence;
    if (line.find("REQUESTS/DURATIONS") != std::string_view::npos) part = Part::Durations;
    if (line.find("RESOURCEAVAILABILITIES") != std::string_view::npos) part = Part::None;
    const auto row = numbers_of(line);
    if (row.empty()) continue;
    if (part == Part::Precedence) {
      if (row.size() < 3 || row.size() != 3 + row[2]) builder.refuse(number, "a precedence row is job, modes, count, successors; correct it");
      successors[row[0]].assign(row.begin() + 3, row.end());
    } else if (part == Part::Durations) {
      if (row.size() < 3) builder.refuse(number, "a duration row is job, mode, duration, requests; correct it");
      if (row[1] != 1) {
        builder.not_read("further mode of a job");
        continue;
      }
      builder.stray(builder.add(std::to_string(row[0]), "", number), static_cast<double>(row[2]), doubt.spread, "");
      if (std::any_of(row.begin() + 3, row.end(), [](std::uint64_t request) { return request > 0; }))
        builder.not_read("request of a resource (capacities are not read)");
    }
  }
  for (const auto& [from, list] : successors)
    for (const std::uint64_t to : list) builder.link({std::to_string(from), std::to_string(to), Relation::FinishToStart, 0, number});
  return builder.finish();
}

/// One table of an XER file: the names of its fields, then its rows.
class XerReader {
 public:
  XerReader(std::string_view bytes, const std::string& name, const Doubt& doubt) : name_{name}, doubt_{doubt}, builder_{name, doubt} {
    for (const std::string_view line : pieces(bytes, '\n')) {
      ++line_;
      const auto cells = pieces(line.substr(0, line.find_last_not_of('\r') + 1), '\t');
      if (cells[0] == "%T") {
        table_ = cells.size() > 1 ? trimmed(cells[1]) : std::string_view{};
        fields_.clear();
        if (table_ != "TASK" && table_ != "TASKPRED") builder_.not_read("table " + std::string{table_.substr(0, 40)});
      } else if (cells[0] == "%F") {
        fields_.assign(cells.begin() + 1, cells.end());
      } else if (cells[0] == "%R") {
        if (table_ == "TASK") take_task(cells);
        if (table_ == "TASKPRED") take_link(cells);
      }
    }
  }
  NetworkFile finish() { return builder_.finish(); }

 private:
  std::string_view field(const std::vector<std::string_view>& cells, std::string_view title) const {
    const auto at = std::find(fields_.begin(), fields_.end(), title);
    const auto place = static_cast<std::size_t>(at - fields_.begin()) + 1;
    return at == fields_.end() || place >= cells.size() ? std::string_view{} : trimmed(cells[place]);
  }
  double days(const std::vector<std::string_view>& cells, std::string_view title) const {
    const std::string_view text = field(cells, title);
    const auto hours = text.empty() ? std::optional{0.0} : formats::read_number(text);
    if (!hours || *hours / kHoursADay > kMostDays || *hours / kHoursADay < -kMostDays)
      builder_.refuse(line_, "'" + std::string{text.substr(0, 40)} + "' is no number of hours (field " + std::string{title} + "); correct it");
    return *hours / kHoursADay;
  }

  void take_task(const std::vector<std::string_view>& cells) {
    const std::string id{field(cells, "task_id")};
    std::string title{field(cells, "task_code")};
    if (const auto text = field(cells, "task_name"); !text.empty()) title += (title.empty() ? "" : " ") + std::string{text};
    Task& task = builder_.add(id, title, line_);
    if (!field(cells, "cstr_type").empty()) builder_.not_read("constraint of a task");
    const std::string_view status = field(cells, "status_code"), type = field(cells, "task_type");
    if (type == "TT_LOE" || type == "TT_WBS") return builder_.not_read("task that only follows others (LOE, WBS), taken as a milestone");
    if (status == "TK_Complete") return;
    const double left = status == "TK_Active" || !field(cells, "remain_drtn_hr_cnt").empty() ? days(cells, "remain_drtn_hr_cnt")
                                                                                             : days(cells, "target_drtn_hr_cnt");
    if (left < 0) builder_.refuse(line_, "a remaining duration is negative; correct it");
    builder_.stray(task, left, doubt_.spread, std::string{field(cells, "rsrc_id")});
  }

  void take_link(const std::vector<std::string_view>& cells) {
    const std::string_view type = field(cells, "pred_type");
    Given given{std::string{field(cells, "pred_task_id")}, std::string{field(cells, "task_id")}, Relation::FinishToStart,
                days(cells, "lag_hr_cnt"), line_};
    if (type == "PR_SS") given.relation = Relation::StartToStart;
    if (type == "PR_FF") given.relation = Relation::FinishToFinish;
    if (type == "PR_SF") given.relation = Relation::StartToFinish;
    builder_.link(std::move(given));
  }

  std::string name_;
  Doubt doubt_;
  Builder builder_;
  std::string_view table_;
  std::vector<std::string_view> fields_;
  std::size_t line_ = 0;
};

/// The hours of a duration as MSPDI writes it, "PT80H30M0S"; nothing where it is none.
std::optional<double> hours_of(std::string_view text) {
  if (text.substr(0, 2) != "PT") return std::nullopt;
  text.remove_prefix(2);
  double hours = 0;
  for (const auto& [letter, factor] : {std::pair{'H', 1.0}, {'M', 1.0 / 60}, {'S', 1.0 / 3600}}) {
    const auto end = text.find(letter);
    if (end == std::string_view::npos) continue;
    const auto number = formats::read_number(text.substr(0, end));
    if (!number) return std::nullopt;
    hours += *number * factor;
    text.remove_prefix(end + 1);
  }
  return text.empty() ? std::optional{hours} : std::nullopt;
}

/// Microsoft Project's XML: tasks in outline order; a summary is a milestone that waits for its parts.
class MspdiReader : public formats::XmlVisitor {
 public:
  MspdiReader(std::string_view bytes, const std::string& name, const Doubt& doubt) : doubt_{doubt}, builder_{name, doubt} {
    formats::visit_xml(bytes, name, *this);
    if (!project_) builder_.refuse(1, "no plan (its outermost element is no Project); save it as Project XML");
  }

  NetworkFile finish() {
    for (Given& link : links_) {
      if (!builder_.knows(link.from) || !builder_.knows(link.to)) builder_.not_read("link of a task that is not there");
      else if (!link.part && summaries_.contains(link.to)) builder_.not_read("link to a summary task (its parts do not wait)");
      else builder_.link(std::move(link));
    }
    return builder_.finish();
  }

  void start(std::string_view name, const formats::XmlAttributes&, std::size_t line) override {
    line_ = line;
    path_.emplace_back(name);
    text_.clear();
    if (path_.size() == 1) project_ = name == "Project";
    if (in("Task")) task_ = {}, predecessors_.clear();
    if (in("PredecessorLink")) link_ = {};
    if (path_.size() == 2 && name != "Tasks" && (name == "Resources" || name == "Assignments" || name == "Calendars" || name == "Baselines"))
      builder_.not_read("part " + std::string{name});
  }

  void text(std::string_view piece) override {
    if (text_.size() < 1000) text_ += piece;
  }

  void end(std::string_view name) override {
    const std::string value{trimmed(text_)};
    text_.clear();
    if (path_.size() == 2 && name == "MinutesPerDay") {
      const auto minutes = formats::read_number(value);
      if (!minutes || *minutes < 1 || *minutes > 1440) builder_.refuse(line_, "'" + value + "' is no number of minutes a day; correct it");
      hours_a_day_ = *minutes / 60;
    }
    if (path_.size() == 4 && path_[2] == "Task") task_[std::string{name}] = value;
    if (path_.size() == 5 && path_[3] == "PredecessorLink") link_[std::string{name}] = value;
    if (in("PredecessorLink")) predecessors_.push_back(link_);
    if (in("Task")) take();
    path_.pop_back();
  }

 private:
  using Fields = std::map<std::string, std::string, std::less<>>;

  // Is the innermost element that one, where a task has it?
  [[nodiscard]] bool in(std::string_view name) const {
    return path_.back() == name && path_[0] == "Project" && path_.size() >= 3 && path_[1] == "Tasks" && path_.size() == (name == "Task" ? 3U : 4U);
  }
  static std::string of(const Fields& fields, std::string_view name) {
    const auto found = fields.find(name);
    return found == fields.end() ? std::string{} : found->second;
  }
  [[nodiscard]] double days(std::string_view name) const {
    const std::string text = of(task_, name);
    const auto hours = hours_of(text);
    if (!hours || *hours < 0 || *hours / hours_a_day_ > kMostDays)
      builder_.refuse(line_, "'" + text.substr(0, 40) + "' is no duration (" + std::string{name} + "); correct it");
    return *hours / hours_a_day_;
  }

  void take() {
    const std::string uid = of(task_, "UID");
    if (of(task_, "IsNull") == "1" || uid == "0") return;  // an empty line; the plan itself
    if (of(task_, "Active") == "0") return builder_.not_read("inactive task");
    const double stated = formats::read_number(of(task_, "OutlineLevel")).value_or(1);
    const auto level = static_cast<std::size_t>(std::clamp(stated, 0.0, static_cast<double>(kMostTasks)));
    Task& task = builder_.add(uid, of(task_, "Name"), line_);
    const bool summary = of(task_, "Summary") == "1";
    while (!above_.empty() && above_.back().second >= level) above_.pop_back();
    if (!above_.empty()) links_.push_back({uid, above_.back().first, Relation::FinishToStart, 0, line_, true});
    if (summary) above_.emplace_back(uid, level), summaries_.insert(uid);
    for (const char* const missed : {"ConstraintDate", "Deadline", "Resume"})
      if (task_.contains(missed)) builder_.not_read(std::string{missed} + " of a task");
    if (!summary && of(task_, "PercentComplete") != "100" && of(task_, "ActualFinish").empty())
      builder_.stray(task, days(task_.contains("RemainingDuration") ? "RemainingDuration" : "Duration"), doubt_.spread, "");
    for (const Fields& link : predecessors_) take_link(uid, link);
  }

  void take_link(const std::string& to, const Fields& fields) {
    // Lags are tenths of minutes; with a percent format they are shares of the predecessor.
    const auto lag = formats::read_number(of(fields, "LinkLag").empty() ? "0" : of(fields, "LinkLag"));
    const std::string format = of(fields, "LagFormat"), type = of(fields, "Type");
    const bool percent = format == "19" || format == "20" || format == "35" || format == "36" || format == "51" || format == "52";
    if (!lag) builder_.refuse(line_, "a lag is no number; correct it");
    if (percent && *lag != 0) builder_.not_read("lag in percent, taken as none");
    Given given{of(fields, "PredecessorUID"), to, Relation::FinishToStart, percent ? 0 : *lag / 600 / hours_a_day_, line_};
    if (type == "0") given.relation = Relation::FinishToFinish;
    if (type == "2") given.relation = Relation::StartToFinish;
    if (type == "3") given.relation = Relation::StartToStart;
    if (of(fields, "CrossProject") == "1") return builder_.not_read("link to another plan");
    links_.push_back(std::move(given));
  }

  Doubt doubt_;
  Builder builder_;
  double hours_a_day_ = kHoursADay;
  bool project_ = false;
  std::vector<std::string> path_;
  std::string text_;
  Fields task_, link_;
  std::vector<Fields> predecessors_;
  std::vector<std::pair<std::string, std::size_t>> above_;  // summaries the next task may stand in, with their levels
  std::set<std::string, std::less<>> summaries_;
  std::vector<Given> links_;
  std::size_t line_ = 0;
};

}  // namespace

NetworkFile read_network_file(std::string_view bytes, const std::string& name, const Doubt& doubt) {
  if (bytes.substr(0, 6) == "ERMHDR") return XerReader{bytes, name, doubt}.finish();
  if (bytes.find("PRECEDENCE RELATIONS") != std::string_view::npos) return read_psplib(bytes, name, doubt);
  const std::string_view mark = "\xEF\xBB\xBF", first = bytes.substr(bytes.starts_with(mark) ? mark.size() : 0, 8);
  if (first.starts_with("<?xml") || first.starts_with("<Project")) return MspdiReader{bytes, name, doubt}.finish();
  const bool workbook = first.starts_with("PK");
  const std::string table = workbook ? formats::sheet_table(bytes, "", name) : std::string{};
  using Places = formats::CsvReader::Places;
  formats::CsvReader csv{workbook ? table : bytes, name, ',', workbook ? Places::Cells : Places::Characters};
  return read_csv(csv, name, doubt);
}

}  // namespace luoshi::forecast
