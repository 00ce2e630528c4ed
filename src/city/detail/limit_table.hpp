#pragma once

#include <array>

#include "city/limits.hpp"

// How long each text or list may be (docs/formats/commands.md); what stands here under no name has the usual limit.
namespace luoshi::city::detail {

inline constexpr Limit kUsual{"", "内容", 200};

inline constexpr std::array kLimits = {
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
    Limit{"off", "放假日", 60},         Limit{"worked", "调休上班日", 60},    Limit{"samples", "所据样品", 200},
    Limit{"sum", "亮灯算式", 2000},     Limit{"parameter", "指标", 100},
    Limit{"unit", "单位", 40},          Limit{"words", "时限原文", 500},
    Limit{"items", "未了事项", 20000},  Limit{"scope", "委托事由", 500},      Limit{"sector", "行业", 50},
    Limit{"task", "任务", 500}};

}  // namespace luoshi::city::detail
