import { commandObservation, errorObservation, finishAction, runAction, type Event } from '@capstan/protocol';
import { describe, expect, it } from 'vitest';
import { LogWriter } from '../stories/logs/log-writer.ts';
import { WRITTEN_LOGS } from '../stories/logs/index.ts';
import type { DelegateEntry, Entry } from './entry.ts';
import { screenOf } from './screen-of.ts';

const delegates = (entries: readonly Entry[]) =>
  entries.filter((entry): entry is DelegateEntry => entry.kind === 'delegate');
const kinds = (entries: readonly Entry[]) => entries.map((entry) => entry.kind);

describe('a task that is handed over', () => {
  const log = WRITTEN_LOGS.delegated();
  const state = screenOf(log);
  const [first, second] = delegates(state.entries);

  it('holds what the other agent does, and what that one hands over in turn', () => {
    expect(kinds(state.entries)).toEqual([
      'message',
      'command',
      'delegate',
      'message',
      'command',
      'delegate',
    ]);
    expect(kinds(first?.entries ?? [])).toEqual(['thought', 'browse', 'delegate', 'finish']);
    expect(kinds(delegates(first?.entries ?? [])[0]?.entries ?? [])).toEqual(['command', 'finish']);
  });

  it('ends with its result, or runs', () => {
    expect(first).toMatchObject({
      agent: 'BrowsingAgent',
      task: 'Find the release notes of version 4 and list what breaks.',
      progress: 'done',
      result: 'The default export is gone; 4.1 could not be read.',
    });
    expect(second).toMatchObject({
      agent: 'TestAgent',
      progress: 'running',
      entries: [{ progress: 'running' }],
    });
  });

  it('leaves the words of the person where the person looks for them, and its task said once', () => {
    const said = state.entries.flatMap((entry) => (entry.kind === 'message' ? [entry.text] : []));
    expect(said).toEqual(['Bring us to version 4 of the library.', 'Mind the notes of 4.1 too.']);
  });

  it('names the agent on the bill', () => {
    expect([...new Set(state.bill.steps.map(({ agent }) => agent))]).toEqual([
      '',
      'BrowsingAgent',
      'ReaderAgent',
      'TestAgent',
    ]);
  });

  it('leaves the state of the one who handed it over as it was', () => {
    expect(screenOf(log, 15).agentState).toBe('finished');
    expect(screenOf(log, 16).agentState).toBe('running');
    expect(screenOf(log, 19).agentState).toBe('running');
  });

  it('is found in logs that do not say which task an observation ends', () => {
    const loose = log.map((event): Event => {
      if (event.observation !== 'delegate') return event;
      const { cause: _cause, tool_call_metadata: _metadata, ...rest } = event;
      return rest;
    });
    expect(screenOf(loose)).toEqual(state);
  });

  it('is over when it is stopped and the person speaks', () => {
    const writer = new LogWriter();
    writer.events.push(...log);
    writer.state('stopped');
    const stopped = delegates(screenOf(writer.events).entries)[1];
    expect(stopped).toMatchObject({
      progress: 'interrupted',
      entries: [{ progress: 'interrupted' }, { kind: 'state' }],
    });
    writer.say('Do it yourself.');
    writer.step({}, [{ action: runAction({ command: 'npm test' }) }]);
    expect(kinds(screenOf(writer.events).entries).slice(-2)).toEqual(['message', 'command']);
  });

  it('was not stopped when it had finished before', () => {
    const writer = new LogWriter();
    writer.events.push(...log.slice(0, 19));
    writer.state('stopped');
    expect(kinds(delegates(screenOf(writer.events).entries)[0]?.entries ?? [])).not.toContain('state');
  });
});

it('shows cells with their pictures, and one that raised as failed', () => {
  const cells = screenOf(WRITTEN_LOGS.notebook()).entries.filter((entry) => entry.kind === 'cell');
  expect(cells.map(({ progress, imageUrls }) => [progress, imageUrls.length])).toEqual([
    ['done', 0],
    ['done', 1],
    ['failed', 0],
    ['running', 0],
  ]);
});

it('shows pages, what was done on them, files in their place and failures', () => {
  const pages = screenOf(WRITTEN_LOGS.browsing()).entries.filter((entry) => entry.kind === 'browse');
  expect(pages).toMatchObject([
    {
      url: 'https://example.com/pricing',
      progress: 'done',
      screenshot: expect.stringMatching(/^data:image\//),
    },
    { url: 'https://example.com/pricing/large', request: 'click("a42")' },
    { progress: 'failed', error: expect.stringContaining('no element') },
    { progress: 'done', text: expect.stringContaining('/workspace/pricing.pdf'), screenshot: '' },
  ]);
});

it('shows the results of MCP tools as texts, pictures and failures', () => {
  const tools = screenOf(WRITTEN_LOGS.tools()).entries.filter((entry) => entry.kind === 'tool');
  expect(tools).toMatchObject([
    { result: '#12 Crash on empty input\n#15 Wrong total', progress: 'done' },
    { result: '', imageUrls: [expect.stringMatching(/^data:image\/svg/)] },
    { result: 'There is no issue 99.', progress: 'failed' },
    { name: 'mail_send', progress: 'running' },
  ]);
});

it('shows what was looked up when something was found, what was forgotten, a loop and a refusal', () => {
  const { entries } = screenOf(WRITTEN_LOGS.memory());
  expect(entries.filter((entry) => entry.kind === 'recall')).toMatchObject([
    { content: expect.stringContaining('acme/shop'), query: 'Deploy to the cluster.' },
    { skills: [{ name: 'kubernetes', trigger: 'cluster' }] },
  ]);
  expect(entries.find((entry) => entry.kind === 'condensation')).toMatchObject({
    forgotten: 6,
    range: [2, 7],
  });
  expect(kinds(entries).slice(-3)).toEqual(['error', 'error', 'finish']);
  expect(entries.at(-1)).toMatchObject({ rejected: true, text: 'There is no cluster that I may reach.' });
});

it('shows what it does not know, and failures of it', () => {
  const { entries } = screenOf(WRITTEN_LOGS.unknown());
  expect(kinds(entries)).toEqual(['message', 'unknown', 'error', 'unknown', 'unknown']);
  expect(entries[1]).toMatchObject({ json: expect.stringContaining('"canvas": "large"') });
});

it('counts what a condensation forgets without listing it', () => {
  const writer = new LogWriter();
  const range = { forgotten_events_start_id: 0, forgotten_events_end_id: Number.MAX_SAFE_INTEGER - 1 };
  writer.addUnknown({ action: 'condensation', args: range });
  expect(screenOf(writer.events).entries[0]).toMatchObject({ forgotten: Number.MAX_SAFE_INTEGER });
});

describe('logs of other systems', () => {
  it('may hold actions that nothing came of: another answer of the model ends them, a late result still counts', () => {
    const writer = new LogWriter();
    const [lost] = writer.step({}, [{ action: runAction({ command: 'lost' }) }]);
    writer.step({}, [{ action: finishAction({ final_thought: 'Done.' }) }]);
    expect(screenOf(writer.events).entries[0]).toMatchObject({ progress: 'interrupted' });
    const late = commandObservation('late', { command: 'lost', metadata: { exit_code: 0 } });
    writer.add({ ...late, cause: lost ?? -1 }, 'agent');
    expect(screenOf(writer.events).entries[0]).toMatchObject({ progress: 'done', output: 'late' });
  });

  it('may ask about an action that no call names', () => {
    const writer = new LogWriter();
    writer.state('awaiting_user_confirmation');
    const asked = { command: 'rm x', thought: 'Away with it.' };
    writer.add(runAction({ ...asked, confirmation_state: 'awaiting_confirmation' }), 'agent');
    writer.add(runAction({ command: 'rm x', confirmation_state: 'confirmed' }), 'agent');
    expect(screenOf(writer.events).entries).toMatchObject([
      { thought: 'Away with it.', progress: 'running' },
    ]);
  });

  it('may hold results without an action', () => {
    const writer = new LogWriter();
    writer.add(
      commandObservation('ready', { command: 'setup.sh', metadata: { exit_code: 0 } }),
      'environment',
    );
    writer.add(commandObservation('secret', { command: 'hidden', hidden: true }), 'environment');
    writer.add(errorObservation('Out of memory'), 'environment');
    expect(screenOf(writer.events).entries).toMatchObject([
      { kind: 'command', command: 'setup.sh', output: 'ready' },
      { kind: 'error', text: 'Out of memory' },
    ]);
  });

  it('may give a status as the reason of an error', () => {
    const writer = new LogWriter();
    writer.state('error', 'STATUS$ERROR_LLM_OUT_OF_CREDITS');
    expect(screenOf(writer.events).entries[0]).toMatchObject({ code: 'model_out_of_credits' });
  });
});
