import type {
  CheckState, CommitmentState, Enough, EventRow, Kept, Kind, Label, Meaning, QuestionState, Registers, Role, Stage, StatementState, Theme
} from '@/api/schema'
import { t } from '@/app/i18n'
import type { IconName } from './AppIcon.vue'

// The Chinese of each enumerator; shown through `t`.

/** A verdict as it is shown everywhere: the name of its icon, the class that colours it, its word. */
export interface VerdictLook {
  readonly icon: IconName
  readonly look: string
  readonly words: string
}

/** 能否按期, the good first. */
export const keptLooks: Readonly<Record<Kept['verdict'], VerdictLook>> = {
  likely: { icon: 'kept', look: 'kept', words: '能按期' }, at_risk: { icon: 'risk', look: 'risk', words: '有风险' },
  unlikely: { icon: 'unlikely', look: 'unlikely', words: '难按期' }, cannot_say: { icon: 'unknown', look: 'unknown', words: '说不清' }
}

/** 够不够, the good first. */
export const enoughLooks: Readonly<Record<Enough['answer'], VerdictLook>> = {
  yes: { icon: 'enough', look: 'enough', words: '够' }, no: { icon: 'short', look: 'short', words: '不够' }, cannot_say: { icon: 'cannot', look: 'unknown', words: '说不清' }
}

/** The behind-plan light as a filter says it. */
export const lightWords: Readonly<Record<Kept['light'], string>> = { green: '绿灯', yellow: '黄灯', red: '红灯', unknown: '不亮灯' }

/** A place of the overview by its key. */
export function placeWords(key: string): string {
  if (key === '*') return t('全市')
  return key.startsWith('?') ? t('地点待问清（D-{n}）', { n: key.slice(1) }) : key
}

export const kindWords: Readonly<Record<Kind, string>> = {
  requirement: '要求', commitment: '承诺', result: '成效', finding: '问题', request: '请求', praise: '表扬'
}
export const themeWords: Readonly<Record<Theme, string>> = {
  water: '水', air: '气', industry: '产业', land: '土地', project: '项目', safety: '安全', planning: '规划',
  economy: '经济', governance: '治理', other: '其他'
}
export const statementStateWords: Readonly<Record<StatementState, string>> = {
  proposed: '待确认', confirmed: '已确认', corrected: '已更正', dismissed: '不采用'
}
export const commitmentStateWords: Readonly<Record<CommitmentState, string>> = {
  proposed: '待定', in_force: '在办', reported: '已报完成', done: '办结', to_verify: '待复核', withdrawn: '撤回'
}
export const questionStateWords: Readonly<Record<QuestionState, string>> = {
  open: '待问清', answered: '已答复', waived: '不再问'
}
export const checkWords: Readonly<Record<CheckState, string>> = {
  unchecked: '未核查', accepted: '核查属实', returned: '退回'
}
export const stageWords: Readonly<Record<Stage, string>> = {
  listed: '列入', entered: '进场', built: '完工', effective: '见效', stable: '稳定'
}
export const meaningWords: Readonly<Record<Meaning, string>> = { output: '产出', outcome: '效果' }
export const roleWords: Readonly<Record<Role, string>> = {
  reader: '查阅', reporter: '填报', checker: '核查', editor: '编审', planner: '统筹', engineer: '技术',
  system_admin: '系统管理', security_admin: '安全管理', audit_admin: '审计管理'
}
export const labels: readonly Label[] = ['责任', '时限', '基数', '范围', '列举', '地点', '数量', '对应', '日期', '主持']
export const levelWords: Readonly<Record<Registers['places'][number]['level'], string>> = {
  province: '省', city: '市', county: '县（区）', town: '镇街', village: '村居'
}
export const bodyWords: Readonly<Record<Registers['bodies'][number]['kind'], string>> = {
  government: '政府', department: '部门', town: '镇街', village: '村居', firm: '企业', association: '协会', other: '其他'
}
export const basisWords = {
  '': '', in_year: '年内', cumulative: '累计', point_in_time: '时点', change: '变化'
} as const
/** An event's kind and the rest of its line: the summary often begins with the kind, which is then not said twice. */
export function eventLine(event: EventRow): { readonly word: string; readonly rest: string } {
  const word = eventWords[event.type] ?? event.type
  return { word, rest: event.summary.startsWith(word) ? event.summary.slice(word.length).replace(/^[：:\s]+/, '') : event.summary }
}

export const eventWords: Readonly<Record<string, string>> = {
  city_founded: '建库', place_registered: '登记区划', body_registered: '登记单位', post_registered: '登记岗位',
  person_registered: '登记人员', holder_appointed: '任职', holder_ended: '离任', asset_registered: '登记对象',
  rules_adopted: '采用规则', document_imported: '收录文件', statement_confirmed: '确认条目',
  statement_corrected: '更正条目', statement_dismissed: '不采用条目', question_asked: '提出问清',
  question_put: '交办问清', question_answered: '答复问清', question_waived: '不再问', commitment_opened: '立项',
  commitment_adopted: '承诺生效', deadline_extended: '改期限', report_filed: '填报进展', report_checked: '核查进展'
}
