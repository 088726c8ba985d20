import * as z from 'zod';

/** A schema of the document, as far as it is read. */
export interface Schema {
  $ref?: string | undefined;
  type?: string | string[] | undefined;
  format?: string | undefined;
  pattern?: string | undefined;
  enum?: unknown[] | undefined;
  minimum?: number | undefined;
  maximum?: number | undefined;
  minLength?: number | undefined;
  maxLength?: number | undefined;
  required?: string[] | undefined;
  properties?: Record<string, Schema> | undefined;
  additionalProperties?: boolean | Schema | undefined;
  items?: Schema | undefined;
  anyOf?: Schema[] | undefined;
  allOf?: Schema[] | undefined;
}

const schema: z.ZodType<Schema> = z.lazy(() =>
  z.looseObject({
    $ref: z.string().optional(),
    type: z.union([z.string(), z.array(z.string())]).optional(),
    format: z.string().optional(),
    pattern: z.string().optional(),
    enum: z.array(z.unknown()).optional(),
    minimum: z.number().optional(),
    maximum: z.number().optional(),
    minLength: z.number().optional(),
    maxLength: z.number().optional(),
    required: z.array(z.string()).optional(),
    properties: z.record(z.string(), schema).optional(),
    additionalProperties: z.union([z.boolean(), schema]).optional(),
    items: schema.optional(),
    anyOf: z.array(schema).optional(),
    allOf: z.array(schema).optional(),
  }),
);

const parameter = z.object({
  name: z.string(),
  in: z.enum(['path', 'query', 'header']),
  required: z.boolean().default(false),
  schema,
});

const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const;

const operation = z.object({
  operationId: z.string(),
  security: z.array(z.unknown()).optional(),
  parameters: z.array(parameter).default([]),
  requestBody: z.object({ content: z.record(z.string(), z.object({ schema })) }).optional(),
  responses: z.record(z.string(), z.unknown()),
});

const documentSchema = z.object({
  openapi: z.string().startsWith('3.1'),
  paths: z.record(z.string(), z.partialRecord(z.enum(METHODS), operation)),
  components: z.object({ schemas: z.record(z.string(), schema) }),
});

export interface Parameter {
  name: string;
  in: 'path' | 'query' | 'header';
  required: boolean;
  schema: Schema;
}

export interface Operation {
  id: string;
  method: string;
  /** With parameters as `{name}`. */
  path: string;
  /** Whether it needs no credentials. */
  open: boolean;
  parameters: readonly Parameter[];
  /** Null where it takes no body. */
  body: { type: string; schema: Schema } | null;
  /** Statuses that it declares. */
  statuses: readonly number[];
}

export interface ApiOperations {
  operations: readonly Operation[];
  /** Schemas by name. */
  schemas: Readonly<Record<string, Schema>>;
}

/** What the OpenAPI document of a server describes. */
export function apiOperations(document: unknown): ApiOperations {
  const { paths, components } = documentSchema.parse(document);
  const operations = Object.entries(paths).flatMap(([path, item]) =>
    METHODS.flatMap((method): Operation[] => {
      const described = item[method];
      if (described === undefined) return [];
      const [body] = Object.entries(described.requestBody?.content ?? {});
      return [
        {
          id: described.operationId,
          method: method.toUpperCase(),
          path,
          open: described.security?.length === 0,
          parameters: described.parameters,
          body: body === undefined ? null : { type: body[0], schema: body[1].schema },
          statuses: Object.keys(described.responses).map(Number),
        },
      ];
    }),
  );
  return { operations, schemas: components.schemas };
}
