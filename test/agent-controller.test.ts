import { afterEach, describe, expect, it } from 'vitest';
import {
  fold,
  initialState,
  type AgentController,
  type ControllerConfig,
  type FoldSnapshot,
  type FoldSnapshots,
  type ConversationState,
} from '@capstan/agent';
import type { EventStorage, EventStream } from '@capstan/events';
import { createModel } from '@capstan/llm';
import { script, startScriptedModel, turn, type TurnInput } from '@capstan/llm/scripted';
import {
  CapstanError,
  changeAgentState,
  messageAction,
  type Event,
  type EventDraft,
} from '@capstan/protocol';
import { MemoryStorage } from '@capstan/storage';
import { beginController } from './support/begun-controller.ts';
import { FailingStorage } from './support/failing-storage.ts';
import { ScriptedRuntime, untilInterrupted, type Behaviour } from './support/scripted-runtime.ts';

const bash = (command: string, risk = 'LOW') => turn.call('execute_bash', { command, security_risk: risk });
const done = turn.call('finish', { message: 'done' });

interface Bench {
  stream: EventStream;
  controller: AgentController;
  runtime: ScriptedRuntime;
  say: (draft: EventDraft) => Promise<ConversationState>;
  events: () => Promise<Event[]>;
  waits: number[];
}

const cleanup: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  for (const release of cleanup.splice(0).toReversed()) await release();
});

/** A controller on a real stream and a real model connection; time passes when somebody waits. */
async function bench(
  turns: TurnInput[],
  {
    behaviour,
    config = {},
    storage = new MemoryStorage(),
    snapshots,
    runtime = new ScriptedRuntime(behaviour),
    failing = false,
  }: BenchOptions = {},
): Promise<Bench> {
  const server = await startScriptedModel({ script: script(turns) });
  const model = await createModel({
    model: 'openai-compatible/scripted',
    baseUrl: server.baseUrls['openai-chat'],
    apiKey: 'test',
    env: {},
    settings: { retry: { attempts: 1 } },
  });
  const { stream, controller, waits } = await beginController({
    model,
    runtime,
    storage,
    config,
    snapshots,
  });
  cleanup.push(
    () => server.close(),
    () => stream.close(),
    () => (failing ? Promise.resolve() : controller.close()),
  );
  return {
    stream,
    controller,
    runtime,
    waits,
    say: async (draft) => controller.whenResting(stream.append(draft, 'user').id),
    events: () => Array.fromAsync(stream.events()),
  };
}

interface BenchOptions {
  behaviour?: Behaviour;
  config?: Partial<ControllerConfig>;
  storage?: EventStorage;
  /** Whether the controller ends by an error. */
  failing?: boolean;
  snapshots?: FoldSnapshots;
  runtime?: ScriptedRuntime;
}

const kinds = (events: readonly Event[]): string[] =>
  events.map((event) => event.action ?? event.observation ?? '?');

/** Live state equals the state folded afresh. */
async function expectFold({ controller, events }: Bench): Promise<void> {
  expect(fold(initialState(), await events())).toEqual(controller.state);
}

describe('a run', () => {
  it('asks the model, acts, and finishes', async () => {
    const it = await bench([bash('ls'), done]);
    const state = await it.say(messageAction({ content: 'look' }));
    expect(state).toMatchObject({ agentState: 'finished', finalMessage: 'done', steps: 2 });
    const said = kinds(await it.events()).filter((kind) => kind !== 'agent_state_changed');
    expect(said).toEqual(['system', 'message', 'run', 'run', 'finish']);
    await expectFold(it);
  });

  it('runs every call of an answer, and tells the model what was wrong with one', async () => {
    const it = await bench([
      turn.calls([
        { name: 'execute_bash', arguments: { command: 'a', security_risk: 'LOW' } },
        { name: 'execute_bash', rawArguments: '{"command": ' },
        { name: 'fly', arguments: {} },
        { name: 'execute_bash', arguments: { command: 'b', security_risk: 'LOW' } },
      ]),
      done,
    ]);
    const state = await it.say(messageAction({ content: 'go' }));
    expect(state).toMatchObject({ agentState: 'finished', steps: 2 });
    expect(it.runtime.ran).toEqual(['a', 'b']);
    const errors = (await it.events()).filter((event) => event.observation === 'error');
    expect(errors.map((event) => event.message)).toEqual([
      expect.stringContaining('Failed to parse tool call arguments of execute_bash'),
      expect.stringContaining('There is no tool named fly'),
    ]);
    await expectFold(it);
  });

  it('goes on after a plain message when the person answers', async () => {
    const it = await bench([turn.text('Which file?'), done]);
    expect(await it.say(messageAction({ content: 'mend it' }))).toMatchObject({
      agentState: 'awaiting_user_input',
    });
    expect(await it.say(messageAction({ content: 'the first' }))).toMatchObject({ agentState: 'finished' });
    await expectFold(it);
  });

  it('shortens the view when the model says that it does not fit', async () => {
    const it = await bench([bash('a'), bash('b'), turn.fault('context-overflow'), bash('c'), done]);
    const state = await it.say(messageAction({ content: 'go' }));
    expect(kinds(await it.events())).toEqual(
      expect.arrayContaining(['condensation_request', 'condensation']),
    );
    expect(state.agentState).toBe('finished');
    await expectFold(it);
  });
});

describe('stopping', () => {
  it('interrupts the running command and leaves nothing open; a resumed agent goes on', async () => {
    const begun = Promise.withResolvers<void>();
    const it = await bench([bash('sleep'), done], {
      behaviour: (_command, options) => {
        begun.resolve();
        return untilInterrupted(options);
      },
    });
    it.stream.append(messageAction({ content: 'go' }), 'user');
    await begun.promise;
    const stopped = await it.say(changeAgentState('stopped'));
    expect(stopped).toMatchObject({ agentState: 'stopped', pending: null, openResponse: null });
    expect((await it.events()).at(-1)?.message).toContain('interrupted');
    expect(await it.say(changeAgentState('running'))).toMatchObject({ agentState: 'finished' });
    await expectFold(it);
  });

  it('breaks off a model that hangs', async () => {
    const it = await bench([turn.fault('hang')]);
    it.stream.append(messageAction({ content: 'go' }), 'user');
    await new Promise<void>((resolve) => {
      it.stream.subscribe({
        id: 'test',
        after: -1,
        onEvent: (event) => {
          if (event.observation === 'agent_state_changed' && event.extras.agent_state === 'running')
            resolve();
        },
      });
    });
    expect(await it.say(changeAgentState('stopped'))).toMatchObject({ agentState: 'stopped', steps: 0 });
  });
});

describe('confirmation', () => {
  it('asks above the stated risk only, runs once after yes, not at all after no', async () => {
    const it = await bench([bash('safe'), bash('rm', 'HIGH'), bash('again', 'HIGH'), done], {
      config: { confirmation: { above: 1 } },
    });
    const asked = await it.say(messageAction({ content: 'go' }));
    expect(asked).toMatchObject({ agentState: 'awaiting_user_confirmation' });
    expect(it.runtime.ran).toEqual(['safe']);
    expect(await it.say(changeAgentState('user_confirmed'))).toMatchObject({
      agentState: 'awaiting_user_confirmation',
    });
    expect(it.runtime.ran).toEqual(['safe', 'rm']);
    expect(await it.say(changeAgentState('user_rejected'))).toMatchObject({
      agentState: 'awaiting_user_input',
    });
    expect(it.runtime.ran).toEqual(['safe', 'rm']);
    expect(await it.say(messageAction({ content: 'then end' }))).toMatchObject({ agentState: 'finished' });
    await expectFold(it);
  });
});

describe('failures', () => {
  it('a rate-limited model is waited for as long as it asks, and asked again', async () => {
    const it = await bench([turn.fault('rate-limit', { retryAfterSeconds: 30 }), bash('a'), done]);
    const state = await it.say(messageAction({ content: 'go' }));
    expect(state).toMatchObject({ agentState: 'finished', rateLimitWaits: 0 });
    expect(it.waits).toEqual([30_000]);
    expect((await it.events()).some((event) => 'resume_at' in event)).toBe(true);
    await expectFold(it);
  });

  it('other failures of the model end in error with their code, and resuming tries again', async () => {
    const it = await bench([turn.fault('unauthorized'), done]);
    const state = await it.say(messageAction({ content: 'go' }));
    expect(state.agentState).toBe('error');
    expect(state.lastError).toMatch(/^model_authentication: /);
    expect(await it.say(changeAgentState('running'))).toMatchObject({ agentState: 'finished' });
    await expectFold(it);
  });

  it('says so when the runtime died under an action, and does not repeat it', async () => {
    const it = await bench([bash('a'), done], {
      behaviour: () => Promise.reject(new CapstanError('runtime_disconnected', 'gone')),
    });
    expect(await it.say(messageAction({ content: 'go' }))).toMatchObject({ agentState: 'finished' });
    expect(it.runtime).toMatchObject({ ran: ['a'], connections: 1 });
    expect((await it.events()).filter((event) => event.observation === 'error')).toHaveLength(1);
  });

  it('a runtime that cannot be started ends in error and leaves nothing open', async () => {
    const it = await bench([bash('a'), done], {
      behaviour: () => Promise.reject(new CapstanError('sandbox_unavailable', 'no bubblewrap')),
    });
    const state = await it.say(messageAction({ content: 'go' }));
    expect(state).toMatchObject({ agentState: 'error', pending: null, openResponse: null });
    expect(state.lastError).toBe('sandbox_unavailable: no bubblewrap');
    await expectFold(it);
  });
});

describe('a controller that takes over', () => {
  it('settles the action that was running: its result is taken, it is not run again', async () => {
    const storage = new MemoryStorage();
    const release = Promise.withResolvers<string>();
    const begun = Promise.withResolvers<void>();
    const runtime = new ScriptedRuntime(() => {
      begun.resolve();
      return release.promise;
    });
    const first = await bench([bash('a'), done], { storage, runtime });
    first.stream.append(messageAction({ content: 'go' }), 'user');
    await begun.promise;
    const closing = first.controller.close();
    release.resolve('the output');
    await closing;
    await first.stream.close();
    const second = await bench([bash('a'), done], { storage, runtime });
    const state = await second.controller.whenResting();
    expect(state.agentState).toBe('finished');
    expect(runtime.ran).toEqual(['a']);
    expect((await second.events()).find((event) => event.observation === 'run')?.message).toContain('`a`');
    await expectFold(second);
  });
});

it('a controller that begins at a snapshot is where one that folds the whole log is', async () => {
  const storage = new MemoryStorage();
  const turns = [...Array.from({ length: 120 }, (_, index) => bash(`step ${index}`)), done];
  const kept: FoldSnapshot[] = [];
  const snapshots: FoldSnapshots = {
    latest: () => Promise.resolve(kept.at(-1)),
    put: (snapshot) => {
      kept.push(snapshot);
      return Promise.resolve();
    },
  };
  const first = await bench(turns, { storage, snapshots, config: { maxIterations: 110 } });
  expect(await first.say(messageAction({ content: 'go' }))).toMatchObject({
    agentState: 'error',
    steps: 110,
  });
  await first.controller.close();
  await first.stream.close();
  expect(kept).toHaveLength(1);
  const second = await bench(turns, { storage, snapshots, config: { maxIterations: 110 } });
  expect(await second.say(changeAgentState('running'))).toMatchObject({ agentState: 'finished', steps: 121 });
  await expectFold(second);
});

describe('a log that cannot be written', () => {
  it.each([0, 1, 2, 3, 4, 5])('from event %i on, ends the controller with the reason', async (from) => {
    const it = await bench([bash('a'), done], { storage: new FailingStorage(from), failing: true });
    await expect(it.say(messageAction({ content: 'go' }))).rejects.toThrow('No space left');
    await expect(it.controller.close()).rejects.toThrow('No space left');
  });

  it('ends a controller that only waits', async () => {
    const storage = new FailingStorage();
    const it = await bench([turn.text('Which one?')], { storage, failing: true });
    expect(await it.say(messageAction({ content: 'go' }))).toMatchObject({
      agentState: 'awaiting_user_input',
    });
    storage.fullFrom = 0;
    await expect(it.say(messageAction({ content: 'this one' }))).rejects.toThrow('No space left');
  });
});

it('a damaged snapshot is passed over, and the log folded', async () => {
  const storage = new MemoryStorage();
  const first = await bench([turn.text('Which one?'), done], { storage });
  await first.say(messageAction({ content: 'go' }));
  await first.controller.close();
  await first.stream.close();
  const snapshots: FoldSnapshots = {
    latest: () => Promise.resolve({ eventId: 2, body: '{"state": {' }),
    put: () => Promise.resolve(),
  };
  const second = await bench([turn.text('Which one?'), done], { storage, snapshots });
  expect(await second.say(messageAction({ content: 'this one' }))).toMatchObject({ agentState: 'finished' });
  await expectFold(second);
});
