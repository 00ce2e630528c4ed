#include <array>

#include "city/detail/by_kind.hpp"
#include "city/detail/fields.hpp"
#include "city/limits.hpp"
#include "city/things.hpp"

// What a thing holds, field by field, as people read it.
namespace luoshi::city {
namespace {

struct FieldWord {
  std::string_view field, chinese;
  std::optional<Kind> only = {};  ///< the kind in which it is called so
};
// Those of one kind come first.
constexpr std::array kWords = {
    FieldWord{"asker", "调查单位", Kind::Satisfaction}, FieldWord{"from", "移交人", Kind::Handover},
    FieldWord{"paper", "委托书", Kind::Delegation},     FieldWord{"units", "受表扬单位", Kind::Merit},
    FieldWord{"source", "问题来源", Kind::Problem},     FieldWord{"rule", "规则", Kind::Review},
    FieldWord{"rule", "规则", Kind::Appeal},            FieldWord{"grounds", "申诉理由", Kind::Appeal},
    FieldWord{"answerer", "答复单位"}, FieldWord{"asked_of", "所问岗位"},  FieldWord{"asker", "请示单位"},
    FieldWord{"assets", "对象"},       FieldWord{"blocks", "受阻事项"},    FieldWord{"commitment", "承诺事项"},
    FieldWord{"day", "日期"},          FieldWord{"post", "岗位"},
    FieldWord{"deadline", "原定时限"}, FieldWord{"document", "文件"},      FieldWord{"due", "期限"},
    FieldWord{"evidence", "佐证"},     FieldWord{"figure", "数值"},        FieldWord{"label", "类别"},
    FieldWord{"lead", "牵头单位"},     FieldWord{"meaning", "产出或效果"}, FieldWord{"moves", "对象进度"},
    FieldWord{"needs", "需上级支持"},  FieldWord{"note", "说明"},          FieldWord{"outside", "市外单位"},
    FieldWord{"paper", "来文或去文"},  FieldWord{"parent", "上级事项"},    FieldWord{"said", "自报数值"},
    FieldWord{"source", "来源条目"},   FieldWord{"sources", "来源条目"},   FieldWord{"started", "开工日期"},
    FieldWord{"statement", "条目"},    FieldWord{"supports", "配合单位"},  FieldWord{"text", "问题"},
    FieldWord{"theme", "领域"},        FieldWord{"title", "标题"},         FieldWord{"until", "截至"},
    FieldWord{"what", "内容"},         FieldWord{"about", "所涉承诺"},    FieldWord{"author", "责任单位"},
    FieldWord{"body", "负责单位"},     FieldWord{"by", "何日前"},         FieldWord{"campaign", "所属行动"},
    FieldWord{"film", "影像"},         FieldWord{"from_s", "起（秒）"},   FieldWord{"giver", "应兑现单位"},
    FieldWord{"like", "举一反三自"},   FieldWord{"place", "区划"},        FieldWord{"report", "调查报告"},
    FieldWord{"sector", "行业"},       FieldWord{"serves", "所服务承诺"}, FieldWord{"shows", "片段内容"},
    FieldWord{"signer", "签署单位"},   FieldWord{"until_s", "止（秒）"},  FieldWord{"upper", "上级单位"},
    FieldWord{"where", "所在对象"},    FieldWord{"firm", "企业"},          FieldWord{"instrument", "依据"},
    FieldWord{"issuer", "制发机关"},   FieldWord{"moves_to", "退入园区"},
    FieldWord{"asset", "对象"},        FieldWord{"campaigns", "所属行动"}, FieldWord{"cost_fen", "造价"},
    FieldWord{"effects", "效果"},      FieldWord{"amount", "效果数值"},    FieldWord{"on", "效果类别"},
    FieldWord{"doubt_percent", "不确定度（%）"},
    FieldWord{"asked", "填报单位"}, FieldWord{"from", "起"}, FieldWord{"indicator", "指标"}, FieldWord{"numbers", "承诺事项"}, FieldWord{"unit", "计量单位"},
    FieldWord{"count", "抽取数"}, FieldWord{"list", "名单摘要"}, FieldWord{"seed_rule", "种子出处"}, FieldWord{"size", "名单行数"},
    FieldWord{"delegate", "受托人"},   FieldWord{"home", "派出单位"},
    FieldWord{"items", "未了事项"},    FieldWord{"person", "人员"},        FieldWord{"principal", "委托人"},
    FieldWord{"receiver", "接收单位"}, FieldWord{"year", "年度"},
    FieldWord{"project", "项目"},      FieldWord{"bottleneck", "第几个堵点"}, FieldWord{"planned", "计划日期"},
    FieldWord{"weight", "权重"},       FieldWord{"allotted_fen", "已下达"}, FieldWord{"applied_fen", "已申报"},
    FieldWord{"drawn_fen", "已支出"},  FieldWord{"reserve_fen", "储备"},   FieldWord{"source_of_money", "资金来源"},
    FieldWord{"tier", "级别"},          FieldWord{"total_fen", "总投资"},
    FieldWord{"existing", "已有负荷"}, FieldWord{"limit", "容量"},         FieldWord{"medium", "介质"},
    FieldWord{"notice_days", "公示工作日"}, FieldWord{"favour_more_than", "赞成须超过该比例"},
    FieldWord{"turnout_more_than", "参加须超过该比例"},
    FieldWord{"favour_parts", "赞成比例分子"}, FieldWord{"favour_whole", "赞成比例分母"},
    FieldWord{"turnout_parts", "参加比例分子"}, FieldWord{"turnout_whole", "参加比例分母"},
    FieldWord{"voters", "有表决权人数"}, FieldWord{"rule", "比例出处"},    FieldWord{"sample", "样本数"},
    FieldWord{"cause", "复核缘由"},    FieldWord{"rule_digest", "规则摘要"}, FieldWord{"samples", "所据样品"},
    FieldWord{"light", "所亮的灯"},    FieldWord{"sum", "亮灯算式"},};

// Enumerations of the reader, whose words stand in model/reading.hpp.
template <class Enum>
inline constexpr bool kIsReadersWord = std::same_as<Enum, Theme> || std::same_as<Enum, QuestionLabel> || std::same_as<Enum, StatementKind>;

class Walk {
 public:
  Walk(const City& city, Kind kind) : city_{city}, kind_{kind} {}

  template <class Field>
  void operator()(std::string_view name, const Field& field) {
    if (!detail::is_left_out(field)) value(name, field);
  }

  std::vector<Particular> found;

 private:
  template <class Field>
  void value(std::string_view name, const Field& field) {
    if constexpr (std::same_as<Field, std::string>) say(name, field);
    else if constexpr (std::same_as<Field, bool>) say(name, field ? "是" : "否");
    else if constexpr (std::integral<Field>) say(name, std::to_string(field));
    else if constexpr (detail::kIsId<Field>) look(name, field);
    else if constexpr (detail::kIsOptional<Field>) value(name, *field);
    else if constexpr (detail::kIsVector<Field>) { for (const auto& element : field) value(name, element); }
    else if constexpr (std::same_as<Field, Day>) say(name, day_text(field));
    else if constexpr (std::same_as<Field, Deadline>) say(name, field.due() ? day_text(*field.due()) : field.words);
    else if constexpr (std::same_as<Field, Figure>) say(name, std::string{bound_sign(field.bound)} + field.value.text() + field.unit);
    else if constexpr (std::same_as<Field, Money>) say(name, field.in_yuan().text() + "元");
    else if constexpr (std::same_as<Field, Digest>) say(name, field.hex());
    else if constexpr (std::same_as<Field, AssetMove>) move(name, field);
    else if constexpr (std::same_as<Field, HandoverItem>) handed(name, field);
    else if constexpr (kIsReadersWord<Field>) say(name, std::string{detail::word_of(field)});
    else if constexpr (std::is_enum_v<Field>) say(name, std::string{chinese_of(field)});
    else detail::fields(*this, field);
  }

  void say(std::string_view name, std::string text) {
    found.push_back({name, field_chinese(kind_, name), std::move(text), {}, 0});
  }
  void link(std::string_view name, std::string text, std::string_view to, std::uint32_t number) {
    found.push_back({name, field_chinese(kind_, name), std::move(text), to, number});
  }
  void move(std::string_view name, const AssetMove& move) {
    link(name, city_.assets[move.asset.index()].value.name + " " + std::string{chinese_of(move.stage)}, "asset", move.asset.number());
  }

  void handed(std::string_view name, const HandoverItem& item) {
    const auto kind = kind_called(item.kind);
    if (!kind || item.number == 0 || item.number > count_of(city_, *kind)) return say(name, item.kind);
    const KindRow& row = row_of(*kind);
    link(name, std::string{row.letter} + "-" + std::to_string(item.number) + " " + thing_line(city_, *kind, item.number).title +
                   (item.report_due ? "（欠报进展）" : "") + (item.declined ? "（未接：" + item.why + "）" : ""),
         row.name, item.number);
  }

  void look(std::string_view name, Id<Place> id) { link(name, city_.places[id.index()].value.name, "place", id.number()); }
  void look(std::string_view name, Id<Body> id) { link(name, city_.bodies[id.index()].value.name, "body", id.number()); }
  void look(std::string_view name, Id<Post> id) { link(name, city_.posts[id.index()].value.name, "post", id.number()); }
  void look(std::string_view name, Id<Person> id) { link(name, "", "person", id.number()); }  // named only to those who may see names
  void look(std::string_view name, Id<Asset> id) { link(name, city_.assets[id.index()].value.name, "asset", id.number()); }
  void look(std::string_view name, Id<Statement> id) { link(name, "S-" + std::to_string(id.number()), "statement", id.number()); }
  void look(std::string_view name, Id<Document> id) {
    const Document& document = city_.documents[id.index()].value;
    link(name, "《" + (document.title.empty() ? document.file : document.title) + "》", "document", id.number());
  }
  void look(std::string_view name, Id<Commitment> id) {
    link(name, "C-" + std::to_string(id.number()) + " " + city_.commitments[id.index()].value.title, "commitment", id.number());
  }
  template <class Value>
  void look(std::string_view name, Id<Value> id) {
    const ThingLine line = thing_line(city_, kKindOf<Value>, id.number());
    const KindRow& row = row_of(line.kind);
    link(name, std::string{row.letter} + "-" + std::to_string(id.number()) + " " + line.title, row.name, id.number());
  }

  const City& city_;
  Kind kind_;
};

}  // namespace

std::string_view field_chinese(Kind kind, std::string_view field) {
  for (const FieldWord& word : kWords)
    if (word.field == field && (!word.only || word.only == kind)) return word.chinese;
  return limit_of(field).chinese;
}

std::vector<Particular> particulars(const City& city, Kind kind, std::uint32_t number) {
  return detail::with_table(city, kind, [&](const auto& table) {
    Walk walk{city, kind};
    detail::fields(walk, table[number - 1].value);
    return std::move(walk.found);
  });
}

}  // namespace luoshi::city
