import { describe, expect, it } from 'vitest'
import { drawingOf, type Drawn } from './drawn'

/** Hands out one instance a place, as ECharts does, and notes what is done to it. */
function charts() {
  const noted: string[] = [], waiting: (() => void)[] = []
  const standing = new Map<HTMLElement, Drawn>()
  const drawing = drawingOf(() => new Promise((arrived) => waiting.push(() => arrived((place) => {
    noted.push(standing.has(place) ? 'drawn over' : 'drawn')
    const made = standing.get(place) ?? { resize: () => undefined, dispose: () => { noted.push('put away'); standing.delete(place) } }
    standing.set(place, made)
    return made
  }))))
  const arrive = async (): Promise<void> => {
    waiting.splice(0).forEach((each) => each())
    await Promise.resolve()
  }
  return { drawing, arrive, noted, standing }
}

describe('a drawing', () => {
  it('asked for twice while its chunk is fetched is made once, and stands', async () => {
    const { drawing, arrive, noted, standing } = charts(), place = document.createElement('div')
    const both = [drawing.draw(place), drawing.draw(place)]
    await arrive()
    await Promise.all(both)
    expect(noted).toEqual(['drawn'])
    expect(standing.has(place)).toBe(true)
  })
  it('is put away before the next one, and with its place', async () => {
    const { drawing, arrive, noted, standing } = charts(), place = document.createElement('div')
    for (let turn = 0; turn < 2; turn += 1) {
      const made = drawing.draw(place)
      await arrive()
      await made
    }
    await drawing.draw(null)
    expect(noted).toEqual(['drawn', 'put away', 'drawn', 'put away'])
    expect(standing.size).toBe(0)
  })
  it('whose page is left while its chunk is fetched is never made', async () => {
    const { drawing, arrive, noted } = charts()
    const made = drawing.draw(document.createElement('div'))
    drawing.away()
    await arrive()
    await made
    expect(noted).toEqual([])
  })
})
