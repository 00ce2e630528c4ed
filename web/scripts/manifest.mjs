// Writes dist/manifest.json: the digest of every source the build reads and of every file it made. tests/web compares
// both with what is there, so that nobody ships assets of other sources.
import { createHash } from 'node:crypto'
import { readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'

const kRoot = fileURLToPath(new URL('..', import.meta.url))
const kSources = ['src', 'public', 'scripts', 'index.html', 'vite.config.ts', 'tsconfig.json', 'package.json', 'package-lock.json']

function filesUnder(path) {
  const full = join(kRoot, path)
  try {
    return readdirSync(full, { withFileTypes: true }).flatMap((entry) => filesUnder(join(path, entry.name)))
  } catch (error) {
    if (error.code !== 'ENOTDIR') throw error
    return [path]
  }
}

function digests(paths) {
  const named = paths.map((path) => [relative(kRoot, join(kRoot, path)).split(sep).join('/'), createHash('sha256').update(readFileSync(join(kRoot, path))).digest('hex')])
  return Object.fromEntries(named.sort(([a], [b]) => (a < b ? -1 : 1)))
}

const isTest = (path) => path.endsWith('.test.ts')
const manifest = {
  sources: digests(kSources.flatMap(filesUnder).filter((path) => !isTest(path))),
  files: digests(filesUnder('dist').filter((path) => path !== join('dist', 'manifest.json')))
}
writeFileSync(join(kRoot, 'dist', 'manifest.json'), JSON.stringify(manifest, null, 1) + '\n')
