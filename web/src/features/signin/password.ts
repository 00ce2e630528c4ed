export const kShortestPassword = 12

/** Why the new password cannot be used yet, in Chinese (a key of the catalogue); empty when it can. */
export function passwordFault(name: string, old: string, next: string, again: string): string {
  if ([...next].length < kShortestPassword) return '新密码太短（不足 12 个字符）。请加长，一句自己记得的话就好。'
  if (next === old) return '新密码与旧密码相同（旧的已发出过）。请换一个。'
  if (name !== '' && next.toLowerCase().includes(name.toLowerCase())) return '新密码里含有账号名（容易猜）。请换一个。'
  if (next !== again) return '两次输入不一致（可能有一次按错）。请再输一遍。'
  return ''
}
