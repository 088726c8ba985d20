import { describe, expect, it } from 'vitest';
import { recordedLog } from '../../test/support/recorded-log.ts';
import type { Entry, MessageEntry } from './entry.ts';
import { screenOf } from './screen-of.ts';

const kinds = (entries: readonly Entry[]) => entries.map((entry) => entry.kind);
const progressOf = (entries: readonly Entry[]) =>
  entries.flatMap((entry) => ('progress' in entry ? [`${entry.kind} ${entry.progress}`] : []));

describe('a whole task', () => {
  const state = screenOf(recordedLog('whole-task'));

  it('shows words, reasoning, plans, actions and the last word, and nothing else', () => {
    expect(kinds(state.entries).join(' ')).toBe(
      'message thought plan command command thought read read read command thought plan edit thought edit edit edit ' +
        'plan command plan finish',
    );
  });

  it('keeps what the agent said with the first call of an answer', () => {
    expect(state.entries.find((entry) => entry.kind === 'plan')).toMatchObject({
      thought: 'I look at the project first, and see which check fails.',
    });
  });

  it('gives reasoning and what it led to keys of their own', () => {
    const keys = state.entries.map((entry) => entry.key);
    expect(keys).toContain('4.reasoning');
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('pins the last list of tasks', () => {
    expect(state.tasks.map((task) => task.status)).toEqual(['done', 'done', 'done']);
    expect(screenOf(recordedLog('whole-task'), 4).tasks.map((task) => task.status)).toEqual([
      'in_progress',
      'todo',
      'todo',
    ]);
  });

  it('adds up what was changed, by file', () => {
    expect(state.files).toEqual([
      { path: '/workspace/basket.py', created: false, added: 1, removed: 2, lastEdit: 20 },
      { path: '/workspace/test_discount.py', created: true, added: 4, removed: 0, lastEdit: 24 },
      { path: '/workspace/README.md', created: false, added: 1, removed: 1, lastEdit: 28 },
    ]);
  });

  it('tells a command that failed from one that did not', () => {
    const commands = state.entries.filter((entry) => entry.kind === 'command');
    expect(commands.map(({ exitCode, progress }) => [exitCode, progress])).toEqual([
      [0, 'done'],
      [0, 'done'],
      [1, 'failed'],
      [0, 'done'],
    ]);
  });

  it('knows where the shell stands, and how full the window is', () => {
    expect(state.directory).toBe('/workspace');
    expect(state.bill).toMatchObject({ windowTokens: 9_220, windowSize: 128_000 });
  });

  it('shows a command while it runs', () => {
    const { entries } = screenOf(recordedLog('whole-task'), 6);
    expect(entries.at(-1)).toMatchObject({
      kind: 'command',
      progress: 'running',
      endedAt: null,
      exitCode: null,
    });
  });
});

describe('approvals', () => {
  const log = recordedLog('approvals');
  const state = screenOf(log);

  it('ask about the action that waits, with its risk and folder, until there is an answer', () => {
    expect(screenOf(log, 6).approval).toBeNull();
    const { approval } = screenOf(log, 7);
    expect(approval).toMatchObject({ risk: 1, directory: '/workspace' });
    expect(approval?.entry).toMatchObject({ kind: 'command', progress: 'waiting', startedAt: null });
    expect(screenOf(log, 9).approval).toBeNull();
    expect(screenOf(log, 14).approval).toMatchObject({ risk: 2, directory: '/workspace/build' });
  });

  it('show an action once, however often it stands in the log', () => {
    const entry = state.entries.find((one) => one.id === 7);
    expect(entry).toMatchObject({
      actionId: 9,
      observationId: 11,
      progress: 'done',
      output: '/workspace/build\n',
    });
    expect(state.entries.filter((one) => one.kind === 'command')).toHaveLength(3);
  });

  it('begin the time of a command when it was allowed', () => {
    const entry = state.entries.find((one) => one.id === 7);
    expect(entry).toMatchObject({
      at: log[7]?.timestamp,
      startedAt: log[9]?.timestamp,
      endedAt: log[11]?.timestamp,
    });
  });

  it('show what was refused, and the call that was dropped with it', () => {
    expect(progressOf(state.entries)).toEqual([
      'command done',
      'command done',
      'command rejected',
      'tool interrupted',
      'edit done',
    ]);
  });

  it('leave a question open for as long as nobody answers', () => {
    const { approval, agentState } = screenOf(recordedLog('asked'));
    expect(agentState).toBe('awaiting_user_confirmation');
    expect(approval?.entry).toMatchObject({ command: 'git push --force origin main', risk: 2 });
  });
});

describe('interruptions', () => {
  it('of a command by a stop are shown at the command, and the stop once', () => {
    const { entries } = screenOf(recordedLog('stopped'));
    expect(entries.find((entry) => entry.kind === 'command')).toMatchObject({
      progress: 'interrupted',
      error: expect.stringContaining('interrupted'),
    });
    expect(entries.filter((entry) => entry.kind === 'state')).toMatchObject([
      { state: 'stopped', endedAt: expect.stringContaining('2026') },
    ]);
  });

  it('by a pause last from one state to the next', () => {
    const log = recordedLog('paused');
    const at = log.findIndex(
      (event) => event.observation === 'agent_state_changed' && event.extras.agent_state === 'paused',
    );
    expect(screenOf(log, at).entries.at(-1)).toMatchObject({ kind: 'state', state: 'paused', endedAt: null });
    expect(screenOf(log).entries.find((entry) => entry.kind === 'state')).toMatchObject({
      endedAt: expect.stringContaining('2026'),
    });
  });

  it('by rate limits are one line for one wait after another', () => {
    const log = recordedLog('rate-limit');
    const states = screenOf(log).entries.filter((entry) => entry.kind === 'state');
    expect(states).toMatchObject([{ state: 'rate_limited', endedAt: log.at(9)?.timestamp }]);
    expect(screenOf(log, 8)).toMatchObject({ agentState: 'rate_limited', resumeAt: states[0]?.resumeAt });
  });
});

describe('messages of the person', () => {
  const log = recordedLog('paused');
  const said = (entries: readonly Entry[]) =>
    entries.filter((entry): entry is MessageEntry => entry.kind === 'message');

  it('wait in the queue until the model has seen them', () => {
    const busy = screenOf(log, 6);
    expect(busy.queue.map(({ text, seen }) => [text, seen])).toEqual([
      ['Mind the tabs.', false],
      ['And the spaces.', false],
    ]);
    expect(said(busy.entries).map(({ seen }) => seen)).toEqual([true, false, false]);
    const after = screenOf(log);
    expect(after.queue).toEqual([]);
    expect(said(after.entries).every(({ seen }) => seen)).toBe(true);
  });

  it('bring their pictures', () => {
    expect(said(screenOf(log).entries)[2]?.imageUrls).toEqual([expect.stringContaining('data:image/png')]);
  });

  it('are not the only thing that the person does: commands are shown, those of the program are not', () => {
    const own = screenOf(log).entries.filter((entry) => entry.kind === 'command' && entry.source === 'user');
    expect(own).toMatchObject([
      { command: 'echo "from the person"', progress: 'done', output: 'from the person\n' },
    ]);
  });
});

describe('failures', () => {
  const { entries } = screenOf(recordedLog('failures'));

  it('of calls are shown at the call, with what the agent said and asked for', () => {
    expect(entries[1]).toMatchObject({
      kind: 'tool',
      name: 'deploy',
      arguments: { target: 'production' },
      thought: 'I try the deployment tool.',
      progress: 'failed',
      error: expect.stringContaining('no tool named deploy'),
    });
    expect(entries[3]).toMatchObject({ kind: 'tool', arguments: { text: '{"command": "ls' } });
  });

  it('of reads and edits are not contents', () => {
    expect(entries[4]).toMatchObject({
      kind: 'read',
      progress: 'failed',
      content: '',
      error: expect.stringContaining('absent.py'),
    });
    expect(entries[5]).toMatchObject({ kind: 'edit', progress: 'failed', diff: null, added: 0, removed: 0 });
  });

  it('that stop the agent tell the code and what to do', () => {
    const log = recordedLog('failures');
    expect(screenOf(log, 13)).toMatchObject({
      agentState: 'error',
      reason: expect.stringContaining('model_out_of_credits'),
    });
    expect(entries.find((entry) => entry.kind === 'error' && entry.code !== '')).toMatchObject({
      code: 'model_out_of_credits',
      remedy: 'Add credit at the provider, then resume.',
    });
    expect(screenOf(log).reason).toBe('');
  });

  it('of a limit leave a bill whose price is not known', () => {
    const { bill, entries: limited } = screenOf(recordedLog('limit'));
    expect(bill).toMatchObject({ usd: 0, unpricedCalls: 3 });
    expect(limited.find((entry) => entry.kind === 'error')).toMatchObject({ code: 'limit_iterations' });
  });
});

it('shows a dialogue, what is asked aside only on the bill, and a program that is answered', () => {
  const { entries, bill } = screenOf(recordedLog('dialogue'));
  expect(kinds(entries)).toEqual([
    'message',
    'message',
    'message',
    'command',
    'command',
    'command',
    'finish',
  ]);
  expect(entries[3]).toMatchObject({
    exitCode: -1,
    progress: 'done',
    note: expect.stringContaining('input'),
  });
  expect(entries[5]).toMatchObject({ isInput: true, command: 'Ada', output: 'Hello Ada\n' });
  expect(bill.steps.map(({ aside }) => aside)).toEqual([true, false, false, false, false, false]);
  expect(bill.windowTokens).toBe(5_720);
});

it('shows nothing of a log that has not begun', () => {
  expect(screenOf([])).toMatchObject({
    nextId: 0,
    agentState: 'loading',
    entries: [],
    hasTask: false,
    startedAt: null,
  });
});
