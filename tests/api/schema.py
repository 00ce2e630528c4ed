"""Holds an answer against a schema of api/openapi.json: the words that file uses, and no others."""
import re

KINDS = {"object": dict, "array": list, "string": str, "boolean": bool, "null": type(None)}
KNOWN = {"$ref", "oneOf", "type", "properties", "required", "additionalProperties", "items", "enum", "minimum", "maximum", "pattern",
         "format", "minLength", "maxLength", "minItems", "maxItems", "default", "description", "x-literal"}


def _is(kind, value):
    if kind == "integer":
        return isinstance(value, int) and not isinstance(value, bool)
    if kind == "number":
        return isinstance(value, (int, float)) and not isinstance(value, bool)
    return isinstance(value, KINDS[kind])


def faults(schema, value, api, where="$"):
    """What does not fit, one line each; none when the value is as the schema says."""
    if unknown := set(schema) - KNOWN:
        return [f"{where}: the schema uses {sorted(unknown)}, which is not checked here; add it"]
    if "$ref" in schema:
        name = schema["$ref"].split("/")[-1]
        return faults(api["components"]["schemas"][name], value, api, where)
    if "oneOf" in schema:
        tried = [faults(each, value, api, where) for each in schema["oneOf"]]
        return [] if sum(not each for each in tried) == 1 else [f"{where}: fits not exactly one of {len(tried)}: {min(tried, key=len)}"]
    found = []
    kinds = schema.get("type", [])
    kinds = kinds if isinstance(kinds, list) else [kinds]
    if kinds and not any(_is(kind, value) for kind in kinds):
        return [f"{where}: {value!r:.80} is no {kinds}"]
    if "enum" in schema and value not in schema["enum"]:
        found.append(f"{where}: {value!r:.80} is not among {schema['enum']}")
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        if not schema.get("minimum", value) <= value <= schema.get("maximum", value):
            found.append(f"{where}: {value} is out of range")
    if isinstance(value, str) and "pattern" in schema and not re.search(schema["pattern"], value):
        found.append(f"{where}: {value!r:.80} does not fit {schema['pattern']}")
    if isinstance(value, list):
        for number, each in enumerate(value):
            found += faults(schema.get("items", {}), each, api, f"{where}[{number}]")
    if isinstance(value, dict):
        properties = schema.get("properties", {})
        found += [f"{where}: {name} is missing" for name in schema.get("required", []) if name not in value]
        for name, each in value.items():
            if name in properties:
                found += faults(properties[name], each, api, f"{where}.{name}")
            elif schema.get("additionalProperties") is False:
                found.append(f"{where}: {name} is not in the schema")
    return found
