#include <algorithm>

#include "engine/sheets/detail.hpp"

// Sheets of what is promised, and of what was done.
namespace luoshi::engine::detail {
namespace {

using sheets::Form;
using sheets::Holds;
using sheets::KeptRow;
using sheets::Value;

std::string body_name(const city::City& city, Id<Body> id) {
  return id ? city.bodies[id.index()].value.name : std::string{};
}

Value figure_value(const std::optional<Figure>& figure) { return figure ? Value{*figure} : Value{}; }
Value deadline_value(const Deadline& deadline) {
  return deadline.kind == DeadlineKind::None ? Value{} : Value{deadline};
}

template <class Thing>
std::optional<Thing> held(const Value& value) {
  const auto* found = std::get_if<Thing>(&value);
  return found == nullptr ? std::nullopt : std::optional<Thing>{*found};
}

bool typed(const SheetRow& row, std::string_view field) {
  const std::size_t place = row.form.find(field).value();
  return std::any_of(row.change.fields.begin(), row.change.fields.end(),
                     [&](const sheets::FieldChange& change) { return change.field == place; });
}

Id<Commitment> commitment_of(const SheetRow& row) {
  return Id<Commitment>{static_cast<std::uint32_t>(std::stoul(row.change.key))};
}

// ---- 承诺事项 ----

Form commitment_form() {
  return {"commitments",
          "承诺事项",
          1,
          Form::NewRows::Welcome,
          {{.key = "title",
            .title = "事项",
            .aliases = {"工作任务", "主要任务", "任务名称", "重点任务", "工作内容", "主要内容", "任务", "项目名称"},
            .required = true,
            .names = true},
           {.key = "lead",
            .title = "牵头单位",
            .aliases = {"责任单位", "主责单位", "承办单位", "牵头部门"},
            .required = true,
            .names = true},
           {.key = "supports",
            .title = "配合单位",
            .aliases = {"协办单位", "参与单位", "责任单位（配合）"},
            .holds = Holds::Names,
            .hint = "多个之间用顿号"},
           {.key = "goal",
            .title = "目标",
            .aliases = {"目标值", "年度目标", "工作目标", "任务目标"},
            .holds = Holds::Figure,
            .hint = "写成“20条以上”“1.2万亩”的样子"},
           {.key = "due",
            .title = "完成时限",
            .aliases = {"完成时间", "办结时限", "时限", "计划完成时间", "完成期限"},
            .holds = Holds::Deadline,
            .hint = "写成“2026年6月底前”的样子"},
           {.key = "state", .title = "状态", .open = false},
           {.key = "reason", .title = "调整理由", .hint = "改了已有事项的内容才填"},
           {.key = "approver_body", .title = "批准岗位所在单位"},
           {.key = "approver", .title = "批准岗位", .hint = "改了已生效的事项才填"}},
          {"改已有的事项须写明理由；已生效的还须写明批准岗位，完成时限和其他内容分两次改。",
           "新增的事项先记为一份文件的条目，经您确认后立项，定责生效另办。"}};
}

std::vector<KeptRow> commitment_rows(const city::City& city, Id<Body> of) {
  std::vector<KeptRow> rows;
  city.commitments.each([&](std::size_t i, const city::KeptCommitment& kept) {
    const Commitment& commitment = kept.value;
    if (!is_within(city, commitment.lead, of)) return;
    std::vector<std::string> supports;
    for (const Id<Body> body : commitment.supports) supports.push_back(body_name(city, body));
    rows.push_back({std::to_string(i + 1),
                    kept.version(),
                    {commitment.title, body_name(city, commitment.lead), supports.empty() ? Value{} : Value{supports},
                     figure_value(commitment.figure), deadline_value(commitment.deadline),
                     std::string{chinese_of(commitment.state)}, Value{}, Value{}, Value{}}});
  });
  return rows;
}

/// The row's lead, supports and goal, put into a commitment; nothing, or why not.
std::optional<RowRefused> fill_terms(const SheetRow& row, Commitment& commitment) {
  commitment.title = row.text("title");
  const auto body_of = [&](const std::string& name) { return row.city.body_of(name); };
  if (const auto no = known(row, "lead", commitment.lead, body_of)) return no;
  commitment.supports.clear();
  if (const auto names = held<std::vector<std::string>>(row.value("supports")))
    for (const std::string& name : *names) {
      const Id<Body> body = body_of(name);
      if (!body)
        return RowRefused{"supports", "配合单位“" + name + "”不在名录里（没有登记，或名称有出入）请先登记或改正名称"};
      commitment.supports.push_back(body);
    }
  return std::nullopt;
}

RowCommand create_commitment(const SheetRow& row) {
  Commitment commitment;
  if (const auto no = fill_terms(row, commitment)) return *no;
  commitment.figure = held<Figure>(row.value("goal"));
  if (const auto due = held<Deadline>(row.value("due"))) commitment.original_deadline = *due;
  commitment.sources = {row.source};
  return city::OpenCommitment{city::CommitmentOpened{std::move(commitment)}};
}

/// The post that approves; empty where none is named.
std::optional<RowRefused> find_approver(const SheetRow& row, Id<Post>& approver) {
  Id<Body> body;
  if (const auto no =
          known(row, "approver_body", body, [&](const std::string& name) { return row.city.body_of(name); }))
    return no;
  if (row.text("approver").empty()) return std::nullopt;
  if (!body) return RowRefused{"approver_body", "没有写批准岗位所在单位（同名岗位不止一个单位有）请写明"};
  return known(row, "approver", approver, [&](const std::string& name) { return row.city.post_of(name, body); });
}

RowCommand change_commitment(const SheetRow& row) {
  const Id<Commitment> id = commitment_of(row);
  const Commitment& now = row.city.commitments[id.index()].value;
  const auto seen = static_cast<std::uint32_t>(row.change.version);
  const bool terms = typed(row, "title") || typed(row, "lead") || typed(row, "supports") || typed(row, "goal");
  const bool in_force = now.state != CommitmentState::Proposed;
  if (!terms && !typed(row, "due"))
    return RowRefused{"reason", "只写了理由或批准岗位（内容没有变）请写新的内容，或清空这几栏"};
  if (terms && in_force && typed(row, "due"))
    return RowRefused{"due", "完成时限和其他内容没有改（一个是调整时限，一个是更正，手续不同）请分两次改"};
  const auto deadline = held<Deadline>(row.value("due"));
  if (typed(row, "due") && !deadline) return RowRefused{"due", "完成时限被清空（已有的时限不能取消）请写新的完成时限"};
  Id<Post> approver;
  if (const auto no = find_approver(row, approver)) return *no;
  if (in_force && !terms)
    return city::ExtendDeadline{city::DeadlineExtended{id, *deadline, row.text("reason"), approver}, seen};
  city::CommitmentAmended fact{id, now, row.text("reason"), approver};
  if (const auto no = fill_terms(row, fact.terms)) return *no;
  if (typed(row, "goal")) fact.terms.figure = held<Figure>(row.value("goal"));
  if (typed(row, "due")) fact.terms.original_deadline = *deadline;
  return city::AmendCommitment{std::move(fact), seen};
}

// ---- 进展填报 ----

Form progress_form() {
  return {"progress",
          "进展填报",
          1,
          Form::NewRows::Refused,
          {{.key = "title",
            .title = "事项",
            .aliases = {"工作任务", "主要任务", "任务名称", "重点任务", "工作内容", "任务"},
            .required = true,
            .open = false,
            .names = true},
           {.key = "lead",
            .title = "牵头单位",
            .aliases = {"责任单位", "主责单位"},
            .required = true,
            .open = false,
            .names = true},
           {.key = "goal", .title = "目标", .open = false},
           {.key = "due", .title = "完成时限", .aliases = {"完成时间"}, .open = false},
           {.key = "check", .title = "上期核查", .open = false},
           {.key = "until",
            .title = "截至日期",
            .aliases = {"截至", "填报日期", "统计日期"},
            .holds = Holds::Day,
            .hint = "进展算到哪一天，不晚于今天"},
           {.key = "said",
            .title = "累计完成",
            .aliases = {"完成数", "已完成", "完成情况（数量）"},
            .holds = Holds::Number,
            .hint = "只写数；单位见“计量单位”列"},
           {.key = "unit", .title = "计量单位", .open = false},
           {.key = "note", .title = "进展说明", .aliases = {"进展情况", "进展", "工作进展", "推进情况"}}},
          {"每行是一项在办的承诺，已按上一期填好；有新进展就改截至日期和累计完成，没有就不动。"}};
}

const city::KeptReport* latest_report(const city::City& city, const city::KeptCommitment& kept) {
  const city::KeptReport* latest = nullptr;
  for (const Id<Report> id : kept.reports) {
    const city::KeptReport& report = city.reports[id.index()];
    if (latest == nullptr || report.value.until >= latest->value.until) latest = &report;
  }
  return latest;
}

/// The unit typed numbers are in: that of the last number, else of the promise.
std::string unit_of(const Commitment& commitment, const city::KeptReport* latest) {
  if (latest != nullptr && latest->value.said) return latest->value.said->unit;
  return commitment.figure ? commitment.figure->unit : std::string{};
}

std::vector<KeptRow> progress_rows(const city::City& city, Id<Body> of) {
  std::vector<KeptRow> rows;
  city.commitments.each([&](std::size_t i, const city::KeptCommitment& kept) {
    const Commitment& commitment = kept.value;
    if (commitment.state != CommitmentState::InForce || !is_within(city, commitment.lead, of)) return;
    const city::KeptReport* latest = latest_report(city, kept);
    Value check, until, said, note;
    std::uint64_t version = kept.version();
    if (latest != nullptr) {
      // A check does not move the row: whoever fills in has not seen less for it.
      version = std::max<std::uint64_t>(version, city.reports[kept.reports.back().index()].history.front());
      check = std::string{chinese_of(latest->value.check)};
      until = latest->value.until;
      if (latest->value.said) said = latest->value.said->value;
      note = latest->value.note;
    }
    rows.push_back(
        {std::to_string(i + 1),
         version,
         {commitment.title, body_name(city, commitment.lead), sheets::text_of(figure_value(commitment.figure)),
          sheets::text_of(deadline_value(commitment.deadline)), check, until, said, unit_of(commitment, latest),
          note}});
  });
  return rows;
}

RowCommand no_new_progress(const SheetRow&) {
  return RowRefused{"title", "没有这件在办的事项（名称或牵头单位对不上）请按导出的填报表填写，或先立项"};
}

RowCommand file_progress(const SheetRow& row) {
  Report report;
  report.commitment = commitment_of(row);
  const auto until = held<Day>(row.value("until"));
  if (!until) return RowRefused{"until", "没有写截至日期（不知道进展算到哪一天）请补上"};
  report.until = *until;
  if (const auto said = held<Decimal>(row.value("said"))) {
    const std::string unit = row.text("unit");
    if (unit.empty()) return RowRefused{"said", "累计完成没有单位（这件事没有数量目标）请清空，改写到进展说明里"};
    report.said = Figure{*said, Bound::Equal, unit, "", Basis::Cumulative, "", false};
  }
  report.note = row.text("note");
  return city::FileReport{city::ReportFiled{std::move(report)}};
}

}  // namespace

SheetKind commitment_kind() {
  return {commitment_form(), commitment_rows, create_commitment, change_commitment, SheetKind::Sources::Statements};
}

bool is_within(const city::City& city, Id<Body> body, Id<Body> above) {
  for (; body; body = city.bodies[body.index()].value.parent)
    if (body == above) return true;
  return !above;
}

SheetKind progress_kind() { return {progress_form(), progress_rows, no_new_progress, file_progress}; }

}  // namespace luoshi::engine::detail
