// Writes dist/verifier.html: the page of verifier.html with its program inside, so that it can be kept and opened alone.
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const at = (path) => fileURLToPath(new URL(path, import.meta.url))
const built = await build({
  entryPoints: [at('../src/verifier/page.ts')], bundle: true, write: false, format: 'iife', target: 'es2021', charset: 'utf8', minify: true,
  alias: { '@': at('../src') }
})
const program = built.outputFiles[0].text.trim()
if (program.includes('</script')) throw new Error('the verifier would end its own script (a text holds "</script"); write it otherwise')
writeFileSync(at('../dist/verifier.html'), readFileSync(at('verifier.html'), 'utf8').replace('/*program*/', () => program))
