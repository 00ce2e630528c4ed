import { computed, onScopeDispose, shallowReadonly, shallowRef, type ComputedRef, type ShallowRef } from 'vue'
import { useApi } from '@/api/api'
import { useAsked } from '@/app/asking'
import type { Option } from '@/design/PickOne.vue'
import { postText } from '@/design/posts'

/** What a form lets one pick from: bodies, posts and papers of the city. */
export interface Choices {
  readonly bodies: ComputedRef<readonly Option[]>
  readonly posts: ComputedRef<readonly Option[]>
  readonly papers: ComputedRef<readonly Option[]>
  readonly places: ComputedRef<readonly Option[]>
}

export function useChoices(): Choices {
  const registers = useAsked('getRegisters', () => ({}))
  const documents = useAsked('listDocuments', () => ({}))
  const nameOf = (body: number) => registers.answer.value?.bodies.find((each) => each.id === body)?.name ?? ''
  return {
    bodies: computed(() => (registers.answer.value?.bodies ?? []).map(({ id, name, aliases }) => ({ value: String(id), words: name, also: aliases.join(' ') }))),
    posts: computed(() => (registers.answer.value?.posts ?? []).map((post) => ({ value: String(post.id), words: postText(nameOf(post.body), post.name) }))),
    places: computed(() => (registers.answer.value?.places ?? []).map(({ id, name }) => ({ value: String(id), words: name }))),
    papers: computed(() => (documents.answer.value?.documents ?? []).map((paper) => ({ value: String(paper.id), words: paper.title || paper.file })))
  }
}

const kMost = 200

/** The newest things of some kinds, to pick from; older ones are named by their number. */
export function useThings(kinds: readonly string[]): Readonly<ShallowRef<ReadonlyMap<string, readonly Option[]>>> {
  const api = useApi()
  const found = shallowRef<ReadonlyMap<string, readonly Option[]>>(new Map())
  const stop = new AbortController()
  onScopeDispose(() => stop.abort())
  for (const kind of new Set(kinds))
    void api.ask('listThings', { query: { kind, sort: 'newest', size: kMost } }, { signal: stop.signal }).then((outcome) => {
      if (outcome.ok) found.value = new Map([...found.value, [kind, outcome.value.items.map((row) => ({ value: String(row.id), words: `${row.label} ${row.title}` }))]])
    })
  return shallowReadonly(found)
}
