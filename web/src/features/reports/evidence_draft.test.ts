import { describe, expect, it } from 'vitest'
import { filesOf, withFile, withoutFile } from './evidence_draft'
import { kEmptyReport, reportWish } from './reports'

describe('files of a draft', () => {
  it('are named once, and can be taken back', () => {
    const one = withFile(undefined, { evidence: 'a', name: '甲.jpg' })
    const two = withFile(withFile(one, { evidence: 'b', name: '乙.pdf' }), { evidence: 'a', name: '甲.jpg' })
    expect(filesOf(two).map(({ evidence }) => evidence)).toEqual(['b', 'a'])
    expect(filesOf(withoutFile(two, 'b'))).toEqual([{ evidence: 'a', name: '甲.jpg' }])
  })

  it('of another version read as none', () => {
    for (const text of ['', '{}', '[1]', 'x', '[{"evidence":1}]']) expect(filesOf(text)).toEqual([])
  })

  it('go into the report, and are never enough to make one necessary', () => {
    const fields = { ...kEmptyReport, until: '2026-06-30', note: '在建', evidence: withFile(undefined, { evidence: 'a', name: '甲.jpg' }) }
    expect(reportWish(1, '', [], fields)).toMatchObject({ body: { evidence: ['a'] } })
    expect(reportWish(1, '', [], { ...fields, evidence: '[]' })).toEqual({ type: 'file_report', body: { commitment: 1, until: '2026-06-30', note: '在建' } })
  })
})
