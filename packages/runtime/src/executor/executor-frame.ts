import { isObservation, parseEvent, type ObservationDraft, type SettleResult } from '@capstan/protocol';
import * as z from 'zod/mini';
import type { ExecutorFrame } from './frame.ts';

const request = z.int();

/** What comes out of a sandbox is data of whoever controls the sandbox: checked like any other input. */
const observation = z.pipe(
  z.unknown(),
  z.transform((raw, context): ObservationDraft => {
    const event = parseEvent(raw);
    if (isObservation(event)) {
      const { observation: kind, content, extras, success } = event;
      // The kind was read together with its extras; taken apart, the checker no longer sees that.
      return {
        observation: kind,
        content,
        extras,
        ...(success === undefined ? {} : { success }),
      } as ObservationDraft;
    }
    context.issues.push({ code: 'custom', message: 'no observation', input: raw });
    return z.NEVER;
  }),
);

const settled = z.discriminatedUnion('state', [
  z.object({ state: z.literal('done'), observation }),
  z.object({ state: z.literal('running') }),
  z.object({ state: z.literal('lost') }),
  z.object({ state: z.literal('unknown') }),
]) satisfies z.ZodMiniType<SettleResult>;

const frame = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('welcome'), version: z.int() }),
  z.object({ kind: z.literal('refused'), reason: z.string() }),
  z.object({ kind: z.literal('output'), actionId: z.int(), text: z.string() }),
  z.object({ kind: z.literal('observation'), request, observation }),
  z.object({ kind: z.literal('settled'), request, result: settled }),
  z.object({
    kind: z.literal('status'),
    request,
    status: z.object({
      version: z.int(),
      pid: z.int(),
      running: z.array(z.int()),
      uptimeSeconds: z.number(),
      residentBytes: z.number(),
    }),
  }),
  z.object({ kind: z.literal('accepted'), request }),
  z.object({ kind: z.literal('failed'), request, reason: z.string() }),
]) satisfies z.ZodMiniType<ExecutorFrame>;

/** Reads one line of an executor. Throws for anything else than a frame of this protocol. */
export function readExecutorFrame(line: string): ExecutorFrame {
  return frame.parse(JSON.parse(line));
}
