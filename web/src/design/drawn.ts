import { onBeforeUnmount, onMounted, ref, watch, type Ref } from 'vue'
import { currentLanguage } from '@/app/i18n'
import { currentTheme } from '@/app/theme'

/** What stands drawn in a place. */
export interface Drawn {
  resize(): void
  dispose(): void
}

/** Brings what draws (a chunk that most pages never want) and says how. */
export type Load = () => Promise<(place: HTMLElement) => Drawn>

/** One place, one drawing: only the latest turn draws. What is in the place is put away before the next is made there,
 *  for ECharts hands two drawings of one place the same instance. */
export function drawingOf(load: Load) {
  let drawn: Drawn | null = null
  let turn = 0

  function away(): void {
    turn += 1
    drawn?.dispose()
    drawn = null
  }

  async function draw(place: HTMLElement | null): Promise<void> {
    if (!place) return away()
    const mine = ++turn
    const make = await load()
    if (mine !== turn) return
    drawn?.dispose()
    drawn = make(place)
  }

  return { draw, away, resize: () => drawn?.resize() }
}

/** A chart that is drawn when its place is there, and again when what it shows, the theme or the language changes. */
export function useDrawn(load: Load, shown: () => unknown): Readonly<Ref<HTMLElement | null>> {
  const place = ref<HTMLElement | null>(null)
  const drawing = drawingOf(load)
  watch(() => [place.value, JSON.stringify(shown()), currentTheme.value, currentLanguage.value], () => void drawing.draw(place.value), { flush: 'post' })
  onMounted(() => {
    window.addEventListener('resize', drawing.resize)
    void drawing.draw(place.value)
  })
  onBeforeUnmount(() => {
    window.removeEventListener('resize', drawing.resize)
    drawing.away()
  })
  return place
}
