import type { SuggestedTask, SuggestedTaskType } from '@capstan/protocol/api';
import type * as z from 'zod';
import { apiPath } from '../connection/api-path.ts';
import { eitherOf } from '../suggested-task-source.ts';
import type { AzureDevOpsApi } from './azure-devops-api.ts';
import * as schemas from './azure-devops-schemas.ts';

/** Pull requests are listed by project; of more than so many, the first are asked. */
const MAX_PROJECTS = 20;
const MAX_WORK_ITEMS = 50;

const OWN_WORK_ITEMS =
  'SELECT [System.Id] FROM WorkItems WHERE [System.AssignedTo] = @Me ' +
  "AND [System.State] NOT IN ('Closed', 'Done', 'Resolved', 'Removed') ORDER BY [System.ChangedDate] DESC";

/** Own pull requests that wait for something, and work items assigned to the account. */
export async function azureDevOpsTasks(api: AzureDevOpsApi): Promise<SuggestedTask[]> {
  return await eitherOf(pullRequestTasks(api), workItemTasks(api));
}

async function pullRequestTasks(api: AzureDevOpsApi): Promise<SuggestedTask[]> {
  const [{ authenticatedUser }, projects] = await Promise.all([
    api.get('/_apis/connectionData', schemas.connectionSchema, { 'api-version': '7.1-preview.1' }),
    api.get('/_apis/projects', schemas.projectsSchema, { $top: MAX_PROJECTS }),
  ]);
  return await eitherOf(...projects.value.map(({ name }) => ofProject(api, name, authenticatedUser.id)));
}

async function ofProject(api: AzureDevOpsApi, project: string, user: string): Promise<SuggestedTask[]> {
  const path = apiPath`/${project}/_apis/git/pullrequests`;
  const { value } = await api.get(path, schemas.ownPullRequestsSchema, {
    'searchCriteria.creatorId': user,
    'searchCriteria.status': 'active',
    $top: 50,
  });
  return value.flatMap((pull) => {
    const task_type = taskType(pull);
    if (task_type === undefined) return [];
    const repo = `${api.organization}/${project}/${pull.repository.name}`;
    return [
      { git_provider: 'azure_devops', task_type, repo, issue_number: pull.pullRequestId, title: pull.title },
    ];
  });
}

type OwnPullRequest = z.output<typeof schemas.ownPullRequestsSchema>['value'][number];

function taskType({ mergeStatus, reviewers }: OwnPullRequest): SuggestedTaskType | undefined {
  if (mergeStatus === 'conflicts') return 'MERGE_CONFLICTS';
  if (mergeStatus === 'rejectedByPolicy') return 'FAILING_CHECKS';
  return reviewers?.some(({ vote }) => vote < 0) === true ? 'UNRESOLVED_COMMENTS' : undefined;
}

/** Work items belong to a project. Work on them starts in its repository: the one named like it, else its only one. */
async function workItemTasks(api: AzureDevOpsApi): Promise<SuggestedTask[]> {
  const { workItems } = await api.post('/_apis/wit/wiql', schemas.workItemIdsSchema, {
    query: OWN_WORK_ITEMS,
  });
  if (workItems.length === 0) return [];
  const ids = workItems.slice(0, MAX_WORK_ITEMS).map(({ id }) => id);
  const [items, repositories] = await Promise.all([
    api.get('/_apis/wit/workitems', schemas.workItemsSchema, {
      ids: ids.join(','),
      fields: 'System.Title,System.TeamProject',
    }),
    api.get('/_apis/git/repositories', schemas.repositoriesSchema),
  ]);
  return items.value.flatMap(({ id, fields }) => {
    const project = fields['System.TeamProject'];
    const repository = mainRepository(
      repositories.value.filter((candidate) => candidate.project.name === project).map(({ name }) => name),
      project,
    );
    if (repository === undefined) return [];
    const repo = `${api.organization}/${project}/${repository}`;
    const title = fields['System.Title'];
    return [{ git_provider: 'azure_devops', task_type: 'OPEN_ISSUE', repo, issue_number: id, title }];
  });
}

function mainRepository(names: readonly string[], project: string): string | undefined {
  return names.find((name) => name === project) ?? (names.length === 1 ? names[0] : undefined);
}
