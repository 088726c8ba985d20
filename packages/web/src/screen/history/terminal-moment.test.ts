import { expect, it } from 'vitest';
import { recordedLog } from '../../../test/support/recorded-log.ts';
import { WRITTEN_LOGS } from '../../stories/logs/index.ts';
import { screenOf } from '../screen-of.ts';
import { terminalMoment, terminalText } from './terminal-moment.ts';

// Colours of prompts and the return to the first screen, which say nothing here.
const plain = (text: string): string => text.replaceAll(/\u001b\[[?!]?[0-9]*[a-z]/g, '');

it('shows commands and outputs up to the moment', () => {
  const log = recordedLog('dialogue');
  expect(plain(terminalText(terminalMoment(screenOf(log, 9))))).toBe(
    '$ read -p "Name: " name && echo "Hello $name"\r\n',
  );
  expect(plain(terminalText(terminalMoment(screenOf(log))))).toBe(
    '$ read -p "Name: " name && echo "Hello $name"\r\nName: \r\n⌨ Ada\r\nHello Ada\r\n',
  );
});

it('shows what the last command has written so far', () => {
  const running = terminalMoment(screenOf(recordedLog('stopped'), 4));
  expect(plain(terminalText(running, 'begun\n'))).toBe('$ echo begun; sleep 300\r\nbegun\r\n');
});

it('leaves out what was never typed, and keeps what other agents typed', () => {
  const commands = (name: 'approvals' | 'asked') =>
    terminalMoment(screenOf(recordedLog(name))).commands.map(({ command }) => command);
  expect(commands('approvals')).toEqual(['ls', 'mkdir -p build && cd build && pwd']);
  expect(commands('asked')).toEqual([]);
  const delegated = terminalMoment(screenOf(WRITTEN_LOGS.delegated())).commands;
  expect(delegated.map(({ command }) => command)).toEqual([
    'npm ls library',
    'curl -s https://example.com/4.1',
    'npm install library@4',
    'npm test',
  ]);
});

it('keeps the end of what is too long', () => {
  const state = screenOf(recordedLog('whole-task'));
  const { commands, cut } = terminalMoment(state, { maxCharacters: 10 });
  expect(cut).toBe(true);
  expect(commands.map(({ command }) => command)).toEqual([
    'python3 test_basket.py && python3 test_discount.py',
  ]);
  expect(plain(terminalText({ commands, cut }))).toMatch(/^… earlier commands are left out\r\n/);
});

it('lets no command act on the terminal that shows it', () => {
  const clears = '\u001b[2J';
  const typed = terminalText(terminalMoment(screenOf(WRITTEN_LOGS.hostile()))).split('\r\n');
  const prompts = typed.filter((line) => line.includes('\u001b[1m$'));
  expect(prompts.length).toBeGreaterThan(0);
  expect(prompts.filter((line) => line.includes(clears))).toEqual([]);
});
