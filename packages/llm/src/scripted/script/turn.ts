import { z } from 'zod';

import type { PromptView } from '../prompt/prompt-view.ts';
import { conditionSchema } from './condition.ts';
import { faultsSchema, times } from './fault.ts';

const json = z.json();

/** A call of a tool. `rawArguments` is sent as it stands, so it may be broken JSON. */
const toolCallSchema = z
  .strictObject({
    name: z.string().min(1),
    arguments: z.record(z.string(), json).optional(),
    rawArguments: z.string().optional(),
    id: z.string().min(1).optional(),
  })
  .refine(
    (call) => call.arguments === undefined || call.rawArguments === undefined,
    'give either arguments or rawArguments',
  );

/**
 * What the model thinks before it answers. `signature` is what the provider wants back unchanged:
 * Anthropic's signature, the encrypted content of OpenAI responses, Gemini's thought signature. One is
 * made up when none is given. `redacted` hides the text (Anthropic).
 */
const reasoningSchema = z.preprocess(
  (given: string | ReasoningInput) => (typeof given === 'string' ? { text: given } : given),
  z.strictObject({
    text: z.string().default(''),
    signature: z.string().min(1).optional(),
    redacted: z.boolean().default(false),
  }),
);

interface ReasoningInput {
  text?: string;
  signature?: string;
  redacted?: boolean;
}

const count = z.int().min(0);

/** Token counts. `input` includes cached tokens, `output` includes reasoning tokens. */
export const usageSchema = z.strictObject({
  input: count.optional(),
  output: count.optional(),
  cacheRead: count.optional(),
  cacheWrite: count.optional(),
  reasoning: count.optional(),
});

/** How the bytes of an answer travel. Without it they are sent at once. */
export const deliverySchema = z.strictObject({
  /** Characters in one delta of a stream; 0 sends each part whole. Default 64. */
  chunk: z.int().min(0).default(64),
  /** Wait before the first byte. */
  firstDelayMs: z.number().min(0).default(0),
  /** Wait between two pieces. */
  delayMs: z.number().min(0).default(0),
  /** Bytes of one piece; 0 sends an event (or a whole body) as one piece. */
  pieceBytes: z.int().min(0).default(0),
  /** Pieces of 1 to 7 bytes: borders fall inside characters of UTF-8 and inside `data:`. */
  oddBorders: z.boolean().default(false),
  /** Comment lines between the events, as proxies send to keep a connection alive. */
  comments: z.boolean().default(false),
});

/** What the model says. */
export const sayingSchema = z.strictObject({
  text: z.string().optional(),
  reasoning: reasoningSchema.optional(),
  toolCalls: z.array(toolCallSchema).optional(),
  /** Default: `tool-calls` when there are any, else `stop`. */
  finishReason: z.enum(['stop', 'length', 'tool-calls', 'content-filter']).optional(),
  usage: usageSchema.optional(),
  delivery: deliverySchema.optional(),
});

export type SayingInput = z.input<typeof sayingSchema>;

/**
 * In code only: makes the answer from the request. It must be a function of the view alone, so that a
 * client that was killed and asks again gets the same answer.
 */
const replySchema = z.custom<(view: PromptView) => SayingInput>((value) => typeof value === 'function');

/**
 * One answer of the model. Turns without `when` are served in their order. A turn with `when` steps in
 * whenever the request matches, and takes no place in the order.
 */
export const turnSchema = sayingSchema.extend({
  reply: replySchema.optional(),
  when: conditionSchema.optional(),
  /** How often it is served. Default: once, and with `when` always. */
  times: times.optional(),
  /** What goes wrong before the answer is given: one fault, or several one after another. */
  fault: faultsSchema.default(() => []),
});

export type Turn = z.output<typeof turnSchema>;
export type TurnInput = z.input<typeof turnSchema>;
export type Usage = z.output<typeof usageSchema>;
export type Delivery = z.output<typeof deliverySchema>;

/** Whether it says anything: a turn of nothing but faults does not. */
export const answers = (turn: Turn): boolean =>
  turn.text !== undefined ||
  turn.reasoning !== undefined ||
  turn.toolCalls !== undefined ||
  turn.finishReason !== undefined ||
  turn.reply !== undefined;
