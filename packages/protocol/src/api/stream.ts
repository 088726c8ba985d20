import * as z from 'zod';
import type { ModelDelta, RetryNotice } from '../model/model.ts';
import type { OutputDelta } from '../runtime/runtime.ts';
import { jsonObjectSchema } from './json-object.ts';
import type { Notice } from './notice.ts';

/**
 * The event stream of a conversation, `/api/conversations/{conversation_id}/events/stream`, over WebSocket and over
 * server-sent events. Over WebSocket each frame is one of `StreamFrame` as JSON text, a message to a frame, or with
 * `joined=true` as many frames in a message as go out together, one to a line. Over SSE the `type` is the name
 * of the event and the data is what the frame holds: the event itself, the delta, the notice, or the other fields.
 */

/** Words of the model and output of commands while they come. Some may be missing, and none is repeated. */
export type StreamDelta =
  | { type: 'model-delta'; delta: ModelDelta }
  | { type: 'model-retry'; notice: RetryNotice }
  | { type: 'output'; delta: OutputDelta };

/** An event, to be read with `parseEvent`. */
export const streamEventSchema = z.looseObject({ id: z.int().min(0) });

export const streamDeltaSchema: z.ZodType<StreamDelta> = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('model-delta'),
    delta: z.discriminatedUnion('type', [
      z.object({ type: z.literal('text'), text: z.string() }),
      z.object({ type: z.literal('reasoning'), text: z.string() }),
      z.object({
        type: z.literal('tool-call'),
        toolCallId: z.string(),
        toolName: z.string(),
        argumentsDelta: z.string(),
      }),
    ]),
  }),
  z.object({
    type: z.literal('model-retry'),
    notice: z.object({
      attempt: z.number(),
      maxAttempts: z.number(),
      waitSeconds: z.number(),
      reason: z.string(),
    }),
  }),
  z.object({ type: z.literal('output'), delta: z.object({ actionId: z.int(), text: z.string() }) }),
]);

const notice = { status_update: z.literal(true), message: z.string() };

export const noticeSchema: z.ZodType<Notice> = z.union([
  z.object({ ...notice, type: z.enum(['info', 'error']), id: z.string() }),
  z.object({ ...notice, type: z.literal('info'), conversation_title: z.string() }),
  z.object({ error: z.literal(true), message: z.string() }),
]);

/** The reader was too slow. The connection closes; another one goes on after this id. */
export const streamLaggedSchema = z.object({ resume_after: z.int().min(-1) });

/** No more events will come, or none may be had. `code` is one of the error table. The connection closes. */
export const streamEndSchema = z.object({ code: z.string(), message: z.string() });

/** What the server sends over WebSocket. */
export const streamFrameSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('event'), event: streamEventSchema }),
  z.object({ type: z.literal('delta'), delta: streamDeltaSchema }),
  z.object({ type: z.literal('notice'), notice: noticeSchema }),
  streamLaggedSchema.extend({ type: z.literal('lagged') }),
  streamEndSchema.extend({ type: z.literal('end') }),
  /** Nothing but a sign of life. Over SSE it is a comment. */
  z.object({ type: z.literal('heartbeat') }),
  /** The action with this `id` of the client's is in the log. */
  z.object({ type: z.literal('accepted'), id: z.string(), event_id: z.int() }),
  z.object({ type: z.literal('refused'), id: z.string(), error: streamEndSchema }),
]);

/** What a client sends over WebSocket: an action for the conversation, with an id of its own choosing for the answer. */
export const streamRequestSchema = z.object({
  type: z.literal('action'),
  id: z.string().max(100),
  action: jsonObjectSchema,
});

/** Seconds between two signs of life of an idle stream. */
export const STREAM_HEARTBEAT_SECONDS = 15;

/**
 * Subprotocol of the WebSocket. A client that can set no headers offers its key as a second one, encoded by
 * `streamKeyProtocol`; the server answers with the first alone.
 */
export const STREAM_SUBPROTOCOL = 'capstan';

/** Why a WebSocket was closed. Closes for an error of the table have 4000 plus its HTTP status. */
export const STREAM_CLOSE = { done: 1000, goingAway: 1001, lagged: 4408 } as const;

export type StreamFrame = z.output<typeof streamFrameSchema>;
export type StreamRequest = z.output<typeof streamRequestSchema>;
