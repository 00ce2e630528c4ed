import { describe, expect, it } from 'vitest'
import type { DutyMatrix, OfficeBody } from '@/api/schema'
import { emptyCells, found, treeOf } from './offices'

const body = (id: number, name: string, parent: number | null, posts: readonly string[] = []): OfficeBody => ({
  id, name, parent, kind: 'department', place_name: '', listed: 0, in_post: 0,
  posts: posts.map((post, at) => ({ id: id * 10 + at, name: post, superior: null, superior_name: '', open: 0, holders: [], delegations: [], duties: [], handover: null }))
})
const bodies = [body(3, '站', 2), body(1, '市政府', null), body(2, '水务局', 1, ['局长']), body(4, '镇', 1), body(5, '孤', 9)]

describe('the tree of bodies', () => {
  it('hangs each below its parent and loses none', () => {
    expect(treeOf(bodies).map((row) => [row.body.name, row.depth])).toEqual([['市政府', 0], ['水务局', 1], ['站', 2], ['镇', 1], ['孤', 0]])
  })
  it('keeps what stands above a hit', () => {
    expect(found(treeOf(bodies), '局长').map((row) => row.body.name)).toEqual(['市政府', '水务局'])
    expect(found(treeOf(bodies), '').length).toBe(5)
  })
})

describe('the duty matrix', () => {
  it('lists the cells nobody answers for', () => {
    const cell = (duty: number | null) => ({ duty, body_name: '', post_name: '', from_place: '' })
    const matrix: DutyMatrix = { sectors: ['交通', '食品'], empty: 1, inherited: 0, firms: [],
      places: [{ id: 1, name: '市', level: 'city', cells: [cell(1), cell(2)] }, { id: 2, name: '镇', level: 'town', cells: [cell(1), cell(null)] }] }
    expect(emptyCells(matrix)).toEqual([{ place: '镇', sectors: ['食品'] }])
  })
})
