import { describe, expect, it } from 'vitest';
import { readClientFrame } from './client-frame.ts';

describe('a frame of a client', () => {
  it.each(['settle', 'interrupt'])('that asks to %s names an action that can be', (kind) => {
    const frame = (actionId: unknown): string => JSON.stringify({ kind, request: 1, actionId });
    expect(readClientFrame(frame(0))).toEqual({ kind, request: 1, actionId: 0 });
    for (const actionId of [-1, 1.5, 2 ** 60, '1', null]) {
      expect(readClientFrame(frame(actionId))).toBeUndefined();
    }
  });
});
