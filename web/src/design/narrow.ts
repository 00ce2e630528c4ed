import { onScopeDispose, readonly, ref, type Ref } from 'vue'

const kPhone = '(max-width: 760px)' // as in base.css

/** Is this a phone's width? For charts, whose words must not shrink with them; everything else is a matter of styles. */
export function useNarrow(): Readonly<Ref<boolean>> {
  const query = typeof window.matchMedia === 'function' ? window.matchMedia(kPhone) : null
  const narrow = ref(query?.matches ?? false)
  const follow = (event: MediaQueryListEvent) => { narrow.value = event.matches }
  query?.addEventListener('change', follow)
  onScopeDispose(() => query?.removeEventListener('change', follow))
  return readonly(narrow)
}
