import { expect, it } from 'vitest'
import { csvOf } from './csv'

it('a list leaves as CSV that Excel reads as UTF-8', () => {
  expect(csvOf(['编号', '标题'], [['A-1', '协调界河涌分工，"尽快"'], ['A-2', '两行\n一件']])).toBe('\ufeff编号,标题\r\nA-1,"协调界河涌分工，""尽快"""\r\nA-2,"两行\n一件"\r\n')
})
it('and no cell of it is a formula, but a number stays one', () => {
  expect(csvOf(['a'], [['=HYPERLINK("x")'], ['+1'], ['@sum'], ['-cmd'], ['-12.5'], ['12']])).toBe('\ufeffa\r\n"\'=HYPERLINK(""x"")"\r\n\'+1\r\n\'@sum\r\n\'-cmd\r\n-12.5\r\n12\r\n')
})
