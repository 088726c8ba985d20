import { describe, expect, it } from 'vitest';
import { recordedLog } from '../../../test/support/recorded-log.ts';
import { recordedConversation } from '../../live/live-store.ts';
import { screenOf } from '../../screen/index.ts';
import { longLog, WRITTEN_LOGS } from '../../stories/logs/index.ts';
import { familyOf } from './kind-family.ts';
import { advance } from './playback.ts';
import { Player, type Frames } from './player.ts';
import { momentAway, nearestStop, stopIndexAt } from './stops.ts';
import { segmentAt, stripPaths } from './strip-paths.ts';
import { timeScale } from './time-scale.ts';
import { timelineModel } from './timeline-model.ts';

const modelOf = (name: string) => timelineModel(screenOf(recordedLog(name)));

describe('the scale of time', () => {
  const HOUR = 3_600_000;
  const at = (kind: 'command' | 'waiting', start: number, end: number) => ({ kind, start, end });

  it('keeps the length of work and shortens long rests', () => {
    const scale = timeScale([at('command', 0, 60_000), at('command', HOUR, HOUR + 60_000)]);
    expect(scale.unitsAt(60_000)).toBe(60_000);
    expect(scale.breaks).toEqual([{ start: 60_000, end: HOUR }]);
    expect(scale.length).toBeLessThan(130_000);
    expect(scale.length - scale.unitsAt(HOUR)).toBe(60_000);
  });

  it('counts questions to the person as rests', () => {
    const scale = timeScale([
      at('command', 0, 60_000),
      at('waiting', 60_000, HOUR),
      at('command', HOUR, HOUR + 1),
    ]);
    expect(scale.length).toBeLessThan(70_000);
  });

  it('leads back from units to times', () => {
    const { scale, segments } = modelOf('approvals');
    for (const { start } of segments) expect(scale.timeAt(scale.unitsAt(start))).toBeCloseTo(start, 3);
    expect(scale.unitsAt(0)).toBe(0);
    expect(scale.unitsAt(Number.MAX_SAFE_INTEGER)).toBeCloseTo(scale.length, 6);
  });

  it('ascends, whatever the log holds', () => {
    const { scale, stops } = timelineModel(screenOf(longLog({ events: 2_000 })));
    const units = stops.map(({ time }) => scale.unitsAt(time));
    expect(units).toEqual(units.toSorted((a, b) => a - b));
    expect(scale.breaks.length).toBeGreaterThan(3);
  });

  it('of an empty log has no time in it', () => {
    const scale = timeScale([]);
    expect([scale.length, scale.unitsAt(5), scale.timeAt(0)]).toEqual([1, 0, 0]);
  });
});

describe('stops', () => {
  it('are the events at which something begins or ends, each once', () => {
    const { stops } = modelOf('whole-task');
    const ids = stops.map(({ id }) => id);
    expect(ids).toEqual([...new Set(ids)].toSorted((a, b) => a - b));
    expect(ids).not.toContain(0);
    expect(ids.at(-1)).toBe(36);
  });

  it('are told by what was done rather than by the model that asked for it', () => {
    const model = modelOf('whole-task');
    const edit = model.stops.find(({ id }) => id === 21);
    expect(edit && model.textOf(edit.segment)).toMatch(/^Edited \/workspace\/basket.py · \+1 −2/);
  });

  it('lead from now into the past and back to now', () => {
    const { stops } = modelOf('whole-task');
    const before = momentAway(stops, null, -1);
    expect(before).toBe(stops.at(-2)?.id);
    expect(momentAway(stops, before, 1)).toBeNull();
    expect(momentAway(stops, before, -1_000)).toBe(stops[0]?.id);
    expect(momentAway([], null, -1)).toBeNull();
  });

  it('are found for any moment and any time', () => {
    const { stops } = modelOf('whole-task');
    expect(stopIndexAt(stops, null)).toBe(stops.length - 1);
    expect(stopIndexAt(stops, -1)).toBe(-1);
    for (const [index, { id, time }] of stops.entries()) {
      expect(stopIndexAt(stops, id)).toBe(index);
      expect(stops[nearestStop(stops, time)]?.time).toBe(time);
    }
  });
});

describe('landmarks', () => {
  const told = (name: string): string[] =>
    modelOf(name).landmarks.map(({ verb, object, id }) => `${id} ${verb} ${object}`.slice(0, 60));

  it('are words, questions with their answers, and ends', () => {
    expect(told('approvals')).toEqual([
      '2 You Prepare the project for a build.',
      '7 Approved mkdir -p build && cd build && pwd',
      expect.stringMatching(/^\d+ Rejected rm -rf \.\.\/\*\.py/),
      expect.stringMatching(/^\d+ You Do not remove the sources/),
      expect.stringMatching(/^\d+ Approved .*settings\.ini/),
      expect.stringMatching(/^\d+ Finished /),
    ]);
  });

  it('tell what failed when it had failed', () => {
    const failures = modelOf('failures').landmarks.filter(({ family }) => family === 'failed');
    expect(failures.length).toBeGreaterThan(3);
    expect(failures.every(({ tone }) => tone === 'bad')).toBe(true);
    const [command] = failures.filter(({ verb }) => verb === 'Ran');
    expect(command?.object).toContain('exit 3');
  });
});

describe('the strip', () => {
  const VIEW = { from: 0, pixelsPerUnit: 0.01, width: 1_200 };

  it('draws 10,000 events within a frame, in no more shapes than there are pixels', () => {
    const { segments, scale } = timelineModel(screenOf(longLog()));
    const view = { ...VIEW, pixelsPerUnit: 1_200 / scale.length };
    let paths = stripPaths(segments, view);
    // The quickest of some: whatever else runs on this machine takes its time as well.
    const milliseconds = Array.from({ length: 10 }, () => {
      const began = performance.now();
      paths = stripPaths(segments, view);
      return performance.now() - began;
    });
    expect(Math.min(...milliseconds)).toBeLessThan(16);
    const shapes = [...paths.values()].join('').split('M').length - 1;
    expect(shapes).toBeGreaterThan(300);
    expect(shapes).toBeLessThan(1_200 * paths.size);
  });

  it('has every family of the log, and leaves out what is hidden', () => {
    const { segments } = modelOf('approvals');
    const families = new Set(segments.map(({ kind }) => familyOf(kind)));
    expect(new Set(stripPaths(segments, VIEW).keys())).toEqual(families);
    expect(stripPaths(segments, VIEW, new Set(['running'])).has('running')).toBe(false);
  });

  it('marks what failed beside its kind', () => {
    const { segments } = timelineModel(screenOf(WRITTEN_LOGS.delegated()));
    expect(stripPaths(segments, VIEW).get('failed')).toMatch(/^M/);
  });

  it('finds what is under the pointer, and nothing elsewhere', () => {
    const { segments } = modelOf('whole-task');
    const hidden: ReadonlySet<never> = new Set();
    const first = segments.find(({ kind }) => kind === 'message');
    expect(segmentAt(segments, VIEW, { x: 1, y: 15, hidden })).toBe(first);
    expect(segmentAt(segments, VIEW, { x: 1, y: 58, hidden })).toBeNull();
  });
});

describe('playing', () => {
  const times = [0, 1_000, 60_000];

  it('runs as fast as is asked for', () => {
    expect(advance(times, 0, 100, { speed: 4, skipsGaps: false })).toBe(400);
    expect(advance(times, 60_000, 100, { speed: 4, skipsGaps: false })).toBeNull();
  });

  it('cuts rests short where that is asked for', () => {
    expect(advance(times, 1_000, 0, { speed: 1, skipsGaps: true })).toBe(59_300);
    expect(advance(times, 0, 0, { speed: 16, skipsGaps: true })).toBe(0);
  });

  const played = () => {
    const live = recordedConversation(recordedLog('whole-task'));
    let run: ((time: number) => void) | undefined;
    const frames: Frames = {
      request(next) {
        run = next;
        return 1;
      },
      cancel: () => (run = undefined),
    };
    const moments: (number | null)[] = [];
    live.store.subscribe(({ moment }) => moments.push(moment));
    return { live, moments, player: new Player(live, frames), frame: (time: number) => run?.(time) };
  };

  it('goes through the log from its beginning to now', () => {
    const { live, moments, player, frame } = played();
    player.play();
    expect(live.store.getState().moment).toBe(2);
    for (let time = 0; player.store.getState().playing && time < 120_000; time += 100) frame(time);
    expect(live.store.getState().moment).toBeNull();
    expect(new Set(moments).size).toBeGreaterThan(20);
    const ids = moments.filter((moment) => moment !== null);
    expect(ids).toEqual(ids.toSorted((a, b) => a - b));
  });

  it('does not leap after the page was hidden for an hour', () => {
    const { live, player, frame } = played();
    player.play();
    frame(0);
    frame(3_600_000);
    expect(live.store.getState().moment).toBeLessThan(10);
    expect(player.store.getState().playing).toBe(true);
  });

  it('ends when somebody scrubs, and leaves them where they are', () => {
    const { live, player, frame } = played();
    player.play();
    frame(0);
    live.show(20);
    frame(100);
    expect(player.store.getState().playing).toBe(false);
    expect(live.store.getState().moment).toBe(20);
  });
});
