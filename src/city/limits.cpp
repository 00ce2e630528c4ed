#include "city/limits.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "base/json.hpp"
#include "city/detail/fields.hpp"

namespace luoshi::city {
namespace {

constexpr Limit kUsual{"", "内容", 200};

constexpr std::array kLimits = {
    Limit{"aliases", "别名", 50},       Limit{"answer", "答复", 4000},        Limit{"article", "条款", 200},
    Limit{"assets", "对象清单", 5000},  Limit{"blocks", "受阻事项", 500},     Limit{"outside", "市外单位", 200},
    Limit{"what", "内容", 1000},       Limit{"acceptance", "验收标准", 2000}, Limit{"clips", "片段", 200},
    Limit{"condition", "条件", 1000},   Limit{"numbers", "所列承诺", 200},    Limit{"opens", "符合后办什么", 500},
    Limit{"compensation", "补偿", 1000}, Limit{"staff", "职工安置", 1000}, Limit{"units", "关停装置", 500},
    Limit{"effects", "效果", 50},       Limit{"campaigns", "所属行动", 50},   Limit{"serves", "所服务承诺", 500},
    Limit{"indicator", "指标", 200},    Limit{"seed_rule", "种子出处", 500},
    Limit{"milestones", "节点", 200},   Limit{"funding", "资金", 200},         Limit{"grounds", "事迹", 2000},
    Limit{"holders", "受表扬个人", 200}, Limit{"rests_on", "所依据承诺", 200}, Limit{"projects", "所依据项目", 200},
    Limit{"frame", "抽样框", 1000},
    Limit{"baseline", "基期", 100},     Limit{"code", "编码", 64},            Limit{"date", "日期", 10},
    Limit{"evidence", "佐证", 200},     Limit{"file", "文件名", 255},         Limit{"meeting_type", "会议类型", 100},
    Limit{"moves", "对象进度", 5000},   Limit{"name", "名称", 200},           Limit{"needs", "需上级支持", 2000},
    Limit{"note", "说明", 4000},        Limit{"of", "计数对象", 200},         Limit{"place", "地点", 200},
    Limit{"questions", "问清事项", 20}, Limit{"reader", "读取器版本", 100},   Limit{"reason", "理由", 1000},
    Limit{"roles", "角色", 9},          Limit{"sources", "来源条目", 500},    Limit{"statements", "条目", 20000},
    Limit{"supports", "配合单位", 500}, Limit{"text", "问题", 1000},          Limit{"title", "标题", 500},
    Limit{"quantiles", "分布", 19},      Limit{"reasons", "理由", 200},
    Limit{"unit", "单位", 40},          Limit{"words", "时限原文", 500},
    Limit{"items", "未了事项", 20000},  Limit{"scope", "委托事由", 500},      Limit{"sector", "行业", 50},
    Limit{"task", "任务", 500}};

std::size_t characters(std::string_view text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

bool holds_control(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\t' && c != '\r') || c == 0x7F;
  });
}

// Walks the fields of a fact and keeps the first complaint.
class Measure {
 public:
  template <class T>
  void operator()(std::string_view name, const T& field) {
    if (!found) value(name, field);
  }

  std::optional<Refusal> found;

 private:
  template <class T>
  void value(std::string_view name, const T& field) {
    if constexpr (std::same_as<T, std::string>) text(name, field);
    else if constexpr (detail::kIsVector<T>) list(name, field);
    else if constexpr (detail::kIsOptional<T>) { if (field) value(name, *field); }
    else if constexpr (requires { detail::fields(*this, field); }) detail::fields(*this, field);
  }

  void text(std::string_view name, const std::string& field) {
    const Limit limit = limit_of(name);
    const std::string what{limit.chinese};
    if (!is_utf8(field)) {
      found = Refusal{Fault::BadInput, "“" + what + "”读不出（不是 UTF-8 文字）请改用 UTF-8 编码重新提交"};
    } else if (holds_control(field)) {
      found = Refusal{Fault::BadInput, "“" + what + "”含不可见字符（控制字符不能入账）请删去后重新提交"};
    } else if (const std::size_t length = characters(field); length > limit.most) {
      found = Refusal{Fault::TooLarge, "“" + what + "”过长（" + std::to_string(length) + " 字，上限 " +
                                           std::to_string(limit.most) + " 字）请缩短后重新提交"};
    }
  }

  template <class T>
  void list(std::string_view name, const std::vector<T>& field) {
    const Limit limit = limit_of(name);
    if (field.size() > limit.most) {
      found = Refusal{Fault::TooLarge, "“" + std::string{limit.chinese} + "”过多（" + std::to_string(field.size()) +
                                           " 项，上限 " + std::to_string(limit.most) + " 项）请分次提交"};
      return;
    }
    for (const T& element : field)
      if (!found) value(name, element);
  }
};

}  // namespace

Limit limit_of(std::string_view field) {
  const auto* const found =
      std::find_if(kLimits.begin(), kLimits.end(), [&](const Limit& limit) { return limit.field == field; });
  return found == kLimits.end() ? kUsual : *found;
}

std::size_t limit_count() { return kLimits.size(); }

std::optional<Refusal> over_limit(const CommandBody& body) {
  Measure measure;
  const auto walk = [&](const auto& fact) { detail::fields(measure, fact); };
  std::visit(
      [&](const auto& command) {
        if constexpr (requires { command.fact.index(); }) std::visit(walk, command.fact);
        else walk(command.fact);
      },
      body);
  return measure.found;
}

}  // namespace luoshi::city
