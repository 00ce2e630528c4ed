import type { Proof } from '@/api/schema'
import { checkProof } from '@/features/ledger/proof'

/** What the page says of a proof and a head, each as typed or chosen by a person. */
export type Finding =
  | { readonly kind: 'holds'; readonly sequence: number; readonly entry: string }
  | { readonly kind: 'fails' | 'unreadable'; readonly reason: string }

const kHead = /^sha256:([1-9]\d*):([0-9a-f]{64})$/
const kDigest = /^[0-9a-f]{64}$/

function proofOf(text: string): Proof | null {
  try {
    const json = JSON.parse(text) as Partial<Proof> | null
    const isProof = json?.format === 'luoshi-proof-1' && json.algorithm === 'sha256' && Number.isSafeInteger(json.size) && Number.isSafeInteger(json.sequence) &&
      typeof json.entry === 'string' && typeof json.root === 'string' && Array.isArray(json.path) && json.path.every((each) => kDigest.test(String(each)))
    return isProof ? json as Proof : null
  } catch {
    return null // not JSON: no proof
  }
}

/** Checks a proof against the head printed on a bulletin. The head inside the proof is not taken for it. */
export function judge(proofText: string, headText: string): Finding {
  const proof = proofOf(proofText)
  if (!proof) return { kind: 'unreadable', reason: '证明读不出（不是落实导出的证明文件）。请重新下载证明。' }
  const head = kHead.exec(headText.trim())
  if (!head) return { kind: 'unreadable', reason: '首部读不出（应为 sha256:数目:64 位十六进制）。请照通报逐字抄入。' }
  if (Number(head[1]) !== proof.size || head[2] !== proof.root)
    return { kind: 'fails', reason: `这份证明是为另一个首部做的（sha256:${proof.size}:${proof.root}）。请按通报的首部重新取证明，或查账本是否被换过。` }
  if (!checkProof(proof).holds) return { kind: 'fails', reason: '从这一号算不到首部（原文、路径或号数被改过）。这份证明不成立。' }
  return { kind: 'holds', sequence: proof.sequence, entry: proof.entry }
}
