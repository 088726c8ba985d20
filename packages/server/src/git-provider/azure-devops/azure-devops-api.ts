import { CapstanError } from '@capstan/protocol';
import type * as z from 'zod';
import { apiPath, nameParts } from '../connection/api-path.ts';
import type { ProviderAccount } from '../connection/provider-account.ts';
import { ProviderApi, type Query } from '../connection/provider-api.ts';

const VERSION = { 'api-version': '7.1' };

/** One organization: personal tokens are made for one. */
export class AzureDevOpsApi {
  readonly web: string;
  readonly organization: string;
  readonly #api: ProviderApi;

  constructor({ web, token }: ProviderAccount, signal: AbortSignal) {
    this.web = web;
    this.organization = decodeURIComponent(new URL(web).pathname.split('/').at(-1) ?? '');
    if (this.organization === '') {
      throw new CapstanError('git_provider_failed', 'Azure DevOps: the organization is missing', {
        remedy: 'Name it in the host of the token, such as dev.azure.com/organization.',
      });
    }
    const basic = Buffer.from(`:${token}`).toString('base64');
    this.#api = new ProviderApi({
      provider: 'azure_devops',
      base: web,
      authorization: isJsonWebToken(token) ? `Bearer ${token}` : `Basic ${basic}`,
      secrets: [token, basic],
      signal,
    });
  }

  get<Schema extends z.ZodType>(path: string, schema: Schema, query?: Query): Promise<z.output<Schema>> {
    return this.#api.get(path, schema, { ...VERSION, ...query });
  }

  post<Schema extends z.ZodType>(path: string, schema: Schema, body: object): Promise<z.output<Schema>> {
    return this.#api.post(path, schema, body, VERSION);
  }

  /** Below the project of a repository: `organization/project/name`, or `project/name`. Undefined for another organization. */
  repositoryPath(fullName: string): string | undefined {
    const parts = fullName.split('/');
    const inside = parts.length === 3 && parts[0]?.toLowerCase() === this.organization.toLowerCase();
    if (parts.length === 3 && !inside) return undefined;
    const [project = '', name = ''] = nameParts(inside ? parts.slice(1).join('/') : fullName, 2);
    return apiPath`/${project}/_apis/git/repositories/${name}`;
  }

  /** As above. Throws `git_provider_failed` for another organization. */
  ownRepositoryPath(fullName: string): string {
    const path = this.repositoryPath(fullName);
    if (path !== undefined) return path;
    throw new CapstanError(
      'git_provider_failed',
      `Azure DevOps: the token is for the organization ${this.organization}, not for ${fullName}`,
    );
  }
}

/** What Entra hands out; personal access tokens are sent as a password. */
function isJsonWebToken(token: string): boolean {
  return /^eyJ[\w-]*\.[\w-]+\.[\w-]*$/.test(token);
}
