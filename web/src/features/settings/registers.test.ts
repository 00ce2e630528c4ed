import { expect, it } from 'vitest'
import { treeOf } from './registers'

it('lays bodies under their superiors, strays at the top', () => {
  const laid = treeOf([{ id: 3, parent: 1 }, { id: 1, parent: null }, { id: 2, parent: 9 }, { id: 4, parent: 3 }])
  expect(laid.map(({ item, depth }) => [item.id, depth])).toEqual([[1, 0], [3, 1], [4, 2], [2, 0]])
})
