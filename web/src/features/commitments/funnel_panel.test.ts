import { expect, it, vi } from 'vitest'
import type { FunnelAsset } from '@/api/schema'
import { bad, good, onStage } from '@/app/on_stage'
import FunnelPanel from './FunnelPanel.vue'

const kept = vi.hoisted(() => [] as string[])
vi.mock('@/app/csv', async (actual) => ({ ...await actual<object>(), keepFile: (_name: string, text: string) => { kept.push(text) } }))

const river = (asset: number): FunnelAsset => ({ asset, code: `R-${asset}`, name: `river ${asset}`, stage: 'built', reopened: 0, judged: null, review: null, months: [], events: [] })

it('keeps every asset, not those of the page; why it could not is shown', async () => {
  let broken = true
  const stage = onStage(FunnelPanel, { commitment: 7 }, {
    getCommitmentFunnel: ({ query: { page, size } }: { query: { page: number; size: number } }) => broken && page === 2 ? bad('no answer today')
      : good({ total: 250, page, size, to_verify: 0, lapsed: 0, rule: null, assets: Array.from({ length: Math.min(size, 250 - (page - 1) * size) }, (_, at) => river((page - 1) * size + at + 1)) })
  })
  await stage.settled()
  const press = async (): Promise<void> => {
    [...stage.place.querySelectorAll('button')].find(({ textContent }) => textContent?.includes('CSV'))?.click()
    await stage.settled()
  }
  await press()
  expect([kept.length, stage.text().includes('no answer today')]).toEqual([0, true])
  broken = false
  await press()
  expect(kept[0]).toContain('R-250')
  stage.leave()
})
