import {
  countText,
  describe,
  durationText,
  timelineOfScreen,
  walkEntries,
  type Entry,
  type ScreenState,
  type StepCost,
  type TimelineSegment,
} from '../../screen/index.ts';
import { landmarksOf, type Landmark } from './landmarks.ts';
import { stopsOf, type Stop } from './stops.ts';
import { placed, type PlacedSegment } from './strip-rows.ts';
import { timeScale, type TimeScale } from './time-scale.ts';

/** Everything that the timeline shows of a log. */
export interface TimelineModel {
  segments: readonly PlacedSegment[];
  stops: readonly Stop[];
  landmarks: readonly Landmark[];
  scale: TimeScale;
  /** What a segment is, in one line. */
  textOf(segment: TimelineSegment): string;
}

const MODELS = new WeakMap<ScreenState, TimelineModel>();

/** The same for the same screen, whoever asks. */
export function timelineModel(screen: ScreenState): TimelineModel {
  const known = MODELS.get(screen);
  if (known !== undefined) return known;
  const model = newModel(screen);
  MODELS.set(screen, model);
  return model;
}

function newModel(screen: ScreenState): TimelineModel {
  const timeline = timelineOfScreen(screen);
  const scale = timeScale(timeline);
  let words: Words | undefined;
  return {
    segments: timeline.map((segment) => placed(segment, scale)),
    stops: stopsOf(timeline),
    landmarks: landmarksOf(screen),
    scale,
    textOf(segment) {
      words ??= wordsOf(screen);
      return textOf(segment, words);
    },
  };
}

interface Words {
  entries: ReadonlyMap<string, Entry>;
  answers: ReadonlyMap<number, StepCost>;
}

function wordsOf({ entries, bill }: ScreenState): Words {
  return {
    entries: new Map(walkEntries(entries).map((entry) => [entry.key, entry])),
    answers: new Map(bill.steps.filter((step) => !step.aside).map((step) => [step.id, step])),
  };
}

function textOf({ key, kind, id, start, end }: TimelineSegment, { entries, answers }: Words): string {
  const seconds = (end - start) / 1_000;
  const took = seconds >= 0.05 ? `, ${durationText(seconds)}` : '';
  if (kind === 'model') {
    const tokens = answers.get(id)?.outputTokens ?? 0;
    return `The model answered${tokens > 0 ? ` with ${countText(tokens, 'token')}` : ''}${took}`;
  }
  const entry = entries.get(kind === 'waiting' ? key.replace(/\.waiting$/, '') : key);
  if (entry === undefined) return '';
  const { verb, object, result } = describe(entry);
  if (kind === 'waiting') return `Asked the person: ${object}${took}`;
  const words = [verb, object].filter((part) => part !== '').join(' ');
  return `${words}${result === null ? '' : ` · ${result.text}`}${took}`;
}
