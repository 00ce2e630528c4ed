#include "city/funnel.hpp"
#include "engine/sheets/detail.hpp"

// Sheets of monthly samples of rivers and sections.
namespace luoshi::engine::detail {
namespace {

using sheets::Form;
using sheets::Holds;
using sheets::KeptRow;
using sheets::Value;

Form sample_form() {
  return {"samples",
          "监测样品",
          1,
          Form::NewRows::Welcome,
          {{.key = "code", .title = "对象编码", .aliases = {"编码", "河涌编号", "断面编号", "断面编码"}, .required = true, .names = true},
           {.key = "name", .title = "对象名称", .aliases = {"河涌名称", "断面名称"}, .open = false},
           {.key = "day",
            .title = "采样日期",
            .aliases = {"监测日期", "采样时间"},
            .holds = Holds::Day,
            .required = true,
            .names = true,
            .hint = "一个对象一个月一次"},
           {.key = "verdict",
            .title = "结论",
            .aliases = {"达标情况", "是否达标", "评价结果"},
            .holds = Holds::Choice,
            .required = true,
            .options = choices<SampleVerdict>(2)},
           {.key = "limit", .title = "评价类别", .aliases = {"目标类别", "水质目标", "考核类别"}, .required = true, .hint = "如 Ⅳ类"},
           {.key = "parameter", .title = "最差指标", .aliases = {"指标", "超标因子", "定类因子"}},
           {.key = "value", .title = "指标数值", .aliases = {"浓度", "监测值"}, .holds = Holds::Number},
           {.key = "unit", .title = "指标单位", .aliases = {"浓度单位"}, .hint = "如 mg/L"},
           {.key = "reason", .title = "更正理由", .hint = "改已有的样品才填"}},
          {"一行是一个对象一个月的监测结论；录入后按规则判断是否见效、稳定或须复核。",
           "改已有的样品须写更正理由；作废也是更正。指标和数值记在账本里，不回填到本表。"}};
}

std::vector<KeptRow> sample_rows(const city::City& city, Id<Body>) {
  std::vector<KeptRow> rows;
  city.assets.each([&](std::size_t index, const city::KeptAsset& kept) {
    for (const city::KeptSample& sample : kept.samples)
      rows.push_back({std::to_string(index + 1) + "-" + day_text(city::month_of(sample.day)).substr(0, 7),
                      sample.sequence,
                      {kept.value.code, kept.value.name, sample.day, std::string{chinese_of(sample.verdict)}, Value{}, Value{}, Value{},
                       Value{}, Value{}}});
  });
  return rows;
}

/// The sample a row tells; nothing, or why not.
std::optional<RowRefused> fill_sample(const SheetRow& row, Sample& sample) {
  if (const auto no = known(row, "code", sample.asset, [&](const std::string& code) { return row.city.asset_of(code); })) return no;
  const auto* const day = std::get_if<Day>(&row.value("day"));
  if (day == nullptr) return RowRefused{"day", "没有写采样日期（不知道是哪个月的样品）请补上"};
  sample.day = *day;
  sample.verdict = chosen<SampleVerdict>(row.text("verdict"), 2);
  sample.limit = row.text("limit");
  sample.parameter = row.text("parameter");
  if (const auto* const value = std::get_if<Decimal>(&row.value("value"))) {
    Figure figure;
    figure.value = *value;
    figure.unit = row.text("unit");
    sample.value = figure;
  }
  return std::nullopt;
}

RowCommand record_sample(const SheetRow& row) {
  Sample sample;
  if (const auto no = fill_sample(row, sample)) return *no;
  return city::RecordSample{{std::move(sample)}};
}

RowCommand correct_sample(const SheetRow& row) {
  Sample sample;
  if (const auto no = fill_sample(row, sample)) return *no;
  return city::CorrectSample{{std::move(sample), row.text("reason")}};
}

}  // namespace

SheetKind sample_kind() { return {sample_form(), sample_rows, record_sample, correct_sample}; }

}  // namespace luoshi::engine::detail
