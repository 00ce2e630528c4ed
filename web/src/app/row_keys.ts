import { onBeforeUnmount, onMounted, type Ref } from 'vue'

const isTyping = (target: EventTarget | null) => target instanceof HTMLElement && target.closest('input, textarea, select, dialog, [contenteditable]') !== null

/** ↑ and ↓ walk the links of a table's rows, Enter opens, F goes to the filter; nothing while someone types. */
export function useRowKeys(body: Readonly<Ref<HTMLElement | null>>): void {
  function onKey(event: KeyboardEvent): void {
    if (isTyping(event.target) || event.ctrlKey || event.metaKey || event.altKey) return
    if (event.key === 'f' || event.key === 'F') {
      event.preventDefault()
      document.querySelector<HTMLElement>('[data-filter]')?.focus()
    }
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return
    const links = [...(body.value?.querySelectorAll<HTMLElement>('.goal a') ?? [])]
    if (links.length === 0) return
    event.preventDefault()
    const at = links.findIndex((link) => link === document.activeElement)
    const next = at < 0 ? 0 : Math.min(links.length - 1, Math.max(0, at + (event.key === 'ArrowDown' ? 1 : -1)))
    links[next]?.focus()
  }
  onMounted(() => document.addEventListener('keydown', onKey))
  onBeforeUnmount(() => document.removeEventListener('keydown', onKey))
}
