import type { DocumentRow } from '@/api/schema'

/** The title, or the file's name where the paper has none. */
export function titleOf({ title, file }: Pick<DocumentRow, 'title' | 'file'>): string {
  return title || file
}

/** The document a statement stands in: its ids run on from the first one. */
export function documentOfStatement(documents: readonly DocumentRow[], statement: number): DocumentRow | undefined {
  return documents.find(({ first_statement, statements }) => first_statement > 0 && statement >= first_statement && statement < first_statement + statements)
}
