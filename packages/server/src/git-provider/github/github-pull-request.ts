import { CapstanError } from '@capstan/protocol';
import * as z from 'zod';
import type { CreatedPullRequest, PullRequestDraft } from '../git-provider.ts';
import type { GitHubApi } from './github-api.ts';
import { pullRequestSchema } from './github-schemas.ts';

/** Labels are set by a second call; when that one fails, the pull request exists all the same, and the notice says so. */
export async function createPullRequest(
  api: GitHubApi,
  repository: { owner: string; repo: string },
  draft: PullRequestDraft,
): Promise<CreatedPullRequest> {
  const created = await api.body(
    api.rest.pulls.create({
      ...repository,
      title: draft.title,
      head: draft.sourceBranch,
      base: draft.targetBranch,
      body: draft.body ?? '',
      draft: draft.draft,
    }),
    pullRequestSchema,
  );
  const { number, html_url: url } = created;
  if (draft.labels.length === 0) return { url, number };
  try {
    const asked = api.rest.issues.addLabels({
      ...repository,
      issue_number: number,
      labels: [...draft.labels],
    });
    await api.body(asked, z.array(z.object({ name: z.string() })));
    return { url, number };
  } catch (error) {
    if (!CapstanError.is(error) || error.code === 'cancelled') throw error;
    return { url, number, notice: `The labels could not be set. ${error.message}` };
  }
}
