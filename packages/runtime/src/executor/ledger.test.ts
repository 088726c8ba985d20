import {
  appendFileSync,
  closeSync,
  constants,
  mkdtempSync,
  openSync,
  readFileSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ObservationDraft } from '@capstan/protocol';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Ledger } from './ledger.ts';
import { errorDraft } from './observation-draft.ts';

const result = (text: string): ObservationDraft => errorDraft(text);

describe('the ledger', () => {
  let paths: [string, string];
  let open: number[];

  beforeEach(() => {
    const folder = mkdtempSync(join(tmpdir(), 'ledger-'));
    paths = [join(folder, 'a'), join(folder, 'b')];
    open = [];
  });
  afterEach(() => {
    for (const descriptor of open.splice(0)) closeSync(descriptor);
  });

  /** As a new executor would find it. */
  const reopen = (compactAboveBytes = 1_000_000, bootId = 'first'): Ledger => {
    const descriptors = paths.map((path) => openSync(path, constants.O_RDWR | constants.O_CREAT)) as [
      number,
      number,
    ];
    open.push(...descriptors);
    return new Ledger(descriptors, { compactAboveBytes, bootId });
  };

  it('knows nothing of an action it was never told of', () => {
    expect(reopen().find(3)).toEqual({ state: 'unknown' });
  });

  it('gives back what came of an action, also to a later executor', () => {
    const ledger = reopen();
    ledger.start(3);
    ledger.finish(3, result('thrée\n'));
    expect(ledger.find(3)).toEqual({ state: 'done', observation: result('thrée\n') });
    expect(reopen().find(3)).toEqual({ state: 'done', observation: result('thrée\n') });
  });

  it('once the machine went down, says of what it does not know that it may have run', () => {
    const before = reopen();
    before.start(3);
    before.finish(3, result('kept'));
    expect(reopen().settle(4)).toEqual({ state: 'unknown' });
    const after = reopen(undefined, 'second');
    expect(after.settle(3)).toEqual({ state: 'done', observation: result('kept') });
    expect(after.settle(4)).toEqual({ state: 'lost' });
    expect(after.find(4)).toEqual({ state: 'unknown' });
    expect(reopen(undefined, 'second').settle(4)).toEqual({ state: 'lost' });
  });

  it('calls an action lost that was started and not finished', () => {
    reopen().start(4);
    expect(reopen().find(4)).toEqual({ state: 'lost' });
  });

  it('survives being cut off anywhere, and goes on after it', () => {
    const ledger = reopen();
    const whole: number[] = [];
    for (let id = 0; id < 5; id++) {
      ledger.start(id);
      ledger.finish(id, result(`result ${id}`));
      whole.push(statSync(paths[0]).size);
    }
    const bytes = readFileSync(paths[0]);
    const header = bytes.indexOf('"complete"');
    const end = bytes.indexOf('\n', header) + 1;
    for (let cut = bytes.length; cut >= end; cut -= 7) {
      truncateSync(paths[0], cut);
      const found = reopen();
      whole.forEach((size, id) => {
        const { state } = found.find(id);
        if (size <= cut) expect(state).toBe('done');
        else expect(['lost', 'unknown']).toContain(state);
      });
      found.start(99);
      found.finish(99, result('after'));
      expect(reopen().find(99)).toMatchObject({ state: 'done' });
    }
  });

  it('is not confused by a torn line', () => {
    reopen().start(1);
    appendFileSync(paths[0], '{"done":1,"observ');
    expect(reopen().find(1)).toEqual({ state: 'lost' });
  });

  it.each(['5', '"x"', 'null', '[]', '{}', '{"started":"2"}', '{"done":2}', 'no JSON'])(
    'holds the line %s for damage: what stands before it counts, what is unknown from then on may have run',
    (damage) => {
      const before = reopen();
      before.start(1);
      before.finish(1, result('one'));
      appendFileSync(paths[0], `${damage}\n{"started":3}\n`);
      for (let restarts = 0; restarts < 2; restarts++) {
        const found = reopen();
        expect(found.settle(1)).toEqual({ state: 'done', observation: result('one') });
        expect(found.settle(3)).toEqual({ state: 'lost' });
        expect(found.settle(99)).toEqual({ state: 'lost' });
        expect(found.find(4 + restarts)).toEqual({ state: 'unknown' });
        found.start(4 + restarts);
        found.finish(4 + restarts, result('after'));
        expect(reopen().find(4 + restarts)).toMatchObject({ state: 'done' });
      }
    },
  );

  it('that is damaged from its first line on takes nothing for never run', () => {
    reopen().start(1);
    writeFileSync(paths[0], `5\n${readFileSync(paths[0], 'utf8')}`);
    expect(reopen().settle(1)).toEqual({ state: 'lost' });
    expect(reopen().settle(1)).toEqual({ state: 'lost' });
  });

  it('stays small, and never runs again what it has forgotten', () => {
    const ledger = reopen(20_000);
    const text = 'x'.repeat(1000);
    for (let id = 0; id < 200; id++) {
      ledger.start(id);
      ledger.finish(id, result(text));
      expect(statSync(paths[0]).size + statSync(paths[1]).size).toBeLessThan(60_000);
    }
    for (const found of [ledger, reopen(20_000)]) {
      for (let id = 0; id < 200; id++) expect(['done', 'forgotten']).toContain(found.find(id).state);
      expect(found.find(199)).toEqual({ state: 'done', observation: result(text) });
      expect(found.find(200)).toEqual({ state: 'unknown' });
    }
  });

  it('that cannot be made smaller loses nothing of what it knows', () => {
    const descriptors = [
      openSync(paths[0], constants.O_RDWR | constants.O_CREAT),
      // Refuses every write, as a full disk does.
      openSync('/dev/full', constants.O_RDWR),
    ] as [number, number];
    open.push(...descriptors);
    const ledger = new Ledger(descriptors, { compactAboveBytes: 500, bootId: 'first' });
    for (let actionId = 0; actionId < 10; actionId++) {
      ledger.start(actionId);
      try {
        ledger.finish(actionId, result('x'.repeat(100)));
      } catch (error) {
        expect(error).toMatchObject({ code: expect.stringMatching(/EINVAL|ENOSPC/) });
      }
    }
    for (const known of [ledger, reopen()]) {
      for (let actionId = 0; actionId < 10; actionId++) {
        expect(known.find(actionId)).toMatchObject({ state: 'done' });
      }
    }
  });

  it('takes the older generation when the newer one is not complete', () => {
    const ledger = reopen();
    ledger.start(1);
    ledger.finish(1, result('one'));
    appendFileSync(paths[1], '{"generation":1,"forgotten":[]}\n{"started":7}\n');
    expect(reopen().find(1)).toMatchObject({ state: 'done' });
    expect(reopen().find(7)).toEqual({ state: 'unknown' });
  });

  it('tells after any history what happened in it', () => {
    const step = fc.record({
      id: fc.nat(30),
      finishes: fc.boolean(),
      restarts: fc.boolean(),
      size: fc.nat(800),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        for (const path of paths) truncateIfPresent(path);
        let ledger = reopen(3000);
        const expected = new Map<number, string>();
        for (const { id, finishes, restarts, size } of steps) {
          if (expected.has(id)) continue;
          ledger.start(id);
          if (finishes) ledger.finish(id, result('y'.repeat(size)));
          expected.set(id, finishes ? 'done' : 'lost');
          if (restarts) ledger = reopen(3000);
        }
        for (let id = 0; id <= 30; id++) {
          const { state } = ledger.find(id);
          expect(state === 'forgotten' ? 'done' : state).toBe(expected.get(id) ?? 'unknown');
        }
        for (const descriptor of open.splice(0)) closeSync(descriptor);
      }),
      { numRuns: 40 },
    );
  });
});

function truncateIfPresent(path: string): void {
  closeSync(openSync(path, 'w'));
}
