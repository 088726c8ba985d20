import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CAPSTAN } from './program.ts';
import { saidLine } from './said-line.ts';

const PATIENCE_MS = 30_000;
const CREATED = /"conversation_id":"(\w+)"/;

export interface ServerOptions {
  /** What lasts goes there; a second server in it finds what the first one left. */
  home: string;
  /** For clients that speak OpenAI chat completions; needed by conversations that ask. */
  modelUrl?: string;
  args?: readonly string[];
  env?: Record<string, string>;
}

/** Environment of a server whose garbage can be collected from outside. */
export const COLLECTING = {
  NODE_OPTIONS: `--import=${new URL('collect-garbage.mjs', import.meta.url).href}`,
};

/** `capstan serve`, built, in a process of its own on a free port. */
export class ServerProcess implements AsyncDisposable {
  readonly #child: ChildProcess;
  readonly #conversations: string[] = [];
  readonly url: string;
  /** That lets one browser in. */
  readonly loginLink: string;
  readonly key: string;
  /** From the start of the process to its first answer of 200. */
  readonly readyMilliseconds: number;

  private constructor(
    child: ChildProcess,
    parts: { url: string; loginLink: string; key: string; readyMilliseconds: number },
  ) {
    this.#child = child;
    this.url = parts.url;
    this.loginLink = parts.loginLink;
    this.key = parts.key;
    this.readyMilliseconds = parts.readyMilliseconds;
  }

  static async start({ home, modelUrl, args = [], env = {} }: ServerOptions): Promise<ServerProcess> {
    const started = performance.now();
    const child = spawn(CAPSTAN, ['serve', '--port', '0', '--home', join(home, 'capstan'), ...args], {
      cwd: home,
      env: {
        PATH: process.env['PATH'] ?? '',
        HOME: home,
        LLM_MODEL: 'openai-compatible/scripted',
        LLM_API_KEY: 'none',
        ...(modelUrl === undefined ? {} : { LLM_BASE_URL: modelUrl }),
        // The model is asked nothing but what the agent asks, and one client may be many.
        CAPSTAN_TITLES: 'message',
        CAPSTAN_RATE_LIMIT: 'false',
        ...env,
      },
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const [, loginLink = ''] = await saidLine(child, /Log in\s+(\S+)/);
    const url = new URL(loginLink).origin;
    const health = await fetch(`${url}/health`);
    if (health.status !== 200) throw new Error(`the server says ${health.status} of its health`);
    const readyMilliseconds = performance.now() - started;
    await health.body?.cancel();
    const key = await readFile(join(home, 'capstan', 'session.key'), 'utf8');
    return new ServerProcess(child, { url, loginLink, key: key.trim(), readyMilliseconds });
  }

  get pid(): number {
    return this.#child.pid ?? 0;
  }

  /** Has it drop what nothing refers to; for one that was started with `COLLECTING`. */
  async collectGarbage(): Promise<void> {
    const collected = saidLine(this.#child, /^garbage is collected$/);
    this.#child.kill('SIGUSR2');
    await collected;
  }

  /** Where the events of a conversation are followed. */
  streamUrl(conversationId: string): string {
    return `${this.url}/api/conversations/${conversationId}/events/stream`;
  }

  /** Begins a conversation; gives its id. */
  async begin(message: string): Promise<string> {
    const answer = await this.post('/api/conversations', { initial_user_msg: message });
    const [, id] = CREATED.exec(answer) ?? [];
    if (id === undefined) throw new Error(`no conversation was begun: ${answer}`);
    this.#conversations.push(id);
    return id;
  }

  /** The text of the answer. */
  async post(path: string, body: object = {}): Promise<string> {
    const headers = { 'content-type': 'application/json' };
    const response = await this.request(path, { method: 'POST', headers, body: JSON.stringify(body) });
    return response.text();
  }

  /** Anything but success is an error. */
  async request(path: string, init: RequestInit = {}): Promise<Response> {
    const headers = new Headers(init.headers);
    headers.set('x-session-api-key', this.key);
    const response = await fetch(this.url + path, { ...init, headers });
    if (!response.ok) throw new Error(`${response.status} of ${path}: ${await response.text()}`);
    return response;
  }

  /** Stops what was begun, with its sandboxes, which would outlive the server; then ends it. */
  async [Symbol.asyncDispose](): Promise<void> {
    const ended = once(this.#child, 'exit');
    if (this.#child.exitCode !== null) return;
    await Promise.allSettled(this.#conversations.map((id) => this.post(`/api/conversations/${id}/stop`)));
    const late = setTimeout(() => this.#child.kill('SIGKILL'), PATIENCE_MS);
    this.#child.kill('SIGTERM');
    await ended;
    clearTimeout(late);
  }
}
