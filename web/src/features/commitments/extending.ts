import type { Wish } from '@/api/api'
import type { Registers } from '@/api/schema'
import type { Option } from '@/design/PickOne.vue'
import { chineseDay } from '@/design/dates'
import { postText } from '@/design/posts'

export const kEmptyExtension = { until: '', approver: '', reason: '' } as const
export const extendDraft = (commitment: number): string => `E-${commitment}`

/** Posts that may approve: held today, outside the lead body and all below it, not the acting post. */
export function approversOf(registers: Registers, lead: number | null, own: number, today: string): readonly Option[] {
  const parents = new Map(registers.bodies.map((body) => [body.id, body.parent]))
  const isWithin = (body: number) => {
    for (let at: number | null | undefined = body; at; at = parents.get(at)) if (at === lead) return true
    return false
  }
  const held = new Set(registers.holders.filter(({ from, until }) => from <= today && (until === null || today <= until)).map(({ post }) => post))
  return registers.posts.filter((post) => post.id !== own && held.has(post.id) && !isWithin(post.body)).map((post) => ({
    value: String(post.id), words: postText(registers.bodies.find((body) => body.id === post.body)?.name ?? '', post.name)
  }))
}

/** The extension as a command, or why it cannot be sent yet (a key of the catalogue). */
export function extendWish(commitment: number, fields: Readonly<Record<string, string>>): Omit<Wish, 'seen'> | string {
  const reason = (fields.reason ?? '').trim()
  if (!fields.until) return '没有写改到哪一天。请选日期。'
  if (!fields.approver) return '没有写谁批准（牵头单位不能自己批自己延期）。请选一个岗位。'
  if (reason === '') return '没有写原因（改期限要留下为什么）。请写一句。'
  return { type: 'extend_deadline', body: { commitment, approver: Number(fields.approver), reason, deadline: { kind: 'by', until: fields.until, words: `${chineseDay(fields.until)}前` } } }
}
