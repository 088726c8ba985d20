import type { SuggestedTask } from '@capstan/protocol/api';
import { apiPath } from '../connection/api-path.ts';
import type { ProviderApi } from '../connection/provider-api.ts';
import { eitherOf } from '../suggested-task-source.ts';
import { MAX_WORKSPACES } from './bitbucket-repositories.ts';
import { ownPullRequestsSchema, userSchema } from './bitbucket-schemas.ts';

/** Own open pull requests with tasks of reviewers. Bitbucket tells no more without a call for each one. */
export async function bitbucketTasks(
  api: ProviderApi,
  workspaces: () => Promise<string[]>,
): Promise<SuggestedTask[]> {
  const [{ uuid }, slugs] = await Promise.all([api.get('/user', userSchema), workspaces()]);
  return await eitherOf(...slugs.slice(0, MAX_WORKSPACES).map((slug) => ofWorkspace(api, slug, uuid)));
}

async function ofWorkspace(api: ProviderApi, workspace: string, user: string): Promise<SuggestedTask[]> {
  const path = apiPath`/workspaces/${workspace}/pullrequests/${user}`;
  const { values } = await api.get(path, ownPullRequestsSchema, { state: 'OPEN', pagelen: 50 });
  return values
    .filter(({ task_count }) => (task_count ?? 0) > 0)
    .map(({ id, title, destination }) => ({
      git_provider: 'bitbucket',
      task_type: 'UNRESOLVED_COMMENTS',
      repo: destination.repository.full_name,
      issue_number: id,
      title,
    }));
}
