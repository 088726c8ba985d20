import { script, startScriptedModel, type ScriptedModel, type TurnInput } from '@capstan/llm/scripted';
import { chromium, type Browser, type BrowserContextOptions, type Cookie } from '@playwright/test';
import * as z from 'zod';
import { temporaryFolder } from '../../support/capstan-process.ts';
import { ServerProcess } from '../../support/server-process.ts';
import { OpenPage } from './open-page.ts';
import { storeLogs, type StoredLog } from './stored-logs.ts';

export interface PageRigOptions {
  /** What the model says; the last is repeated. Default a greeting. */
  turns?: TurnInput[];
  /** Settings of the person, beside the model. Null for somebody who has set nothing, not even a model. */
  settings?: Record<string, unknown> | null;
  /** Conversations that are there already. */
  logs?: readonly StoredLog[];
  args?: readonly string[];
  env?: Record<string, string>;
}

const CHROMIUM = '/usr/bin/chromium';

const listed = z.object({
  results: z.array(z.looseObject({ conversation_id: z.string(), status: z.string() })),
});

/** The real server with a scripted model, and a real browser that looks at it. */
export class PageRig implements AsyncDisposable {
  readonly #stack = new AsyncDisposableStack();
  readonly #options: PageRigOptions;
  #cookies: Cookie[] | undefined;
  #parts: { server: ServerProcess; home: string; model: ScriptedModel; browser: Browser } | undefined;

  private constructor(options: PageRigOptions) {
    this.#options = options;
  }

  static async start(options: PageRigOptions = {}): Promise<PageRig> {
    const rig = new PageRig(options);
    try {
      await rig.#begin();
    } catch (error) {
      await rig[Symbol.asyncDispose]();
      throw error;
    }
    return rig;
  }

  async #begin(): Promise<void> {
    const { turns = [{ text: 'Hello.' }], settings = {} } = this.#options;
    const { path: home } = this.#stack.use(await temporaryFolder());
    const written = script(turns, { atEnd: 'repeat-last' });
    const model = this.#stack.use(await startScriptedModel({ script: written }));
    // The pages are our own; a sandbox of the browser's own needs rights that containers do not give.
    const args = ['--no-sandbox', '--disable-dev-shm-usage', '--force-color-profile=srgb'];
    const browser = await chromium.launch({ executablePath: CHROMIUM, args });
    this.#stack.defer(() => browser.close());
    await storeLogs(home, this.#options.logs ?? []);
    const server = await startServer(home, this.#options);
    this.#parts = { server, home, model, browser };
    this.#stack.defer(async () => {
      await this.#stopConversations();
      await this.server.end();
    });
    if (settings !== null) await this.save({ ...this.modelSettings, ...settings });
  }

  get #begun() {
    if (this.#parts === undefined) throw new Error('The rig has not begun');
    return this.#parts;
  }

  get server(): ServerProcess {
    return this.#begun.server;
  }

  get home(): string {
    return this.#begun.home;
  }

  get model(): ScriptedModel {
    return this.#begun.model;
  }

  get browser(): Browser {
    return this.#begun.browser;
  }

  /** What a person types in who has this model. */
  get modelSettings(): Record<string, unknown> {
    return {
      llm_model: 'openai-compatible/scripted',
      llm_base_url: this.model.baseUrls['openai-chat'],
      llm_api_key: 'key-of-the-model',
    };
  }

  async save(settings: Record<string, unknown>): Promise<void> {
    await this.server.json('/api/settings', settings);
  }

  /** A browser of its own that is logged in, at this path. */
  async open(path = '/', options: BrowserContextOptions = {}): Promise<OpenPage> {
    const context = await this.browser.newContext({
      baseURL: this.server.url,
      viewport: { width: 1440, height: 900 },
      reducedMotion: 'reduce',
      storageState: await this.#login(),
      ...options,
    });
    context.setDefaultTimeout(15_000);
    return OpenPage.open(context, { origin: this.server.url, path });
  }

  /** The link lets one browser in; what it was given is for all of them. */
  async #login(): Promise<{ cookies: Cookie[]; origins: [] }> {
    if (this.#cookies === undefined) {
      const context = await this.browser.newContext();
      const response = await context.request.get(this.server.loginLink, { maxRedirects: 0 });
      if (response.status() >= 400) throw new Error(`The login link answered ${response.status()}`);
      this.#cookies = await context.cookies();
      await context.close();
    }
    return { cookies: this.#cookies, origins: [] };
  }

  /** Sandboxes outlive a server on purpose, with whatever runs in them. */
  async #stopConversations(): Promise<void> {
    const { results } = listed.parse(await this.server.json('/api/conversations?limit=100'));
    const running = results.filter(({ status }) => status === 'RUNNING' || status === 'STARTING');
    await Promise.all(
      running.map(({ conversation_id: id }) => this.server.post(`/api/conversations/${id}/stop`, {})),
    );
  }

  /** Kills the server as a machine does that fails. */
  async killServer(): Promise<void> {
    await this.server.end('SIGKILL');
  }

  /** Starts it again where it was. */
  async restartServer(): Promise<void> {
    const { port } = new URL(this.server.url);
    const args = [...(this.#options.args ?? []), '--port', port];
    this.#begun.server = await startServer(this.home, { ...this.#options, args });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#stack.disposeAsync();
  }
}

function startServer(home: string, { args = [], env = {} }: PageRigOptions): Promise<ServerProcess> {
  return ServerProcess.start({
    home,
    args: ['--log-level', 'warn', ...args],
    env: { CAPSTAN_TITLES: 'message', CAPSTAN_RATE_LIMIT: 'false', ...env },
  });
}
