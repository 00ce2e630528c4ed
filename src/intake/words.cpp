#include "intake/words.hpp"

#include <algorithm>
#include <array>

#include "intake/characters.hpp"
#include "intake/word_set.hpp"

namespace luoshi::intake {
namespace {

struct WordList {
  std::uint64_t tags;
  std::u32string_view words;
};

// Signs of what a clause does. Words are parted by spaces; a word may stand in several lists.
constexpr std::array kSignLists = {
    // 要 and other signs as parts of longer words.
    WordList{
        kCover,
        U"主要 重要 需要 要求 要素 要闻 要点 纪要 要务 只要 若要 摘要 简要 首要 次要 必要 要道 要塞 要害 要事 要案 "
        U"要情 概要 提要 "
        U"要么 要是 要件 要约 紧要 扼要 索要 想要 要领 要义 要职 要员 要地 切要 要目 机要 要不 要不是 将要 要数 要价 "
        U"应急 相应 应对 反应 供应 响应 效应 应用 适应 应收 对应 应届 应邀 感应 必需 需求 所需 急需 无需 须知 应有 "
        U"应急预案 "
        U"不得不 不得已 不得了 已经 自已 业已 了解 了然 明了 得了 完了 为了 除了 罢了 即将 将军 将领 将来 坚决性 "
        U"态度坚决 "
        U"确保率 通报表扬 通报批评 情况通报 表明 说明 说法 说服 传说 明确了 指出了 提出了 问题导向 问题清单 问题线索 "
        U"问题整改 "
        U"问题楼盘 解决问题 隐患排查 风险防控 风险防范 排查问题 完成率 完成情况 隐患整改 隐患治理 突出问题 突出重点 "
        U"突出抓好 突出位置 "
        U"反馈问题 反馈问题整改 存在困难 不断 不仅 不但 短板弱项 补短板 问题隐患 风险隐患 安全隐患 事故隐患 困难问题 "
        U"防范风险 "
        U"防范化解 风险管控 投入使用 完成时限 已建成区 建成区 任务完成 完善提升 困难和问题 存在的困难 存在的问题 "
        U"发现问题 问题发现 问题企业 问题点位 违法行为 环境问题 信访问题 重点问题 难点问题 反映问题 提出问题 具体问题 "
        U"共性问题 "
        U"历史遗留问题 遗留问题 用地问题 相关问题 有关问题 系列问题 不高于 不低于 不少于 不大于 不超过 不小于 不足以 "
        U"满意度 群众满意 人民满意 年度计划 年度目标 全年目标 预期目标 既定目标 序时目标 目标任务 目标值 投资计划 "
        U"生产计划 工作计划 原计划 行动计划 计划投资额"},
    WordList{kYao, U"要"},
    WordList{kMust,
             U"一律 一经查实 一经发现 不能放松 不能松懈 不能懈怠 不可松懈 不容松懈 来不得半点 必须 务必 务须 严禁 不得 "
             U"禁止 决不 绝不 决不能 绝不能 决不允许 绝不允许 不准 不许 切忌 切实防止 须 应当 "
             U"责令"},
    WordList{kMustFirst, U"确保 坚决 力争 力求 力戒 保证 务求 希望"},
    WordList{kShould,
             U"应牵头 应抓紧 应推进 应推动 应完善 应强化 应加大 应开展 应启动 应配备 应设置 应设立 应公开 应公布 "
             U"应停止 应整改 "
             U"应督促 应会同 应负责 应承担 应安装 应保持 应保证 应纳入 应委托 应接受 应履行 应执行 应遵守 应协助 "
             U"应坚持 应深入 "
             U"应进一步 应切实 应高度 应成立 应召开 应编制 应于 应在 应按 应及时 应立即 应严格 应加强 应依法 应建立 "
             U"应制定 应明确 应主动 应积极 应对照 应由 应将 "
             U"应把 应尽快 应做到 "
             U"应落实 应配合 应同步 应完成 应不 应达到 应达 应确保 应统筹 应优先 应采取 应符合 应全面 应组织 应认真 "
             U"需于 需在 需按 需及时 需加快 需尽快 "
             U"需完成 需加强 要于 应根据 应定期 应每 应当日 应停产 应提交 应报 应向"},
    WordList{
        kSaysDirective,
        U"强调 建议 要求 部署 明确 议定 提出要求 提要求 提出具体要求 提出明确要求 作出部署 部署要求 决定如下 嘱咐 叮嘱 "
        U"具体要求 明确要求"},
    WordList{kSaysReport,
             U"指出 通报 介绍 汇报 认为 表示 说 透露 总结 通报指出 分析 显示 获悉 了解到 披露 讲话 报告 坦言 播放 发现 "
             U"反映 悉 回顾 直言 通报称 称"},
    WordList{kSaysPledge, U"表态 承诺 郑重承诺 庄严承诺 表态发言 作出承诺 表态称 表态说 公开承诺"},
    WordList{kPraise,
             U"值得肯定 充分肯定 给予肯定 予以肯定 给予了肯定 高度肯定 给予高度评价 高度评价 高度赞扬 表示满意 满意 "
             U"表扬 通报表扬 予以表扬 表彰 通报嘉奖 嘉奖 "
             U"点赞 表示感谢 致以感谢 衷心感谢 表示祝贺 给予充分肯定 充分展示了 充分彰显了 彰显了 充分体现了 赢得好评 "
             U"一致好评 树立了榜样 记功 授予 荣获 评为 "
             U"功不可没 值得表扬 值得学习 给予奖励 肯定了 充分肯定了 予以通报表扬 高度认可 给予认可"},
    WordList{kRequest,
             U"恳请 请求 恳求 敬请 提请 请予 请市 请省 请区 请县 请上级 请贵 请国家 希望市 希望省 希望上级 希望区 "
             U"希望县 希望国家 希望给予 希望能够给予 建议市 "
             U"建议省 建议上级 建议国家 申请市 申请上级 请求协调 请求支持 盼望 帮助协调 协调解决的问题 需要协调解决 "
             U"需要支持 请帮助 请支持 望予 请批示 请审定 呼吁"},
    WordList{kProblem,
             U"较突出 较严重 比较严重 较为严重 长期停滞 屡禁不止 屡禁不绝 屡查屡犯 屡罚屡犯 边改边犯 流于形式 形同虚设 批评 停产半停产 时有发生 复燃 仅完成 只完成 迟缓 迟滞 烂尾 被占用 被堵塞 失灵 失效 故障 锈蚀 脱落 "
             U"未检验 未检测 "
             U"未设置 未更换 未持证 未培训 "
             U"未排查 未清理 未备案 未制定 未建立 未开展 "
             U"未履行 未纳入 未拨付 未兑现 未启动 未覆盖 未接入 未缴纳 未配备 未执行 仅为 仅有 仅占 凸显 纠纷 未经处理 "
             U"未经审批 未经检测 直入河道 直接入河 直排入河 未达到 未达序时 存在 不足 薄弱 "
             U"滞后 不到位 尚未 未能 超标 未完成 缺乏 差距 严重影响 通报批评 不力 反弹 恶化 落后 "
             U"缓慢 不平衡 "
             U"不充分 不严 不实 不够 不高 不强 不畅 不清 不规范 不完善 不健全 不及时 不彻底 不稳定 不明显 不理想 "
             U"不主动 不作为 乱作为 慢作为 推诿 扯皮 "
             U"失守 瞒报 谎报 漏报 污染严重 偏重 偏低 偏高 偏慢 居高不下 难度大 压力大 欠缺 缺失 缺位 未开工 未动工 "
             U"未落实 未整改 未达标 未通过 停滞 受阻 "
             U"倒数 垫底 末位 排名靠后 不降反升 下滑 聚集 高于行业 低于全省 低于全市 低于平均 高于平均 未按 未建 "
             U"未配套 未安装 未运行 未办理 未取得 未公开 未验收 未批 "
             U"没有达到 没有完成 没有落实 敷衍 松懈 麻痹 侥幸 短缺 紧缺 失修 不达标 不合格 不正常 不符合 不匹配 不协调 "
             U"不适应 不均衡 频发 多发 易发 "
             U"仍有 尚有 还有 依然薄弱 依然突出 仍然突出 较为突出 比较突出 现象突出 占全区 占全市 占全县 占全省 贡献率 "
             U"不容忽视 拥堵 脏乱差 扰民 "
             U"弱化 虚化 走过场 搞变通 打折扣 劣Ⅴ类 劣V类 劣五类 一钢独大 被问责 被约谈 被通报 扣分 仍未 至今未 迟迟 "
             U"未到位 未投运 未建成 未形成 不愿 不敢 难以 无法 "
             U"被侵占 死亡 遇难 失联 发生一起 发生火灾 发生事故 造成 导致 致使 暴露出 反映出 未批先建 无证 逾期 堵点 "
             U"仍是 仍然 依然 隐患大 问题突出 问题仍 突出问题是 主要问题是 原因是 系因 "
             U"进展不 推进不 成效不 进度不 参差不齐 空白 违规排放 超总量 未见"},
    WordList{kTrouble,
             U"积存 堆存 问题 短板 违规 缺口 弄虚作假 隐患 偷排 直排 溢流 返黑 返臭 黑臭 堵塞 破损 混接 错接 淤积 侵占 "
             U"违法 违建 困难 制约 事故 受伤 伤亡 起火 爆炸 泄漏 坍塌 溃坝 损失 受损 "
             U"亏损 拖欠 闲置 批而未供 虚报 造假 应付 老化 渗漏 冒溢 突出 现象 欠账 历史欠账 原因 主因 根源 源于 来自 "
             U"来源于 抵触 阻力 阻挠 干扰 投诉 严重 形式主义 官僚主义 一刀切 被挂牌督办 "
             U"难题 瓶颈 矛盾 较大火灾 污染 噪声 缺水 风险"},
    WordList{kJudgement,
             U"势在必行 没有退路 刻不容缓 迫在眉睫 形势严峻 依然严峻 任务艰巨 极其艰巨 依然艰巨 十分艰巨 艰巨 不容乐观 "
             U"时间紧 任务重 压力较大 压力依然 "
             U"严峻复杂 形势复杂 还有很多 不进则退 等不起 慢不得 清醒认识到 清醒看到 差距较大 难度较大 矛盾突出 "
             U"关键时期 紧要关头 "
             U"没有完成时 任重道远 形势逼人 依然较大 仍然较大 压力 亟待 亟需 有待 尚需 仍需"},
    WordList{kDone,
             U"已 累计 已经 完成了 建成了 实现了 新建 建成 新增 同比 环比 较上年 较去年 比上年 比去年 较央督 共排查 "
             U"共检查 共查处 共完成 共投入 完工 竣工 投用 投产 通车 "
             U"开工 动工 签约 落户 引进 收储 拆除 关停 淘汰 排查 整治了 整改 约谈 立案 查处 处罚 罚款 责令 达到 达 为 "
             U"降至 降低 下降 增长 提高 提升 改善 减少 增加 "
             U"上升 实现 办结 交办 受理 检查 出动 开展了 组织了 整改率 完成率 优良率 达标率 占 排名 位居 下达 拨付 "
             U"接到 接报 接访 登记 整理 打通 铺设 敷设 维修 检修 清除 争取到 到位 转移 安置 搬迁了 清理 清运 疏浚 栽植 "
             U"治理 修复 改造 入库 纳统 招引 服务 投放 发放 培训 走访 化解 抽查 巡查 取缔 查封 扣押 移送 问责 处理 "
             U"通报了 完成 截至 "
             U"恢复 避险转移 消除 新签约 新开工 新投产 新引进 新招引 新入库 新改扩建 接管 收治 处理能力 覆盖率 普及率 "
             U"收集率 处理率 "
             U"利用率 清淤 截污 复垦 播种 植树 绿化 压减 削减 "
             U"置换 并网 装机 上线 联网 安装"},
    WordList{kAchieved,
             U"稳步回升 持续回升 明显好转 稳步增长 持续增长 持续提升 显著增强 明显增强 取得了 取得 成效 成绩 打开局面 "
             U"领先 进展顺利 有序推进 稳步推进 稳步提升 持续改善 明显改善 显著改善 "
             U"明显提升 显著提升 全面完成 圆满完成 超额完成 基本完成 "
             U"如期完成 顺利完成 全部完成 态势良好 稳中向好 持续向好 位居前列 名列前茅 走在前列 形成了 建立了 完善了 "
             U"优化了 探索出 走出了 探索形成 整治了 解决了 "
             U"打通了 消除了 破解了 走通了 进村入户 激发了 增强了 筑牢了 夯实了 出台了 制定了 启动了 落实了 推动了 "
             U"促进了 提升了 改善了 扭转了 遏制了 有效遏制 "
             U"得到 有效 根本性好转 全面启动 正式启动 正式投入 全部到位 总体平稳 平稳可控 进展 首次 提前 提前介入"},
    WordList{kAgenda,
             U"召开 出席会议 参加会议 听取 考察 调研 陪同 来到 前往 实地察看 实地查看 察看 查看 观看 传达学习 主持会议 "
             U"主持召开 汇报了 作了汇报 答复 点评 作了点评 发言 交流发言 "
             U"作了发言 讲话 座谈 出席 列席 会见 率队 一行 踏查 走访慰问 剪彩 致辞 观摩 视察 深入一线 参会 主持并讲话 "
             U"会议听取 会议传达 学习贯彻 会议研究 研究部署 "
             U"审议了 研究了 进行了交流 意见建议 详细询问 现场办公 参加活动 参加汇报 分别汇报 先后来到 座谈会 会议由 "
             U"会上 随后 首先考察 动员部署 共同剖析 展开讨论 "
             U"本报讯 新闻网讯 记者 通讯员 摄影 供稿 现将有关情况 现通报如下 现将 特制定本 制定本 结合实际 根据 汇报 "
             U"专项督查 明察暗访 实地督查 现场答复 会议精神 作了介绍 述职 赶赴现场 赶赴 赶到现场 宣布开工"},
    WordList{kDecided,
             U"审议通过 审议并通过 审议并原则通过 原则通过 原则同意 会议同意 会议决定 会议议定 会议明确 会议确定 "
             U"研究决定 研究同意 一致同意 决定 同意 议定 审定 通过了 批准 会议审定 讨论通过 "
             U"审议并原则同意"},
    WordList{kWill,
             U"将于 将在 将继续 将进一步 将全力 将按 将坚决 将严格 将加快 将抓紧 将积极 将认真 将切实 将组织 将开展 "
             U"将投入 将新 将完成 将对 将从 将以 将全面 将投资 将实施 将建设 "
             U"将推进 将加大 将强化 将确保 将力争 将把 将分 将达 将达到 将带 将采 将继 将不 将启动 将关停 将拆除 "
             U"将建成 将主动 将持续 将着力 将同步 将牢 将深 将始终 将尽 将依 将统筹 将结合 将会同 "
             U"计划 拟 拟于 拟在 拟投资 力争 预计 承诺 郑重承诺 保证 确保 目标 规划建设 规划新建 预期 愿 自愿 决心 "
             U"表态 争取"},
    WordList{kCause, U"之所以 原因 主要原因 究其原因 主要做法 得益于 经验 直接原因 间接原因"},
    WordList{kTurn, U"但 但是 不过 然而 但也 同时也 却 与此同时 同时 此外 另外 同时要"},
    WordList{kHistory, U"改革开放之初 年前的 建国初期 历史上 曾经 上世纪 当年 改革开放以来"},
    WordList{
        kRate,
        U"增长 下降 提高 提升 同比 环比 较上年 比上年 占 高于 低于 率 比例 比重 减少 增加 上升 降低 压减 削减 提高到"}};

constexpr std::array kVerbLists = {
    WordList{kAdverb,
             U"当前 现在 分别 高度 紧急 应急 十分 进一步 切实 全力 全面 持续 继续 加快 着力 大力 积极 主动 认真 深入 "
             U"扎实 坚决 严格 严厉 依法 依规 抓紧 "
             U"尽快 及时 立即 有序 稳步 不断 努力 充分 有效 科学 统筹 精心 精准 "
             U"超前 提前 率先 重点 逐步 逐一 同步 共同 协同 联合 牵头 会同 具体 分类 分批 分步 集中 强力 强势 坚定不移 "
             U"毫不动摇 想方设法 全力以赴 千方百计 下大力气 始终 真正 更加 "
             U"务必 一律 从严 从快 从重 优先 定期 按时 按期 如期 早日 也 还 都 就 又 再 并 且 共 均 仍 尚 已 先 特别是 "
             U"尤其 尤其是 其中 同时 此外 另外 要 必须 应 须 倍加 高标准 高质量 高起点 "
             U"保质保量 按时保质 因地制宜 实事求是 敢于 勇于 善于 自觉 牢固 牢牢 坚定 大胆 适时 全程 全过程 重新 现 正 "
             U"仔细 细化 靠前 带头 动态 严肃 妥善 合理 周密 深刻"},
    WordList{
        kImperative,
        U"加快 推进 加强 强化 完善 建立 健全 落实 抓好 做好 开展 组织 制定 编制 制订 严格 严厉 全面 进一步 切实 坚持 "
        U"深化 持续 加大 提升 提高 推动 完成 确保 启动 统筹 实施 优化 "
        U"建设 打造 构建 培育 发展 引进 招引 促进 保障 维护 保护 治理 整治 整改 改造 修复 清理 清除 拆除 关停 关闭 "
        U"淘汰 取缔 压减 削减 控制 管控 严控 防范 化解 排查 检查 "
        U"督查 督促 督导 考核 问责 追究 查处 打击 惩处 规范 监管 监督 监测 巡查 执法 宣传 引导 动员 发动 鼓励 支持 "
        U"扶持 服务 帮助 协调 解决 破解 攻克 突破 突出 聚焦 紧盯 "
        U"围绕 把握 抓住 抓实 抓细 抓紧 狠抓 压实 扛起 扛牢 担当 树立 增强 牢记 牢固 深入 认真 贯彻 学习 领会 践行 "
        U"遵循 融入 对接 谋划 规划 布局 探索 创新 改革 开发 利用 盘活 "
        U"收储 收回 征收 补偿 安置 搬迁 腾退 复垦 绿化 美化 新建 扩建 改建 续建 建成 开工 竣工 投用 投产 申报 争取 "
        U"筹集 筹措 拨付 兑现 落地 签订 签约 印发 出台 发布 公布 公开 "
        U"公示 报送 上报 提交 提出 拿出 形成 明确 细化 分解 列出 成立 组建 设立 抽调 下派 选派 配备 配齐 充实 培训 "
        U"召开 举办 举行 筹备 统一 凝聚 营造 减少 增加 降低 扩大 拓展 "
        U"延伸 加固 疏浚 清淤 截污 揭盖 集中 创建 推广 应用 安装 更换 联网 接入 纳入 移交 交付 验收 核查 核实 复核 "
        U"评估 审计 审批 办理 办结 受理 回应 处置 处理 救援 转移 疏散 储备 采购 用好 "
        U"管好 守住 守牢 筑牢 夯实 杜绝 防止 避免 消除 遏制 扭转 力争 力求 主动 积极 大力 全力 着力 重点 严禁 不断 "
        U"充分 及时 立即 尽快 优先 依法 从严 敢于 勇于 站在 立足 锚定 对标 对照 "
        U"按照 坚定 坚决 继续 精心 努力 持续 牵头 配合 负责 落细 用活 补齐 补足 激活 激发 释放 调整 推行 推出 建好 "
        U"用足 兜牢 稳定 稳住 扩面 提质 增效 转变 转型 升级 尽职 协同 联合 通报 上台 约谈 停产 限产 停止 暂停 递交 "
        U"签署 展示 派驻 派出 进驻 下沉 恢复 封堵 疏通 接管 拆解 申领 投入 扣减 挂牌 曝光 取消 撤销 吊销 核定 划定 退还 归还 清退"},
    WordList{kConcrete,
             U"新建 扩建 改建 建成 关停 关闭 淘汰 取缔 拆除 腾退 收储 收回 征收 复垦 清淤 截污 揭盖 疏浚 改造 整治 "
             U"修复 启动 开工 动工 竣工 完工 投用 投产 通车 印发 出台 发布 公布 公开 "
             U"公示 报送 上报 提交 拿出 制定 编制 制订 成立 组建 设立 抽调 下派 选派 配备 召开 举办 筹备 安装 更换 "
             U"联网 接入 移交 交付 验收 拨付 兑现 搬迁 安置 签订 引进 招引 完成 解决 落实 排查 "
             U"推出 打造 培育 建立 建设 治理 清理 处理 查处 审批 办理 核查 整改 编成 谋划 落地 申报 争取 规划 推进 "
             U"推动 发展 实现 摘掉 预留通道 保护修复 抓好 储备 重新开展 实施 开展 纳入 列出 补齐 退出 停产 "
             U"改造升级 协调 加大 夯实 检测 监测 普查 复核 调查 处置 移送 问责 约谈 追缴 归还 兑付 划定 迁建 置换 压减 "
             U"削减 达到 降至 降低 增加 覆盖 配套 植树 造林 播种 禁烧 储存 购置 采购 建档 申请 安排 筹集"},
    WordList{kMake,
             U"制定 编制 制订 出台 拿出 建立 谋划 形成 印发 拟定 起草 提交 研究提出 提出 列出 成立 组建 筹备 召开 编写 "
             U"修订 完善 细化 推出 绘制 签订 发布 公布 报送 上报 设立 组织成立 规划 明确 草拟 健全 举办 举行 修编 报批 "
             U"完成编制 编成 制作 梳理 开具 出具"},
    WordList{
        kDeliverable,
        U"方案 规划 计划 清单 路线图 时间表 任务书 一河一策 一企一策 一园一策 一厂一策 一村一策 一案一策 政策 办法 "
        U"细则 规定 意见 条例 制度 预案 协会 联盟 领导小组 专班 指挥部 工作组 "
        U"现场会 推进会 调度会 座谈会 动员会 听证会 研讨会 大会 名录 台账 报告 标准 导则 指南 目录 平台 机制 协议 合同 "
        U"总结 责任书 图则 专章 施工图 名单 分工方案 应急预案 可研 初步设计 行动方案 整治方案 实施方案 规程 课题 公约"},
    WordList{kVagueAmount,
             U"一批 大幅 大批 若干 一系列 一定 多个 多家 部分 大量 积极进展 明显成效 显著 一些 大部分 少数 绝大多数 "
             U"成批 积极成效 较大 明显 众多"},
    WordList{kVagueScope,
             U"相关 有关 重点 部分 一些 各类 各项 典型 主要 部分 若干 违规 违法 散乱污 具备条件 不具备 闲置 低效 老旧 "
             U"突出 限制类 沿线 周边 附近"},
    WordList{kCollective,
             U"各级各部门 各级各有关部门 各有关部门 各相关部门 各部门 各单位 各有关单位 各相关单位 各级 各方 各地 "
             U"各级部门 相关部门 有关部门 相关单位 有关单位 各责任单位 全区上下 全市上下 "
             U"全县上下 全镇上下 全省上下 各级党委 各级党组织 各级领导干部 各级干部 党员干部 广大干部 广大党员干部 "
             U"各级政府 有关方面 相关企业 各级河长 各成员单位 各相关镇 各级领导 社会各界 全体干部 各有关镇 各职能部门 "
             U"责任单位 责任部门 主管部门 属地"},
    WordList{kStanding,
             U"坚持 加强 强化 提高站位 提升 增强 树立 牢固 深化 维护 践行 学习 贯彻 认清 敢于 勇于 担当 扛起 统一思想 "
             U"压实 聚焦 紧盯 把握 围绕 凝聚 营造 加大 引导 发挥 严格 严禁 不得 坚决 杜绝 防止 确保 充分认识 落实责任 "
             U"监管 督促 服务 支持 保障 常态化 长效 日常 全过程 跟踪"},
    WordList{kSet,
             U"企业 河涌 河道 河流 暗渠 地块 土地 项目 园区 工业园 点位 问题 隐患 排水户 管网 河段 小区 村庄 村 镇街 "
             U"镇 街道 单位 部门 任务 锅炉 高炉 焦炉 机组 车辆 码头 矿山 砂场 堆场 工地 商户 "
             U"养殖场 排污口 断面 水体 湖库 公园 道路 桥梁 路段 学校 医院 场所 设施 厂房 楼盘 站点 污水处理厂 作坊 "
             U"窑炉 生产线 烧结机 加油站 餐饮 干部 用地 区域 领域 环节 支流 水库 塘 沟渠 泵站 建筑 房屋 棚户"}};

constexpr std::uint64_t theme(Theme t) { return kThemeBit << static_cast<unsigned>(t); }

constexpr std::array kThemeLists = {
    WordList{theme(Theme::Water),
             U"易涝点 排涝 排水 积水 码头 畜禽 粪污 面源污染 黑臭 河涌 河道 河流 河长 湖长 治水 水环境 水质 污水 管网 "
             U"清淤 截污 揭盖 暗渠 排水户 "
             U"排污口 入河 断面 水污染 水系 水动力 防洪堤 防洪 水库 水利 湿地 岸线 水源 饮用水 雨污 "
             U"总磷 氨氮 化学需氧量 COD 湖泊 沟渠 河段 支流 泵站 水闸 供水 节水 水务 污水处理厂 碧道 湖库 海绵城市 "
             U"内涝 防汛 黑臭水体 地下水 提标改造 准Ⅳ类 Ⅲ类 Ⅳ类 Ⅴ类 劣Ⅴ类 尾水 水生态 涉水 渠道 河湖 清四乱 四乱 采砂 "
             U"水产养殖 入海 海域 近岸 红树林"},
    WordList{
        theme(Theme::Air),
        U"PM2.5 PM10 臭氧 大气 扬尘 空气 空气质量 秸秆 禁烧 二氧化硫 氮氧化物 VOCs 挥发性有机物 烟气 雾霾 重污染天气 "
        U"清洁取暖 散煤 燃煤 优良天数 优良天 渣土车 餐饮油烟 机动车 尾气 六个百分之百 蓝天 烟花爆竹 恶臭 柴油货车 "
        U"扩散条件 超低排放 火点 收储运 收储点 收储能力 秸秆收储 秸秆综合利用 降尘 焚烧秸秆 露天焚烧 国三 国四 "
        U"重型柴油车 裸土 裸露 煤改气 煤改电"},
    WordList{theme(Theme::Industry),
             U"地区生产总值能耗 单位产品能耗 钢铁 焦化 产能 散乱污 烧结机 高炉 焦炉 能耗 新能源 非化石 光伏 风电 达峰 "
             U"碳达峰 碳中和 装机 制造业 停产 "
             U"退城入园 限制类 工信 锅炉 化工 水泥 电解铝 节能 产业链 智能制造 产业集群 单位GDP能耗 煤炭消费 煤炭 储能 "
             U"变电站 输变电 电网 装配式建筑 循环经济 健康养老 园区企业家协会 绿色工厂 碳排放 技改 规上工业 工业增加值 "
             U"可再生能源 造纸 "
             U"印染 陶瓷 铸造 砖瓦"},
    WordList{theme(Theme::Land),
             U"低效工业园 工改 三旧 拆旧复垦 复垦 垦造水田 基本农田 收储 闲置土地 低效用地 征地 征地拆迁 用地 "
             U"村级工业园 工业园改造 地块 二房东 工业地价 拆迁 国土 批而未供 挂账收储 违建 违法建筑 园区建设 "
             U"用地报批 建设用地 老旧工业园区 城市更新 旧厂 旧村 旧城 标准厂房 宅基地 增减挂钩 征拆 拆除整理"},
    WordList{theme(Theme::Project),
             U"重点项目 重大项目 项目建设 EPC 可研 批复 初步设计 招标 前期工作 专项债券项目 签约项目 大项目 "},
    WordList{theme(Theme::Safety),
             U"伤亡 避险 事故 死亡 受伤 隐患 火灾事故 泄漏事故 安全生产 消防 火灾 危化品 两客一危 安全监管 食品安全 "
             U"交通运输安全 "
             U"防灭火 森林防火 燃气安全 矿山 烟花 排雷手 自建房 安全环保 专项整治三年行动 有限空间 山火 遇难 高层建筑 "
             U"特种设备 粉尘 小化工 道路交通 "
             U"灾害 地质灾害 安全责任"},
    WordList{
        theme(Theme::Planning),
        U"总体规划 国土空间 城乡规划 一体化发展规划 交通规划 交通基础设施 发展思路 发展蓝图 战略发展方向 一体化发展 "
        U"城乡一体化 城市规划 空间布局 发展规划 一体化 高速公路 轨道交通 铁路 规划编制 产城融合 城镇化"},
    WordList{theme(Theme::Economy),
             U" 资金 财政 专项债券 专项债 税收 亩均税收 经济运行 生产总值 贷款 融资 就业 奖补 补助 补贴 罚款 预算 概算 "
             U"总投资 债券 营商环境 民营经济 创新驱动 国有企业改革 电力体制改革 增资扩产 外贸 社零 固定资产投资 产值 "
             U" 资本金 引资额 用工 欠薪 工资 再就业 稳岗 转岗 扶持力度 引才 龙头企业 赔偿 "},
    WordList{theme(Theme::Governance),
             U"干部 督查 问责 审计 宣传 党组织 基层党组织 作风 考核 执法 约谈 队伍建设 舆论 督察 督办 信访 廉洁 纪委 "
             U"监察 党建 政绩 网格 控规 审批时限 审批 政务服务 放管服 "
             U" 调查研究 工作法 通报批评 党政干部 党政纪 反馈问题 督察反馈 编制人员 政法 先进单位 先进个人 承诺书 "
             U"满意度 举报 群众举报 移送 公安 立案 网格员 "},
    WordList{theme(Theme::Other),
             U"垃圾 生活垃圾 垃圾分类 固废 危废 生物多样性 植树 造林 森林 国土绿化 自然保护区 生态修复 矿山修复 餐厨 "
             U"建筑垃圾 医疗废物 噪声 厕所 养老 乡村振兴 人居环境 "
             U" 渗滤液 填埋场 矿区 覆土绿化 覆绿 复绿 废弃物 回收 填埋 焚烧发电 塑料 古树 生态红线 保护区 绿道"}};

// Words that speak of a theme only where nothing plainer does: they stand in slogans and in passing.
constexpr std::array kWeakThemeLists = {
    WordList{theme(Theme::Governance) | kWeakTheme,
             U"责任 思想 精神 担当 会议 党委 群众 政治站位 提高站位 通报 监督 机构 习近平 党的十九大 党的二十大 "
             U"责任落实 政治责任 认清形势 系统观念 落实机制 部门 线索 培训 违法企业 法治"},
    WordList{theme(Theme::Planning) | kWeakTheme, U"战略 协同发展 交通 公路 规划建设"},
    WordList{theme(Theme::Industry) | kWeakTheme, U"企业 产业 工业 转型升级 招商 电力"},
    WordList{theme(Theme::Project) | kWeakTheme, U"项目 工程 施工 建设进度 入库 竣工 开工"},
    WordList{theme(Theme::Economy) | kWeakTheme,
             U"经济 GDP 投资 创新发展 人才 改革创新 目标任务 安置 职工 消费 收入 银行 补偿"},
    WordList{theme(Theme::Land) | kWeakTheme, U"亩 土地 厂房 连片 拆除 征收 耕地 腾退 收回"},
    WordList{theme(Theme::Safety) | kWeakTheme, U"安全 应急 防控 救援"},
    WordList{
        theme(Theme::Other) | kWeakTheme,
        U"绿化 生态保护 生态环境保护 生态环境治理 生态环境质量 学校 医院 教育 医疗 公园 农业 农村 文化 旅游 环境容量"},
    WordList{theme(Theme::Water) | kWeakTheme, U"水体 溪 流域 水域 堤防"},
    WordList{theme(Theme::Air) | kWeakTheme, U"异味 采暖 喷淋"}};

const WordSet& sign_words() {
  static const WordSet set = [] {
    WordSet words;
    for (const auto& lists : {std::span<const WordList>{kSignLists}, std::span<const WordList>{kVerbLists},
                              std::span<const WordList>{kThemeLists}, std::span<const WordList>{kWeakThemeLists}})
      for (const WordList& list : lists) words.add_all(list.words, list.tags);
    return words;
  }();
  return set;
}

// A quotation that holds whole sentences is speech, to be read like the rest; a short one is a name or a phrase.
bool is_speech(std::u32string_view text, std::size_t open) {
  for (std::size_t i = open + 1; i < text.size() && i < open + 600; ++i) {
    if (text[i] == U'”' || text[i] == U'\n') return false;
    if (text[i] == U'。') return true;
  }
  return false;
}

}  // namespace

Words::Words(std::u32string_view text) : quoted_(text.size(), false) {
  const WordSet& set = sign_words();
  hits_.reserve(text.size() / 2);
  index_.reserve(text.size() + 1);
  int depth = 0;
  std::size_t cover_end = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char32_t c = text[i];
    if (c == U'\n') depth = 0;  // an unclosed mark ends with its paragraph
    if (is_opening(c) && !(c == U'“' && is_speech(text, i))) ++depth;
    quoted_[i] = depth > 0;
    if (is_closing(c) && depth > 0) --depth;
    index_.push_back(static_cast<std::uint32_t>(hits_.size()));
    std::size_t cover_here = 0;
    const std::size_t first = hits_.size();
    set.each(text, i, [&](std::size_t length, std::uint64_t tags) {
      hits_.push_back({static_cast<std::uint32_t>(i), static_cast<std::uint32_t>(i + length), tags, depth > 0});
      if ((tags & kCover) != 0) cover_here = i + length;
    });
    // A sign inside a longer covering word, begun here or before, is no sign. Themes stay: they are about the word.
    constexpr std::uint64_t kHidden = (kThemeBit - 1) & ~std::uint64_t{kSet | kDeliverable};
    for (std::size_t h = first; h < hits_.size(); ++h) {
      const bool inside = hits_[h].end <= cover_end || hits_[h].end < cover_here;
      if (inside) hits_[h].tags &= ~kHidden;
    }
    cover_end = std::max(cover_end, cover_here);
  }
  index_.push_back(static_cast<std::uint32_t>(hits_.size()));
}

std::span<const WordHit> Words::in(std::size_t begin, std::size_t end) const {
  end = std::min(end, index_.size() - 1);  // a place past the text holds nothing
  if (begin >= end) return {};
  return std::span<const WordHit>{hits_}.subspan(index_[begin], index_[end] - index_[begin]);
}

const WordHit* Words::first(std::size_t begin, std::size_t end, std::uint64_t tags) const {
  for (const WordHit& hit : in(begin, end))
    if ((hit.tags & tags) != 0 && hit.end <= end && !hit.quoted) return &hit;
  return nullptr;
}

const WordHit* Words::starting(std::size_t at, std::uint64_t tags) const {
  const WordHit* longest = nullptr;
  for (const WordHit& hit : in(at, at + 1))
    if ((hit.tags & tags) != 0 && (longest == nullptr || hit.end > longest->end)) longest = &hit;
  return longest;
}

}  // namespace luoshi::intake
