import { CapstanError } from '@capstan/protocol';
import type * as z from 'zod';
import { PROVIDER_TITLES } from '../provider-title.ts';
import { boundedFetch } from './bounded-fetch.ts';
import type { ServedProvider } from './provider-account.ts';

export interface ProviderApiOptions {
  provider: ServedProvider;
  /** What every path below begins with, without a slash at the end. */
  base: string;
  /** Other addresses that `at` may be given. */
  others?: readonly string[];
  authorization: string;
  secrets: readonly string[];
  signal: AbortSignal;
}

/** Values that are undefined are left out. */
export type Query = Readonly<Record<string, string | number | boolean | undefined>>;

export interface Answer<Body> {
  body: Body;
  headers: Headers;
}

/** Requests to the JSON API of a provider; what it answers is checked. Paths come from `apiPath`. */
export class ProviderApi {
  readonly #options: ProviderApiOptions;
  readonly #fetch: typeof fetch;

  constructor(options: ProviderApiOptions) {
    this.#options = options;
    const { provider, base, others = [], secrets, signal } = options;
    this.#fetch = boundedFetch({ provider, apis: [base, ...others], secrets, signal });
  }

  async get<Schema extends z.ZodType>(
    path: string,
    schema: Schema,
    query?: Query,
  ): Promise<z.output<Schema>> {
    return (await this.page(path, schema, query)).body;
  }

  /** With the headers, for those who have to know about the next page. */
  async page<Schema extends z.ZodType>(
    path: string,
    schema: Schema,
    query?: Query,
  ): Promise<Answer<z.output<Schema>>> {
    const response = await this.#send(this.#address(path, query));
    return {
      body: checked(this.#options.provider, await response.text(), schema),
      headers: response.headers,
    };
  }

  /** The answer as it is. */
  async text(path: string, query?: Query): Promise<string> {
    const response = await this.#send(this.#address(path, query));
    return await response.text();
  }

  async post<Schema extends z.ZodType>(
    path: string,
    schema: Schema,
    body: object,
    query?: Query,
  ): Promise<z.output<Schema>> {
    return await this.postAt(this.#address(path, query), schema, body);
  }

  /** To one of the `others`. */
  async postAt<Schema extends z.ZodType>(
    address: string,
    schema: Schema,
    body: object,
  ): Promise<z.output<Schema>> {
    const response = await this.#send(address, JSON.stringify(body));
    return checked(this.#options.provider, await response.text(), schema);
  }

  #address(path: string, query: Query = {}): string {
    const search = new URLSearchParams();
    for (const [name, value] of Object.entries(query))
      if (value !== undefined) search.set(name, String(value));
    return `${this.#options.base}${path}${search.size === 0 ? '' : `?${search.toString()}`}`;
  }

  #send(address: string, body?: string): Promise<Response> {
    const headers = {
      accept: 'application/json',
      'user-agent': 'capstan',
      authorization: this.#options.authorization,
      ...(body !== undefined && { 'content-type': 'application/json' }),
    };
    return this.#fetch(address, body === undefined ? { headers } : { method: 'POST', headers, body });
  }
}

function checked<Schema extends z.ZodType>(
  provider: ServedProvider,
  text: string,
  schema: Schema,
): z.output<Schema> {
  return fitting(provider, parsed(provider, text), schema);
}

function parsed(provider: ServedProvider, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new CapstanError('git_provider_failed', `${PROVIDER_TITLES[provider]}: an answer that is not JSON`);
  }
}

/** What a provider answered, if it has the shape that is counted on. */
export function fitting<Schema extends z.ZodType>(
  provider: ServedProvider,
  value: unknown,
  schema: Schema,
): z.output<Schema> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const where = issue === undefined || issue.path.length === 0 ? '' : ` at ${issue.path.join('.')}`;
  throw new CapstanError(
    'git_provider_failed',
    `${PROVIDER_TITLES[provider]}: an answer that its API does not promise${where}`,
  );
}
