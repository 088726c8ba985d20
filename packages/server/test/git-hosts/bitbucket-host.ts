import * as z from 'zod';
import { type HostDefinition, type HostReply, type HostRequest, type HostRoute, pageOf } from './git-host.ts';
import * as world from './world.ts';

const HEAD = world.BRANCHES[0]?.sha ?? '';

const repository = (name: string) => ({
  type: 'repository',
  uuid: `{${name}}`,
  full_name: `${world.OWNER}/${name}`,
  slug: name,
  is_private: name !== world.REPOSITORIES[0],
  updated_on: world.PUSHED_AT,
  mainbranch: { type: 'branch', name: 'main' },
  workspace: { type: 'workspace', slug: world.OWNER },
});

const branch = ({ name, sha }: world.WorldBranch) => ({
  type: 'branch',
  name,
  target: { type: 'commit', hash: sha, date: world.PUSHED_AT },
});

const newPullRequest = z.strictObject({
  title: z.string(),
  description: z.string(),
  source: z.strictObject({ branch: z.strictObject({ name: z.string() }) }),
  destination: z.strictObject({ branch: z.strictObject({ name: z.string() }) }),
  draft: z.boolean(),
});

const pullRequest = (id: number, state: string) => ({
  id,
  state,
  links: { html: { href: `https://bitbucket.org/${world.OWNER}/analytical/pull-requests/${id}` } },
});

/** A page with the address of the next one in its body. */
function page(values: readonly unknown[], request: HostRequest): HostReply {
  const { items, next } = pageOf(values, request.query, 'pagelen');
  const address = `${request.origin}${request.path}?page=${next}`;
  return { body: { values: items, size: values.length, ...(next !== undefined && { next: address }) } };
}

/** What is between the quotes of `name ~ "…"`. */
function searched({ query }: HostRequest): string {
  return /^name ~ "(.*)"$/.exec(query.get('q') ?? 'name ~ ""')?.[1] ?? 'a query that is not understood';
}

const notFound: HostReply = { status: 404, body: { type: 'error', error: { message: 'Not found' } } };

const routes: HostRoute[] = [
  {
    method: 'GET',
    path: /^\/2\.0\/user$/,
    answer: () => ({
      body: {
        type: 'user',
        uuid: '{ada}',
        account_id: String(world.USER.id),
        username: world.USER.login,
        display_name: world.USER.name,
        links: { avatar: { href: world.USER.avatar } },
      },
    }),
  },
  {
    method: 'GET',
    path: /^\/2\.0\/user\/workspaces$/,
    answer: (request) =>
      page([{ type: 'workspace_access', administrator: true, workspace: { slug: world.OWNER } }], request),
  },
  {
    method: 'GET',
    path: /^\/2\.0\/repositories\/engines$/,
    answer: (request) =>
      page(world.REPOSITORIES.filter((name) => name.includes(searched(request))).map(repository), request),
  },
  {
    method: 'GET',
    path: /^\/2\.0\/repositories\/engines\/(\w+)$/,
    answer: ({ params: [name = ''] }) =>
      world.REPOSITORIES.includes(name) ? { body: repository(name) } : notFound,
  },
  {
    method: 'GET',
    path: /^\/2\.0\/repositories\/engines\/analytical\/refs\/branches$/,
    answer: (request) =>
      page(world.BRANCHES.filter(({ name }) => name.includes(searched(request))).map(branch), request),
  },
  {
    method: 'GET',
    path: /^\/2\.0\/repositories\/engines\/analytical\/refs\/branches\/(.+)$/,
    answer: ({ params: [wanted] }) => {
      const found = world.BRANCHES.find(({ name }) => name === wanted);
      return found === undefined ? notFound : { body: branch(found) };
    },
  },
  {
    method: 'GET',
    path: new RegExp(`^/2\\.0/repositories/engines/analytical/src/${HEAD}/(.*)$`),
    answer: (request) => {
      const [path = ''] = request.params;
      const content = world.FILES.get(path);
      if (content !== undefined) return { body: content };
      const entries =
        path === '' || path.endsWith('/') ? world.entriesOf(path.replace(/\/$/, '')) : undefined;
      if (entries === undefined) return notFound;
      const type = (isFolder: boolean) => (isFolder ? 'commit_directory' : 'commit_file');
      return page(
        entries.map((entry) => ({ type: type(entry.isFolder), path: entry.path })),
        request,
      );
    },
  },
  {
    method: 'POST',
    path: /^\/2\.0\/repositories\/engines\/analytical\/pullrequests$/,
    answer: ({ body }) =>
      newPullRequest.safeParse(body).success
        ? { status: 201, body: pullRequest(world.NEXT_NUMBER, 'OPEN') }
        : { status: 400, body: { type: 'error', error: { message: 'a field is wrong' } } },
  },
  {
    method: 'GET',
    path: /^\/2\.0\/repositories\/engines\/analytical\/pullrequests\/(\d+)$/,
    answer: ({ params: [id = ''] }) => ({
      body: pullRequest(Number(id), Number(id) === world.CLOSED_NUMBER ? 'DECLINED' : 'OPEN'),
    }),
  },
  {
    method: 'GET',
    path: /^\/2\.0\/workspaces\/engines\/pullrequests\/%7Bada%7D$/,
    answer: (request) =>
      page(
        world.PULL_REQUESTS.map(({ number, title, type }) => ({
          id: number,
          title,
          task_count: type === 'UNRESOLVED_COMMENTS' ? 2 : 0,
          destination: { repository: { full_name: `${world.OWNER}/analytical` } },
        })),
        request,
      ),
  },
];

export const BITBUCKET: HostDefinition = {
  provider: 'bitbucket',
  token: 'ada:app-secret0123456789',
  authorization: `Basic ${Buffer.from('ada:app-secret0123456789').toString('base64')}`,
  routes,
  refusal: (message) => ({ type: 'error', error: { message } }),
};
