import { computed, type ComputedRef } from 'vue'
import { useAsked } from '@/app/asking'
import type { Option } from '@/design/PickOne.vue'
import { postText } from '@/design/posts'

/** What a form lets one pick from: bodies, posts and papers of the city. */
export interface Choices {
  readonly bodies: ComputedRef<readonly Option[]>
  readonly posts: ComputedRef<readonly Option[]>
  readonly papers: ComputedRef<readonly Option[]>
}

export function useChoices(): Choices {
  const registers = useAsked('getRegisters', () => ({}))
  const documents = useAsked('listDocuments', () => ({}))
  const nameOf = (body: number) => registers.answer.value?.bodies.find((each) => each.id === body)?.name ?? ''
  return {
    bodies: computed(() => (registers.answer.value?.bodies ?? []).map(({ id, name, aliases }) => ({ value: String(id), words: name, also: aliases.join(' ') }))),
    posts: computed(() => (registers.answer.value?.posts ?? []).map((post) => ({ value: String(post.id), words: postText(nameOf(post.body), post.name) }))),
    papers: computed(() => (documents.answer.value?.documents ?? []).map((paper) => ({ value: String(paper.id), words: paper.title || paper.file })))
  }
}
