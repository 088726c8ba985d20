import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { CAPSTAN } from './program.ts';

const READY_MS = 30_000;

export interface ServerOptions {
  home: string;
  args?: readonly string[];
  env?: Record<string, string>;
}

/** `capstan serve` in a process of its own, on a free port. */
export class ServerProcess implements AsyncDisposable {
  readonly #child: ChildProcess;
  readonly #errors: string[];
  readonly url: string;
  /** That lets one browser in. */
  readonly loginLink: string;
  /** Empty where the server has users. */
  readonly key: string;

  private constructor(parts: {
    child: ChildProcess;
    errors: string[];
    url: string;
    loginLink: string;
    key: string;
  }) {
    this.#child = parts.child;
    this.#errors = parts.errors;
    this.url = parts.url;
    this.loginLink = parts.loginLink;
    this.key = parts.key;
  }

  static async start({ home, args = [], env = {} }: ServerOptions): Promise<ServerProcess> {
    const child = spawn(CAPSTAN, ['serve', '--port', '0', '--home', join(home, 'capstan'), ...args], {
      cwd: home,
      env: {
        PATH: process.env['PATH'] ?? '',
        HOME: home,
        NODE_COMPILE_CACHE: join(tmpdir(), 'capstan-test-compile-cache'),
        NO_COLOR: '1',
        ...env,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const errors: string[] = [];
    child.stderr.setEncoding('utf8').on('data', (text: string) => errors.push(text));
    const lines: string[] = [];
    const ready = Promise.withResolvers<void>();
    const timer = setTimeout(() => ready.reject(new Error('The server was not ready in time')), READY_MS);
    createInterface({ input: child.stdout }).on('line', (line) => {
      lines.push(line);
      if (line.includes('Settings')) ready.resolve();
    });
    child.once('exit', (code) =>
      ready.reject(new Error(`The server ended with ${code}: ${errors.join('')}`)),
    );
    try {
      await ready.promise;
    } finally {
      clearTimeout(timer);
    }
    const said = lines.join('\n');
    const url = /listens on (\S+)/.exec(said)?.[1] ?? '';
    const loginLink = /Log in\s+(\S+)/.exec(said)?.[1] ?? '';
    const kept = (): Promise<string> => readFile(join(home, 'capstan', 'session.key'), 'utf8');
    const key = env['SESSION_API_KEY'] ?? ('CAPSTAN_OIDC_ISSUER' in env ? '' : (await kept()).trim());
    return new ServerProcess({ child, errors, url, loginLink, key });
  }

  get pid(): number {
    return this.#child.pid ?? 0;
  }

  /** What it has written to standard error. */
  get errors(): string {
    return this.#errors.join('');
  }

  /** Asks a route with the key of the server. */
  request(path: string, init: RequestInit = {}): Promise<Response> {
    const headers = new Headers(init.headers);
    if (!headers.has('x-session-api-key') && this.key !== '') headers.set('x-session-api-key', this.key);
    return fetch(this.url + path, { ...init, headers });
  }

  async post(path: string, body: unknown): Promise<Response> {
    return this.request(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  }

  /** The answer as JSON; anything but success is an error that shows it. */
  async json(path: string, body?: unknown): Promise<unknown> {
    const response = body === undefined ? await this.request(path) : await this.post(path, body);
    const text = await response.text();
    if (!response.ok) throw new Error(`${response.status} of ${path}: ${text}`);
    return JSON.parse(text);
  }

  /** Ends it, by default in peace, and resolves with its exit code. */
  async end(signal: NodeJS.Signals = 'SIGTERM'): Promise<number | null> {
    if (this.#child.exitCode === null && this.#child.signalCode === null) {
      const exited = once(this.#child, 'exit');
      this.#child.kill(signal);
      await exited;
    }
    return this.#child.exitCode;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.end();
  }
}
