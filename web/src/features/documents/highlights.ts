import type { DocumentFull, Quantity, StatementFull } from '@/api/schema'

/** One thing a careful reader must see in a paper, and where it stands. */
export interface Highlight {
  readonly words: string
  /** Place in `statements`; −1 for the paper as a whole. */
  readonly statement: number
  readonly figures: readonly Quantity[]
}

export interface HighlightGroup {
  /** Keys of the catalogue. */
  readonly title: string
  readonly hint: string
  readonly items: readonly Highlight[]
}

type Test = (statement: StatementFull) => boolean

const isForward: Test = ({ kind }) => kind === 'requirement' || kind === 'commitment' || kind === 'request'
const what = ({ action, object, quote }: StatementFull) => [action, object].filter(Boolean).join('') || quote

const kGroups: readonly (readonly [title: string, hint: string, test: Test, words: (statement: StatementFull) => string])[] = [
  ['条件事项', '满足条件才办，是规则不是任务', (each) => each.condition !== '', (each) => `${each.condition} → ${what(each)}`],
  ['向上请求', '未答复前，下级不亮灯', (each) => each.kind === 'request', what],
  ['要交的成果', '方案、制度、会议本身就是凭据', (each) => each.deliverable, what],
  ['列举未尽', '“等”后面还有，数只是至少', (each) => each.open_list, (each) => each.quote],
  ['对应不明', '“分别”两边对不上，问，不猜', (each) => each.questions.some(({ label }) => label === '对应'), (each) => each.quote],
  ['没有数字的成效', '核不了，不点亮任何一项', (each) => each.kind === 'result' && each.quantity.length === 0, (each) => each.quote],
  ['有数又有期限的任务', '别的都还要问', (each) => isForward(each) && each.quantity.length > 0 && each.deadline !== '', what],
  ['有丢字的数', '不入账，只问清', (each) => each.quantity.some(({ uncertain }) => uncertain), (each) => each.quote]
]

/** What a paper asks its reader to notice, by kind; kinds it has none of are left out. Nothing is added to what was read. */
export function highlightsOf({ statements }: Pick<DocumentFull, 'statements'>): readonly HighlightGroup[] {
  return kGroups.map(([title, hint, test, words]) => ({
    title, hint,
    items: statements.flatMap((each, statement) => each.state !== 'dismissed' && test(each) ? [{ words: words(each), statement, figures: each.quantity }] : [])
  })).filter(({ items }) => items.length > 0)
}

/** How many figures bind how: the count behind each sign of a bound. */
export function boundsOf({ statements }: Pick<DocumentFull, 'statements'>): readonly Quantity[] {
  return statements.filter(({ state }) => state !== 'dismissed').flatMap(({ quantity }) => quantity)
}
