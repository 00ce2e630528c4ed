import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { english } from './english'
import { englishOfData } from './english_of_data'

const kSources = join(process.cwd(), 'src')
const kAlone = join('src', 'verifier') // a page of its own, in Chinese with one English line
// Written by programs (schema), data of figures, or shown as they are.
const kNotShown = new Set(['中文', '近'])

function sourcesUnder(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return path.endsWith(kAlone) ? [] : sourcesUnder(path)
    return /\.(vue|ts)$/.test(path) && !/(\.test\.ts|english\.ts|english_of_data\.ts|schema\.ts|client\.ts|dates\.ts)$/.test(path) ? [path] : []
  })
}

const texts = sourcesUnder(kSources).map((path) => readFileSync(path, 'utf8'))
const literals = new Set(texts.flatMap((text) => [...text.matchAll(/'([^'\n]*[\u4e00-\u9fff][^'\n]*)'/g)].map((match) => match[1] as string)).filter((words) => !words.includes('/^') && !kNotShown.has(words)))

describe('the English catalogue', () => {
  it('has every Chinese text of the pages', () => {
    expect([...literals].filter((words) => english[words] === undefined)).toEqual([])
  })
  it('has nothing that no page says', () => {
    expect(Object.keys(english).filter((words) => !texts.some((text) => text.includes(`'${words}'`)))).toEqual([])
  })
  it('has every kind and every state of the lifecycles', () => {
    const written = readFileSync(join(process.cwd(), '..', 'docs', 'methods', 'lifecycle.md'), 'utf8')
    const kinds = [...written.matchAll(/^## (\S+) `/gm)].map((match) => match[1] as string)
    const states = [...written.matchAll(/^States: (.*)$/gm)].flatMap((line) => [...(line[1] as string).matchAll(/(\S+) `\w+`/g)].map((match) => match[1] as string))
    expect(states.length).toBeGreaterThan(90)
    expect([...kinds, ...states].filter((words) => (english[words] ?? englishOfData[words]) === undefined)).toEqual([])
  })
  it('keeps every place to be filled', () => {
    const holes = (words: string) => (words.match(/\{\w+\}/g) ?? []).sort()
    for (const [chinese, words] of Object.entries(english)) expect(holes(words), chinese).toEqual(holes(chinese))
  })
})
