#include "intake/units.hpp"

namespace luoshi::intake {
namespace {

constexpr std::u32string_view kMeasures =
    U"元 元人民币 美元 美圆 欧元 英镑 台币 新台币 瑞士法郎 人民币 块钱 澳元 加元 韩元 卢布 公分 cm CM 微克 毫克 毫升 "
    U"千卡 赫兹 兆赫兹 千赫 平方英尺 比特 字节 港元 日元 % ％ ‰ 个百分点 百分点 倍 亩 公顷 平方公里 平方千米 平方米 ㎡ "
    U"m2 m² km2 km² 亩次 亩地 "
    U"毫克/升 mg/L 微克/升 毫克每升 微克/立方米 微克每立方米 μg/m3 μg/m³ µg/m3 µg/m³ ug/m3 毫克/立方米 毫克每立方米 "
    U"分贝 dB ℃ 摄氏度 "
    U"吨标准煤 吨标煤 千克标准煤 公斤标准煤 克标准煤 千瓦时 kWh 度电 亿度 标准立方米 标方 标箱 标准箱 TEU m 吨公里 "
    U"海里 延米 延长米 "
    U"吨/日 吨/天 吨/年 吨/小时 立方米/日 立方米/天 立方米/秒 立方米/小时 蒸吨/小时 亿立方米 GDP 兆帕 美金";
// Sizes of equipment as well as amounts.
constexpr std::u32string_view kSizes =
    U"米 公里 千米 km 厘米 毫米 立方米 立方 方 m3 m³ 升 吨 t 公斤 千克 kg 克 斤 蒸吨 千瓦 kW 兆瓦 MW 吉瓦 GW 千伏安 "
    U"马力";
constexpr std::u32string_view kCounters =
    U"个 家 条 座 项 处 名 人 户 台 套 件 起 宗 栋 幢 间 所 艘 辆 株 棵 口 只 头 眼 盏 孔 笔 台套 辆次 例 支 口井 块 "
    U"片 人次 户次 批次 "
    U"家次 项次 条次 场次 台次 架次 车次 班次 平米 段 根 羽 头次 册 种";
constexpr std::u32string_view kDigitsOnlyCounters =
    U"场 批 份 篇 期 张 封 本 面 道 组 类 位 分 对 轮 尾 村 镇 镇街 街道 社区 乡镇 行政村 自然村 县 县区 部门 站 点位 "
    U"网格 成 岁 支队 队 "
    U"部 瓶 罐 床 支 课时 学时 剂 盒 款 扇 匹 台次 排 车位 学位 床位 泊位 门 节 幅 版 枚 袋 桶 车 箱 吨级 届 步 层 米高";
constexpr std::u32string_view kTimes =
    U"年 月 月份 日 号 天 小时 个小时 分钟 秒 周 周年 个月 个工作日 工作日 个季度 季度 年度 时 点钟 世纪 学年 星期 "
    U"个星期 个自然日 年级 "
    U"日内 代 楼 路 线 国道 省道 届次 年期 号线 点 时许";
constexpr std::u32string_view kFrequencies = U"次 遍 轮次 回 趟";

}  // namespace

const WordSet& unit_words() {
  static const WordSet set = [] {
    WordSet words;
    words.add_all(kMeasures, kMeasure);
    words.add_all(kSizes, kMeasure | kSpecified);
    words.add_all(kCounters, kCounter);
    words.add_all(kDigitsOnlyCounters, kCounter | kDigitsOnly);
    words.add_all(kTimes, kTime);
    words.add_all(kFrequencies, kCounter | kFrequency);
    return words;
  }();
  return set;
}

}  // namespace luoshi::intake
