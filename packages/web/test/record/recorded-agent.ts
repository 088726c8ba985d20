import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import {
  AgentController,
  createCodeActAgent,
  DEFAULT_CONTROLLER_CONFIG,
  type ControllerConfig,
} from '@capstan/agent';
import { EventStream } from '@capstan/events';
import { createModel, type PriceSettings } from '@capstan/llm';
import { script, startScriptedModel, type TurnInput } from '@capstan/llm/scripted';
import {
  changeAgentState,
  messageAction,
  nullObservation,
  runAction,
  toResponseRecord,
  type AgentState,
  type Event,
  type Model,
  type Runtime,
} from '@capstan/protocol';
import { createRuntime } from '@capstan/runtime';
import { MemoryStorage } from '@capstan/storage';
import { neutralLog } from './neutral-log.ts';
import { passingTime } from './passing-time.ts';

export interface RecordedAgentOptions {
  /** What the model says, for a workspace at this path. */
  turns: (workspace: string) => TurnInput[];
  /** What is in the workspace at the beginning, by path. */
  files?: Readonly<Record<string, string>>;
  config?: Partial<ControllerConfig>;
  /** Null for a model whose price nobody knows. */
  price?: PriceSettings | null;
}

const PRICE: PriceSettings = { input: 3, output: 15, cacheRead: 0.3, cacheWrite: 3.75 };

/** An agent at work as in a server, with commands that run on this machine, and a person who is a program. */
export class RecordedAgent implements AsyncDisposable {
  readonly workspace: string;
  readonly stream: EventStream;
  readonly #controller: AgentController;
  readonly #model: Model;
  readonly #cleanup: AsyncDisposableStack;

  private constructor(parts: {
    workspace: string;
    stream: EventStream;
    controller: AgentController;
    model: Model;
    cleanup: AsyncDisposableStack;
  }) {
    this.workspace = parts.workspace;
    this.stream = parts.stream;
    this.#controller = parts.controller;
    this.#model = parts.model;
    this.#cleanup = parts.cleanup;
  }

  static async start({
    turns,
    files = {},
    config = {},
    price = PRICE,
  }: RecordedAgentOptions): Promise<RecordedAgent> {
    await using cleanup = new AsyncDisposableStack();
    const home = await mkdtemp(join(tmpdir(), 'capstan-recorded-'));
    cleanup.defer(() => rm(home, { recursive: true, force: true }));
    const workspace = join(home, 'workspace');
    for (const [path, text] of Object.entries(files)) {
      const file = join(workspace, path);
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, text);
    }
    await mkdir(workspace, { recursive: true });
    const time = passingTime();
    const server = await startScriptedModel({ script: script(turns(workspace), { by: 'order' }) });
    cleanup.defer(() => server.close());
    const model = await createModel({
      model: 'openai-chat/scripted-1',
      apiKey: 'none',
      baseUrl: server.baseUrls['openai-chat'],
      env: {},
      clock: time,
      settings: {
        ...(price === null ? {} : { price }),
        capabilities: { contextTokens: 128_000 },
        retry: { attempts: 1 },
      },
    });
    const runtime = createRuntime('cli', {
      conversationId: 'recorded',
      workspace,
      stateDir: join(home, 'state'),
      noChangeTimeoutSeconds: 1,
    });
    await runtime.connect(AbortSignal.timeout(30_000));
    cleanup.defer(() => runtime.close({ keep: false }));
    const stream = await EventStream.open(await new MemoryStorage().open('recorded', { create: true }), {
      clock: () => time.now(),
    });
    cleanup.defer(async () => void (await stream.close()));
    const controller = await begin({ stream, model, runtime, time, config });
    cleanup.defer(() => controller.close());
    return new RecordedAgent({ workspace, stream, controller, model, cleanup: cleanup.move() });
  }

  say(content: string, { imageUrls = [] }: { imageUrls?: string[] } = {}): number {
    return this.stream.append(messageAction({ content, image_urls: imageUrls }), 'user').id;
  }

  /** A command of the person; a hidden one is the program's own. */
  run(command: string, { hidden = false } = {}): number {
    return this.stream.append(runAction({ command, hidden }), 'user').id;
  }

  ask(state: AgentState): number {
    return this.stream.append(changeAgentState(state), 'user').id;
  }

  /** What a server asks beside the agent, such as for a title. */
  async aside(text: string): Promise<void> {
    const content = [{ type: 'text' as const, text }];
    const response = await this.#model.complete(
      { messages: [{ role: 'user', content }], tools: [] },
      { signal: AbortSignal.timeout(30_000) },
    );
    const draft = { ...nullObservation(), side_response: toResponseRecord(response) };
    await this.stream.append(draft, 'environment').durable;
  }

  /** Resolves with the id of the first event that passes the test, from the beginning on. */
  until(test: (event: Event) => boolean, after = -1): Promise<number> {
    const found = Promise.withResolvers<number>();
    const end = this.stream.subscribe({
      id: 'test',
      after,
      onEvent: (event) => {
        if (test(event)) found.resolve(event.id);
      },
      onError: (error) => found.reject(error),
    });
    return found.promise.finally(end);
  }

  untilState(state: AgentState, after = -1): Promise<number> {
    return this.until(
      (event) => event.observation === 'agent_state_changed' && event.extras.agent_state === state,
      after,
    );
  }

  /** Resolves once the shell has said something that is not stored. */
  untilOutput(): Promise<void> {
    const heard = Promise.withResolvers<void>();
    const end = this.stream.onEphemeral((delta) => {
      if (delta.type === 'output') heard.resolve();
    });
    return heard.promise.finally(end);
  }

  /** Makes an empty file in the workspace. */
  openGate(name: string): Promise<void> {
    return writeFile(join(this.workspace, name), '');
  }

  async rest(after: number): Promise<AgentState> {
    return (await this.#controller.whenResting(after)).agentState;
  }

  /** The log, without what belongs to this machine and this hour. */
  async log(): Promise<Event[]> {
    return neutralLog(await Array.fromAsync(this.stream.events()), this.workspace);
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#cleanup.disposeAsync();
  }
}

async function begin(parts: {
  stream: EventStream;
  model: Model;
  runtime: Runtime;
  time: ReturnType<typeof passingTime>;
  config: Partial<ControllerConfig>;
}): Promise<AgentController> {
  const { stream, model, runtime, time, config } = parts;
  const agent = createCodeActAgent({
    model,
    surroundings: {
      workspaceRoot: runtime.workspaceRoot,
      place: 'machine',
      network: 'on',
      date: '2026-01-01',
    },
  });
  const controller = await AgentController.open({
    stream,
    agent,
    runtime,
    config: { ...DEFAULT_CONTROLLER_CONFIG, ...config },
    clock: time,
  });
  controller.introduce();
  controller.start();
  return controller;
}
