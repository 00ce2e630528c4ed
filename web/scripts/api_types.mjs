// Writes src/api/schema.ts from api/openapi.json: one type a schema, one line an operation.
// `node scripts/api_types.mjs --check` writes nothing and fails when the file is not what would be written.
import { readFileSync, writeFileSync } from 'node:fs'

const at = (path) => new URL(path, import.meta.url)
const contract = JSON.parse(readFileSync(at('../../api/openapi.json'), 'utf8'))
const output = at('../src/api/schema.ts')

function typeOf(schema) {
  if (schema.$ref) return schema.$ref.split('/').pop()
  if (schema.oneOf) return schema.oneOf.map(typeOf).join(' | ')
  if (schema.enum) return schema.enum.map((value) => (value === null ? 'null' : `'${value}'`)).join(' | ')
  const kinds = Array.isArray(schema.type) ? schema.type : [schema.type]
  return kinds.map((kind) => basicType(kind, schema)).join(' | ')
}

function basicType(kind, schema) {
  switch (kind) {
    case 'string': return schema['x-literal'] ? `\`${schema['x-literal']}\`` : 'string'
    case 'integer':
    case 'number': return 'number'
    case 'boolean': return 'boolean'
    case 'null': return 'null'
    case 'array': return arrayType(schema)
    case 'object': return schema.properties ? objectType(schema, '') : 'Readonly<Record<string, unknown>>'
    default: throw new Error(`schema type "${kind}" is unknown (only those of api/openapi.json are handled); add it`)
  }
}

function arrayType(schema) {
  const item = typeOf(schema.items)
  if (schema.minItems === 2 && schema.maxItems === 2) return `readonly [${item}, ${item}]`
  return /[ |{]/.test(item) ? `readonly (${item})[]` : `readonly ${item}[]`
}

function objectType(schema, separator) {
  const required = new Set(schema.required)
  const members = Object.entries(schema.properties)
    .map(([name, member]) => `readonly ${name}${required.has(name) ? '' : '?'}: ${typeOf(member)}`)
  return separator ? `{\n  ${members.join(separator + '  ')}\n}` : `{ ${members.join('; ')} }`
}

function comment(schema) {
  return schema.description ? `/** ${schema.description} */\n` : ''
}

function declaration([name, schema]) {
  const isObject = schema.type === 'object' && schema.properties
  return comment(schema) + (isObject ? `export interface ${name} ${objectType(schema, '\n')}` : `export type ${name} = ${typeOf(schema)}`)
}

function parametersType(operation, place) {
  const members = (operation.parameters ?? []).filter((each) => each.in === place)
  return members.length === 0 ? 'undefined'
    : `{ ${members.map((each) => `readonly ${each.name}${each.required ? '' : '?'}: ${typeOf(each.schema)}`).join('; ')} }`
}

function bodyType(content) {
  if (content?.['application/octet-stream']) return 'Blob'
  const schema = content?.['application/json']?.schema
  return schema ? typeOf(schema) : 'undefined'
}

function answerType(operation) {
  const success = operation.responses['200']
  if (!success) return 'undefined'
  return success.content['application/json'] ? bodyType(success.content) : 'ArrayBuffer'
}

const operations = Object.entries(contract.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ path, method: method.toUpperCase(), operation })))

const text = `// Written by scripts/api_types.mjs from api/openapi.json; change that file, then run \`npm run types\`.

${Object.entries(contract.components.schemas).map(declaration).join('\n\n')}

/** What each operation takes and answers. */
export interface Operations {
${operations.map(({ operation }) => `  ${operation.operationId}: {
    path: ${parametersType(operation, 'path')}
    query: ${parametersType(operation, 'query')}
    body: ${bodyType(operation.requestBody?.content)}
    answer: ${answerType(operation)}
  }`).join('\n')}
}

/** Where each operation is found. */
export const routes: Readonly<Record<keyof Operations, readonly [method: string, path: string]>> = {
${operations.map(({ path, method, operation }) => `  ${operation.operationId}: ['${method}', '${contract.servers[0].url}${path}']`).join(',\n')}
}
`

if (process.argv.includes('--check')) {
  if (readFileSync(output, 'utf8') !== text) {
    console.error('src/api/schema.ts is not what api/openapi.json says (one was changed without the other); run `npm run types`')
    process.exit(1)
  }
} else {
  writeFileSync(output, text)
}
