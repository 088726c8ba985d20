import type { SuggestedTask, SuggestedTaskType } from '@capstan/protocol/api';
import * as z from 'zod';
import { eitherOf } from '../suggested-task-source.ts';
import type { GitHubApi } from './github-api.ts';
import { assignedIssuesSchema } from './github-schemas.ts';

const OWN_PULL_REQUESTS = `
  query {
    viewer {
      pullRequests(first: 50, states: OPEN, orderBy: { field: UPDATED_AT, direction: DESC }) {
        nodes {
          number
          title
          mergeable
          reviewDecision
          repository { nameWithOwner }
          commits(last: 1) { nodes { commit { statusCheckRollup { state } } } }
          reviewThreads(first: 50) { nodes { isResolved } }
        }
      }
    }
  }`;

const pullRequestSchema = z.object({
  number: z.int(),
  title: z.string(),
  mergeable: z.string(),
  reviewDecision: z.string().nullish(),
  repository: z.object({ nameWithOwner: z.string() }),
  commits: z.object({
    nodes: z.array(
      z.object({ commit: z.object({ statusCheckRollup: z.object({ state: z.string() }).nullish() }) }),
    ),
  }),
  reviewThreads: z.object({ nodes: z.array(z.object({ isResolved: z.boolean() })) }),
});

const ownPullRequestsSchema = z.object({
  viewer: z.object({ pullRequests: z.object({ nodes: z.array(pullRequestSchema.nullable()) }) }),
});

/** Open pull requests of the account that wait for something, and issues assigned to it. */
export async function gitHubTasks(api: GitHubApi): Promise<SuggestedTask[]> {
  return await eitherOf(pullRequestTasks(api), issueTasks(api));
}

async function pullRequestTasks(api: GitHubApi): Promise<SuggestedTask[]> {
  const { viewer } = await api.graphql(OWN_PULL_REQUESTS, {}, ownPullRequestsSchema);
  return viewer.pullRequests.nodes.flatMap((pull) => {
    const type = pull === null ? undefined : taskType(pull);
    if (pull === null || type === undefined) return [];
    return [task(type, pull.repository.nameWithOwner, pull)];
  });
}

async function issueTasks(api: GitHubApi): Promise<SuggestedTask[]> {
  const query = { filter: 'assigned', state: 'open', sort: 'updated', per_page: 50 } as const;
  const issues = await api.body(api.rest.issues.list(query), assignedIssuesSchema);
  return issues
    .filter((issue) => issue.pull_request === undefined)
    .map((issue) => task('OPEN_ISSUE', issue.repository.full_name, issue));
}

function taskType(pull: z.output<typeof pullRequestSchema>): SuggestedTaskType | undefined {
  if (pull.mergeable === 'CONFLICTING') return 'MERGE_CONFLICTS';
  const checks = pull.commits.nodes[0]?.commit.statusCheckRollup?.state;
  if (checks === 'FAILURE' || checks === 'ERROR') return 'FAILING_CHECKS';
  const open = pull.reviewThreads.nodes.some((thread) => !thread.isResolved);
  return open || pull.reviewDecision === 'CHANGES_REQUESTED' ? 'UNRESOLVED_COMMENTS' : undefined;
}

function task(
  task_type: SuggestedTaskType,
  repo: string,
  { number, title }: { number: number; title: string },
): SuggestedTask {
  return { git_provider: 'github', task_type, repo, issue_number: number, title };
}
