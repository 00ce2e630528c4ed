import type { QuestionRow } from '@/api/schema'

/** Where the thing a question is about can be read. */
export function placeOfQuestion(question: QuestionRow): string {
  if (question.document !== null)
    return `/documents/${question.document}` + (question.statement === null ? '' : `?s=${question.statement}`)
  if (question.commitment !== null) return `/commitments/${question.commitment}`
  return `/questions?at=${question.id}`
}

/** What can be done to a question with a form. */
export type Mode = 'put' | 'answer' | 'waive'
export const kModes: readonly Mode[] = ['put', 'answer', 'waive']

export const draftKey = (question: number, mode: Mode): string => `Q-${question}-${mode}`

/** Questions of a page by how long they wait, in the order given; empty groups are left out. */
export function ageGroups(questions: readonly QuestionRow[]): readonly { readonly words: string; readonly items: readonly QuestionRow[] }[] {
  const groups = new Map<string, QuestionRow[]>([['超期', []], ['一个月以上', []], ['一周以上', []], ['一周以内', []], ['已了结', []]])
  for (const question of questions) {
    const words = question.state !== 'open' ? '已了结' : question.overdue_days > 0 ? '超期'
      : question.age_days > 30 ? '一个月以上' : question.age_days > 7 ? '一周以上' : '一周以内'
    groups.get(words)?.push(question)
  }
  return [...groups].map(([words, items]) => ({ words, items })).filter(({ items }) => items.length > 0)
}
