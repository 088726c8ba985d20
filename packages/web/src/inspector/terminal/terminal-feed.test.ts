import { expect, it } from 'vitest';
import { recordedLog } from '../../../test/support/recorded-log.ts';
import {
  screenOf,
  terminalMoment,
  terminalText,
  type CommandEntry,
  type TerminalMoment,
} from '../../screen/index.ts';
import { feed, NOTHING_FED } from './terminal-feed.ts';

const command = (id: number, change: Partial<CommandEntry> = {}): CommandEntry => ({
  kind: 'command',
  key: `${id}`,
  id,
  at: '2026-01-01T00:00:00Z',
  source: 'agent',
  actionId: id,
  observationId: id + 1,
  progress: 'done',
  thought: '',
  risk: 0,
  startedAt: null,
  endedAt: null,
  error: '',
  command: `command ${id}`,
  isInput: false,
  output: `output ${id}`,
  exitCode: 0,
  note: '',
  directory: '/work',
  ...change,
});
const running = (id: number): CommandEntry =>
  command(id, { progress: 'running', output: '', exitCode: null });
const moment = (...commands: CommandEntry[]): TerminalMoment => ({ commands, cut: false });

it('begins with all that there is', () => {
  const whole = moment(command(1), command(3));
  expect(feed(NOTHING_FED, whole)).toMatchObject({ fresh: true, text: terminalText(whole) });
});

it('adds nothing when nothing has changed', () => {
  const { fed } = feed(NOTHING_FED, moment(command(1)));
  expect(feed(fed, moment(command(1)))).toMatchObject({ fresh: false, text: '' });
});

it('adds the commands that are new', () => {
  const { fed, text } = feed(NOTHING_FED, moment(command(1)));
  const next = feed(fed, moment(command(1), command(3)));
  expect(next.fresh).toBe(false);
  expect(text + next.text).toBe(terminalText(moment(command(1), command(3))));
});

it('adds what a running command writes, and its end', () => {
  const begun = feed(NOTHING_FED, moment(command(1), running(3)));
  const first = feed(begun.fed, moment(command(1), running(3)), 'one\n');
  const second = feed(first.fed, moment(command(1), running(3)), 'one\ntwo\n');
  const ended = feed(second.fed, moment(command(1), command(3, { output: 'one\ntwo\nthree' })));
  expect([first, second, ended].map(({ fresh }) => fresh)).toEqual([false, false, false]);
  expect([first.text, second.text]).toEqual(['one\r\n', 'two\r\n']);
  expect(begun.text + first.text + second.text + ended.text).toBe(
    terminalText(moment(command(1), command(3, { output: 'one\ntwo\nthree' }))),
  );
});

it('does not begin anew because a result lacks the last line break', () => {
  const written = feed(NOTHING_FED, moment(running(1)), 'one\n');
  const ended = feed(written.fed, moment(command(1, { output: 'one' })));
  expect(ended.fresh).toBe(false);
  expect(ended.text).not.toContain('\n');
});

it('begins anew when the result is another one than was seen to be written', () => {
  const written = feed(NOTHING_FED, moment(running(1)), '10%\r20%\r');
  expect(feed(written.fed, moment(command(1, { output: 'done' })))).toMatchObject({ fresh: true });
});

it('begins anew in the past and when it goes back to now', () => {
  const now = feed(NOTHING_FED, moment(command(1), command(3)));
  const past = feed(now.fed, moment(command(1)));
  expect(past).toMatchObject({ fresh: true, text: terminalText(moment(command(1))) });
  expect(feed(past.fed, moment(command(1), command(3)))).toMatchObject({ fresh: false });
  expect(feed(now.fed, moment())).toMatchObject({ fresh: true, text: '' });
});

it('leaves what it shows when the oldest commands are left out', () => {
  const before = feed(NOTHING_FED, moment(command(1), command(3), command(5)));
  const after = feed(before.fed, { commands: [command(3), command(5), command(7)], cut: true });
  expect(after).toMatchObject({ fresh: false });
  expect(after.text).toContain('command 7');
  expect(after.text).not.toContain('command 5');
});

it.each(['whole-task', 'stopped', 'delegated', 'hostile'] as const)(
  'comes to the same, event by event, in the log %s',
  (name) => {
    const log = recordedLog(name);
    let fed = NOTHING_FED;
    let text = '';
    for (const event of log) {
      const next = feed(fed, terminalMoment(screenOf(log, event.id)));
      text = next.fresh ? next.text : text + next.text;
      ({ fed } = next);
    }
    const last = fed.parts.at(-1);
    const whole = terminalText(terminalMoment(screenOf(log)));
    expect(last?.running === true ? text + last.end : text).toBe(whole);
  },
);
