import { CapstanError } from '@capstan/protocol';
import type { GitProviderName } from '@capstan/protocol/api';
import * as z from 'zod';
import type { CreatedPullRequest, PullRequestDraft } from '../../git-provider/git-provider.ts';
import { PROVIDER_TITLES } from '../../git-provider/provider-title.ts';
import type { ServerContext } from '../../server-context.ts';
import type { ToolCall } from '../caller.ts';
import { defineTool, type Tool } from '../tool.ts';
import { PullRequestRecorder } from './pull-request-recorder.ts';

const branches = {
  source_branch: z.string().min(1).describe('Branch with the changes; it must have been pushed'),
  target_branch: z.string().min(1).describe('Branch that the changes are for'),
};
const title = z.string().min(1);
const repository = z.string().min(1);
const text = z.string().nullable();
const labels = z.array(z.string()).nullable().default(null);

const pullRequest = {
  ...branches,
  title,
  body: text.describe('Description, in Markdown'),
  draft: z.boolean().default(true),
  labels: labels.describe('Labels that exist in the repository'),
};
const described = { ...branches, title, description: text.describe('Description, in Markdown') };

const output = z.object({
  url: z.string(),
  number: z.int(),
  /** What was asked for and could not be done. */
  notice: z.string().optional(),
});

const annotations = {
  readOnlyHint: false,
  destructiveHint: false,
  idempotentHint: false,
  openWorldHint: true,
};
const textOf = ({ url, notice }: z.output<typeof output>): string[] =>
  notice === undefined ? [url] : [url, notice];

/** Opening pull requests with the tokens that the user has stored: names and arguments are those of OpenHands. */
export function pullRequestTools(context: ServerContext): Tool[] {
  const recorder = new PullRequestRecorder(context);

  async function create(
    name: GitProviderName,
    draft: PullRequestDraft,
    call: ToolCall,
  ): Promise<CreatedPullRequest> {
    const { providerTokens } = await context.secrets.load(call.user.id);
    const token = providerTokens[name];
    const provider = token === undefined ? undefined : context.gitProviders.open(name, token);
    if (provider === undefined) {
      throw new CapstanError('git_provider_authentication', `There is no token for ${PROVIDER_TITLES[name]}`);
    }
    const created = await provider.createPullRequest(draft, call.signal);
    await recorder.record(created.number, call);
    return created;
  }

  const common = { output, annotations, text: textOf };
  return [
    defineTool({
      ...common,
      name: 'create_pr',
      title: 'Open a pull request on GitHub',
      description: 'Opens a pull request on GitHub and gives its URL.',
      input: z.strictObject({ repo_name: repository.describe('owner/name'), ...pullRequest }),
      run: ({ repo_name, ...args }, call) => create('github', pullRequestDraft(repo_name, args), call),
    }),
    defineTool({
      ...common,
      name: 'create_mr',
      title: 'Open a merge request on GitLab',
      description: 'Opens a merge request on GitLab and gives its URL.',
      input: z.strictObject({
        id: z.union([z.int(), repository]).describe('Number of the project, or group/name'),
        ...described,
        labels: labels.describe('Labels of the merge request'),
      }),
      run: ({ id, ...args }, call) => create('gitlab', describedDraft(String(id), args), call),
    }),
    defineTool({
      ...common,
      name: 'create_bitbucket_pr',
      title: 'Open a pull request on Bitbucket',
      description: 'Opens a pull request on Bitbucket and gives its URL.',
      input: z.strictObject({ repo_name: repository.describe('workspace/name'), ...described }),
      run: ({ repo_name, ...args }, call) => create('bitbucket', describedDraft(repo_name, args), call),
    }),
    defineTool({
      ...common,
      name: 'create_azure_devops_pr',
      title: 'Open a pull request on Azure DevOps',
      description: 'Opens a pull request on Azure DevOps and gives its URL.',
      input: z.strictObject({ repo_name: repository.describe('organization/project/name'), ...described }),
      run: ({ repo_name, ...args }, call) => create('azure_devops', describedDraft(repo_name, args), call),
    }),
    defineTool({
      ...common,
      name: 'create_forgejo_pr',
      title: 'Open a pull request on Forgejo',
      description: 'Opens a pull request on Forgejo and gives its URL.',
      input: z.strictObject({ repo_name: repository.describe('owner/name'), ...pullRequest }),
      run: ({ repo_name, ...args }, call) => create('forgejo', pullRequestDraft(repo_name, args), call),
    }),
  ];
}

function pullRequestDraft(name: string, args: z.output<z.ZodObject<typeof pullRequest>>): PullRequestDraft {
  return {
    repository: name,
    sourceBranch: args.source_branch,
    targetBranch: args.target_branch,
    title: args.title,
    body: args.body,
    draft: args.draft,
    labels: args.labels ?? [],
  };
}

function describedDraft(
  name: string,
  { description, ...args }: z.output<z.ZodObject<typeof described>> & { labels?: string[] | null },
): PullRequestDraft {
  return pullRequestDraft(name, { ...args, body: description, draft: false, labels: args.labels ?? null });
}
