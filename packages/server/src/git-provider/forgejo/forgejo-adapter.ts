import { CapstanError } from '@capstan/protocol';
import type { Branch, BranchPage, GitUser, Repository, SuggestedTask } from '@capstan/protocol/api';
import type * as z from 'zod';
import { textOfContent } from '../base64-text.ts';
import { apiPath, nameParts, pathSteps } from '../connection/api-path.ts';
import { hasNext, pagesUntil } from '../connection/paging.ts';
import { ProviderApi } from '../connection/provider-api.ts';
import { unlessAbsent, unlessRefused } from '../connection/provider-refusal.ts';
import type {
  BranchSearch,
  CreatedPullRequest,
  Page,
  PullRequestDraft,
  RepositoryFile,
  RepositoryQuery,
  RepositorySearch,
} from '../git-provider.ts';
import type { OpenAdapter, ProviderAdapter } from '../provider-adapter.ts';
import * as schemas from './forgejo-schemas.ts';
import { forgejoTasks } from './forgejo-tasks.ts';

/** Branches can not be searched for: so many pages of 50 are looked through. */
const MAX_BRANCH_PAGES = 10;

export const openForgejo: OpenAdapter = ({ web, token }, signal) =>
  new ForgejoAdapter(
    new ProviderApi({
      provider: 'forgejo',
      base: `${web}/api/v1`,
      authorization: `token ${token}`,
      secrets: [token],
      signal,
    }),
  );

class ForgejoAdapter implements ProviderAdapter {
  readonly #api: ProviderApi;

  constructor(api: ProviderApi) {
    this.#api = api;
  }

  async user(): Promise<GitUser> {
    return schemas.toUser(await this.#api.get('/user', schemas.userSchema));
  }

  /** Those that the account owns or works on. */
  async repositories({ page, perPage, sort }: RepositoryQuery): Promise<Repository[]> {
    const { body, headers } = await this.#search({ page, limit: perPage, ...orderOf(sort, 'desc') });
    const link = headers.get('link');
    return body.data.map((repository) => schemas.toRepository(repository, link));
  }

  async searchRepositories({ text, perPage, sort, order }: RepositorySearch): Promise<Repository[]> {
    // A name is matched without its owner.
    const q = text.slice(text.indexOf('/') + 1);
    const { body } = await this.#search({ q, page: 1, limit: perPage, ...orderOf(sort, order) });
    return body.data.map((repository) => schemas.toRepository(repository, null));
  }

  async #search(query: Record<string, string | number>) {
    const { id } = await this.#api.get('/user', schemas.userSchema);
    return await this.#api.page('/repos/search', schemas.foundRepositoriesSchema, { uid: id, ...query });
  }

  async repository(fullName: string): Promise<Repository | undefined> {
    const asked = this.#api.get(repositoryPath(fullName), schemas.repositorySchema);
    const found = await unlessRefused(asked, [403, 404]);
    return found && schemas.toRepository(found, null);
  }

  async branches(fullName: string, { page, perPage }: Page): Promise<BranchPage> {
    const { body, headers } = await this.#branchPage(fullName, { page, perPage });
    const total = headers.get('x-total-count');
    return {
      branches: body.map(schemas.toBranch),
      has_next_page: hasNext(headers),
      current_page: page,
      per_page: perPage,
      total_count: total === null ? null : Number.parseInt(total, 10),
    };
  }

  async searchBranches(fullName: string, { text, perPage }: BranchSearch): Promise<Branch[]> {
    const wanted = text.toLowerCase();
    const all = await pagesUntil(MAX_BRANCH_PAGES, async (page) => {
      const { body, headers } = await this.#branchPage(fullName, { page, perPage: 50 });
      return { items: body, more: hasNext(headers) };
    });
    return all
      .filter(({ name }) => name.toLowerCase().includes(wanted))
      .slice(0, perPage)
      .map(schemas.toBranch);
  }

  #branchPage(fullName: string, { page, perPage }: Page) {
    const query = { page, limit: perPage };
    return this.#api.page(`${repositoryPath(fullName)}/branches`, schemas.branchesSchema, query);
  }

  async suggestedTasks(): Promise<SuggestedTask[]> {
    return await forgejoTasks(this.#api);
  }

  async listFiles(fullName: string, folder: string): Promise<string[]> {
    const content = await this.#content(fullName, folder);
    if (!Array.isArray(content)) return [];
    return content.filter((entry) => entry.type === 'file').map((entry) => entry.path);
  }

  async readFile(fullName: string, path: string): Promise<RepositoryFile | undefined> {
    const content = await this.#content(fullName, path);
    if (content === undefined || Array.isArray(content) || content.type !== 'file') return undefined;
    return { path, content: textOfContent('Forgejo', path, content) };
  }

  async #content(
    fullName: string,
    path: string,
  ): Promise<z.output<typeof schemas.contentSchema> | undefined> {
    const steps = apiPath`/${['contents', ...pathSteps(path)]}`;
    return await unlessAbsent(this.#api.get(repositoryPath(fullName) + steps, schemas.contentSchema));
  }

  async createPullRequest(draft: PullRequestDraft): Promise<CreatedPullRequest> {
    const repository = repositoryPath(draft.repository);
    const { ids, notice } = await this.#labels(repository, draft.labels);
    const { html_url, number } = await this.#api.post(`${repository}/pulls`, schemas.pullRequestSchema, {
      // The title is what makes a draft.
      title: draft.draft ? `WIP: ${draft.title}` : draft.title,
      head: draft.sourceBranch,
      base: draft.targetBranch,
      body: draft.body ?? '',
      labels: ids,
    });
    return { url: html_url, number, ...(notice !== undefined && { notice }) };
  }

  /** Labels are set by number; names that the repository does not have are left out. */
  async #labels(repository: string, names: readonly string[]): Promise<{ ids: number[]; notice?: string }> {
    if (names.length === 0) return { ids: [] };
    try {
      const known = await this.#api.get(`${repository}/labels`, schemas.labelsSchema, { limit: 50 });
      const ids = known.filter(({ name }) => names.includes(name)).map(({ id }) => id);
      const missing = names.filter((name) => !known.some((label) => label.name === name));
      if (missing.length === 0) return { ids };
      return { ids, notice: `The repository has no label named ${missing.join(', ')}.` };
    } catch (error) {
      if (!CapstanError.is(error) || error.code === 'cancelled') throw error;
      return { ids: [], notice: `The labels could not be set. ${error.message}` };
    }
  }

  async isPullRequestOpen(fullName: string, number: number): Promise<boolean> {
    const path = `${repositoryPath(fullName)}${apiPath`/pulls/${number}`}`;
    return (await this.#api.get(path, schemas.pullRequestSchema)).state === 'open';
  }
}

function repositoryPath(fullName: string): string {
  return apiPath`/repos/${nameParts(fullName, 2)}`;
}

function orderOf(sort: string, order: 'asc' | 'desc'): { sort: string; order: 'asc' | 'desc' } {
  if (sort === 'full_name') return { sort: 'alpha', order: 'asc' };
  return { sort: sort === 'created' || sort === 'stars' ? sort : 'updated', order };
}
