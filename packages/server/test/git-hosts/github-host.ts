import * as z from 'zod';
import { type HostDefinition, type HostRoute, linkedPage } from './git-host.ts';
import * as world from './world.ts';

const user = {
  login: world.USER.login,
  id: world.USER.id,
  node_id: 'MDQ6VXNlcjE4MTU=',
  avatar_url: world.USER.avatar,
  type: 'User',
  name: world.USER.name,
  company: '@engines',
  email: world.USER.email,
  two_factor_authentication: true,
};

const repository = (name: string) => ({
  id: 1000 + world.REPOSITORIES.indexOf(name),
  name,
  full_name: `${world.OWNER}/${name}`,
  private: name !== world.REPOSITORIES[0],
  owner: { login: world.OWNER, id: 7, type: 'Organization' },
  stargazers_count: 12,
  pushed_at: world.PUSHED_AT,
  default_branch: 'main',
  permissions: { admin: false, push: true, pull: true },
});

const newPullRequest = z.strictObject({
  title: z.string(),
  head: z.string(),
  base: z.string(),
  body: z.string(),
  draft: z.boolean(),
});

const pullRequest = (number: number, state: string) => ({
  number,
  state,
  html_url: `https://github.com/${world.OWNER}/analytical/pull/${number}`,
  title: 'Punched cards',
});

const suggested = (type: string | null, task: { number: number; title: string }) => ({
  number: task.number,
  title: task.title,
  mergeable: type === 'MERGE_CONFLICTS' ? 'CONFLICTING' : 'MERGEABLE',
  reviewDecision: null,
  repository: { nameWithOwner: `${world.OWNER}/analytical` },
  commits: {
    nodes: [{ commit: { statusCheckRollup: { state: type === 'FAILING_CHECKS' ? 'FAILURE' : 'SUCCESS' } } }],
  },
  reviewThreads: { nodes: [{ isResolved: type !== 'UNRESOLVED_COMMENTS' }] },
});

const graphqlRequest = z.object({
  query: z.string(),
  variables: z.record(z.string(), z.unknown()).optional(),
});

const routes: HostRoute[] = [
  { method: 'GET', path: /^\/api\/v3\/user$/, answer: () => ({ body: user }) },
  {
    method: 'GET',
    path: /^\/api\/v3\/user\/orgs$/,
    answer: () => ({ body: [{ login: world.OWNER, id: 7 }] }),
  },
  {
    method: 'GET',
    path: /^\/api\/v3\/user\/repos$/,
    answer: (request) => linkedPage(world.REPOSITORIES.map(repository), request, 'per_page'),
  },
  {
    method: 'GET',
    path: /^\/api\/v3\/user\/installations$/,
    answer: () => ({ body: { total_count: 1, installations: [{ id: 99, app_slug: 'capstan' }] } }),
  },
  {
    method: 'GET',
    path: /^\/api\/v3\/user\/installations\/99\/repositories$/,
    answer: () => ({ body: { total_count: 1, repositories: [repository('loom')] } }),
  },
  {
    method: 'GET',
    path: /^\/api\/v3\/search\/repositories$/,
    answer: ({ query }) => {
      const q = query.get('q') ?? '';
      const words = q.split(' ').filter((word) => !word.includes(':'));
      const mine = /(user|org):(ada|engines)\b/.test(q);
      const found = mine
        ? world.REPOSITORIES.filter((name) => words.every((word) => name.includes(word)))
        : [];
      const items = found.map(repository);
      return { body: { total_count: items.length, incomplete_results: false, items } };
    },
  },
  {
    method: 'GET',
    path: /^\/api\/v3\/repos\/engines\/(\w+)$/,
    answer: ({ params: [name = ''] }) =>
      world.REPOSITORIES.includes(name)
        ? { body: repository(name) }
        : { status: 404, body: { message: 'Not Found', documentation_url: 'https://docs.github.com/rest' } },
  },
  {
    method: 'GET',
    path: /^\/api\/v3\/repos\/engines\/analytical\/branches$/,
    answer: (request) =>
      linkedPage(
        world.BRANCHES.map((branch) => ({
          name: branch.name,
          commit: { sha: branch.sha, url: 'https://api.github.com/commit' },
          protected: branch.protected,
        })),
        request,
        'per_page',
      ),
  },
  {
    method: 'GET',
    path: /^\/api\/v3\/repos\/engines\/analytical\/contents\/(.*)$/,
    answer: ({ params: [path = ''] }) => {
      const content = world.FILES.get(path);
      if (content !== undefined) {
        const encoded = Buffer.from(content).toString('base64').replaceAll(/.{60}/g, '$&\n');
        return { body: { type: 'file', path, encoding: 'base64', content: encoded } };
      }
      const entries = world.entriesOf(path);
      if (entries === undefined) return { status: 404, body: { message: 'Not Found' } };
      return { body: entries.map((entry) => ({ type: entry.isFolder ? 'dir' : 'file', path: entry.path })) };
    },
  },
  {
    method: 'POST',
    path: /^\/api\/v3\/repos\/engines\/analytical\/pulls$/,
    answer: ({ body }) =>
      newPullRequest.safeParse(body).success
        ? { status: 201, body: pullRequest(world.NEXT_NUMBER, 'open') }
        : { status: 422, body: { message: 'Validation Failed', errors: [{ message: 'a field is wrong' }] } },
  },
  {
    method: 'POST',
    path: /^\/api\/v3\/repos\/engines\/analytical\/issues\/41\/labels$/,
    answer: ({ body }) => {
      const { labels } = z.object({ labels: z.array(z.string()) }).parse(body);
      return { body: labels.map((name) => ({ id: 1, name })) };
    },
  },
  {
    method: 'GET',
    path: /^\/api\/v3\/repos\/engines\/analytical\/pulls\/(\d+)$/,
    answer: ({ params: [number = ''] }) => ({
      body: pullRequest(Number(number), Number(number) === world.CLOSED_NUMBER ? 'closed' : 'open'),
    }),
  },
  {
    method: 'GET',
    path: /^\/api\/v3\/issues$/,
    answer: ({ query }) => ({
      body:
        query.get('filter') === 'assigned'
          ? [...world.ISSUES, ...world.PULL_REQUESTS].map((issue) => ({
              number: issue.number,
              title: issue.title,
              repository: { full_name: `${world.OWNER}/analytical` },
              ...(issue.type !== 'OPEN_ISSUE' && { pull_request: { url: 'https://api.github.com/pulls' } }),
            }))
          : [],
    }),
  },
  {
    method: 'POST',
    path: /^\/api\/graphql$/,
    answer: ({ body }) => {
      const { query, variables = {} } = graphqlRequest.parse(body);
      if (query.includes('viewer')) {
        const nodes = world.PULL_REQUESTS.map((task) => suggested(task.type, task));
        return { body: { data: { viewer: { pullRequests: { nodes } } } } };
      }
      const { text, first } = z.object({ text: z.string(), first: z.int() }).parse(variables);
      const nodes = world.BRANCHES.filter(({ name }) => name.includes(text))
        .slice(0, first)
        .map((branch) => ({
          name: branch.name,
          target: { oid: branch.sha, committedDate: world.PUSHED_AT },
          branchProtectionRule: branch.protected ? { id: 'BPR' } : null,
        }));
      return { body: { data: { repository: { refs: { nodes } } } } };
    },
  },
];

export const GITHUB: HostDefinition = {
  provider: 'github',
  token: 'ghp_secret0123456789',
  authorization: 'token ghp_secret0123456789',
  routes,
  refusal: (message) => ({ message, documentation_url: 'https://docs.github.com/rest', status: '401' }),
};
