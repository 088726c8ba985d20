import * as z from 'zod/mini';
import type { JsonObject } from '../json.ts';
import { EVENT_SOURCES, type EventSource } from './event-source.ts';
import { integer, jsonObject, minusOne, text, textOrEmpty } from './field.ts';
import { lazy } from './lazy.ts';
import { llmMetrics, type LlmMetrics } from './llm-metrics.ts';
import { toolCallMetadata, type ToolCallMetadata } from './tool-call-metadata.ts';

/** The id of an event that has none yet: left out when it is written. */
export const NO_ID = -1;

/** What the stream puts on a draft. */
export interface Stamp {
  /** Consecutive from 0 within a log. */
  id: number;
  /** ISO 8601. UTC with `Z` in our own logs; older logs have naive local time. Empty if there is none. */
  timestamp: string;
  source?: EventSource;
  /** One line for people, derived from the event. */
  message: string;
}

/** What both actions and observations may carry. */
export interface Attachments {
  /** Id of the action that this event comes of. */
  cause?: number;
  tool_call_metadata?: ToolCallMetadata;
  llm_metrics?: LlmMetrics;
  /** The whole response, on an event that stems from a response without tool calls. */
  model_response?: JsonObject;
  /** A whole response that was asked for beside the agent: it counts for the bill and for nothing else. */
  side_response?: JsonObject;
  /** On the first event of a response: how many events of the log the model had seen. */
  seen_through?: number;
  /** On `agent_state_changed` to `rate_limited`: when the agent goes on. UTC, ISO 8601. */
  resume_at?: string;
}

export interface ActionDraftOf<K extends string, Args> extends Attachments {
  action: K;
  args: Args;
  /** Hard limit in seconds. */
  timeout?: number;
  observation?: undefined;
  opaque?: undefined;
}

export interface ObservationDraftOf<K extends string, Extras> extends Attachments {
  observation: K;
  content: string;
  extras: Extras;
  /** Only on `run` and `run_ipython`. */
  success?: boolean;
  action?: undefined;
  opaque?: undefined;
}

export interface ActionOf<K extends string, Args> extends ActionDraftOf<K, Args>, Stamp {}
export interface ObservationOf<K extends string, Extras> extends ObservationDraftOf<K, Extras>, Stamp {}

/** The keys before the kind, as they are written. */
export const stampShape = lazy(() => ({
  id: minusOne(),
  timestamp: textOrEmpty(),
  source: z.optional(z.enum(EVENT_SOURCES)),
  message: textOrEmpty(),
  cause: z.optional(integer()),
}));

/** The keys between the kind and its body. */
export const attachmentShape = lazy(() => ({
  tool_call_metadata: z.optional(toolCallMetadata()),
  llm_metrics: z.optional(llmMetrics()),
}));

/** The keys after the body. */
export const extensionShape = lazy(() => ({
  model_response: z.optional(jsonObject()),
  side_response: z.optional(jsonObject()),
  seen_through: z.optional(integer()),
  resume_at: z.optional(text()),
}));

/** Envelope keys in the order in which they are written. Unknown ones follow. */
export const ENVELOPE_KEYS = [
  'id',
  'timestamp',
  'source',
  'message',
  'cause',
  'action',
  'observation',
  'tool_call_metadata',
  'llm_metrics',
  'args',
  'timeout',
  'content',
  'extras',
  'success',
  'model_response',
  'side_response',
  'seen_through',
  'resume_at',
] as const;
