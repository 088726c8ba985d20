import manifest from '../../../package.json' with { type: 'json' };
import type { Api } from '../../http/api.ts';
import { FAILURE } from '../../http/route-description.ts';

export type ApiDocument = ReturnType<Api['getOpenAPI31Document']>;
type PathItem = NonNullable<ApiDocument['paths']>[string];

const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const;
export type Operation = NonNullable<PathItem[(typeof METHODS)[number]]>;

const DESCRIPTION = [
  'Conversations with agents. Every failure has the shape of `Error`, whose `code` is stable.',
  'Requests need the key of the server, or a token of the identity provider where the server has users.',
].join(' ');

const SCHEMES = {
  sessionKey: { type: 'apiKey', in: 'header', name: 'X-Session-API-Key' },
  bearer: { type: 'http', scheme: 'bearer' },
} as const;

/** What any route may answer beside what it declares: `body` where it takes one, `input` where it takes anything. */
const EVERYWHERE = { key: [401, 403], body: [413, 415], input: [422], always: [429, 500] } as const;

/** The OpenAPI 3.1 document of the routes that were added so far. Paths are sorted. */
export function apiDocument(api: Api): ApiDocument {
  for (const [name, scheme] of Object.entries(SCHEMES)) {
    api.openAPIRegistry.registerComponent('securitySchemes', name, scheme);
  }
  const document = api.getOpenAPI31Document({
    openapi: '3.1.0',
    info: { title: 'Capstan', version: manifest.version, description: DESCRIPTION },
    security: Object.keys(SCHEMES).map((name) => ({ [name]: [] })),
  });
  for (const { operation } of operations(document)) addFailures(operation);
  document.paths = Object.fromEntries(Object.entries(document.paths ?? {}).toSorted(byName));
  return document;
}

export interface NamedOperation {
  /** As in `GET /api/things`. */
  name: string;
  operation: Operation;
}

export function operations(document: ApiDocument): NamedOperation[] {
  return Object.entries(document.paths ?? {}).flatMap(([path, item]) =>
    METHODS.flatMap((method) => {
      const operation = item[method];
      return operation === undefined ? [] : [{ name: `${method.toUpperCase()} ${path}`, operation }];
    }),
  );
}

function addFailures(operation: Operation): void {
  const takesBody = operation.requestBody !== undefined;
  const takesInput = takesBody || (operation.parameters ?? []).length > 0;
  const statuses = [
    ...(operation.security?.length === 0 ? [] : EVERYWHERE.key),
    ...(takesBody ? EVERYWHERE.body : []),
    ...(takesInput ? EVERYWHERE.input : []),
    ...EVERYWHERE.always,
  ];
  const content = { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } };
  for (const status of statuses) {
    operation.responses ??= {};
    operation.responses[status] ??= { description: FAILURE[status].description, content };
  }
}

const byName = ([a]: [string, unknown], [b]: [string, unknown]): number => (a < b ? -1 : 1);
