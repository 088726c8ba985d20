import * as z from 'zod';
import { type HostDefinition, type HostRoute, linkedPage } from './git-host.ts';
import * as world from './world.ts';

const project = (name: string) => ({
  id: 2000 + world.REPOSITORIES.indexOf(name),
  path_with_namespace: `${world.OWNER}/${name}`,
  visibility: name === world.REPOSITORIES[0] ? 'public' : 'private',
  star_count: 12,
  last_activity_at: world.PUSHED_AT,
  default_branch: 'main',
  namespace: { id: 7, kind: 'group', full_path: world.OWNER },
});

const newMergeRequest = z.strictObject({
  source_branch: z.string(),
  target_branch: z.string(),
  title: z.string(),
  description: z.string(),
  labels: z.string().optional(),
});

const mergeRequest = (iid: number, state: string) => ({
  id: 555,
  iid,
  state,
  web_url: `https://gitlab.com/${world.OWNER}/analytical/-/merge_requests/${iid}`,
});

const suggested = ({ number, title, type }: (typeof world.TASKS)[number]) => ({
  iid: String(number),
  title,
  conflicts: type === 'MERGE_CONFLICTS',
  project: { fullPath: `${world.OWNER}/analytical` },
  headPipeline: { status: type === 'FAILING_CHECKS' ? 'FAILED' : 'SUCCESS' },
  resolvableDiscussionsCount: 2,
  resolvedDiscussionsCount: type === 'UNRESOLVED_COMMENTS' ? 1 : 2,
});

const PROJECT = String.raw`^/api/v4/projects/engines%2Fanalytical`;

const routes: HostRoute[] = [
  {
    method: 'GET',
    path: /^\/api\/v4\/user$/,
    answer: () => ({
      body: {
        id: world.USER.id,
        username: world.USER.login,
        name: world.USER.name,
        avatar_url: world.USER.avatar,
        email: world.USER.email,
        organization: '',
      },
    }),
  },
  {
    method: 'GET',
    path: /^\/api\/v4\/projects$/,
    answer: (request) => {
      const text = request.query.get('search') ?? '';
      const mine = request.query.get('membership') === 'true' ? world.REPOSITORIES : [];
      const found = mine.filter((name) => `${world.OWNER}/${name}`.includes(text));
      return linkedPage(found.map(project), request, 'per_page');
    },
  },
  {
    method: 'GET',
    path: /^\/api\/v4\/projects\/engines%2F(\w+)$/,
    answer: ({ params: [name = ''] }) =>
      world.REPOSITORIES.includes(name)
        ? { body: project(name) }
        : { status: 404, body: { message: '404 Project Not Found' } },
  },
  {
    method: 'GET',
    path: new RegExp(`${PROJECT}/repository/branches$`),
    answer: (request) => {
      const text = request.query.get('search') ?? '';
      const found = world.BRANCHES.filter(({ name }) => name.includes(text));
      return linkedPage(
        found.map((branch) => ({
          name: branch.name,
          protected: branch.protected,
          commit: { id: branch.sha, committed_date: world.PUSHED_AT },
        })),
        request,
        'per_page',
      );
    },
  },
  {
    method: 'GET',
    path: new RegExp(`${PROJECT}/repository/tree$`),
    answer: (request) => {
      const entries = world.entriesOf(request.query.get('path') ?? '');
      if (entries === undefined) return { status: 404, body: { message: '404 Tree Not Found' } };
      const items = entries.map(({ path, isFolder }) => ({
        id: 'x',
        type: isFolder ? 'tree' : 'blob',
        path,
      }));
      return linkedPage(items, request, 'per_page');
    },
  },
  {
    method: 'GET',
    path: new RegExp(`${PROJECT}/repository/files/([^/]+)/raw$`),
    answer: ({ params: [path = ''], query }) => {
      const content = world.FILES.get(path);
      if (content === undefined || query.get('ref') !== 'HEAD') {
        return { status: 404, body: { message: '404 File Not Found' } };
      }
      return { body: content };
    },
  },
  {
    method: 'POST',
    path: new RegExp(`${PROJECT}/merge_requests$`),
    answer: ({ body }) =>
      newMergeRequest.safeParse(body).success
        ? { status: 201, body: mergeRequest(world.NEXT_NUMBER, 'opened') }
        : { status: 400, body: { error: 'a field is wrong' } },
  },
  {
    method: 'GET',
    path: new RegExp(`${PROJECT}/merge_requests/(\\d+)$`),
    answer: ({ params: [iid = ''] }) => ({
      body: mergeRequest(Number(iid), Number(iid) === world.CLOSED_NUMBER ? 'merged' : 'opened'),
    }),
  },
  {
    method: 'GET',
    path: /^\/api\/v4\/issues$/,
    answer: ({ query }) => ({
      body:
        query.get('scope') === 'assigned_to_me'
          ? world.ISSUES.map(({ number, title }) => ({
              iid: number,
              title,
              references: { short: `#${number}`, full: `${world.OWNER}/analytical#${number}` },
            }))
          : [],
    }),
  },
  {
    method: 'POST',
    path: /^\/api\/graphql$/,
    answer: () => ({
      body: {
        data: { currentUser: { authoredMergeRequests: { nodes: world.PULL_REQUESTS.map(suggested) } } },
      },
    }),
  },
];

export const GITLAB: HostDefinition = {
  provider: 'gitlab',
  token: 'glpat-secret0123456789',
  authorization: 'Bearer glpat-secret0123456789',
  routes,
  refusal: (message) => ({ message: `401 ${message}` }),
};
