import * as z from 'zod';
import { type HostDefinition, type HostReply, type HostRequest, type HostRoute } from './git-host.ts';
import * as world from './world.ts';

const repository = (name: string) => ({
  id: `5febef5a-${name}`,
  name,
  defaultBranch: 'refs/heads/main',
  isDisabled: false,
  project: {
    id: 'p',
    name: world.PROJECT,
    visibility: name === world.REPOSITORIES[0] ? 'public' : 'private',
  },
});

const list = (value: readonly unknown[]): HostReply => ({ body: { count: value.length, value } });

const newPullRequest = z.strictObject({
  sourceRefName: z.string().startsWith('refs/heads/'),
  targetRefName: z.string().startsWith('refs/heads/'),
  title: z.string(),
  description: z.string(),
  isDraft: z.boolean(),
  labels: z.array(z.strictObject({ name: z.string() })),
});

const suggested = ({ number, title, type }: (typeof world.TASKS)[number]) => ({
  pullRequestId: number,
  title,
  status: 'active',
  mergeStatus:
    type === 'MERGE_CONFLICTS' ? 'conflicts' : type === 'FAILING_CHECKS' ? 'rejectedByPolicy' : 'succeeded',
  repository: { id: 'r', name: 'analytical' },
  reviewers: [{ vote: type === 'UNRESOLVED_COMMENTS' ? -5 : 0 }],
});

const itemsOf = ({ query }: HostRequest): HostReply => {
  const missing: HostReply = { status: 404, body: { message: 'TF401174: The item could not be found.' } };
  if (query.has('path')) {
    const path = (query.get('path') ?? '').slice(1);
    const content = world.FILES.get(path);
    if (content === undefined) return missing;
    return { body: { path: `/${path}`, gitObjectType: 'blob', content } };
  }
  const folder = (query.get('scopePath') ?? '').slice(1);
  const entries = world.entriesOf(folder);
  if (entries === undefined) return missing;
  return list([
    { path: `/${folder}`, isFolder: true, gitObjectType: 'tree' },
    ...entries.map(({ path, isFolder }) => ({
      path: `/${path}`,
      gitObjectType: isFolder ? 'tree' : 'blob',
      ...(isFolder && { isFolder }),
    })),
  ]);
};

const REPOSITORY = String.raw`^/engines/analytical/_apis/git/repositories/analytical`;

const plain: HostRoute[] = [
  {
    method: 'GET',
    path: /^\/engines\/_apis\/connectionData$/,
    answer: () => ({
      body: {
        authenticatedUser: {
          id: String(world.USER.id),
          providerDisplayName: world.USER.name,
          properties: { Account: { $type: 'System.String', $value: world.USER.login } },
        },
      },
    }),
  },
  {
    method: 'GET',
    path: /^\/engines\/_apis\/projects$/,
    answer: () => list([{ id: 'p', name: world.PROJECT, visibility: 'private' }]),
  },
  {
    method: 'GET',
    path: /^\/engines(?:\/analytical)?\/_apis\/git\/repositories$/,
    answer: () =>
      list([...world.REPOSITORIES.map(repository), { ...repository('retired'), isDisabled: true }]),
  },
  {
    method: 'GET',
    path: /^\/engines\/analytical\/_apis\/git\/repositories\/(\w+)$/,
    answer: ({ params: [name = ''] }) =>
      world.REPOSITORIES.includes(name)
        ? { body: repository(name) }
        : { status: 404, body: { message: 'TF401019: The Git repository does not exist.' } },
  },
  {
    method: 'GET',
    path: new RegExp(`${REPOSITORY}/refs$`),
    answer: ({ query }) => {
      const text = query.get('filterContains') ?? '';
      const found = world.BRANCHES.filter(({ name }) => name.includes(text)).map((branch) => ({
        name: `refs/heads/${branch.name}`,
        objectId: branch.sha,
        ...(branch.protected && { isLocked: true }),
      }));
      return query.get('filter') === 'heads/' ? list(found.slice(0, Number(query.get('$top')))) : list([]);
    },
  },
  { method: 'GET', path: new RegExp(`${REPOSITORY}/items$`), answer: itemsOf },
  {
    method: 'POST',
    path: new RegExp(`${REPOSITORY}/pullrequests$`),
    answer: ({ body }) =>
      newPullRequest.safeParse(body).success
        ? { status: 201, body: { pullRequestId: world.NEXT_NUMBER, status: 'active' } }
        : { status: 400, body: { message: 'TF401179: a field is wrong' } },
  },
  {
    method: 'GET',
    path: new RegExp(`${REPOSITORY}/pullrequests/(\\d+)$`),
    answer: ({ params: [id = ''] }) => ({
      body: {
        pullRequestId: Number(id),
        status: Number(id) === world.CLOSED_NUMBER ? 'abandoned' : 'active',
      },
    }),
  },
  {
    method: 'GET',
    path: /^\/engines\/analytical\/_apis\/git\/pullrequests$/,
    answer: ({ query }) =>
      list(
        query.get('searchCriteria.creatorId') === String(world.USER.id)
          ? world.PULL_REQUESTS.map(suggested)
          : [],
      ),
  },
  {
    method: 'POST',
    path: /^\/engines\/_apis\/wit\/wiql$/,
    answer: () => ({ body: { workItems: world.ISSUES.map(({ number }) => ({ id: number })) } }),
  },
  {
    method: 'GET',
    path: /^\/engines\/_apis\/wit\/workitems$/,
    answer: ({ query }) =>
      list(
        world.ISSUES.filter(({ number }) => query.get('ids')?.split(',').includes(String(number))).map(
          ({ number, title }) => ({
            id: number,
            fields: { 'System.Title': title, 'System.TeamProject': world.PROJECT },
          }),
        ),
      ),
  },
];

/** Without a version it would answer in another shape some day. */
const routes = plain.map((route): HostRoute => ({
  ...route,
  answer: (request) =>
    request.query.get('api-version')?.startsWith('7.1') === true
      ? route.answer(request)
      : { status: 400, body: { message: 'No api-version was supplied' } },
}));

export const AZURE_DEVOPS: HostDefinition = {
  provider: 'azure_devops',
  token: 'azpat-secret0123456789',
  authorization: `Basic ${Buffer.from(':azpat-secret0123456789').toString('base64')}`,
  hostPath: '/engines',
  routes,
  refusal: (message) => ({ $id: '1', message, typeKey: 'VssException' }),
  // It sends whoever it does not know to its page for signing in.
  unauthorized: { status: 302, headers: { location: '/_signin?realm=dev.azure.com' }, body: '<html></html>' },
};
