/** A file that was kept and waits for its report. */
export interface DraftFile {
  readonly evidence: string
  readonly name: string
}

/** What a draft holds; a draft of another version reads as none. */
export function filesOf(text: string | undefined): readonly DraftFile[] {
  try {
    const parsed: unknown = JSON.parse(text ?? '[]')
    return Array.isArray(parsed) ? parsed.filter((each): each is DraftFile => typeof each?.evidence === 'string' && typeof each?.name === 'string') : []
  } catch {
    return []
  }
}

export const withFile = (text: string | undefined, file: DraftFile): string =>
  JSON.stringify([...filesOf(text).filter(({ evidence }) => evidence !== file.evidence), file])

export const withoutFile = (text: string | undefined, evidence: string): string =>
  JSON.stringify(filesOf(text).filter((file) => file.evidence !== evidence))
