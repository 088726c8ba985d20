import type { SuggestedTask, SuggestedTaskType } from '@capstan/protocol/api';
import { apiPath, nameParts } from '../connection/api-path.ts';
import type { ProviderApi } from '../connection/provider-api.ts';
import { eitherOf } from '../suggested-task-source.ts';
import * as schemas from './forgejo-schemas.ts';

/** What a pull request waits for takes up to three calls for each; the newest are looked at. */
const MAX_PULL_REQUESTS = 20;

/** Own open pull requests that wait for something, and issues assigned to the account. */
export async function forgejoTasks(api: ProviderApi): Promise<SuggestedTask[]> {
  return await eitherOf(pullRequestTasks(api), issueTasks(api));
}

async function pullRequestTasks(api: ProviderApi): Promise<SuggestedTask[]> {
  const pulls = await search(api, { type: 'pulls', created: true, limit: MAX_PULL_REQUESTS });
  return await eitherOf(
    ...pulls.map(async ({ repository, number, title }) => {
      const type = await taskType(api, repository.full_name, number);
      return type === undefined ? [] : [task(type, repository.full_name, { number, title })];
    }),
  );
}

async function issueTasks(api: ProviderApi): Promise<SuggestedTask[]> {
  const issues = await search(api, { type: 'issues', assigned: true, limit: 50 });
  return issues.map((issue) => task('OPEN_ISSUE', issue.repository.full_name, issue));
}

function search(api: ProviderApi, query: Record<string, string | number | boolean>) {
  return api.get('/repos/issues/search', schemas.issuesSchema, { state: 'open', ...query });
}

async function taskType(
  api: ProviderApi,
  fullName: string,
  number: number,
): Promise<SuggestedTaskType | undefined> {
  const repository = apiPath`/repos/${nameParts(fullName, 2)}`;
  const pull = await api.get(`${repository}/pulls/${number}`, schemas.pullRequestSchema);
  if (pull.mergeable === false) return 'MERGE_CONFLICTS';
  const [status, reviews] = await Promise.all([
    pull.head
      ? api.get(`${repository}${apiPath`/commits/${pull.head.sha}/status`}`, schemas.statusSchema)
      : undefined,
    api.get(`${repository}/pulls/${number}/reviews`, schemas.reviewsSchema),
  ]);
  if (status?.state === 'failure' || status?.state === 'error') return 'FAILING_CHECKS';
  const refused = reviews.some(({ state, dismissed }) => state === 'REQUEST_CHANGES' && dismissed !== true);
  return refused ? 'UNRESOLVED_COMMENTS' : undefined;
}

function task(
  task_type: SuggestedTaskType,
  repo: string,
  { number, title }: { number: number; title: string },
): SuggestedTask {
  return { git_provider: 'forgejo', task_type, repo, issue_number: number, title };
}
