// Written by scripts/api_types.mjs from api/openapi.json; change that file, then run `npm run types`.

/** How many seconds one question is reckoned to take. */
export interface BurdenStandard {
  readonly title: string
  readonly source: string
  readonly progress_s: number
  readonly asset_s: number
  readonly survey_s: number
  readonly question_s: number
}

/** What one body is asked in the month. */
export interface BurdenLine {
  readonly body: number
  readonly name: string
  readonly kind: string
  readonly items: number
  readonly assets: number
  readonly surveyed: number
  readonly questions: number
  readonly seconds: number
}

/** 负担: distinct questions (asset or item × indicator × period) times the standard. */
export interface Burden {
  readonly month: string
  readonly standard: BurdenStandard
  readonly seconds: number
  readonly lines: readonly BurdenLine[]
}

/** Which reports: by the day reported on. */
export interface SpotPeriod {
  readonly from: string
  readonly until: string
}

/** A frozen list. */
export interface SpotList {
  readonly list: string
  readonly size: number
  readonly first: string
}

/** A line that was drawn. */
export interface SpotLine {
  readonly line: number
  readonly text: string
  readonly commitment: number | null
  readonly finding: string | null
}

/** 抽查. The lines follow from list and seed: `luoshi spot draw` gives them again. */
export interface SpotCheckFull {
  readonly id: number
  readonly version: number
  readonly title: string
  readonly list: string
  readonly size: number
  readonly count: number
  readonly seed_rule: string
  readonly seed: string
  readonly drawn: readonly SpotLine[]
}

/** A column of a form. */
export interface SheetField {
  readonly key: string
  readonly title: string
  readonly required: boolean
  readonly hint: string
}

/** A kind of sheet. */
export interface SheetForm {
  readonly key: string
  readonly title: string
  readonly fields: readonly SheetField[]
  readonly cost: SheetCost
}

/** What the sheet asks of those who fill it in, of all the viewer may know: distinct questions times the standard, shown before it is sent. */
export interface SheetCost {
  readonly bodies: number
  readonly questions: number
  readonly seconds: number
  readonly most: string | null
  readonly most_seconds: number
}

/** All of them. */
export interface SheetForms {
  readonly forms: readonly SheetForm[]
  readonly most_bytes: number
}

/** Where a column goes, and why. */
export interface SheetMatch {
  readonly column: number
  readonly heading: string
  readonly field: string
  readonly reason: string
}

/** Which column is which field, for every sheet of a shape. */
export interface SheetMapping {
  readonly form: string
  readonly shape: string
  readonly columns: readonly SheetMatch[]
}

/** A mapping as a person corrected it. */
export interface MappingKept {
  readonly mapping: SheetMapping
}

/** A table found in a file. */
export interface SheetTable {
  readonly sheet: string
  readonly heading_row: number
  readonly rows: number
  readonly remembered: boolean
  readonly mapping: SheetMapping
}

/** A row and what would become of it. */
export interface SheetLine {
  readonly kind: 'unchanged' | 'changed' | 'conflict' | 'new' | 'deleted'
  readonly sheet: string
  readonly row: number
  readonly text: string
}

/** What stands in a row's way. */
export interface SheetComplaint {
  readonly sheet: string
  readonly row: number
  readonly column: string | null
  readonly text: string
}

/** A row that is no data. */
export interface SheetLeftOut {
  readonly sheet: string
  readonly row: number
  readonly why: string
}

/** Lines by what would become of them, listed or not. */
export interface SheetCounts {
  readonly new: number
  readonly changed: number
  readonly conflict: number
  readonly deleted: number
}

/** What a file would change (预览). */
export interface SheetPreview {
  readonly lines: readonly SheetLine[]
  readonly all_lines: number
  readonly counts: SheetCounts
  readonly complaints: readonly SheetComplaint[]
  readonly all_complaints: number
  readonly left_out: readonly SheetLeftOut[]
  readonly unchanged: number
  readonly conflicts: number
  readonly commands: number
  readonly exported: boolean
  readonly tables: readonly SheetTable[]
}

/** What became of it. */
export interface SheetDone {
  readonly lines: readonly SheetLine[]
  readonly all_lines: number
  readonly counts: SheetCounts
  readonly complaints: readonly SheetComplaint[]
  readonly all_complaints: number
  readonly left_out: readonly SheetLeftOut[]
  readonly unchanged: number
  readonly conflicts: number
  readonly commands: number
  readonly written: boolean
  readonly first: number
  readonly events: number
  readonly repeated: boolean
}

/** A file kept as evidence (佐证). */
export interface EvidenceFile {
  readonly evidence: string
  readonly name: string
  readonly kind: 'photo' | 'picture' | 'paper' | 'table' | 'text' | 'film'
  readonly kind_name: string
  readonly bytes: number
  readonly taken: string | null
  readonly located: boolean
}

/** The files of a report. */
export interface ReportEvidence {
  readonly items: readonly ReportFile[]
}

/** A file of a report, and what it asks. */
export interface ReportFile {
  readonly evidence: string
  readonly name: string
  readonly kind: 'photo' | 'picture' | 'paper' | 'table' | 'text' | 'film'
  readonly kind_name: string
  readonly bytes: number
  readonly taken: string | null
  readonly located: boolean
  readonly number: number
  readonly doubts: readonly string[]
}

/** Why a request was not carried out. `reason` is what people read: 问题（原因）怎么办. */
export interface Problem {
  readonly fault: 'bad_input' | 'denied' | 'not_found' | 'conflict' | 'too_large' | 'unavailable'
  readonly reason: string
}

/** 角色 within the post's body and the bodies below it. */
export type Role = 'reader' | 'reporter' | 'checker' | 'editor' | 'planner' | 'engineer' | 'system_admin' | 'security_admin' | 'audit_admin'

/** What cannot be read and must be asked (问清). */
export type Label = '责任' | '时限' | '基数' | '范围' | '列举' | '地点' | '数量' | '对应' | '日期' | '主持'

/** 条目类别 */
export type Kind = 'requirement' | 'commitment' | 'result' | 'finding' | 'request' | 'praise'

/** 领域 */
export type Theme = 'water' | 'air' | 'industry' | 'land' | 'project' | 'safety' | 'planning' | 'economy' | 'governance' | 'other'

/** 漏斗: 列入 进场 完工 见效 稳定 */
export type Stage = 'listed' | 'entered' | 'built' | 'effective' | 'stable'

/** 产出 or 效果; never merged. */
export type Meaning = 'output' | 'outcome'

/** 条目状态 */
export type StatementState = 'proposed' | 'confirmed' | 'corrected' | 'dismissed'

/** 承诺状态 */
export type CommitmentState = 'proposed' | 'in_force' | 'done' | 'withdrawn' | 'reported' | 'to_verify'

/** 问清状态 */
export type QuestionState = 'open' | 'answered' | 'waived'

/** 核查状态 */
export type CheckState = 'unchecked' | 'accepted' | 'returned'

/** 界 as exchanged: equal, above, at least, below, at most, about (约), nearly (近: no lower end). */
export type Bound = '=' | '>' | '>=' | '<' | '<=' | '~' | 'near'

export interface SignIn {
  readonly name: string
  readonly password: string
}

export interface PasswordChange {
  readonly old: string
  readonly new: string
}

/** Who is signed in, in which post, and what this city is. */
export interface Session {
  readonly person: number
  readonly name: string
  readonly post: number
  readonly post_name: string
  readonly body: number
  readonly body_name: string
  readonly roles: readonly Role[]
  readonly csrf: string
  readonly must_change_password: boolean
  readonly city: string
  readonly sample: boolean
  readonly as_of: string
  readonly events: number
  readonly engine: string
}

export interface AccountName {
  readonly name: string
}

export interface NewAccount {
  readonly name: string
  readonly person: number
  readonly post: number
}

/** Shown this once and kept nowhere; must be changed at the first sign-in. */
export interface FirstPassword {
  readonly name: string
  readonly password: string
}

export interface AccountRow {
  readonly name: string
  readonly person: number
  readonly person_name: string
  readonly post: number
  readonly post_name: string
  readonly body: number
  readonly body_name: string
  readonly roles: readonly Role[]
  readonly state: 'open' | 'withdrawn'
  readonly must_change_password: boolean
  readonly closed_until: string | null
  readonly sessions: number
  readonly can: readonly ('reset' | 'withdraw' | 'restore' | 'sign_out')[]
}

/** Someone in office. */
export interface OfficeRow {
  readonly person: number
  readonly person_name: string
  readonly post: number
  readonly post_name: string
  readonly body: number
  readonly body_name: string
}

export interface Accounts {
  readonly accounts: readonly AccountRow[]
  readonly without: readonly OfficeRow[]
}

export interface AccountDeed {
  readonly number: number
  readonly at: string
  readonly by: string
  readonly deed: 'created' | 'reset' | 'withdrawn' | 'restored' | 'signed_out'
  readonly account: string
}

export interface AccountRecord {
  readonly lines: readonly AccountDeed[]
}

export interface Promised {
  readonly figures: readonly string[]
  readonly lead: string | null
  readonly deadline: string | null
  readonly extended: boolean
}

/** 能否按期. The light is read from a written rule and says its sum; the probability stands beside it. */
export interface Kept {
  readonly light: 'green' | 'yellow' | 'red' | 'unknown'
  readonly sum: string
  readonly verdict: 'likely' | 'at_risk' | 'unlikely' | 'cannot_say'
  readonly probability: number | null
  readonly low: number | null
  readonly high: number | null
  readonly reason: string
}

/** 够不够, as if everything promised were delivered. */
export interface Enough {
  readonly answer: 'yes' | 'no' | 'cannot_say'
  readonly reason: string
  readonly probability: number | null
  readonly low: number | null
  readonly high: number | null
  readonly met: number | null
  readonly section: number | null
}

/** A commitment, or a statement no one has acted on yet. */
export interface StatusLine {
  readonly id: string
  readonly kind: string
  readonly theme: Theme
  readonly sentence: string
  readonly document: string
  readonly promised: Promised
  readonly kept: Kept
  readonly enough: Enough
  readonly questions: readonly string[]
  readonly events: readonly number[]
}

export interface StatusNote {
  readonly id: string
  readonly kind: string
  readonly sentence: string
  readonly figures: readonly string[]
}

/** 说得清的比例: counts of forward statements, not percentages. Nothing is added across places. */
export interface Coverage {
  readonly forward: number
  readonly lead: number
  readonly figure: number
  readonly date: number
  readonly effect_asked: number
  readonly effect: number
  readonly evidence: number
  readonly all: number
}

/** A place in numbers, of what the reader may open. Nothing is added across places. */
export interface PlaceTally {
  readonly key: string
  readonly place: string
  readonly documents: number
  readonly commitments: number
  readonly unheard: number
  readonly questions: number
  readonly red: number
  readonly yellow: number
  readonly kept: KeptTally
  readonly enough: EnoughTally
  readonly coverage: Coverage
}

/** Commitments by verdict. */
export interface KeptTally {
  readonly likely: number
  readonly at_risk: number
  readonly unlikely: number
  readonly cannot_say: number
}

/** Commitments by answer. */
export interface EnoughTally {
  readonly yes: number
  readonly no: number
  readonly cannot_say: number
}

export interface StatusNotes {
  readonly total: number
  readonly items: readonly StatusNote[]
}

/** The first lines of a place. */
export interface PlaceLines {
  readonly key: string
  readonly lines: readonly StatusLine[]
  readonly said: StatusNotes
  readonly problems: StatusNotes
  readonly merits: StatusNotes
}

/** The three questions for everything the city holds, on a day. */
export interface Overview {
  readonly city: string
  readonly sample: boolean
  readonly as_of: string
  readonly events: number
  readonly head: string | null
  readonly light_rule: string
  readonly enough_failure: string
  readonly sections: readonly StatusSection[]
  readonly places: readonly PlaceTally[]
  readonly places_left: number
  readonly shown: PlaceLines | null
}

export interface DocumentRow {
  readonly id: number
  readonly file: string
  readonly title: string
  readonly date: string
  readonly date_inferred: boolean
  readonly place: string
  readonly meeting_type: string
  readonly meeting_number: number | null
  readonly sample: boolean
  readonly first_statement: number
  readonly statements: number
  readonly proposed: number
  readonly open_questions: number
  readonly repairs: number
  readonly lost: number
  readonly events: readonly number[]
}

export interface Documents {
  readonly documents: readonly DocumentRow[]
}

/** One change. Spans are code points, of `seen` and of `text`, but `source`, which is bytes of the file; ends are exclusive. */
export interface Repair {
  readonly rule: 'pinyin_gloss' | 'pinyin_straddle' | 'mark_straddle' | 'plain_pinyin' | 'doubled_comma' | 'swallowed_bytes' | 'jammer' | 'script' | 'variant' | 'width' | 'spacing' | 'entity'
  readonly source: readonly [number, number]
  readonly seen: readonly [number, number]
  readonly text: readonly [number, number]
  readonly before: string
  readonly after: string
  readonly confidence: number
}

/** A line of the file that is no part of the paper. */
export interface Dropped {
  readonly reason: 'forum_frame' | 'spam' | 'breadcrumb' | 'furniture' | 'publication' | 'image_name' | 'editor_line' | 'jammer'
  readonly source: readonly [number, number]
  readonly text: string
  readonly before: number
}

/** A place whose bytes are gone and were not restored. */
export interface Lost {
  readonly text: readonly [number, number]
  readonly source: readonly [number, number]
  readonly beside_figure: boolean
}

/** A figure as read, with its place. */
export interface Quantity {
  readonly value: number | string | null
  readonly unit: string
  readonly comparator: Bound
  readonly of: string
  readonly uncertain: boolean
  readonly basis: '' | 'in_year' | 'cumulative' | 'point_in_time' | 'change'
  readonly baseline: string
  readonly period: string
  readonly start: number
  readonly end: number
}

/** A question (问清). */
export interface QuestionRow {
  readonly id: number
  readonly version: number
  readonly label: Label
  readonly text: string
  readonly state: QuestionState
  readonly document: number | null
  readonly document_title: string
  readonly statement: number | null
  readonly quote: string
  readonly commitment: number | null
  readonly asked_of: number | null
  readonly asked_of_name: string
  readonly due: string | null
  readonly asked_on: string
  readonly age_days: number
  readonly overdue_days: number
  readonly answer: string
  readonly answer_document: number | null
  readonly events: readonly number[]
}

export interface CommitmentLink {
  readonly id: number
  readonly title: string
  readonly state: CommitmentState
}

/** One thing a paper says, as read, and what people made of it. `kind` and `theme` are those a person corrected, where one did. */
export interface StatementFull {
  readonly id: number
  readonly version: number
  readonly state: StatementState
  readonly dismissal: string
  readonly start: number
  readonly end: number
  readonly quote: string
  readonly source_spans: readonly (readonly [number, number])[]
  readonly kind: Kind
  readonly theme: Theme
  readonly actor: string
  readonly lead_bodies: readonly BodyLink[]
  readonly supporting: readonly string[]
  readonly supporting_bodies: readonly BodyLink[]
  readonly speaker: string
  readonly item_no: string
  readonly condition: string
  readonly open_list: boolean
  readonly deliverable: boolean
  readonly action: string
  readonly object: string
  readonly quantity: readonly Quantity[]
  readonly deadline: string
  readonly deadline_text: string
  readonly confidence: number
  readonly questions: readonly QuestionRow[]
  readonly commitments: readonly CommitmentLink[]
  readonly events: readonly number[]
}

/** A paper: as found, as meant, and what it says. */
export interface DocumentFull {
  readonly id: number
  readonly version: number
  readonly file: string
  readonly digest: string
  readonly bytes: number
  readonly encoding: string
  readonly notes: readonly string[]
  readonly reader: string
  readonly title: string
  readonly date: string
  readonly date_precision: 'unknown' | 'year' | 'month' | 'day'
  readonly date_inferred: boolean
  readonly place: string
  readonly publisher: string
  readonly convenor: string
  readonly meeting_type: string
  readonly meeting_number: number | null
  readonly sample: boolean
  readonly seen: string
  readonly text: string
  readonly repairs: readonly Repair[]
  readonly dropped: readonly Dropped[]
  readonly lost: readonly Lost[]
  readonly statements: readonly StatementFull[]
  readonly questions: readonly QuestionRow[]
  readonly events: readonly number[]
}

export interface PostTally {
  readonly post: number | null
  readonly name: string
  readonly open: number
  readonly overdue: number
}

export interface Questions {
  readonly total: number
  readonly page: number
  readonly size: number
  readonly items: readonly QuestionRow[]
  readonly open: number
  readonly overdue: number
  readonly posts: readonly PostTally[]
}

export interface CommitmentRow {
  readonly id: number
  readonly version: number
  readonly title: string
  readonly state: CommitmentState
  readonly theme: Theme
  readonly meaning: Meaning
  readonly lead: number | null
  readonly promised: Promised
  readonly kept: Kept
  readonly enough: Enough
  readonly open_questions: number
  readonly reported: string | null
  readonly events: readonly number[]
}

export interface Count {
  readonly key: string
  readonly name: string
  readonly count: number
}

export interface Commitments {
  readonly total: number
  readonly page: number
  readonly size: number
  readonly items: readonly CommitmentRow[]
  readonly states: readonly Count[]
  readonly themes: readonly Count[]
  readonly leads: readonly Count[]
}

/** A source of a commitment. */
export interface Sentence {
  readonly statement: number
  readonly document: number
  readonly document_title: string
  readonly quote: string
  readonly speaker: string
  readonly item_no: string
  readonly start: number
  readonly end: number
  readonly events: readonly number[]
}

export interface BodyLink {
  readonly body: number
  readonly name: string
}

/** 期限: the original, then every extension. */
export interface DeadlineStep {
  readonly event: number
  readonly words: string
  readonly day: string | null
  readonly reason: string
  readonly approver: string
  readonly recorded_at: string
}

export interface AssetMove {
  readonly asset: number
  readonly code: string
  readonly name: string
  readonly stage: Stage
}

/** 进展. `moves` are shown (有据), `said` is typed (自报) and never overrides them. */
export interface ReportRow {
  readonly id: number
  readonly version: number
  readonly until: string
  readonly moves: readonly AssetMove[]
  readonly counted: number | null
  readonly said: string | null
  readonly amount: number | null
  readonly note: string
  readonly reporter: string
  readonly recorded_at: string
  readonly evidence: number
  readonly check: CheckState
  readonly checkable: boolean
  readonly checker: string
  readonly check_reason: string
  readonly events: readonly number[]
}

/** A report with what it is about. */
export interface ReportLine {
  readonly report: ReportRow
  readonly commitment: CommitmentLink
  readonly lead: string
  readonly figure: string | null
}

export interface Reports {
  readonly total: number
  readonly page: number
  readonly size: number
  readonly items: readonly ReportLine[]
}

/** 对象: an asset where its latest report put it. */
export interface CommitmentAsset {
  readonly asset: number
  readonly code: string
  readonly name: string
  readonly kind: string
  readonly place: string
  readonly stage: Stage
  readonly since: string | null
  readonly named: boolean
  readonly events: readonly number[]
}

export interface CommitmentAssets {
  readonly total: number
  readonly assets: readonly CommitmentAsset[]
}

/** A count is never a denominator. */
export interface FunnelStep {
  readonly stage: Stage
  readonly count: number
}

export interface FunnelMonth {
  readonly month: string
  readonly day: string | null
  readonly verdict: 'in_class' | 'missed' | 'none'
  readonly limit: string
  readonly value: string
  readonly corrected: boolean
  readonly event: number | null
}

export interface FunnelJudgement {
  readonly word: 'cannot_say' | 'not_yet' | 'effective' | 'stable'
  readonly reason: string
  readonly as_of: string
  readonly holds_until: string | null
  readonly lapsed: boolean
  readonly event: number
}

export interface FunnelReview {
  readonly id: number
  readonly state_name: string
  readonly cause: string
  readonly reason: string
  readonly due: string | null
}

export interface FunnelAsset {
  readonly asset: number
  readonly code: string
  readonly name: string
  readonly stage: Stage
  readonly reopened: number
  readonly judged: FunnelJudgement | null
  readonly review: FunnelReview | null
  readonly months: readonly FunnelMonth[]
  readonly events: readonly number[]
}

export interface CommitmentFunnel {
  readonly total: number
  readonly page: number
  readonly size: number
  readonly to_verify: number
  readonly lapsed: number
  readonly rule: string | null
  readonly assets: readonly FunnelAsset[]
}

/** A review that puts it in doubt, or an appeal against its light. */
export interface CommitmentThing {
  readonly id: number
  readonly label: string
  readonly title: string
  readonly state: string
  readonly state_name: string
  readonly due: string | null
  readonly said: string
  readonly decided: string
}

export interface PartDraft {
  readonly title?: string
  readonly lead?: number | null
  readonly amount?: string
  readonly bound?: string
  readonly unit?: string
  readonly due?: string
  readonly assets?: readonly string[]
}

export interface SplitDraft {
  readonly parts: readonly PartDraft[]
}

export interface Split {
  readonly id: string
  readonly parts: readonly PartDraft[]
}

export interface SplitOverlap {
  readonly asset: number
  readonly name: string
  readonly first: string
  readonly second: string
}

export interface SplitSum {
  readonly goal: string | null
  readonly total: string | null
  readonly remainder: string | null
  readonly answer: 'yes' | 'no' | 'cannot_say'
  readonly left_out: readonly string[]
  readonly overlaps: readonly SplitOverlap[]
}

export interface SplitPreview {
  readonly standing: number
  readonly sum: SplitSum
  readonly refusals: readonly string[]
}

export interface EventRow {
  readonly sequence: number
  readonly type: string
  readonly recorded_at: string
  readonly post: string
  readonly actor: string
  readonly summary: string
}

export interface CommitmentFull {
  readonly row: CommitmentRow
  readonly sentences: readonly Sentence[]
  readonly supports: readonly BodyLink[]
  readonly needs: string
  readonly goal: number | null
  readonly unit: string
  readonly steps: readonly ('adopt' | 'extend' | 'report' | 'split' | 'appeal')[]
  readonly started: string | null
  readonly parent: CommitmentLink | null
  readonly parts: readonly CommitmentRow[]
  readonly sums: readonly QuarterSum[]
  readonly deadlines: readonly DeadlineStep[]
  readonly funnel: readonly FunnelStep[]
  readonly reviews: readonly CommitmentThing[]
  readonly appeals: readonly CommitmentThing[]
  readonly reports: readonly ReportRow[]
  readonly questions: readonly QuestionRow[]
  readonly history: readonly EventRow[]
}

/** As `luoshi do` takes it (docs/formats/commands.md); the actor is the session's, so `actor`, `post` and `on_behalf_of` are refused here. */
export interface Command {
  readonly id: string
  readonly type: 'confirm_statement' | 'correct_statement' | 'dismiss_statement' | 'tie_statement' | 'untie_statement' | 'ask_question' | 'put_question' | 'answer_question' | 'waive_question' | 'open_commitment' | 'adopt_commitment' | 'extend_deadline' | 'amend_commitment' | 'file_report' | 'check_report' | 'record_sample' | 'correct_sample' | 'set_working_days' | 'register_place' | 'register_body' | 'register_post' | 'register_person' | 'appoint_holder' | 'appoint_acting' | 'end_holder' | 'register_asset' | 'adopt_rules' | `open_${string}` | `${string}.${string}`
  readonly seen?: number
  readonly body: Readonly<Record<string, unknown>>
}

export interface Done {
  readonly first: number
  readonly events: number
  readonly repeated: boolean
}

/** One rebuild of every digest. */
export interface LedgerCheck {
  readonly ok: boolean
  readonly at: string
  readonly head: string
  readonly size: number
  readonly took_ms: number
  readonly reason: string
}

export interface Ledger {
  readonly head: string
  readonly size: number
  readonly root: string
  readonly algorithm: 'sha256'
  readonly checked: LedgerCheck | null
}

export interface EventPage {
  readonly size: number
  readonly events: readonly EventRow[]
}

export interface EventFull {
  readonly row: EventRow
  readonly v: number
  readonly command: string
  readonly entry: string
  readonly leaf: string
  readonly refers: readonly ({ readonly kind: 'document' | 'statement' | 'question' | 'commitment'; readonly id: number; readonly document: number | null; readonly title: string })[]
}

/** Stands without the ledger; docs/formats/ledger.md. The path is checked as RFC 6962 says. */
export interface Proof {
  readonly format: 'luoshi-proof-1'
  readonly algorithm: 'sha256'
  readonly size: number
  readonly root: string
  readonly sequence: number
  readonly entry: string
  readonly path: readonly string[]
}

export interface PlaceRow {
  readonly id: number
  readonly code: string
  readonly name: string
  readonly level: 'province' | 'city' | 'county' | 'town' | 'village'
  readonly parent: number | null
}

export interface BodyRow {
  readonly id: number
  readonly name: string
  readonly aliases: readonly string[]
  readonly kind: 'government' | 'department' | 'town' | 'village' | 'firm' | 'association' | 'other'
  readonly place: number | null
  readonly parent: number | null
}

export interface PostRow {
  readonly id: number
  readonly name: string
  readonly body: number
  readonly superior: number | null
}

export interface PersonRow {
  readonly id: number
  readonly name: string
}

export interface HolderRow {
  readonly person: number | null
  readonly post: number
  readonly roles: readonly Role[]
  readonly from: string
  readonly until: string | null
}

/** A rule that verdicts use. */
export interface RuleRow {
  readonly name: string
  readonly title: string
  readonly source: string
  readonly digest: string
  readonly event: number
  readonly text: string
}

/** A member of a step's body that must be given, with its Chinese word. */
export interface Need {
  readonly field: 'reason' | 'document' | 'article' | 'name' | 'day' | 'body' | 'post' | 'number' | 'figure' | 'assets' | 'evidence'
  readonly name: string
}

export interface LifecycleState {
  readonly state: string
  readonly name: string
  readonly waits: 'own' | 'other' | 'nobody'
}

export interface LifecycleStep {
  readonly command: string
  readonly name: string
  readonly from: readonly string[]
  readonly to: string | null
  readonly needs: readonly Need[]
  readonly guard: string
}

export interface Lifecycle {
  readonly kind: string
  readonly name: string
  readonly letter: string
  readonly open: string
  readonly opening: string
  readonly fields: readonly OpeningField[]
  readonly states: readonly LifecycleState[]
  readonly steps: readonly LifecycleStep[]
}

/** A member of the body that opens a thing, so that a form can ask for it. */
export interface OpeningField {
  readonly field: string
  readonly name: string
  readonly type: 'text' | 'day' | 'number' | 'yes_no' | 'figure' | 'money' | 'deadline' | 'choice' | 'link' | 'digest' | 'group'
  readonly to: string
  readonly many: boolean
  readonly most: number
  readonly choices: readonly ({ readonly key: string; readonly name: string })[]
  readonly fields: readonly OpeningField[]
}

/** 办理流程, from the tables that decide (docs/methods/lifecycle.md). */
export interface Lifecycles {
  readonly kinds: readonly Lifecycle[]
}

/** 资金环节, whole fen: in reserve, applied for, allotted, drawn. */
export interface MoneyStages {
  readonly reserve_fen: number
  readonly applied_fen: number
  readonly allotted_fen: number
  readonly drawn_fen: number
}

/** The same of one source, year or body. */
export interface MoneyPart {
  readonly reserve_fen: number
  readonly applied_fen: number
  readonly allotted_fen: number
  readonly drawn_fen: number
  readonly name: string
}

/** Money of one source in one year. */
export interface FundingRow {
  readonly reserve_fen: number
  readonly applied_fen: number
  readonly allotted_fen: number
  readonly drawn_fen: number
  readonly source: string
  readonly source_name: string
  readonly year: number
}

/** 节点. days_late is against the first plan. in_time: the chance to be met by its plan, median and late the days by which it is with a chance of 50 and 80 %; null once met, once that day is over, in a project neither planned nor started. */
export interface MilestoneRow {
  readonly name: string
  readonly in_time: number | null
  readonly median: string | null
  readonly late: string | null
  readonly planned: string
  readonly first_planned: string
  readonly forecast: string | null
  readonly actual: string | null
  readonly weight: number
  readonly days_late: number
  readonly moved: number
  readonly reason: string
}

/** 审计; settled and cut only with its paper. */
export interface AuditRow {
  readonly submitted_fen: number
  readonly submitted_on: string
  readonly settled_fen: number | null
  readonly cut_fen: number | null
  readonly paper: number | null
}

/** 堵点, and the ask it became. */
export interface BottleneckRow {
  readonly what: string
  readonly since: string
  readonly ask: number | null
  readonly cleared: string | null
}

/** 重点项目. The check character of the code is not verified. */
export interface ProjectRow {
  readonly id: number
  readonly label: string
  readonly name: string
  readonly code: string
  readonly tier: 'province' | 'city' | 'county'
  readonly tier_name: string
  readonly stage: 'reserve' | 'planned' | 'started' | 'done' | 'stopped'
  readonly stage_name: string
  readonly body: number | null
  readonly body_name: string
  readonly total_fen: number | null
  readonly rank: number | null
  readonly rank_reason: string
  readonly started: string | null
  readonly done: string | null
  readonly said_percent: string | null
  readonly said_on: string | null
  readonly met_weight: number
  readonly all_weight: number
  readonly money: MoneyStages
  readonly funding: readonly FundingRow[]
  readonly audits: readonly AuditRow[]
  readonly milestones: readonly MilestoneRow[]
  readonly bottlenecks: readonly BottleneckRow[]
}

/** 项目与资金; sums of what the viewer may see. */
export interface Projects {
  readonly total: number
  readonly money: MoneyStages
  readonly by_source: readonly MoneyPart[]
  readonly by_year: readonly MoneyPart[]
  readonly by_body: readonly MoneyPart[]
  readonly submitted_fen: number
  readonly settled_fen: number
  readonly learned_milestones: number
  readonly cut_fen: number
  readonly items: readonly ProjectRow[]
}

/** Who takes, what gives back. */
export interface CapacityEntry {
  readonly kind: string
  readonly id: number
  readonly label: string
  readonly title: string
  readonly amount: string
  readonly takes: boolean
  readonly returned: boolean
  readonly day: string
  readonly approver: string | null
  readonly reason: string
}

/** 容量账: left = limit − existing − taken + freed, in `unit`; null where the sums do not fit. */
export interface CapacityLedger {
  readonly id: number
  readonly label: string
  readonly title: string
  readonly medium: 'water' | 'air'
  readonly of: string
  readonly unit: string
  readonly place_name: string
  readonly body_name: string
  readonly ended: boolean
  readonly limit: string | null
  readonly existing: string | null
  readonly taken: string | null
  readonly freed: string | null
  readonly left: string | null
  readonly entries: readonly CapacityEntry[]
}

/** All of them. */
export interface CapacityLedgers {
  readonly items: readonly CapacityLedger[]
}

export interface ThingRow {
  readonly kind: string
  readonly id: number
  readonly label: string
  readonly version: number
  readonly title: string
  readonly state: string
  readonly state_name: string
  readonly waits: 'own' | 'other' | 'nobody'
  readonly body: number | null
  readonly body_name: string
  readonly other: number | null
  readonly other_name: string
  readonly since: string | null
  readonly due: string | null
  readonly overdue_days: number
  readonly events: readonly number[]
}

export interface Things {
  readonly total: number
  readonly page: number
  readonly size: number
  readonly overdue: number
  readonly states: readonly Count[]
  readonly items: readonly ThingRow[]
}

export interface ThingField {
  readonly field: string
  readonly name: string
  readonly text: string
  readonly to: string
  readonly id: number | null
}

export interface OpenStep {
  readonly command: string
  readonly name: string
  readonly to: string | null
  readonly needs: readonly Need[]
  readonly guard: string
  readonly refusal: string
}

export interface Passage {
  readonly state: string
  readonly name: string
  readonly day: string
}

/** Days it has waited for each side. */
export interface Waited {
  readonly own_days: number
  readonly other_days: number
}

/** 受阻: the ask that holds up, since when (null: not now), and all its days. */
export type Blocking = { readonly ask: number; readonly since: string | null; readonly days: number } | null

export interface ThingFull {
  readonly row: ThingRow
  readonly fields: readonly ThingField[]
  readonly steps: readonly OpenStep[]
  readonly past: readonly Passage[]
  readonly waited: Waited
  readonly blocking: Blocking
  readonly history: readonly EventRow[]
}

/** A person is named only to those who may see names. */
export interface PostHolder {
  readonly name: string | null
  readonly acting: boolean
  readonly roles: readonly Role[]
  readonly from: string
  readonly until: string | null
}

export interface PostDelegation {
  readonly id: number
  readonly delegate: string | null
  readonly scope: string
  readonly from: string
  readonly until: string
}

export interface PostDuty {
  readonly id: number
  readonly sector: string
  readonly place: string
}

/** `open`: how much is open of it; null where the viewer may not read the body. */
export interface OfficePost {
  readonly id: number
  readonly name: string
  readonly superior: number | null
  readonly superior_name: string
  readonly open: number | null
  readonly holders: readonly PostHolder[]
  readonly delegations: readonly PostDelegation[]
  readonly duties: readonly PostDuty[]
  readonly handover: number | null
}

/** `listed` and `in_post`: persons lent to it, and those of them who hold a post there. */
export interface OfficeBody {
  readonly id: number
  readonly name: string
  readonly kind: string
  readonly parent: number | null
  readonly place_name: string
  readonly listed: number
  readonly in_post: number
  readonly posts: readonly OfficePost[]
}

export interface SecondmentTally {
  readonly commitment: number | null
  readonly title: string
  readonly promised: string
  readonly listed: number
  readonly in_post: number
}

export interface Organisation {
  readonly bodies: readonly OfficeBody[]
  readonly secondments: readonly SecondmentTally[]
}

export interface DeskItem {
  readonly kind: string
  readonly kind_name: string
  readonly id: number
  readonly label: string
  readonly title: string
  readonly state_name: string
  readonly due: string | null
  readonly report_due: boolean
}

export interface Desk {
  readonly post: number
  readonly name: string
  readonly body_name: string
  readonly items: readonly DeskItem[]
}

/** `from_place`: the place above whose duty reaches down here; empty for its own. No duty: nobody answers. */
export interface DutyCell {
  readonly duty: number | null
  readonly body_name: string
  readonly post_name: string
  readonly from_place: string
}

/** A cell for each of the sectors, in their order. */
export interface DutyPlace {
  readonly id: number
  readonly name: string
  readonly level: string
  readonly cells: readonly DutyCell[]
}

export interface FirmDuty {
  readonly id: number
  readonly name: string
  readonly place_name: string
  readonly answered: boolean
}

export interface DutyMatrix {
  readonly sectors: readonly string[]
  readonly places: readonly DutyPlace[]
  readonly empty: number
  readonly inherited: number
  readonly firms: readonly FirmDuty[]
}

export interface YearRow {
  readonly id: number
  readonly version: number
  readonly year: number
  readonly body: number
  readonly body_name: string
  readonly state: string
  readonly state_name: string
  readonly opened_on: string
  readonly closed_on: string | null
  readonly undecided: number
}

export interface Years {
  readonly items: readonly YearRow[]
}

export interface NewYear {
  readonly id: string
  readonly year: number
  readonly body: number
}

/** What was shown when the turn was opened, as recorded. */
export interface YearVerdict {
  readonly event: number
  readonly word: string
  readonly probability: string | null
  readonly low: string | null
  readonly high: string | null
  readonly reason: string
  readonly engine: string
}

export interface YearLine {
  readonly commitment: number
  readonly version: number
  readonly title: string
  readonly state: CommitmentState
  readonly lead: number | null
  readonly lead_name: string
  readonly fate: 'undecided' | 'carried' | 'rebased' | 'dropped' | 'done' | 'undated'
  readonly fate_name: string
  readonly figure_before: string
  readonly figure_after: string
  readonly unit: string
  readonly due_before: string | null
  readonly due_after: string | null
  readonly times: number
  readonly reason: string
  readonly approver: string
  readonly verdict: YearVerdict | null
}

export interface YearFull {
  readonly row: YearRow
  readonly lines: readonly YearLine[]
  readonly steps: readonly string[]
  readonly decides: boolean
}

export interface ListCounts {
  readonly problems: number
  readonly targets: number
  readonly tasks: number
  readonly measures: number
  readonly sectors: number
}

export interface ListCampaignLink {
  readonly id: number
  readonly title: string
}

export interface ListRow {
  readonly kind: string
  readonly id: number
  readonly label: string
  readonly title: string
  readonly state_name: string
  readonly open: boolean
  readonly body: number | null
  readonly body_name: string
  readonly other_name: string
  readonly due: string | null
  readonly campaigns: readonly ListCampaignLink[]
  readonly assets: readonly string[]
  readonly counts: ListCounts | null
}

/** A measure that serves two campaigns counts once in each. */
export interface ListCampaign {
  readonly id: number
  readonly title: string
  readonly problems: number
  readonly targets: number
  readonly tasks: number
  readonly measures: number
}

export interface ListLink {
  readonly kind: string
  readonly id: number
  readonly label: string
  readonly title: string
  readonly body_name: string
}

export interface ListMark {
  readonly what: 'opposed' | 'figure' | 'date' | 'two_leads' | 'cross_boundary' | 'synergy'
  readonly asset_name: string
  readonly first: ListLink
  readonly second: ListLink | null
  readonly parent: ListLink | null
}

export interface Lists {
  readonly total: number
  readonly page: number
  readonly size: number
  readonly lists: readonly Count[]
  readonly campaigns: readonly ListCampaign[]
  readonly marks: readonly ListMark[]
  readonly items: readonly ListRow[]
}

export interface ThreadMember {
  readonly statement: number
  readonly version: number
  readonly document: number
  readonly document_title: string
  readonly date: string
  readonly quote: string
  readonly actor: string
  readonly deadline_text: string
  readonly figures: readonly string[]
  readonly earlier: number | null
}

/** `likeness` and `words` in thousandths. */
export interface ThreadCandidate {
  readonly statement: number
  readonly version: number
  readonly document: number
  readonly document_title: string
  readonly date: string
  readonly quote: string
  readonly actor: string
  readonly deadline_text: string
  readonly figures: readonly string[]
  readonly earlier: number | null
  readonly likeness: number
  readonly words: number
  readonly same_unit: boolean
  readonly same_asset: boolean
}

export interface Thread {
  readonly statement: number
  readonly summary: string
  readonly asked: number
  readonly lowered: number
  readonly raised: number
  readonly postponed: number
  readonly owner_changed: number
  readonly members: readonly ThreadMember[]
  readonly candidates: readonly ThreadCandidate[]
  readonly ties: boolean
}

export interface Geometry {
  readonly type: 'Point' | 'MultiPoint' | 'LineString' | 'MultiLineString' | 'Polygon' | 'MultiPolygon'
  readonly coordinates: Position | readonly Position[] | readonly (readonly Position[])[] | readonly (readonly (readonly Position[])[])[]
}

export type Position = readonly number[]

export interface MapThing {
  readonly code: string
  readonly name: string
  readonly layer: string
  readonly kind: string
  readonly asset: number | null
  readonly place: number | null
}

export interface MapFeature {
  readonly type: 'Feature'
  readonly geometry: Geometry
  readonly properties: MapThing
}

/** 挂图. GeoJSON; kept by the browser under its ETag, which changes with the layers and the registers only. */
export interface Map {
  readonly type: 'FeatureCollection'
  readonly features: readonly MapFeature[]
}

export interface StageAssets {
  readonly stage: Stage
  readonly assets: readonly number[]
}

export interface MapClosure {
  readonly closure: number
  readonly asset: number
  readonly state: string
  readonly state_name: string
  readonly due: string | null
  readonly overdue_days: number
}

export interface MapTown {
  readonly place: number
  readonly name: string
  readonly body: number | null
  readonly rivers: readonly FunnelAt[]
  readonly river_count: number
  readonly commitments: number
  readonly likely: number
  readonly at_risk: number
  readonly unlikely: number
  readonly cannot_say: number
  readonly questions: number
}

export interface FunnelAt {
  readonly stage: Stage
  readonly count: number
}

export interface MapStates {
  readonly stages: readonly StageAssets[]
  readonly verdicts: readonly VerdictAssets[]
  readonly reviewed: readonly number[]
  readonly closures: readonly MapClosure[]
  readonly projects: readonly MapProject[]
  readonly towns: readonly MapTown[]
}

/** Assets by the worst verdict of the commitments that name them, of those the reader may open; an asset that none names is in no list. */
export interface VerdictAssets {
  readonly verdict: 'likely' | 'at_risk' | 'unlikely' | 'cannot_say'
  readonly assets: readonly number[]
}

/** A project where it stands: on its first asset, else in its place. */
export interface MapProject {
  readonly project: number
  readonly name: string
  readonly stage: 'reserve' | 'planned' | 'started' | 'done' | 'stopped'
  readonly stage_name: string
  readonly asset: number | null
  readonly place: number | null
  readonly next: string
  readonly planned: string | null
  readonly overdue_days: number
  readonly held_up: number
}

/** A day and what is believed of the amount by then. */
export interface FanPoint {
  readonly day: string
  readonly p10: number
  readonly p25: number
  readonly p50: number
  readonly p75: number
  readonly p90: number
}

export interface ChanceNow {
  readonly probability: number
  readonly low: number
  readonly high: number
}

/** 总量: out of how many. `stated`: by a body in the ledger; else the list that the promise names. */
export interface StatedTotal {
  readonly number: number
  readonly by: string
  readonly stated: boolean
  readonly document: number | null
}

/** How claims of the lead body turned out when checked, and what one not checked is therefore worth. */
export interface ClaimTrust {
  readonly held: number
  readonly fell: number
  readonly share: number
}

/** What the chance hangs on, and what it were at the unlucky and the lucky tenth. */
export interface Driver {
  readonly name: string
  readonly low: number
  readonly high: number
}

/** How many times as fast everything must go from that day on for the chance; null where 16 times is not enough. */
export interface NeededChange {
  readonly chance: number
  readonly from: string
  readonly factor: number | null
}

/** The same forecast with everything so many times as fast from that day on. */
export interface WhatIfAnswer {
  readonly factor: number
  readonly from: string
  readonly probability: number
  readonly low: number
  readonly high: number
  readonly fan: readonly FanPoint[]
}

/** A verdict as it was recorded; `event` holds it. */
export interface PastVerdict {
  readonly on: string
  readonly verdict: 'likely' | 'at_risk' | 'unlikely' | 'cannot_say'
  readonly probability: number | null
  readonly low: number | null
  readonly high: number | null
  readonly reason: string
  readonly engine: string
  readonly event: number
}

/** How the chance of a commitment comes about. `now` is null where nothing can be said: the reason stands in `reason`. */
export interface CommitmentForecast {
  readonly commitment: number
  readonly unit: string
  readonly reason: string
  readonly reasons: readonly string[]
  readonly reported: string | null
  readonly total: StatedTotal | null
  readonly trust: ClaimTrust
  readonly engine: string
  readonly now: ChanceNow | null
  readonly fan: readonly FanPoint[]
  readonly drivers: readonly Driver[]
  readonly needed: NeededChange | null
  readonly what_if: WhatIfAnswer | null
  readonly parts: readonly PartOutlook[]
  readonly past: PartsPast | null
  readonly season: MonthSpeeds | null
  readonly history: readonly PastVerdict[]
}

/** How fast work of this kind goes in each month, January first, 1 as in the mean month, as the city has adopted it (docs/formats/season-file.md). */
export interface MonthSpeeds {
  readonly work: string
  readonly source: string
  readonly speed: readonly number[]
}

/** A part of a target that its parts make: what it promised, what is expected of it by the target's date and how likely it keeps it, in the target's unit; `reason` where it says nothing. Those that move the target's chance most come first. */
export interface PartOutlook {
  readonly commitment: number
  readonly lead: string
  readonly promised: number | null
  readonly expected: number | null
  readonly chance: number | null
  readonly reason: string
}

/** What the parts of a target came to, on each day one of them was reported: things shown (`counted`) or amounts said; of a target without a figure, how many parts had come to what they promise. Null where the target reports on itself. */
export interface PartsPast {
  readonly counted: boolean
  readonly stood: readonly ({ readonly day: string; readonly value: number })[]
  readonly started: string
  readonly due: string
  readonly goal: number
}

/** score = reliability − resolution + uncertainty. */
export interface BrierParts {
  readonly score: number
  readonly reliability: number
  readonly resolution: number
  readonly uncertainty: number
  readonly cases: number
}

export interface ScoreRival {
  readonly key: string
  readonly name: string
  readonly brier: BrierParts
}

export interface IntervalCover {
  readonly wanted: number
  readonly reached: number
  readonly error: number
  readonly holds: boolean
}

/** `error`: standard error of the Brier score, promises kept whole. `crps`, in things, over the `counted` cases with a distribution. */
export interface Scores {
  readonly brier: BrierParts
  readonly error: number
  readonly rivals: readonly ScoreRival[]
  readonly counted: number
  readonly crps: number | null
  readonly straight_crps: number | null
  readonly coverage: readonly IntervalCover[]
  readonly pit: readonly number[]
  readonly uniform: number | null
}

export interface ReliabilityBin {
  readonly from: number
  readonly to: number
  readonly count: number
  readonly kept: number
  readonly said: number
  readonly low: number
  readonly high: number
}

/** `ranked`: ten promises or more. */
export interface ScoreGroup {
  readonly key: string
  readonly name: string
  readonly cases: number
  readonly promises: number
  readonly said: number
  readonly kept: number
  readonly score: number
  readonly error: number
  readonly ranked: boolean
}

export interface WorstMiss {
  readonly commitment: number
  readonly title: string
  readonly on: string
  readonly due: string
  readonly chance: number
  readonly kept: boolean
  readonly reason: string
  readonly event: number
}

export interface VersionCount {
  readonly engine: string
  readonly verdicts: number
}

/** 预测记分牌: recorded verdicts only, whether they flatter or not. `unknown`: the day has come and no report tells what came. `scores` is null while none can be scored. */
export interface Scorecard {
  readonly today: string
  readonly recorded: number
  readonly cannot_say: number
  readonly settled: number
  readonly waiting: number
  readonly unknown: number
  readonly scored: number
  readonly promises: number
  readonly first: string | null
  readonly last: string | null
  readonly versions: readonly VersionCount[]
  readonly sentence: string
  readonly scores: Scores | null
  readonly reliability: readonly ReliabilityBin[]
  readonly by_body: readonly ScoreGroup[]
  readonly by_theme: readonly ScoreGroup[]
  readonly worst: readonly WorstMiss[]
}

export interface Recording {
  readonly recorded: number
  readonly already: number
  readonly cannot_say: number
}

/** 0 to 1; low and high: what it would be were the model wrong by its 90 % quantile to either side. */
export interface Chance {
  readonly probability: number
  readonly low: number
  readonly high: number
}

/** 10 %, 50 %, 90 %. */
export interface Band {
  readonly low: number
  readonly median: number
  readonly high: number
}

/** 缺口: parts of 1 − the joint chance, which they add up to. */
export interface Shortfall {
  readonly nobody: number
  readonly waiting: number
  readonly late: number
  readonly unverified: number
  readonly too_little: number
  readonly doubt: number
}

export interface SectionRow {
  readonly asset: number | null
  readonly name: string
  readonly item: string
  readonly unit: string
  readonly limit: number
  readonly quarter: string
  readonly target: number | null
  readonly lead: string | null
  readonly without: number
  readonly middle_if_kept: number
  readonly level_if_kept: Band
  readonly level: Band
  readonly answer: 'yes' | 'no' | 'cannot_say'
  readonly enough: Chance
  readonly met: Chance
  readonly kept: Kept
  readonly promised: number
  readonly past: boolean
  readonly given: string
  readonly shortfall: Shortfall
  readonly reason: string
}

export interface SilentSection {
  readonly asset: number | null
  readonly name: string
  readonly item: string
  readonly reason: string
}

export interface UnjudgedMeasure {
  readonly measure: number
  readonly title: string
  readonly reason: string
}

export interface LeftOut {
  readonly thing: 'measure' | 'closure'
  readonly number: number
  readonly title: string
  readonly reason: string
}

/** 够不够, if everything promised is delivered; 到期达标 with delays counted in. Never merged. */
export interface EnoughList {
  readonly adopted: boolean
  readonly underway: number | null
  readonly events: number
  readonly failure: string
  readonly name: string
  readonly given: string
  readonly sections: readonly SectionRow[]
  readonly silent: readonly SilentSection[]
  readonly left_out: readonly LeftOut[]
  readonly met_everywhere: number | null
  readonly rate_source: string
  readonly draws: number
  readonly seed: number
}

/** 实测效果: same months before and after, against a section left as it was. Shown and offered; no verdict uses it. */
export interface LearnedList {
  readonly reason: string
  readonly least_months: number
  readonly kinds: readonly LearnedKind[]
  readonly unjudged: readonly UnjudgedMeasure[]
}

export interface LearnedKind {
  readonly kind: string
  readonly measured: readonly LearnedMeasure[]
  readonly mean: LearnedShare | null
  readonly next: LearnedShare | null
  readonly between: number
}

/** Share of what was promised, with its 90 % interval. */
export interface LearnedShare {
  readonly effect: number
  readonly low: number
  readonly high: number
}

export interface LearnedMeasure {
  readonly measure: number
  readonly title: string
  readonly body_name: string
  readonly built: string
  readonly section: number
  readonly section_name: string
  readonly control_names: readonly string[]
  readonly control_by: 'upstream' | 'unaffected' | 'outside'
  readonly first_month: string
  readonly last_month: string
  readonly promised_kg_d: number
  readonly promised_fall: number
  readonly share: number
  readonly error: number
  readonly pooled: number
}

export interface CommitmentName {
  readonly id: number
  readonly title: string
}

export interface SectionMeasure {
  readonly id: number
  readonly thing: 'measure' | 'closure'
  readonly number: number
  readonly title: string
  readonly does: string
  readonly body: number
  readonly body_name: string
  readonly asset_name: string
  readonly standing: 'sound' | 'waiting' | 'nobody' | 'unverified'
  readonly due: string | null
  readonly in_time: boolean
  readonly fall: number
  readonly doubt: number
  readonly by: 'built' | 'counted' | 'by_rate' | 'unknown'
  readonly chance: number | null
  readonly cost_yuan: number | null
  readonly gain: number
  readonly commitments: readonly CommitmentName[]
  readonly events: readonly number[]
}

export interface BodyGain {
  readonly body: number
  readonly name: string
  readonly gain: number
}

export interface QuestionGain {
  readonly id: number
  readonly label: string
  readonly text: string
  readonly gain: number
}

export interface SectionQuarter {
  readonly quarter: string
  readonly enough: Chance
  readonly met: Chance
  readonly level: Band
  readonly level_if_kept: Band
}

export interface LabelledShare {
  readonly label: string
  readonly level: number
  readonly share: number
}

export interface SectionShares {
  readonly towns: readonly LabelledShare[]
  readonly sectors: readonly LabelledShare[]
}

export interface SliderMeasure {
  readonly measure: number
  readonly promised: boolean
  readonly factors: readonly number[]
}

/** Draws with which a page answers by itself: level = error · max(0, without − others − Σ factor · fall · slider). */
export interface Sliders {
  readonly measures: readonly SliderMeasure[]
  readonly error: readonly number[]
  readonly others: readonly number[]
  readonly model_error: number
}

/** A measure that raises a level instead of lowering it (反而升高). */
export interface SectionRaise {
  readonly thing: 'measure' | 'closure'
  readonly number: number
  readonly title: string
  readonly does: string
  readonly body_name: string
  readonly by: number
  readonly counted: boolean
}

export interface SectionFull {
  readonly row: SectionRow
  readonly items: readonly string[]
  readonly measures: readonly SectionMeasure[]
  readonly raises: readonly SectionRaise[]
  readonly bend: number
  readonly bodies: readonly BodyGain[]
  readonly questions: readonly QuestionGain[]
  readonly quarters: readonly SectionQuarter[]
  readonly shares: SectionShares
  readonly sliders: Sliders
  readonly events: number
  readonly draws: number
  readonly seed: number
}

export interface DecisionLine {
  readonly head: string
  readonly lead: string
  readonly detail: string
}

export interface DecisionChoice {
  readonly mark: string
  readonly title: string
  readonly level: number
  readonly probability: number
  readonly low: number
  readonly high: number
  readonly cost_yuan: number | null
}

/** 决策单: the same state gives the same bytes. */
export interface DecisionSheet {
  readonly title: string
  readonly city: string
  readonly sample: boolean
  readonly day: string
  readonly row: SectionRow
  readonly lines: readonly DecisionLine[]
  readonly choices: readonly DecisionChoice[]
  readonly leads: readonly string[]
  readonly commitments: readonly number[]
  readonly events: number
  readonly head: string
  readonly seed: number
  readonly engine: string
}

export interface StatusSection {
  readonly asset: number | null
  readonly name: string
  readonly item: string
  readonly judged: boolean
  readonly answer: 'yes' | 'no' | 'cannot_say'
  readonly reason: string
}

export type WaterLevel = { readonly level: number; readonly class: string | null } | null

export interface ReachItem {
  readonly item: string
  readonly now: WaterLevel
  readonly if_kept: WaterLevel
}

export interface WaterReach {
  readonly code: string
  readonly section: string
  readonly asset: number | null
  readonly name: string
  readonly flow_m3_s: number | null
  readonly cannot_say: string
  readonly items: readonly ReachItem[]
}

export interface SectionMonth {
  readonly month: string
  readonly levels: readonly (number | null)[]
  readonly classes: readonly (string | null)[]
  readonly class: string | null
}

export interface MonitoredSection {
  readonly asset: number
  readonly name: string
  readonly months: readonly SectionMonth[]
}

/** 水. */
export interface Water {
  readonly reaches: readonly WaterReach[]
  readonly sections: readonly SectionRow[]
  readonly silent: readonly SilentSection[]
  readonly underway: number | null
  readonly given: string
  readonly modelled_items: readonly string[]
  readonly monitored_items: readonly string[]
  readonly monitored: readonly MonitoredSection[]
}

/** 加总: what is due by the end of a quarter. */
export interface QuarterSum {
  readonly quarter: string
  readonly total: string | null
  readonly waiting: string | null
  readonly remainder: string | null
  readonly answer: 'yes' | 'no' | 'cannot_say'
  readonly overlaps: number
  readonly left_out: number
}

/** 名录. Persons are named only for those with the right to see them. */
export interface Registers {
  readonly places: readonly PlaceRow[]
  readonly bodies: readonly BodyRow[]
  readonly posts: readonly PostRow[]
  readonly persons: readonly PersonRow[]
  readonly holders: readonly HolderRow[]
  readonly assets: readonly Count[]
  readonly rules: readonly RuleRow[]
}

/** What each operation takes and answers. */
export interface Operations {
  getBurden: {
    path: undefined
    query: { readonly month?: string }
    body: undefined
    answer: Burden
  }
  freezeSpotList: {
    path: undefined
    query: undefined
    body: SpotPeriod
    answer: SpotList
  }
  getSpotCheck: {
    path: { readonly id: number }
    query: undefined
    body: undefined
    answer: SpotCheckFull
  }
  listSheetForms: {
    path: undefined
    query: undefined
    body: undefined
    answer: SheetForms
  }
  exportSheet: {
    path: undefined
    query: { readonly form: string; readonly body?: number; readonly format?: 'xlsx' | 'csv' }
    body: undefined
    answer: ArrayBuffer
  }
  previewSheet: {
    path: undefined
    query: { readonly name: string; readonly form?: string; readonly mine?: string; readonly theirs?: string; readonly leave_out?: number }
    body: Blob
    answer: SheetPreview
  }
  applySheet: {
    path: undefined
    query: { readonly name: string; readonly form?: string; readonly mine?: string; readonly theirs?: string; readonly leave_out?: number }
    body: Blob
    answer: SheetDone
  }
  keepMapping: {
    path: undefined
    query: undefined
    body: MappingKept
    answer: Done
  }
  uploadEvidence: {
    path: undefined
    query: { readonly name: string }
    body: Blob
    answer: EvidenceFile
  }
  listReportEvidence: {
    path: { readonly id: number }
    query: undefined
    body: undefined
    answer: ReportEvidence
  }
  getEvidenceFile: {
    path: { readonly id: number }
    query: { readonly number?: number }
    body: undefined
    answer: ArrayBuffer
  }
  getSession: {
    path: undefined
    query: undefined
    body: undefined
    answer: Session
  }
  signIn: {
    path: undefined
    query: undefined
    body: SignIn
    answer: Session
  }
  signOut: {
    path: undefined
    query: undefined
    body: undefined
    answer: undefined
  }
  changePassword: {
    path: undefined
    query: undefined
    body: PasswordChange
    answer: Session
  }
  getOverview: {
    path: undefined
    query: { readonly as_of?: string; readonly place?: string }
    body: undefined
    answer: Overview
  }
  listDocuments: {
    path: undefined
    query: undefined
    body: undefined
    answer: Documents
  }
  getDocument: {
    path: { readonly id: number }
    query: undefined
    body: undefined
    answer: DocumentFull
  }
  getDocumentSource: {
    path: { readonly id: number }
    query: undefined
    body: undefined
    answer: ArrayBuffer
  }
  listQuestions: {
    path: undefined
    query: { readonly state?: QuestionState; readonly post?: number; readonly label?: Label; readonly document?: number; readonly sort?: 'overdue' | 'age' | 'post'; readonly page?: number; readonly size?: number }
    body: undefined
    answer: Questions
  }
  listCommitments: {
    path: undefined
    query: { readonly search?: string; readonly state?: CommitmentState; readonly theme?: Theme; readonly lead?: number; readonly place?: string; readonly kept?: 'likely' | 'at_risk' | 'unlikely' | 'cannot_say'; readonly enough?: 'yes' | 'no' | 'cannot_say'; readonly light?: 'green' | 'yellow' | 'red' | 'unknown'; readonly sort?: 'attention' | 'due' | 'lead' | 'title' | 'newest'; readonly page?: number; readonly size?: number }
    body: undefined
    answer: Commitments
  }
  getCommitment: {
    path: { readonly id: number }
    query: undefined
    body: undefined
    answer: CommitmentFull
  }
  listCommitmentAssets: {
    path: { readonly id: number }
    query: { readonly search?: string }
    body: undefined
    answer: CommitmentAssets
  }
  getCommitmentFunnel: {
    path: { readonly id: number }
    query: { readonly page?: number; readonly size?: number }
    body: undefined
    answer: CommitmentFunnel
  }
  splitCommitment: {
    path: { readonly id: number }
    query: undefined
    body: Split
    answer: Done
  }
  previewSplit: {
    path: { readonly id: number }
    query: undefined
    body: SplitDraft
    answer: SplitPreview
  }
  listReports: {
    path: undefined
    query: { readonly check?: CheckState; readonly lead?: number; readonly checkable?: number; readonly page?: number; readonly size?: number }
    body: undefined
    answer: Reports
  }
  sendCommand: {
    path: undefined
    query: undefined
    body: Command
    answer: Done
  }
  getLedger: {
    path: undefined
    query: undefined
    body: undefined
    answer: Ledger
  }
  checkLedger: {
    path: undefined
    query: undefined
    body: undefined
    answer: LedgerCheck
  }
  listEvents: {
    path: undefined
    query: { readonly last?: number; readonly size?: number; readonly sequences?: string }
    body: undefined
    answer: EventPage
  }
  getEvent: {
    path: { readonly sequence: number }
    query: undefined
    body: undefined
    answer: EventFull
  }
  getProof: {
    path: { readonly sequence: number }
    query: undefined
    body: undefined
    answer: Proof
  }
  listLifecycles: {
    path: undefined
    query: undefined
    body: undefined
    answer: Lifecycles
  }
  listThings: {
    path: undefined
    query: { readonly kind: string; readonly state?: string; readonly search?: string; readonly body?: number; readonly sort?: 'due' | 'newest' | 'title'; readonly page?: number; readonly size?: number }
    body: undefined
    answer: Things
  }
  getThing: {
    path: { readonly id: number }
    query: { readonly kind: string }
    body: undefined
    answer: ThingFull
  }
  listProjects: {
    path: undefined
    query: undefined
    body: undefined
    answer: Projects
  }
  listCapacity: {
    path: undefined
    query: undefined
    body: undefined
    answer: CapacityLedgers
  }
  getRegisters: {
    path: undefined
    query: undefined
    body: undefined
    answer: Registers
  }
  getOrganisation: {
    path: undefined
    query: undefined
    body: undefined
    answer: Organisation
  }
  getDesk: {
    path: { readonly id: number }
    query: undefined
    body: undefined
    answer: Desk
  }
  getDutyMatrix: {
    path: undefined
    query: undefined
    body: undefined
    answer: DutyMatrix
  }
  listYears: {
    path: undefined
    query: undefined
    body: undefined
    answer: Years
  }
  openYear: {
    path: undefined
    query: undefined
    body: NewYear
    answer: Done
  }
  getYear: {
    path: { readonly id: number }
    query: undefined
    body: undefined
    answer: YearFull
  }
  getLists: {
    path: undefined
    query: { readonly list?: 'problem' | 'target' | 'task' | 'measure' | 'duty'; readonly campaign?: number; readonly body?: number; readonly state?: 'open'; readonly search?: string; readonly page?: number; readonly size?: number }
    body: undefined
    answer: Lists
  }
  getThread: {
    path: { readonly id: number }
    query: undefined
    body: undefined
    answer: Thread
  }
  getCommitmentForecast: {
    path: { readonly id: number }
    query: { readonly speed?: number; readonly from?: string }
    body: undefined
    answer: CommitmentForecast
  }
  getScorecard: {
    path: undefined
    query: undefined
    body: undefined
    answer: Scorecard
  }
  recordVerdicts: {
    path: undefined
    query: undefined
    body: undefined
    answer: Recording
  }
  getMap: {
    path: undefined
    query: undefined
    body: undefined
    answer: Map
  }
  getMapStates: {
    path: undefined
    query: undefined
    body: undefined
    answer: MapStates
  }
  listEnough: {
    path: undefined
    query: undefined
    body: undefined
    answer: EnoughList
  }
  getEnough: {
    path: { readonly id: number }
    query: { readonly item?: string }
    body: undefined
    answer: SectionFull
  }
  listLearned: {
    path: undefined
    query: undefined
    body: undefined
    answer: LearnedList
  }
  getDecisionSheet: {
    path: { readonly id: number }
    query: { readonly item?: string; readonly at?: number }
    body: undefined
    answer: DecisionSheet
  }
  getWater: {
    path: undefined
    query: undefined
    body: undefined
    answer: Water
  }
  watchEvents: {
    path: undefined
    query: undefined
    body: undefined
    answer: ArrayBuffer
  }
  listAccounts: {
    path: undefined
    query: undefined
    body: undefined
    answer: Accounts
  }
  createAccount: {
    path: undefined
    query: undefined
    body: NewAccount
    answer: FirstPassword
  }
  listAccountRecord: {
    path: undefined
    query: { readonly last?: number; readonly size?: number }
    body: undefined
    answer: AccountRecord
  }
  resetPassword: {
    path: undefined
    query: undefined
    body: AccountName
    answer: FirstPassword
  }
  withdrawAccount: {
    path: undefined
    query: undefined
    body: AccountName
    answer: AccountRow
  }
  restoreAccount: {
    path: undefined
    query: undefined
    body: AccountName
    answer: AccountRow
  }
  endSessions: {
    path: undefined
    query: undefined
    body: AccountName
    answer: AccountRow
  }
}

/** Where each operation is found. */
export const routes: Readonly<Record<keyof Operations, readonly [method: string, path: string]>> = {
  getBurden: ['GET', '/api/v1/burden'],
  freezeSpotList: ['POST', '/api/v1/spot-lists'],
  getSpotCheck: ['GET', '/api/v1/spot-checks/{id}'],
  listSheetForms: ['GET', '/api/v1/sheets'],
  exportSheet: ['GET', '/api/v1/sheets/export'],
  previewSheet: ['POST', '/api/v1/sheets/preview'],
  applySheet: ['POST', '/api/v1/sheets/apply'],
  keepMapping: ['POST', '/api/v1/sheets/mapping'],
  uploadEvidence: ['POST', '/api/v1/evidence'],
  listReportEvidence: ['GET', '/api/v1/reports/{id}/evidence'],
  getEvidenceFile: ['GET', '/api/v1/reports/{id}/evidence/file'],
  getSession: ['GET', '/api/v1/session'],
  signIn: ['POST', '/api/v1/session'],
  signOut: ['DELETE', '/api/v1/session'],
  changePassword: ['POST', '/api/v1/password'],
  getOverview: ['GET', '/api/v1/overview'],
  listDocuments: ['GET', '/api/v1/documents'],
  getDocument: ['GET', '/api/v1/documents/{id}'],
  getDocumentSource: ['GET', '/api/v1/documents/{id}/source'],
  listQuestions: ['GET', '/api/v1/questions'],
  listCommitments: ['GET', '/api/v1/commitments'],
  getCommitment: ['GET', '/api/v1/commitments/{id}'],
  listCommitmentAssets: ['GET', '/api/v1/commitments/{id}/assets'],
  getCommitmentFunnel: ['GET', '/api/v1/commitments/{id}/funnel'],
  splitCommitment: ['POST', '/api/v1/commitments/{id}/parts'],
  previewSplit: ['POST', '/api/v1/commitments/{id}/parts/preview'],
  listReports: ['GET', '/api/v1/reports'],
  sendCommand: ['POST', '/api/v1/commands'],
  getLedger: ['GET', '/api/v1/ledger'],
  checkLedger: ['POST', '/api/v1/ledger/check'],
  listEvents: ['GET', '/api/v1/ledger/events'],
  getEvent: ['GET', '/api/v1/ledger/events/{sequence}'],
  getProof: ['GET', '/api/v1/ledger/events/{sequence}/proof'],
  listLifecycles: ['GET', '/api/v1/lifecycles'],
  listThings: ['GET', '/api/v1/things'],
  getThing: ['GET', '/api/v1/things/{id}'],
  listProjects: ['GET', '/api/v1/projects'],
  listCapacity: ['GET', '/api/v1/capacity'],
  getRegisters: ['GET', '/api/v1/registers'],
  getOrganisation: ['GET', '/api/v1/organisation'],
  getDesk: ['GET', '/api/v1/posts/{id}/open'],
  getDutyMatrix: ['GET', '/api/v1/duty-matrix'],
  listYears: ['GET', '/api/v1/years'],
  openYear: ['POST', '/api/v1/years'],
  getYear: ['GET', '/api/v1/years/{id}'],
  getLists: ['GET', '/api/v1/lists'],
  getThread: ['GET', '/api/v1/statements/{id}/thread'],
  getCommitmentForecast: ['GET', '/api/v1/commitments/{id}/forecast'],
  getScorecard: ['GET', '/api/v1/scorecard'],
  recordVerdicts: ['POST', '/api/v1/verdicts'],
  getMap: ['GET', '/api/v1/map'],
  getMapStates: ['GET', '/api/v1/map/states'],
  listEnough: ['GET', '/api/v1/enough'],
  getEnough: ['GET', '/api/v1/enough/{id}'],
  listLearned: ['GET', '/api/v1/learned'],
  getDecisionSheet: ['GET', '/api/v1/enough/{id}/sheet'],
  getWater: ['GET', '/api/v1/water'],
  watchEvents: ['GET', '/api/v1/events'],
  listAccounts: ['GET', '/api/v1/accounts'],
  createAccount: ['POST', '/api/v1/accounts'],
  listAccountRecord: ['GET', '/api/v1/accounts/record'],
  resetPassword: ['POST', '/api/v1/accounts/reset'],
  withdrawAccount: ['POST', '/api/v1/accounts/withdraw'],
  restoreAccount: ['POST', '/api/v1/accounts/restore'],
  endSessions: ['POST', '/api/v1/accounts/sign-out']
}
