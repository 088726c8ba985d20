import { once } from 'node:events';
import { request as send, type IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { script, startScriptedModel, type ScriptedModel, type TurnInput } from '@capstan/llm/scripted';
import { vi } from 'vitest';
import * as z from 'zod';
import { temporaryFolder } from './capstan-process.ts';
import { GitHost, TOKEN } from './git-host.ts';
import { ServerProcess } from './server-process.ts';

/** What a request is answered with. */
export interface Answer {
  status: number;
  body: unknown;
  headers: Headers;
}

const running = z.looseObject({ status: z.literal('RUNNING'), runtime_status: z.literal('STATUS$READY') });

const listed = z.looseObject({ results: z.array(z.looseObject({ conversation_id: z.string() })) });

/** A server without settings, a model, and a git host with one repository. */
export class V0Rig implements AsyncDisposable {
  readonly server: ServerProcess;
  readonly home: string;
  readonly #model: ScriptedModel;
  readonly #git: GitHost;
  readonly #stack: AsyncDisposableStack;

  private constructor(
    stack: AsyncDisposableStack,
    parts: { server: ServerProcess; home: string; model: ScriptedModel; git: GitHost },
  ) {
    this.#stack = stack;
    this.server = parts.server;
    this.home = parts.home;
    this.#model = parts.model;
    this.#git = parts.git;
  }

  static async start({
    turns,
    files = { 'README.md': '# App\n' },
    env = {},
  }: {
    turns: TurnInput[];
    files?: Readonly<Record<string, string>>;
    env?: Record<string, string>;
  }): Promise<V0Rig> {
    await using stack = new AsyncDisposableStack();
    const folder = stack.use(await temporaryFolder());
    const model = stack.use(await startScriptedModel({ script: script(turns, { atEnd: 'repeat-last' }) }));
    const git = stack.use(await GitHost.start(join(folder.path, 'git-host'), files));
    const server = stack.use(
      await ServerProcess.start({
        home: folder.path,
        args: ['--log-level', 'warn'],
        env: { CAPSTAN_TITLES: 'message', ...env },
      }),
    );
    return new V0Rig(stack.move(), { server, home: folder.path, model, git });
  }

  /** What a person types in who has this model. */
  get modelSettings(): Record<string, unknown> {
    return {
      llm_model: 'openai-compatible/scripted',
      llm_base_url: this.#model.baseUrls['openai-chat'],
      llm_api_key: 'key-of-the-model',
    };
  }

  /** As the git page of the web client sends it: all providers, those without a token empty. */
  get tokens(): Record<string, unknown> {
    const none = { token: '', host: '' };
    return {
      provider_tokens: {
        github: { token: TOKEN, host: this.#git.url },
        gitlab: none,
        bitbucket: none,
        azure_devops: none,
      },
    };
  }

  get gitUrl(): string {
    return this.#git.url;
  }

  async ask(method: string, path: string, body?: unknown): Promise<Answer> {
    const response = await this.server.request(path, {
      method,
      ...(body !== undefined && {
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }),
    });
    const given = await response.text();
    const isJson = response.headers.get('content-type')?.startsWith('application/json') === true;
    return { status: response.status, body: isJson ? JSON.parse(given) : given, headers: response.headers };
  }

  /** One request with a body, as it stands: some clients put one where `fetch` does not. */
  async sendBody(method: string, path: string, body: string): Promise<{ status: number; json: unknown }> {
    const request = send(this.server.url + path, {
      method,
      agent: false,
      headers: {
        'x-session-api-key': this.server.key,
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(body),
      },
    });
    request.end(body);
    const [response] = (await once(request, 'response')) as [IncomingMessage];
    return { status: response.statusCode ?? 0, json: JSON.parse(await text(response)) };
  }

  /** As the web client waits for it: it asks again and again. */
  async untilRunning(id: string): Promise<void> {
    await vi.waitFor(
      async () => {
        const { body } = await this.ask('GET', `/api/conversations/${id}`);
        running.parse(body);
      },
      { timeout: 20_000, interval: 100 },
    );
  }

  async [Symbol.asyncDispose](): Promise<void> {
    // One that still works would go on at the next start, in the sandbox that it has.
    const { body } = await this.ask('GET', '/api/conversations?limit=100');
    for (const { conversation_id: id } of listed.parse(body).results) {
      await this.ask('DELETE', `/api/conversations/${id}`);
    }
    await this.#stack.disposeAsync();
  }
}

/** Asks, and gives the answer. Throws when status or shape are not what they have to be. */
export async function expectAnswer<Schema extends z.ZodType>(
  rig: V0Rig,
  [method, path, sent]: [method: string, path: string, sent?: unknown],
  status: number,
  schema: Schema,
): Promise<z.output<Schema>> {
  const answer = await rig.ask(method, path, sent);
  const parsed = schema.safeParse(answer.body);
  if (answer.status === status && parsed.success) return parsed.data;
  const complaint = parsed.error === undefined ? '' : `\n${z.prettifyError(parsed.error)}`;
  const given = `${answer.status} ${JSON.stringify(answer.body)}`;
  throw new Error(`${method} ${path} was to be answered with ${status}, and was with ${given}${complaint}`);
}

/** The server has noticed nothing that should not be. */
export function expectNoErrors({ errors }: ServerProcess): void {
  const lines = errors.split('\n').filter((line) => line.includes('ERROR'));
  if (lines.length > 0) throw new Error(`The server logged errors:\n${lines.join('\n')}`);
}
