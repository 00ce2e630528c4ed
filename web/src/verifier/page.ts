import { judge } from './read'

// The whole of the offline verifier: one file to keep, opened without a server or a network.
const byId = <E extends HTMLElement>(id: string) => document.getElementById(id) as E
const proof = byId<HTMLTextAreaElement>('proof'), head = byId<HTMLInputElement>('head'), file = byId<HTMLInputElement>('file')

function show(): void {
  const finding = judge(proof.value, head.value)
  byId('word').textContent = finding.kind === 'holds' ? `✓ 成立：账本第 ${finding.sequence} 号正是下面这些字` : `× ${finding.reason}`
  byId('word').className = finding.kind
  byId('entry').textContent = finding.kind === 'holds' ? finding.entry : ''
}

file.addEventListener('change', () => {
  void file.files?.[0]?.text().then((text) => { proof.value = text })
})
byId('go').addEventListener('click', show)
