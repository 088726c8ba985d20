import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { join } from 'node:path';

/** Git over http on loopback, for those who log in. */
export class GitServer implements AsyncDisposable {
  /** What each request was sent to log in with; undefined when it was sent nothing. */
  readonly authorizations: (string | undefined)[] = [];
  readonly #server: Server;

  private constructor(server: Server) {
    this.#server = server;
  }

  /** Serves the bare repositories of a folder. Without an account everybody may read. */
  static async start(folder: string, account?: { username: string; password: string }): Promise<GitServer> {
    const backend = join(
      execFileSync('git', ['--exec-path'], { encoding: 'utf8' }).trim(),
      'git-http-backend',
    );
    const expected =
      account && `Basic ${Buffer.from(`${account.username}:${account.password}`).toString('base64')}`;
    const server = createServer((request, response) => {
      git.authorizations.push(request.headers.authorization);
      if (expected === undefined || request.headers.authorization === expected) {
        return answer(backend, folder, request, response);
      }
      response.writeHead(401, { 'WWW-Authenticate': 'Basic realm="git"' }).end();
    });
    const git = new GitServer(server);
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return git;
  }

  /** `host:port`. */
  get host(): string {
    const address = this.#server.address();
    if (address === null || typeof address === 'string') throw new Error('the server does not listen');
    return `127.0.0.1:${address.port}`;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }
}

/** As a web server runs a CGI program. */
function answer(backend: string, folder: string, request: IncomingMessage, response: ServerResponse): void {
  const { pathname, search } = new URL(request.url ?? '/', 'http://localhost');
  const child = spawn(backend, {
    env: {
      ...process.env,
      GIT_PROJECT_ROOT: folder,
      GIT_HTTP_EXPORT_ALL: '1',
      GIT_PROTOCOL: String(request.headers['git-protocol'] ?? ''),
      PATH_INFO: decodeURIComponent(pathname),
      QUERY_STRING: search.slice(1),
      REQUEST_METHOD: request.method ?? 'GET',
      CONTENT_TYPE: request.headers['content-type'] ?? '',
      HTTP_CONTENT_ENCODING: request.headers['content-encoding'] ?? '',
    },
  });
  request.pipe(child.stdin);
  const parts: Buffer[] = [];
  child.stdout.on('data', (part: Buffer) => parts.push(part));
  child.on('close', () => {
    const whole = Buffer.concat(parts);
    const end = whole.indexOf('\r\n\r\n');
    const headers = whole.subarray(0, end).toString('latin1').split('\r\n');
    let status = 200;
    for (const header of headers) {
      const [name = '', value = ''] = header.split(': ');
      if (name === 'Status') status = Number.parseInt(value, 10);
      else response.setHeader(name, value);
    }
    response.writeHead(status).end(whole.subarray(end + 4));
  });
}
