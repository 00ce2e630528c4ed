import { describe, expect, it } from 'vitest'
import { passwordFault } from './password'

describe('a new password', () => {
  it('is taken when it is long, new, without the name and typed twice alike', () => {
    expect(passwordFault('lin', 'first-password', '河清海晏看得见的好水', '河清海晏看得见的好水')).toContain('太短')
    expect(passwordFault('lin', 'first-password', '河清海晏，看得见的好水好天', '河清海晏，看得见的好水好天')).toBe('')
  })
  it('is refused when short, old, named after the account, or typed differently', () => {
    expect(passwordFault('lin', 'x', 'short', 'short')).toContain('太短')
    expect(passwordFault('lin', 'twelve-chars', 'twelve-chars', 'twelve-chars')).toContain('相同')
    expect(passwordFault('lin', 'x', 'my-name-is-LIN-ok', 'my-name-is-LIN-ok')).toContain('账号名')
    expect(passwordFault('lin', 'x', 'twelve-chars-a', 'twelve-chars-b')).toContain('不一致')
  })
})
