import { CapstanError } from '@capstan/protocol';
import type { SuggestedTask, SuggestedTaskType } from '@capstan/protocol/api';
import * as z from 'zod';
import type { ProviderApi } from '../connection/provider-api.ts';
import { spokenMessage } from '../connection/provider-refusal.ts';
import { eitherOf } from '../suggested-task-source.ts';
import { issuesSchema } from './gitlab-schemas.ts';

/** The counts of discussions stand for the discussions: those would pass the complexity that GitLab allows. */
const OWN_MERGE_REQUESTS = `
  query {
    currentUser {
      authoredMergeRequests(state: opened, sort: UPDATED_DESC, first: 50) {
        nodes {
          iid
          title
          conflicts
          project { fullPath }
          headPipeline { status }
          resolvableDiscussionsCount
          resolvedDiscussionsCount
        }
      }
    }
  }`;

const mergeRequestSchema = z.object({
  iid: z.coerce.number().int(),
  title: z.string(),
  conflicts: z.boolean(),
  project: z.object({ fullPath: z.string() }),
  headPipeline: z.object({ status: z.string() }).nullish(),
  resolvableDiscussionsCount: z.int().nullish(),
  resolvedDiscussionsCount: z.int().nullish(),
});

const ownMergeRequestsSchema = z.object({
  errors: z.unknown().optional(),
  data: z
    .object({
      currentUser: z
        .object({ authoredMergeRequests: z.object({ nodes: z.array(mergeRequestSchema.nullable()) }) })
        .nullable(),
    })
    .nullish(),
});

/** Open merge requests of the account that wait for something, and issues assigned to it. */
export async function gitLabTasks(api: ProviderApi, graphql: string): Promise<SuggestedTask[]> {
  return await eitherOf(mergeRequestTasks(api, graphql), issueTasks(api));
}

async function mergeRequestTasks(api: ProviderApi, graphql: string): Promise<SuggestedTask[]> {
  const answer = await api.postAt(graphql, ownMergeRequestsSchema, { query: OWN_MERGE_REQUESTS });
  if (!answer.data) {
    const said = spokenMessage(JSON.stringify({ errors: answer.errors }));
    throw new CapstanError('git_provider_failed', `GitLab: ${said || 'no answer to a query'}`);
  }
  const nodes = answer.data.currentUser?.authoredMergeRequests.nodes ?? [];
  return nodes.flatMap((request) => {
    const type = request === null ? undefined : taskType(request);
    if (request === null || type === undefined) return [];
    return [task(type, request.project.fullPath, request)];
  });
}

async function issueTasks(api: ProviderApi): Promise<SuggestedTask[]> {
  const query = { scope: 'assigned_to_me', state: 'opened', order_by: 'updated_at', per_page: 50 };
  const issues = await api.get('/issues', issuesSchema, query);
  return issues.map((issue) => task('OPEN_ISSUE', issue.references.full.replace(/#\d+$/, ''), issue));
}

function taskType(request: z.output<typeof mergeRequestSchema>): SuggestedTaskType | undefined {
  if (request.conflicts) return 'MERGE_CONFLICTS';
  if (request.headPipeline?.status === 'FAILED') return 'FAILING_CHECKS';
  const unresolved = (request.resolvableDiscussionsCount ?? 0) - (request.resolvedDiscussionsCount ?? 0);
  return unresolved > 0 ? 'UNRESOLVED_COMMENTS' : undefined;
}

function task(
  task_type: SuggestedTaskType,
  repo: string,
  { iid, title }: { iid: number; title: string },
): SuggestedTask {
  return { git_provider: 'gitlab', task_type, repo, issue_number: iid, title };
}
