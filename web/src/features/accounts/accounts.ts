import type { AccountDeed, AccountRow } from '@/api/schema'

export type Deed = AccountRow['can'][number]

/** What an administrator can do; what ends somebody's work asks for a second click. */
export const kDeeds: Readonly<Record<Deed, { readonly words: string; readonly sure: string; readonly isGrave: boolean; readonly operation: 'resetPassword' | 'withdrawAccount' | 'restoreAccount' | 'endSessions' }>> = {
  reset: { words: '重置密码', sure: '确定重置？旧密码作废', isGrave: true, operation: 'resetPassword' },
  withdraw: { words: '停用', sure: '确定停用？立即退出', isGrave: true, operation: 'withdrawAccount' },
  restore: { words: '恢复', sure: '', isGrave: false, operation: 'restoreAccount' },
  sign_out: { words: '退出登录', sure: '确定让它退出？', isGrave: true, operation: 'endSessions' }
}

export const deedWords: Readonly<Record<AccountDeed['deed'], string>> = {
  created: '开立', reset: '重置密码', withdrawn: '停用', restored: '恢复', signed_out: '退出登录'
}

export const accountStates = { open: '可登录', first: '待改初始密码', withdrawn: '已停用' } as const

export function stateOf(row: Pick<AccountRow, 'state' | 'must_change_password'>): keyof typeof accountStates {
  return row.state === 'withdrawn' ? 'withdrawn' : row.must_change_password ? 'first' : 'open'
}
