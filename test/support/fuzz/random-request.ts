import fc from 'fast-check';
import type { ApiOperations, Operation, Parameter } from './api-operations.ts';
import { damaged, nastyValues } from './damage.ts';
import { valuesOf } from './schema-values.ts';

/** A request as it goes over the wire. */
export interface RandomRequest {
  operation: Operation;
  /** Path and query, encoded. */
  target: string;
  headers: Readonly<Record<string, string>>;
  body: Buffer | undefined;
}

export interface RequestKinds {
  api: ApiOperations;
  /** Ids of conversations that there are. */
  conversations: readonly string[];
  /** Only what fits the document. */
  wellFormed?: boolean;
}

const WEIRD_SEGMENTS = [
  '..',
  '%2e%2e',
  '%2e%2e%2fetc',
  'a%2Fb',
  'a%5Cb',
  '%00',
  'a%00b',
  '%0A',
  '%ff%fe',
  '%',
  '%zz',
  '__proto__',
  'constructor',
  'a'.repeat(101),
  'a'.repeat(4_000),
  '%F0%9F%A7%A8',
  '-1',
  'null',
  '%20',
  ';',
  '*',
  '{conversation_id}',
];

const REPOSITORIES = ['acme%2Fapp', 'acme/app', 'acme/nothing'];
const UNKNOWN_ID = '0123456789abcdef0123456789abcdef';

/** Requests to one operation. */
export function randomRequests(operation: Operation, kinds: RequestKinds): fc.Arbitrary<RandomRequest> {
  const { api, wellFormed = false } = kinds;
  const values = (parameter: Parameter): fc.Arbitrary<unknown> => valuesOf(parameter.schema, api.schemas);
  const of = (place: Parameter['in']): Parameter[] =>
    operation.parameters.filter((each) => each.in === place);
  return fc
    .record({
      path: fc.record(
        Object.fromEntries(of('path').map(({ name }) => [name, segments(name, operation, kinds)])),
        { noNullPrototype: true },
      ),
      query: queries(of('query'), values, wellFormed),
      headers: fc.record(
        Object.fromEntries(
          of('header').map((parameter) => [parameter.name, headerValues(values(parameter), wellFormed)]),
        ),
        { requiredKeys: [], noNullPrototype: true },
      ),
      more: wellFormed ? fc.constant({}) : oddHeaders,
      body: bodies(operation, api, wellFormed),
    })
    .map(({ path, query, headers, more, body }) => ({
      operation,
      target:
        operation.path.replaceAll(/\{(\w+)\}/g, (_whole, name: string) => path[name] ?? '') + search(query),
      headers: { ...headers, ...more, ...(body.type !== undefined && { 'content-type': body.type }) },
      body: body.bytes,
    }));
}

function segments(
  name: string,
  operation: Operation,
  { conversations, wellFormed }: RequestKinds,
): fc.Arbitrary<string> {
  const weird = fc.oneof(
    fc.constantFrom(...WEIRD_SEGMENTS),
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }).map(encodeURIComponent),
  );
  const plain = fc.constantFrom(...(name === 'repository_name' ? REPOSITORIES : ['DEPLOY_KEY', 'NOTHING']));
  if (name !== 'conversation_id') return wellFormed === true ? plain : fc.oneof(plain, weird);
  // Those that there are have to last.
  const known = operation.id === 'deleteConversation' ? [UNKNOWN_ID] : conversations;
  const ids = fc.constantFrom(...known, UNKNOWN_ID);
  return wellFormed === true ? ids : fc.oneof({ weight: 3, arbitrary: ids }, { weight: 2, arbitrary: weird });
}

/** Values that fit, or have the place of one or two taken by others. */
function queries(
  parameters: readonly Parameter[],
  values: (parameter: Parameter) => fc.Arbitrary<unknown>,
  wellFormed: boolean,
): fc.Arbitrary<string[]> {
  const written = (name: string, given: fc.Arbitrary<unknown>): fc.Arbitrary<string> =>
    given.map((value) => `${name}=${encodeURIComponent(asText(value))}`);
  const fitting = fc.tuple(
    ...parameters.map((parameter) => {
      const given = written(parameter.name, PATHS[parameter.name] ?? values(parameter));
      return parameter.required ? given : fc.oneof(given, given, fc.constant(''));
    }),
  );
  if (wellFormed || parameters.length === 0)
    return wellFormed ? fitting : fc.constantFrom([], [], ['extra=1']);
  const name = fc.constantFrom(...parameters.map((parameter) => parameter.name));
  const wrong = name.chain((of) =>
    fc.oneof(
      written(of, nastyValues),
      fc.constantFrom(
        of,
        `${of}=%`,
        `${of}=%ff`,
        `${of}=%00`,
        `${of}=1&${of}=2`,
        `${of}[]=1`,
        '__proto__[x]=1',
        '&&=',
      ),
    ),
  );
  return fc
    .tuple(fitting, fc.oneof(fc.constant([]), fc.array(wrong, { minLength: 1, maxLength: 2 })))
    .map(([right, others]) => {
      const taken = new Set(others.map((other) => other.split(/[=[]/)[0]));
      return [...right.filter((part) => !taken.has(part.split('=')[0])), ...others];
    });
}

/** Files and folders of a workspace. */
const files = fc.constantFrom('app/README.md', 'app', 'app/gone.txt', '.', 'a.txt', '/etc/hostname', '../..');
const PATHS: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
  path: files,
  file: files,
  file_path: fc.constantFrom('README.md', '.openhands/microagents/shop.md', 'nothing'),
};

function search(parts: readonly string[]): string {
  const given = parts.filter((part) => part !== '');
  return given.length === 0 ? '' : `?${given.join('&')}`;
}

/** As a query or a header has it. Half a surrogate cannot be encoded. */
const asText = (value: unknown): string =>
  (typeof value === 'string' ? value : (JSON.stringify(value) ?? '')).toWellFormed();

function headerValues(values: fc.Arbitrary<unknown>, wellFormed: boolean): fc.Arbitrary<string> {
  const sane = values.map(asText).map((text) => text.replaceAll(/[^\x20-\x7e]/g, '?'));
  return wellFormed ? sane : fc.oneof(sane, fc.constantFrom('-2', 'x', '', '1e99', '\u00ff\u00fe'));
}

const oddHeaders: fc.Arbitrary<Record<string, string>> = fc.record(
  {
    accept: fc.constantFrom('text/html', '*/*', 'nonsense', 'application/json;q=x'),
    'x-request-id': fc.constantFrom('a'.repeat(5_000), '\u00ff', '<b>', ''),
    'x-http-method-override': fc.constant('DELETE'),
    'x-forwarded-for': fc.constantFrom('1.2.3.4, nonsense', ',,,', '::1'),
    'x-forwarded-host': fc.constant('evil.example'),
    range: fc.constantFrom('bytes=0-1', 'bytes=-', 'bytes=9-1'),
    'if-none-match': fc.constant('*'),
    cookie: fc.constantFrom('capstan-login=%', 'capstan-login', ';;;==', 'capstan-login=a.b.c'),
    'content-encoding': fc.constantFrom('gzip', 'nonsense'),
  },
  { requiredKeys: [], noNullPrototype: true },
);

interface Body {
  bytes: Buffer | undefined;
  type: string | undefined;
}

const BOUNDARY = 'the-boundary';
const part = (name: string, content: string): string =>
  `--${BOUNDARY}\r\ncontent-disposition: form-data; name="files"; filename="${name}"\r\n\r\n${content}\r\n`;

function bodies({ body }: Operation, { schemas }: ApiOperations, wellFormed: boolean): fc.Arbitrary<Body> {
  const none: fc.Arbitrary<Body> = fc.constant({ bytes: undefined, type: undefined });
  if (body === null)
    return wellFormed ? none : fc.oneof({ weight: 6, arbitrary: none }, { weight: 1, arbitrary: rawBodies });
  if (body.type.startsWith('multipart/'))
    return wellFormed ? uploads : fc.oneof(uploads, rawUploads, rawBodies, none);
  const fitting = valuesOf(body.schema, schemas);
  const json = (values: fc.Arbitrary<unknown>): fc.Arbitrary<Body> =>
    values.map((value) => ({ bytes: Buffer.from(JSON.stringify(value) ?? ''), type: body.type }));
  if (wellFormed) return json(fitting);
  return fc.oneof(
    { weight: 6, arbitrary: json(fitting) },
    { weight: 8, arbitrary: json(damaged(fitting)) },
    { weight: 2, arbitrary: json(nastyValues) },
    { weight: 3, arbitrary: rawBodies },
    { weight: 1, arbitrary: none },
  );
}

const nested = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth);
const nestedObjects = (depth: number): string => '{"a":'.repeat(depth) + '1' + '}'.repeat(depth);

/** Bodies that are wrong as bytes, or of a type that they are not. */
const rawBodies: fc.Arbitrary<Body> = fc.record({
  bytes: fc.oneof(
    fc
      .constantFrom('', '{', '{"a":', '[', 'null', '"', 'NaN', '\0', '{}{}', "{'a': 1}", '\ufeff{}')
      .map(Buffer.from),
    fc.constantFrom(nested(5_000), nestedObjects(5_000), `{"args":${nestedObjects(2_000)}}`).map(Buffer.from),
    fc.constant(Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0xc3, 0x28, 0x22, 0x3a, 0x31, 0x7d])),
    fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)),
  ),
  type: fc.constantFrom<string | undefined>(
    'application/json',
    'application/json',
    'application/json; charset=utf-16',
    'application/merge-patch+json',
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data',
    'multipart/form-data; boundary=x',
    'nonsense',
    undefined,
  ),
});

const fileNames = fc.oneof(
  fc.constantFrom(
    'a.txt',
    '..',
    '../../x',
    '/etc/x',
    '',
    'a\\b',
    'x'.repeat(300),
    'ü.txt',
    '.git',
    'CON',
    'a\tb',
  ),
  fc.string({ maxLength: 20 }).map((name) => name.replaceAll(/["\r\n]/g, '')),
);

const uploads: fc.Arbitrary<Body> = fc
  .array(fc.tuple(fileNames, fc.string({ maxLength: 200 })), { maxLength: 4 })
  .map((files) => ({
    bytes: Buffer.from(`${files.map(([name, content]) => part(name, content)).join('')}--${BOUNDARY}--\r\n`),
    type: `multipart/form-data; boundary=${BOUNDARY}`,
  }));

/** Cut off, without an end, or not what the type says. */
const rawUploads: fc.Arbitrary<Body> = fc
  .tuple(uploads, fc.nat({ max: 400 }))
  .map(([{ bytes, type }, length]) => ({ bytes: bytes?.subarray(0, length), type }));
