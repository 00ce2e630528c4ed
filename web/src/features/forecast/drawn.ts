import { onBeforeUnmount, onMounted, ref, watch, type Ref } from 'vue'
import { currentLanguage } from '@/app/i18n'
import { currentTheme } from '@/app/theme'

/** A chart that is drawn when its place is there, and again when what it shows, the theme or the language changes. */
export function useDrawn(draw: (place: HTMLElement) => Promise<{ resize(): void; dispose(): void }>, shown: () => unknown): Readonly<Ref<HTMLElement | null>> {
  const place = ref<HTMLElement | null>(null)
  let chart: { resize(): void; dispose(): void } | null = null
  let turn = 0
  let isGone = false

  async function redraw(): Promise<void> {
    const mine = ++turn
    chart?.dispose()
    chart = null
    if (!place.value) return
    const made = await draw(place.value)
    if (isGone || mine !== turn) made.dispose()
    else chart = made
  }

  const onResize = () => chart?.resize()
  watch(() => [place.value, JSON.stringify(shown()), currentTheme.value, currentLanguage.value], () => void redraw(), { flush: 'post' })
  onMounted(() => {
    window.addEventListener('resize', onResize)
    void redraw()
  })
  onBeforeUnmount(() => {
    isGone = true
    window.removeEventListener('resize', onResize)
    chart?.dispose()
  })
  return place
}
