// Holds a value against a schema of api/openapi.json: the part of JSON Schema that file uses, and nothing that is unknown.
import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const kHere = dirname(fileURLToPath(import.meta.url))
export const contract = JSON.parse(readFileSync(join(kHere, '..', '..', 'api', 'openapi.json'), 'utf8'))

const kKinds = {
  string: (value) => typeof value === 'string', integer: (value) => Number.isSafeInteger(value), number: (value) => typeof value === 'number',
  boolean: (value) => typeof value === 'boolean', null: (value) => value === null, array: Array.isArray,
  object: (value) => typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Every place where the value is not what the schema says; empty when it is. */
export function faults(schema, value, path = '') {
  if (schema.$ref) return faults(contract.components.schemas[schema.$ref.split('/').pop()], value, path)
  if (schema.oneOf) {
    const tried = schema.oneOf.map((each) => faults(each, value, path))
    return tried.some((each) => each.length === 0) ? [] : tried[0]
  }
  const kinds = schema.type === undefined ? [] : [schema.type].flat()
  if (kinds.length > 0 && !kinds.some((kind) => kKinds[kind](value))) return [`${path} is ${JSON.stringify(value)?.slice(0, 60)}, not ${kinds.join(' or ')}`]
  if (schema.enum && !schema.enum.includes(value)) return [`${path} is ${JSON.stringify(value)}, none of ${schema.enum.join(' ')}`]
  if (typeof value === 'number' && (value < (schema.minimum ?? -Infinity) || value > (schema.maximum ?? Infinity))) return [`${path} is ${value}, out of range`]
  if (typeof value === 'string' && schema.pattern && !new RegExp(schema.pattern).test(value)) return [`${path} is ${JSON.stringify(value)}, not like ${schema.pattern}`]
  if (Array.isArray(value)) return listFaults(schema, value, path)
  return kKinds.object(value) && schema.properties ? memberFaults(schema, value, path) : []
}

function listFaults(schema, value, path) {
  const length = value.length < (schema.minItems ?? 0) || value.length > (schema.maxItems ?? Infinity) ? [`${path} has ${value.length} elements`] : []
  return [...length, ...value.flatMap((each, at) => faults(schema.items, each, `${path}[${at}]`))]
}

function memberFaults(schema, value, path) {
  const missing = (schema.required ?? []).filter((name) => !(name in value)).map((name) => `${path}.${name} is missing`)
  const unknown = schema.additionalProperties === false ? Object.keys(value).filter((name) => !(name in schema.properties)).map((name) => `${path}.${name} is unknown`) : []
  const inside = Object.entries(value).filter(([name]) => name in schema.properties).flatMap(([name, each]) => faults(schema.properties[name], each, `${path}.${name}`))
  return [...missing, ...unknown, ...inside]
}

/** The schema of what an operation answers with that status; undefined where it answers no JSON. */
export function answerSchema(method, path, status) {
  const response = contract.paths[path]?.[method.toLowerCase()]?.responses[String(status)]
  const found = response?.$ref ? contract.components.responses[response.$ref.split('/').pop()] : response
  return found?.content?.['application/json']?.schema
}
