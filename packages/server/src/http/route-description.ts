import { errorBodySchema } from '@capstan/protocol/api';
import type { ZodType } from 'zod';

const failure = (description: string) => ({
  description,
  content: { 'application/json': { schema: errorBodySchema } },
});

/**
 * The failures that a route declares, by status: `{ 404: FAILURE[404] }`. Those that every route has (401, 403, 422, 429
 * and 500) are added to the document by itself.
 */
export const FAILURE = {
  400: failure('The request cannot be done as it is'),
  401: failure('Credentials are missing or wrong'),
  403: failure('Not allowed'),
  404: failure('There is no such thing'),
  409: failure('Not possible in the present state'),
  410: failure('There is no such route any more'),
  413: failure('Too large'),
  415: failure('Not of a kind that is understood'),
  422: failure('The request does not fit its schema'),
  429: failure('Too many requests'),
  500: failure('The server failed'),
  502: failure('A service behind this server failed'),
  503: failure('Not available now'),
  504: failure('A service behind this server did not answer in time'),
} as const;

/** A JSON answer. */
export const json = <Schema extends ZodType>(schema: Schema, description: string) => ({
  description,
  content: { 'application/json': { schema } },
});

/** A JSON body that has to be there. Without `required` the framework takes a body without content type for `{}`. */
export const jsonBody = <Schema extends ZodType>(schema: Schema) => ({
  required: true as const,
  content: { 'application/json': { schema } },
});
