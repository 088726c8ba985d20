import type { Frame } from '../wire/wire-protocol.ts';

/** Deltas are cut this small where an answer is to end in the midst of one. */
export const INTERRUPTED_CHUNK = 8;

/** Events of a call that surely lie within its arguments, when these are long enough. */
const MAX_CALL_EVENTS = 3;

/** The answer's events up to the midst of the first tool call's arguments, or else of what it says. */
export function firstHalf(frames: readonly Frame[]): string[] {
  const isCall = (frame: Frame): boolean => frame.of === 'tool-call';
  const calls = frames.some(isCall);
  const belongs = calls ? isCall : (frame: Frame) => frame.of === 'text' || frame.of === 'reasoning';
  const start = frames.findIndex(belongs);
  if (start < 0) return textsOf(frames.filter((frame) => frame.of === 'start'));
  const count = frames.filter(belongs).length;
  const only = count === 1 ? frames[start] : undefined;
  // A call that is one event is cut inside of it.
  if (only !== undefined) return [...textsOf(frames.slice(0, start)), halfOf(only.text)];
  const half = Math.floor(count / 2);
  return textsOf(frames.slice(0, start + (calls ? Math.min(half, MAX_CALL_EVENTS) : half)));
}

export const halfOf = (text: string): string => text.slice(0, Math.ceil(text.length / 2));

const textsOf = (frames: readonly Frame[]): string[] => frames.map((frame) => frame.text);
