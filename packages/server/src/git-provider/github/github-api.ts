import { CapstanError } from '@capstan/protocol';
import { Octokit } from '@octokit/rest';
import type * as z from 'zod';
import { boundedFetch } from '../connection/bounded-fetch.ts';
import type { ProviderAccount } from '../connection/provider-account.ts';
import { fitting, type Answer } from '../connection/provider-api.ts';
import { presentable } from '../connection/provider-refusal.ts';
import { apiAddress, graphqlAddress } from './github-address.ts';

const silent = (): void => undefined;

/** The client of GitHub over a bounded `fetch`. What it answers is checked, so its types are not relied on. */
export class GitHubApi {
  readonly #octokit: Octokit;
  readonly #token: string;

  constructor({ web, token }: ProviderAccount, signal: AbortSignal) {
    const base = apiAddress(web);
    this.#token = token;
    this.#octokit = new Octokit({
      auth: token,
      baseUrl: base,
      userAgent: 'capstan',
      request: {
        fetch: boundedFetch({
          provider: 'github',
          apis: [base, graphqlAddress(base)],
          secrets: [token],
          signal,
        }),
      },
      log: { debug: silent, info: silent, warn: silent, error: silent },
    });
  }

  get rest(): Octokit['rest'] {
    return this.#octokit.rest;
  }

  async answer<Schema extends z.ZodType>(
    asked: Promise<{ data: unknown; headers: object }>,
    schema: Schema,
  ): Promise<Answer<z.output<Schema>>> {
    const { data, headers } = await ownErrors(asked);
    return { body: fitting('github', data, schema), headers: new Headers(Object.entries(headers)) };
  }

  async body<Schema extends z.ZodType>(
    asked: Promise<{ data: unknown; headers: object }>,
    schema: Schema,
  ): Promise<z.output<Schema>> {
    return (await this.answer(asked, schema)).body;
  }

  async graphql<Schema extends z.ZodType>(
    query: string,
    variables: Record<string, unknown>,
    schema: Schema,
  ): Promise<z.output<Schema>> {
    const data = await ownErrors(this.#octokit.graphql<unknown>(query, variables)).catch((error: unknown) => {
      if (CapstanError.is(error)) throw error;
      const said = error instanceof Error ? error.message : String(error);
      throw new CapstanError('git_provider_failed', `GitHub: ${presentable(said, [this.#token])}`);
    });
    return fitting('github', data, schema);
  }
}

/** The client wraps what its `fetch` throws: it is unpacked again. */
async function ownErrors<Value>(asked: Promise<Value>): Promise<Value> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof Error && CapstanError.is(error.cause)) throw error.cause;
    throw error;
  }
}
