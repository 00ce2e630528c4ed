import { expect, it } from 'vitest'
import { bad, good, onStage } from '@/app/on_stage'
import ThreadPanel from './ThreadPanel.vue'

const member = (statement: number) => ({ statement, version: 1, date: '2026-01-01', document: 1, document_title: '', quote: '', actor: '', figures: [], deadline_text: '', earlier: statement === 2 ? 1 : null })

it('a refused untie keeps the reason that was typed', async () => {
  const stage = onStage(ThreadPanel, { statement: 2 }, {
    getThread: () => good({ asked: 2, summary: '', ties: true, members: [member(1), member(2)], candidates: [] }), sendCommand: () => bad('somebody was first')
  })
  await stage.settled()
  stage.place.querySelector('button')?.click()
  await stage.settled()
  const reason = stage.place.querySelector('input') as HTMLInputElement
  reason.value = 'another street'
  reason.dispatchEvent(new Event('input'))
  stage.place.querySelector('form')?.dispatchEvent(new Event('submit'))
  await stage.settled()
  expect(stage.text()).toContain('somebody was first')
  expect(stage.place.querySelector('input')?.value).toBe('another street')
  stage.leave()
})
