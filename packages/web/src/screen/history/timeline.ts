import type { Event } from '@capstan/protocol';
import type { Entry } from '../entry.ts';
import { screenOf } from '../screen-of.ts';
import type { ScreenState, StepCost } from '../screen-state.ts';
import { walkEntries } from './walk-entries.ts';

/** What a part of the strip shows: kinds of entries, the time in which a model answered, and that of a question. */
export type TimelineKind = Entry['kind'] | 'model' | 'waiting';

export interface TimelineSegment {
  /** Unique on a strip. */
  key: string;
  /** Events with which it begins and ends: where to scrub to. */
  id: number;
  endId: number;
  kind: TimelineKind;
  /** Unix milliseconds; both the same for what takes no time. */
  start: number;
  end: number;
  /** Milliseconds before it in which nothing happened; 0 for the first. */
  gap: number;
  failed: boolean;
  /** Whether it belongs to an agent that works for another. */
  nested: boolean;
}

/** The whole log as a strip, in order of time. */
export function timelineOf(events: Iterable<Event>): TimelineSegment[] {
  return timelineOfScreen(screenOf(events));
}

/** As `timelineOf`, of a screen that is there already. What has no time is left out; what runs ends with the log. */
export function timelineOfScreen({
  entries,
  bill,
  nextId,
  lastAt,
}: Pick<ScreenState, 'entries' | 'bill' | 'nextId' | 'lastAt'>): TimelineSegment[] {
  const now = { id: nextId - 1, time: Date.parse(lastAt ?? '') };
  const outermost = new Set(entries);
  const parts = Array.from(walkEntries(entries)).flatMap((entry) =>
    segmentsOf(entry, now).map((segment) => ({ ...segment, nested: !outermost.has(entry) })),
  );
  const answers = bill.steps.filter((step) => !step.aside).map(answerSegment);
  const segments = [...answers, ...parts].filter(({ start, end }) => !Number.isNaN(start + end));
  segments.sort((a, b) => a.start - b.start || a.id - b.id);
  return withGaps(segments);
}

type Ungapped = Omit<TimelineSegment, 'gap'>;

type Now = { id: number; time: number };

/** A question to the person is a part of its own, whatever was answered. */
function segmentsOf(entry: Entry, now: Now): Omit<Ungapped, 'nested'>[] {
  const whole = segmentOf(entry, now);
  if (!('startedAt' in entry) || entry.startedAt === entry.at) return [whole];
  const asked = { ...whole, key: `${entry.key}.waiting`, kind: 'waiting' as const, failed: false };
  if (entry.startedAt === null) return entry.actionId === entry.observationId ? [whole] : [asked];
  const begun = Date.parse(entry.startedAt);
  return [
    { ...asked, end: begun, endId: entry.actionId },
    { ...whole, id: entry.actionId, start: begun, end: Math.max(begun, whole.end) },
  ];
}

function segmentOf(entry: Entry, now: Now): Omit<Ungapped, 'nested'> {
  const { key, id, kind } = entry;
  const start = Date.parse(entry.at);
  const failed = kind === 'error' || ('progress' in entry && entry.progress === 'failed');
  if (!('endedAt' in entry)) return { key, id, endId: id, kind, start, end: start, failed };
  const isOpen = entry.endedAt === null;
  const end = isOpen ? now.time : Date.parse(entry.endedAt ?? '');
  const endId = isOpen ? now.id : 'observationId' in entry ? (entry.observationId ?? id) : id;
  return { key, id, endId, kind, start, end: Math.max(start, end), failed };
}

function answerSegment({ id, at, latencySeconds, agent }: StepCost): Ungapped {
  const end = Date.parse(at);
  const start = end - latencySeconds * 1000;
  return {
    key: `${id}.model`,
    id,
    endId: id,
    kind: 'model',
    start,
    end,
    failed: false,
    nested: agent !== '',
  };
}

function withGaps(segments: readonly Ungapped[]): TimelineSegment[] {
  let reached = segments[0]?.start ?? 0;
  return segments.map((segment) => {
    const gap = Math.max(0, segment.start - reached);
    reached = Math.max(reached, segment.end);
    return { ...segment, gap };
  });
}
