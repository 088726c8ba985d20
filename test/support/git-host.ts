import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { dirname, join, normalize } from 'node:path';
import { text } from 'node:stream/consumers';

/** What its one user shows to the API, and git to clone. */
export const TOKEN = 'ghp_loopback0123456789';
/** The only repository that it has, with the branches `main` and `feature/x`. */
export const REPOSITORY = 'acme/app';

const OWNER = { login: 'acme', id: 7, type: 'Organization' };
const USER = { id: 1815, login: 'ada', avatar_url: 'https://example.org/ada.png', name: 'Ada', email: null };
const FOUND = {
  id: 1,
  full_name: REPOSITORY,
  private: false,
  owner: OWNER,
  stargazers_count: 3,
  pushed_at: '2026-10-03T09:00:00Z',
  default_branch: 'main',
};
const ISSUE = { number: 4, title: 'It is slow', repository: { full_name: REPOSITORY } };

/** GitHub on loopback, as far as it is asked: its API below `/api/v3`, and a repository to be cloned over HTTP. */
export class GitHost implements AsyncDisposable {
  readonly #server: Server;
  readonly #folder: string;
  readonly #heads: { name: string; sha: string }[];
  readonly #files: ReadonlyMap<string, string>;

  private constructor(folder: string, files: Readonly<Record<string, string>>) {
    this.#folder = folder;
    this.#files = new Map(Object.entries(files));
    const refs = git(bareOf(folder), 'for-each-ref', '--format=%(refname:short) %(objectname)', 'refs/heads');
    this.#heads = refs.split('\n').map((line) => {
      const [name = '', sha = ''] = line.split(' ');
      return { name, sha };
    });
    this.#server = createServer((request, response) => void this.#serve(request, response));
  }

  /** The repository is made of these files, inside `folder`. */
  static async start(folder: string, files: Readonly<Record<string, string>>): Promise<GitHost> {
    const source = join(folder, 'source');
    for (const [path, content] of Object.entries(files)) {
      await mkdir(dirname(join(source, path)), { recursive: true });
      await writeFile(join(source, path), content);
    }
    git(source, 'init', '--quiet', '--initial-branch=main');
    git(source, 'add', '--all');
    git(source, 'commit', '--quiet', '--message', 'All of it');
    git(source, 'branch', 'feature/x');
    git(source, 'clone', '--quiet', '--bare', source, bareOf(folder));
    git(bareOf(folder), 'update-server-info');
    const host = new GitHost(folder, files);
    host.#server.listen(0, '127.0.0.1');
    await once(host.#server, 'listening');
    return host;
  }

  /** As users name it beside their token. */
  get url(): string {
    const address = this.#server.address();
    return `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(request.url ?? '', this.url);
    const sent = await text(request);
    if (!isUser(request.headers.authorization)) {
      response
        .writeHead(401, { 'www-authenticate': 'Basic realm="git"' })
        .end('{"message":"Bad credentials"}');
    } else if (pathname.startsWith('/api/')) {
      const answer = this.#answer(pathname.replace(/^\/api\/(v3\/)?/, ''), { sent, query: searchParams });
      const body = JSON.stringify(answer ?? { message: 'Not Found' });
      response.writeHead(answer === undefined ? 404 : 200, { 'content-type': 'application/json' }).end(body);
    } else {
      const file = await readFile(join(this.#folder, normalize(pathname))).catch(() => undefined);
      response.writeHead(file === undefined ? 404 : 200).end(file);
    }
  }

  #answer(path: string, { sent, query }: { sent: string; query: URLSearchParams }): unknown {
    const repository = `repos/${REPOSITORY}`;
    if (path === 'user') return USER;
    if (path === 'user/orgs') return [OWNER];
    if (path === 'user/repos') return [FOUND];
    if (path === 'user/installations') return { installations: [{ id: 99 }] };
    if (path === 'search/repositories') return { items: query.get('q')?.includes('app') ? [FOUND] : [] };
    if (path === 'issues') return [ISSUE];
    if (path === repository) return FOUND;
    if (path === `${repository}/branches`) {
      return this.#heads.map(({ name, sha }) => ({ name, commit: { sha }, protected: name === 'main' }));
    }
    if (path.startsWith(`${repository}/contents`)) {
      return this.#content(decodeURIComponent(path.slice(`${repository}/contents/`.length)));
    }
    return path === 'graphql' ? { data: this.#queried(sent) } : undefined;
  }

  #content(path: string): unknown {
    const content = this.#files.get(path);
    if (content !== undefined) {
      return { type: 'file', path, encoding: 'base64', content: Buffer.from(content).toString('base64') };
    }
    const inside = [...this.#files.keys()].filter((file) => dirname(file) === path);
    return inside.length === 0 ? undefined : inside.map((file) => ({ type: 'file', path: file }));
  }

  /** Either the pull requests of the user, of which there are none, or branches. */
  #queried(sent: string): unknown {
    if (sent.includes('viewer')) return { viewer: { pullRequests: { nodes: [] } } };
    const nodes = this.#heads
      .filter(({ name }) => sent.includes(name.slice(0, 4)))
      .map(({ name, sha }) => ({ name, target: { oid: sha }, branchProtectionRule: null }));
    return { repository: { refs: { nodes } } };
  }
}

const bareOf = (folder: string): string => join(folder, `${REPOSITORY}.git`);

function git(cwd: string, ...args: string[]): string {
  return execFileSync('git', args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] }).trim();
}

function isUser(authorization = ''): boolean {
  const [, basic = ''] = /^Basic (.+)$/.exec(authorization) ?? [];
  const password = Buffer.from(basic, 'base64').toString().split(':')[1];
  return password === TOKEN || (/^(token|Bearer) /.test(authorization) && authorization.endsWith(TOKEN));
}
