import type { Branch, BranchPage, GitUser, Repository, SuggestedTask } from '@capstan/protocol/api';
import { apiPath, pathSteps } from '../connection/api-path.ts';
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
import * as schemas from './gitlab-schemas.ts';
import { gitLabTasks } from './gitlab-tasks.ts';

/** A folder with more entries is cut off after so many pages of 100. */
const MAX_TREE_PAGES = 5;

export const openGitLab: OpenAdapter = ({ web, token }, signal) => {
  const graphql = `${web}/api/graphql`;
  const api = new ProviderApi({
    provider: 'gitlab',
    base: `${web}/api/v4`,
    others: [graphql],
    // Personal, project and OAuth tokens alike.
    authorization: `Bearer ${token}`,
    secrets: [token],
    signal,
  });
  return new GitLabAdapter(api, graphql);
};

class GitLabAdapter implements ProviderAdapter {
  readonly #api: ProviderApi;
  readonly #graphql: string;

  constructor(api: ProviderApi, graphql: string) {
    this.#api = api;
    this.#graphql = graphql;
  }

  async user(): Promise<GitUser> {
    return schemas.toUser(await this.#api.get('/user', schemas.userSchema));
  }

  async repositories({ page, perPage, sort }: RepositoryQuery): Promise<Repository[]> {
    return await this.#projects({ page, per_page: perPage, ...orderOf(sort, 'desc') });
  }

  async searchRepositories({ text, perPage, sort, order }: RepositorySearch): Promise<Repository[]> {
    const query = { search: text, search_namespaces: true, page: 1, per_page: perPage };
    const found = await this.#projects({ ...query, ...orderOf(sort, order) });
    return found.map((repository) => ({ ...repository, link_header: null }));
  }

  async #projects(query: Record<string, string | number | boolean>): Promise<Repository[]> {
    const { body, headers } = await this.#api.page('/projects', schemas.projectsSchema, {
      membership: true,
      ...query,
    });
    const link = headers.get('link');
    return body.map((project) => schemas.toRepository(project, link));
  }

  async repository(fullName: string): Promise<Repository | undefined> {
    const asked = this.#api.get(apiPath`/projects/${fullName}`, schemas.projectSchema);
    const found = await unlessRefused(asked, [403, 404]);
    return found && schemas.toRepository(found, null);
  }

  async branches(fullName: string, { page, perPage }: Page): Promise<BranchPage> {
    const path = apiPath`/projects/${fullName}/repository/branches`;
    const { body, headers } = await this.#api.page(path, schemas.branchesSchema, { page, per_page: perPage });
    const total = headers.get('x-total');
    return {
      branches: body.map(schemas.toBranch),
      has_next_page: hasNext(headers),
      current_page: page,
      per_page: perPage,
      total_count: total === null ? null : Number.parseInt(total, 10),
    };
  }

  async searchBranches(fullName: string, { text, perPage }: BranchSearch): Promise<Branch[]> {
    const path = apiPath`/projects/${fullName}/repository/branches`;
    const found = await this.#api.get(path, schemas.branchesSchema, { search: text, per_page: perPage });
    return found.map(schemas.toBranch);
  }

  async suggestedTasks(): Promise<SuggestedTask[]> {
    return await gitLabTasks(this.#api, this.#graphql);
  }

  async listFiles(fullName: string, folder: string): Promise<string[]> {
    const path = apiPath`/projects/${fullName}/repository/tree`;
    const inside = pathSteps(folder).join('/');
    const entries = await unlessAbsent(
      pagesUntil(MAX_TREE_PAGES, async (page) => {
        const { body, headers } = await this.#api.page(path, schemas.treeSchema, {
          path: inside,
          page,
          per_page: 100,
        });
        return { items: body, more: hasNext(headers) };
      }),
    );
    return (entries ?? []).filter((entry) => entry.type === 'blob').map((entry) => entry.path);
  }

  async readFile(fullName: string, path: string): Promise<RepositoryFile | undefined> {
    const inside = pathSteps(path).join('/');
    const asked = this.#api.text(apiPath`/projects/${fullName}/repository/files/${inside}/raw`, {
      ref: 'HEAD',
    });
    const content = await unlessAbsent(asked);
    return content === undefined ? undefined : { path, content };
  }

  async createPullRequest(draft: PullRequestDraft): Promise<CreatedPullRequest> {
    const path = apiPath`/projects/${draft.repository}/merge_requests`;
    const { web_url, iid } = await this.#api.post(path, schemas.mergeRequestSchema, {
      source_branch: draft.sourceBranch,
      target_branch: draft.targetBranch,
      // The title is what makes a draft.
      title: draft.draft ? `Draft: ${draft.title}` : draft.title,
      description: draft.body ?? '',
      ...(draft.labels.length > 0 && { labels: draft.labels.join(',') }),
    });
    return { url: web_url, number: iid };
  }

  async isPullRequestOpen(fullName: string, number: number): Promise<boolean> {
    const path = apiPath`/projects/${fullName}/merge_requests/${number}`;
    const { state } = await this.#api.get(path, schemas.mergeRequestSchema);
    return state === 'opened' || state === 'locked';
  }
}

function orderOf(sort: string, direction: 'asc' | 'desc'): { order_by: string; sort: 'asc' | 'desc' } {
  const known: Record<string, string> = { created: 'created_at', full_name: 'name', stars: 'star_count' };
  // Names are read from the beginning.
  return {
    order_by: known[sort] ?? 'last_activity_at',
    sort: sort === 'full_name' ? 'asc' : direction,
  };
}
