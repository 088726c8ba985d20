import fc from 'fast-check';
import type { Schema } from './api-operations.ts';

/** Nobody listens there; whatever is fetched by chance goes no further. */
const NOWHERE = 'http://127.0.0.1:9';
/** Beyond it a generated object has nothing in it. */
const DEEPEST = 5;

/**
 * Fields that make a server turn to others: what is generated for them leads nowhere else than to this machine, and to
 * no folder of it.
 */
const BY_NAME: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
  host: fc.constant(NOWHERE),
  llm_base_url: fc.constant(`${NOWHERE}/v1`),
  llm_model: fc.constantFrom('openai-compatible/scripted', 'openai-compatible/other'),
  workspace: fc.constant('/nonexistent/folder'),
  conversation_id: fc.constantFrom('chosen', 'chosen-too'),
  repository: fc.constantFrom('acme/app', 'acme/nothing'),
  replay_json: fc.constantFrom(null, null, null, '[]'),
  agent: fc.constantFrom('CodeActAgent', 'NoSuchAgent'),
};

const action = (name: string, args: Record<string, fc.Arbitrary<unknown>>): fc.Arbitrary<unknown> =>
  fc.record(
    { action: fc.constant(name), args: fc.record(args, { requiredKeys: [], noNullPrototype: true }) },
    { noNullPrototype: true },
  );

/** Schemas that say less than what is meant. */
const BY_SCHEMA: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
  JsonRpc: fc.record({
    jsonrpc: fc.constant('2.0'),
    id: fc.integer(),
    method: fc.constantFrom('initialize', 'tools/list', 'tools/call', 'ping', 'notifications/initialized'),
    params: fc.record(
      {
        name: fc.constantFrom('list_conversations', 'read_conversation', 'create_pr', 'nothing'),
        arguments: fc.dictionary(
          fc.constantFrom('conversation_id', 'limit', 'query', 'message'),
          fc.oneof(fc.string(), fc.integer(), fc.constant(null)),
        ),
      },
      { requiredKeys: [] },
    ),
  }),
  NewEvent: fc.oneof(
    action('message', {
      content: fc.string(),
      image_urls: fc.constantFrom([], null, ['data:image/png;base64,AAAA']),
    }),
    action('change_agent_state', {
      agent_state: fc.constantFrom('running', 'paused', 'stopped', 'error', 'user_confirmed'),
    }),
    action('run', { command: fc.constantFrom('true', 'echo hello', 'exit 3') }),
    action('read', { path: fc.constantFrom('app/README.md', 'nothing') }),
    action('finish', {}),
    action('null', {}),
  ),
};

/** Values that fit a schema. */
export function valuesOf(
  schema: Schema,
  schemas: Readonly<Record<string, Schema>>,
  depth = 0,
): fc.Arbitrary<unknown> {
  const inner = (each: Schema): fc.Arbitrary<unknown> => valuesOf(each, schemas, depth + 1);
  if (schema.$ref !== undefined) {
    const name = schema.$ref.split('/').at(-1) ?? '';
    const named = schemas[name];
    return BY_SCHEMA[name] ?? (named === undefined ? fc.constant(null) : inner(named));
  }
  if (schema.enum !== undefined) return fc.constantFrom(...schema.enum);
  const [choice] = schema.allOf ?? [];
  if (choice !== undefined) return inner(choice);
  if (schema.anyOf !== undefined) return fc.oneof(...schema.anyOf.map(inner));
  const types = [schema.type ?? []].flat();
  if (types.length === 0) return fc.jsonValue({ maxDepth: 2 });
  return fc.oneof(...types.map((type) => valuesOfType(type, schema, inner, depth)));
}

function valuesOfType(
  type: string,
  schema: Schema,
  inner: (schema: Schema) => fc.Arbitrary<unknown>,
  depth: number,
): fc.Arbitrary<unknown> {
  switch (type) {
    case 'string':
      return texts(schema);
    case 'integer':
      return fc.integer({ min: schema.minimum ?? -1_000, max: Math.min(schema.maximum ?? 1_000, 1_000_000) });
    case 'number':
      return fc.double({ min: schema.minimum ?? -1_000, max: schema.maximum ?? 1_000, noNaN: true });
    case 'boolean':
      return fc.boolean();
    case 'array':
      return depth > DEEPEST || schema.items === undefined
        ? fc.constant([])
        : fc.array(inner(schema.items), { maxLength: 3 });
    case 'object':
      return depth > DEEPEST ? fc.constant({}) : objects(schema, inner);
    default:
      return fc.constant(null);
  }
}

function texts({ format, pattern, minLength = 0, maxLength = 1_000 }: Schema): fc.Arbitrary<string> {
  if (format === 'uri') return fc.constantFrom(`${NOWHERE}/mcp`, `${NOWHERE}/sse`);
  // These fit every pattern of the document.
  if (pattern !== undefined) return fc.constantFrom('DEPLOY_KEY', 'A', '_', 'other_name');
  return fc.string({ unit: 'grapheme', minLength, maxLength: Math.min(maxLength, 40) });
}

function objects(
  { properties = {}, required = [], additionalProperties }: Schema,
  inner: (schema: Schema) => fc.Arbitrary<unknown>,
): fc.Arbitrary<unknown> {
  const names = Object.keys(properties);
  if (names.length === 0) {
    const values =
      typeof additionalProperties === 'object' ? inner(additionalProperties) : fc.jsonValue({ maxDepth: 1 });
    return fc.dictionary(fc.stringMatching(/^[a-z]{1,6}$/), values, { maxKeys: 3 });
  }
  const fields = Object.fromEntries(
    Object.entries(properties).map(([name, schema]) => [name, BY_NAME[name] ?? inner(schema)]),
  );
  return fc.record(fields, {
    requiredKeys: names.filter((name) => required.includes(name)),
    noNullPrototype: true,
  });
}
