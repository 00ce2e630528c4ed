import type { SheetLine, SheetMapping, SheetPreview } from '@/api/schema'

/** What a row would become, in words. */
export const lineWords: Readonly<Record<SheetLine['kind'], string>> = { new: '新增', changed: '改动', conflict: '冲突', deleted: '表里删了', unchanged: '不变' }

/** How each row in conflict is decided: by the sheet, or by the city. */
export type Decided = ReadonlyMap<number, 'mine' | 'theirs'>

export const rowsOf = (decided: Decided, side: 'mine' | 'theirs'): string =>
  [...decided].filter(([, chosen]) => chosen === side).map(([row]) => row).sort((a, b) => a - b).join(',')

/** A column sent to another field; a field goes to one column only, so the one it was taken from is left free. */
export function withColumn(mapping: SheetMapping, column: number, field: string): SheetMapping {
  return { ...mapping, columns: mapping.columns.map((each) => each.column === column ? { ...each, field, reason: field === each.field ? each.reason : '人工指定' }
    : field !== '' && each.field === field ? { ...each, field: '', reason: '让给另一列' } : each) }
}

/** May it be written, and how? `clear`: all of it. `part`: something, with rows left out. `nothing`: there is no step to take. */
export function writable(plan: Pick<SheetPreview, 'all_complaints' | 'conflicts' | 'commands'>): 'clear' | 'part' | 'nothing' {
  if (plan.commands === 0) return 'nothing'
  return plan.all_complaints === 0 && plan.conflicts === 0 ? 'clear' : 'part'
}

const kMega = 1024 * 1024
/** Why a file is not even sent; empty: it may go. */
export function refusedFile(name: string, bytes: number, most: number): readonly [words: string, values: Readonly<Record<string, string>>] | null {
  if (bytes === 0) return ['{name} 是空的（0 字节）。请核对选的是哪个文件。', { name }]
  if (bytes > most) return ['{name} 太大（{size} MB，上限 {most} MB）。请拆分，或删去图片和空行后另存。', { name, size: String(Math.ceil(bytes / kMega)), most: String(Math.floor(most / kMega)) }]
  if (/\.(xls|et|ods|docx?|wps|pdf|jpe?g|png)$/i.test(name)) return ['{name} 不是 xlsx 或文本表格。请在表格软件里另存为 xlsx 再交。', { name }]
  return null
}
