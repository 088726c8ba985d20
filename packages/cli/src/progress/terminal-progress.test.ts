import { PassThrough } from 'node:stream';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { agentStateChanged, messageOf, runAction, type EventDraft } from '@capstan/protocol';
import { TerminalProgress } from './terminal-progress.ts';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'performance'] });
  vi.stubEnv('TERM', 'xterm');
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllEnvs();
});

const LONG_MS = 5_000;

function watched() {
  const out = Object.assign(new PassThrough({ encoding: 'utf8' }), { isTTY: true, columns: 80 });
  const progress = new TerminalProgress(out);
  let id = 0;
  const show = (draft: EventDraft): void => {
    id += 1;
    const timestamp = '2026-01-01T00:00:00.000Z';
    progress.onEvent({ ...draft, id, timestamp, source: 'agent', message: messageOf(draft) });
  };
  const written = (): string => String(out.read() ?? '');
  return { show, written };
}

it('draws what is going on while a command runs', () => {
  const { show, written } = watched();
  show(runAction({ command: 'make' }));
  written();
  vi.advanceTimersByTime(LONG_MS);
  expect(written()).toContain('running make');
});

it('takes one line, however wide its characters are', () => {
  const { show, written } = watched();
  show(runAction({ command: '日本語'.repeat(40) }));
  written();
  vi.advanceTimersByTime(LONG_MS);
  const [, frame = ''] = written().split('\r');
  const shown = frame.replaceAll(/\u001b\[[0-9;]*[A-Za-z]/g, '');
  expect(shown).toContain('日本');
  expect(Array.from(shown).reduce((sum, character) => sum + (character > '\u2e80' ? 2 : 1), 0)).toBeLessThan(
    80,
  );
});

it('does not draw over the question whether an action may run', () => {
  const { show, written } = watched();
  show(agentStateChanged('running'));
  show(agentStateChanged('awaiting_user_confirmation'));
  show(runAction({ command: 'make', confirmation_state: 'awaiting_confirmation' }));
  written();
  vi.advanceTimersByTime(LONG_MS);
  expect(written()).toBe('');
  show(runAction({ command: 'make', confirmation_state: 'confirmed' }));
  vi.advanceTimersByTime(LONG_MS);
  expect(written()).toContain('running make');
});

it('draws nothing on a terminal that cannot take it back', () => {
  vi.stubEnv('TERM', 'dumb');
  const { show, written } = watched();
  show(runAction({ command: 'make' }));
  written();
  vi.advanceTimersByTime(LONG_MS);
  expect(written()).toBe('');
});
