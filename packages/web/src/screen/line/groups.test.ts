import {
  commandObservation,
  fileReadObservation,
  readAction,
  runAction,
  errorObservation,
} from '@capstan/protocol';
import { expect, it } from 'vitest';
import { LogWriter } from '../../stories/logs/log-writer.ts';
import { screenOf } from '../screen-of.ts';
import { explorationText, groups } from './groups.ts';

const read = (path: string) => ({ action: readAction({ path }), result: fileReadObservation('', { path }) });
const ran = (command: string) => ({
  action: runAction({ command }),
  result: commandObservation('', { command, metadata: { exit_code: 0 } }),
});

const textsOf = (log: LogWriter): string[] =>
  groups(screenOf(log.events).entries).map((row) =>
    row.type === 'entry' ? row.entry.kind : explorationText(row),
  );

it('folds runs of reads and searches, with the reasoning between them, into one row', () => {
  const log = new LogWriter();
  log.step({ words: 'I look around.' }, [read('a'), read('b'), read('a')]);
  log.step({ reasoning: 'More.' }, [ran('grep -rn x .'), read('c')]);
  log.step({ reasoning: 'Enough.' }, [ran('make')]);
  expect(textsOf(log)).toEqual(['Explored 3 files, searched 1 time', 'thought', 'command']);
  const [row] = groups(screenOf(log.events).entries);
  expect(row).toMatchObject({ key: '0', thought: 'I look around.', files: 3, searches: 1, running: false });
});

it('leaves alone what stands alone, what fails, and what is asked about', () => {
  const log = new LogWriter();
  log.step({}, [read('a')]);
  log.step({}, [ran('make')]);
  log.step({}, [
    read('b'),
    { action: readAction({ path: 'c' }), result: errorObservation('There is no c.') },
  ]);
  log.step({}, [
    read('d'),
    { action: readAction({ path: 'e', confirmation_state: 'awaiting_confirmation' }) },
  ]);
  expect(textsOf(log)).toEqual(['read', 'command', 'read', 'read', 'read', 'read']);
});

it('begins anew where the agent says something', () => {
  const log = new LogWriter();
  log.step({}, [read('a'), read('b')]);
  log.step({ words: 'Now the tests.' }, [ran('ls test'), ran('git log -3 | head')]);
  expect(textsOf(log)).toEqual(['Explored 2 files', 'Searched 2 times']);
});

it('shows that it is still looking', () => {
  const log = new LogWriter();
  log.step({}, [read('a'), { action: readAction({ path: 'b' }) }]);
  expect(textsOf(log)).toEqual(['Exploring 2 files']);
});

it('keeps the key of a row while it grows', () => {
  const log = new LogWriter();
  log.step({}, [read('a')]);
  const [alone] = groups(screenOf(log.events).entries);
  log.step({}, [read('b')]);
  const [row] = groups(screenOf(log.events).entries);
  expect(row?.key).toBe(alone?.key);
});
