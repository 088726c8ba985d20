import * as z from 'zod';
import { type HostDefinition, type HostRoute, linkedPage } from './git-host.ts';
import * as world from './world.ts';

const repository = (name: string) => ({
  id: 3000 + world.REPOSITORIES.indexOf(name),
  full_name: `${world.OWNER}/${name}`,
  private: name !== world.REPOSITORIES[0],
  stars_count: 12,
  updated_at: world.PUSHED_AT,
  default_branch: 'main',
  owner: { id: 7, login: world.OWNER, username: world.OWNER },
});

const newPullRequest = z.strictObject({
  title: z.string(),
  head: z.string(),
  base: z.string(),
  body: z.string(),
  labels: z.array(z.int()),
});

const typeOf = (number: number) => world.TASKS.find((task) => task.number === number)?.type;

const pullRequest = (number: number) => ({
  number,
  state: number === world.CLOSED_NUMBER ? 'closed' : 'open',
  html_url: `https://codeberg.org/${world.OWNER}/analytical/pulls/${number}`,
  mergeable: typeOf(number) !== 'MERGE_CONFLICTS',
  head: { ref: 'feature', sha: `c0ffee0${number}` },
});

const routes: HostRoute[] = [
  {
    method: 'GET',
    path: /^\/api\/v1\/user$/,
    answer: () => ({
      body: {
        id: world.USER.id,
        login: world.USER.login,
        full_name: world.USER.name,
        avatar_url: world.USER.avatar,
        email: world.USER.email,
      },
    }),
  },
  {
    method: 'GET',
    path: /^\/api\/v1\/repos\/search$/,
    answer: (request) => {
      const mine = request.query.get('uid') === String(world.USER.id) ? world.REPOSITORIES : [];
      const found = mine.filter((name) => name.includes(request.query.get('q') ?? ''));
      const { body, ...rest } = linkedPage(found.map(repository), request, 'limit');
      return { ...rest, body: { ok: true, data: body } };
    },
  },
  {
    method: 'GET',
    path: /^\/api\/v1\/repos\/engines\/(\w+)$/,
    answer: ({ params: [name = ''] }) =>
      world.REPOSITORIES.includes(name)
        ? { body: repository(name) }
        : { status: 404, body: { message: 'The target could not be found.' } },
  },
  {
    method: 'GET',
    path: /^\/api\/v1\/repos\/engines\/analytical\/branches$/,
    answer: (request) =>
      linkedPage(
        world.BRANCHES.map((branch) => ({
          name: branch.name,
          protected: branch.protected,
          commit: { id: branch.sha, timestamp: world.PUSHED_AT },
        })),
        request,
        'limit',
      ),
  },
  {
    method: 'GET',
    path: /^\/api\/v1\/repos\/engines\/analytical\/contents\/(.+)$/,
    answer: ({ params: [path = ''] }) => {
      const content = world.FILES.get(path);
      if (content !== undefined) {
        const encoded = Buffer.from(content).toString('base64');
        return { body: { type: 'file', path, encoding: 'base64', content: encoded } };
      }
      const entries = world.entriesOf(path);
      if (entries === undefined) return { status: 404, body: { message: 'not found' } };
      return {
        body: entries.map((entry) => ({
          type: entry.isFolder ? 'dir' : 'file',
          path: entry.path,
          content: null,
        })),
      };
    },
  },
  {
    method: 'GET',
    path: /^\/api\/v1\/repos\/engines\/analytical\/labels$/,
    answer: () => ({ body: world.LABELS }),
  },
  {
    method: 'POST',
    path: /^\/api\/v1\/repos\/engines\/analytical\/pulls$/,
    answer: ({ body }) =>
      newPullRequest.safeParse(body).success
        ? { status: 201, body: pullRequest(world.NEXT_NUMBER) }
        : { status: 422, body: { message: 'a field is wrong' } },
  },
  {
    method: 'GET',
    path: /^\/api\/v1\/repos\/engines\/analytical\/pulls\/(\d+)$/,
    answer: ({ params: [number = ''] }) => ({ body: pullRequest(Number(number)) }),
  },
  {
    method: 'GET',
    path: /^\/api\/v1\/repos\/engines\/analytical\/pulls\/(\d+)\/reviews$/,
    answer: ({ params: [number = ''] }) => ({
      body:
        typeOf(Number(number)) === 'UNRESOLVED_COMMENTS'
          ? [{ id: 1, state: 'REQUEST_CHANGES', dismissed: false }]
          : [{ id: 1, state: 'REQUEST_CHANGES', dismissed: true }],
    }),
  },
  {
    method: 'GET',
    path: /^\/api\/v1\/repos\/engines\/analytical\/commits\/c0ffee0(\d+)\/status$/,
    answer: ({ params: [number = ''] }) => ({
      body: { state: typeOf(Number(number)) === 'FAILING_CHECKS' ? 'failure' : 'success', statuses: [] },
    }),
  },
  {
    method: 'GET',
    path: /^\/api\/v1\/repos\/issues\/search$/,
    answer: ({ query }) => {
      const created = query.get('type') === 'pulls' && query.get('created') === 'true';
      const assigned = query.get('type') === 'issues' && query.get('assigned') === 'true';
      const found = created ? world.PULL_REQUESTS : assigned ? world.ISSUES : [];
      return {
        body: found.map(({ number, title }) => ({
          number,
          title,
          repository: { full_name: `${world.OWNER}/analytical` },
        })),
      };
    },
  },
];

export const FORGEJO: HostDefinition = {
  provider: 'forgejo',
  token: 'fjsecret0123456789',
  authorization: 'token fjsecret0123456789',
  routes,
  refusal: (message) => ({ message, url: 'https://forgejo.org/docs' }),
};
