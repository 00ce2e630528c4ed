// The English of words that the city's lifecycles say (docs/methods/lifecycle.md): kinds and states. A test holds both together.
export const englishOfData: Readonly<Record<string, string>> = {
  '承诺事项': 'Commitment', '请示协调': 'Request', '承诺书': 'Pledge letter', '成果件': 'Deliverable', '条件事项': 'Standing rule', '事故': 'Incident', '隐患': 'Hazard', '停产退出': 'Closure', '措施': 'Measure', '收表': 'Form', '抽查': 'Spot check',
  '岗位交接': 'Handover', '授权委托': 'Delegation', '借调': 'Secondment', '行业责任': 'Sector duty', '年度收官': 'Turn of the year', '表扬激励': 'Merit', '村民表决': 'Village vote', '满意度': 'Satisfaction',
  '待问清': 'open', '已答复': 'answered', '不再问': 'waived', '已提出': 'raised', '已受理': 'accepted', '待补充': 'to be supplemented', '已升级': 'escalated', '不予支持': 'refused', '拟稿': 'drafted', '待签': 'awaiting signature', '已签': 'signed', '废止': 'superseded',
  '待起草': 'owed', '已起草': 'drafted', '已征求意见': 'consulted', '已审定': 'approved', '已发布': 'published', '已验收': 'accepted', '生效': 'in force', '终止': 'ended', '已发现': 'found', '整改中': 'being put right', '已报整改': 'reported put right', '已销号': 'closed',
  '已登记': 'recorded', '举一反三': 'lessons drawn', '待排查': 'to be checked', '无隐患': 'clear', '有隐患': 'danger found', '已整改': 'put right', '拟关停': 'planned', '已核查': 'checked', '不予关停': 'protected', '已下令': 'ordered', '受阻中止': 'obstructed', '已移送': 'referred',
  '拟定': 'proposed', '已定': 'agreed', '实施中': 'under way', '建成': 'built', '取消': 'dropped', '待发': 'drafted', '待填': 'sent out', '已填': 'filled in', '已收': 'taken in', '名单已封': 'list sealed', '已抽': 'drawn', '已列清单': 'list drawn up',
  '移交人已确认': 'confirmed by who leaves', '已交接': 'handed over', '部分未接': 'partly not accepted', '上级已定': 'settled from above', '有效': 'in force', '已撤销': 'revoked', '拟派': 'planned', '在岗': 'in post', '已返回': 'returned', '在管': 'running', '收官中': 'open', '已收官': 'closed',
  '储备': 'in reserve', '列入计划': 'planned', '开工': 'started', '停止': 'stopped', '执行': 'in force', '拟表扬': 'proposed', '公示': 'posted for objections', '有异议': 'objected to', '已表扬': 'praised', '不予表扬': 'not praised', '待表决': 'called', '已记票': 'counted',
  '待说明': 'to be explained', '已说明': 'explained', '重新办理': 'begun again', '维持': 'upheld', '待裁定': 'to be decided',
  '通过': 'passed', '未通过': 'failed', '作废': 'void', '待调查': 'planned', '已记数': 'counted', '采用': 'accepted', '不采用': 'not used'
}
