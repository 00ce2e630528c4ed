export function faults(schema: unknown, value: unknown, path?: string): readonly string[]
export function answerSchema(method: string, path: string, status: number): unknown
